namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>The rounds of one contest, run through once.</summary>
sealed class Repetition
{
    readonly Dictionary<string, List<Usage>> usages = [];
    readonly Dictionary<string, double> units = [];

    /// <summary>Load average of the last minute, before the first round and after the last.</summary>
    public (string Before, string After) Load { get; }

    public Repetition(IReadOnlyList<Entrant> entrants, int runs)
    {
        foreach (var entrant in entrants)
        {
            (usages[entrant.Row], units[entrant.Row]) = ([], entrant.Units);
            entrant.Measure(); // Warms the page cache; not counted.
        }
        var before = Machine.Load();
        for (var round = 0; round < runs; round++)
            // Another one begins each round, so that nobody always runs after the same neighbour.
            for (var i = 0; i < entrants.Count; i++)
            {
                var entrant = entrants[(round + i) % entrants.Count];
                usages[entrant.Row].Add(entrant.Measure());
            }
        Load = (before, Machine.Load());
    }

    public Series Cpu(string row) => new(usages[row].Select(u => u.Cpu));
    public Series Wall(string row) => new(usages[row].Select(u => u.Wall));
    public Series Megabytes(string row) => new(usages[row].Select(u => u.Megabytes));

    /// <summary>CPU seconds of one unit of the work.</summary>
    public Series CpuEach(string row) => Cpu(row).Times(1 / units[row]);
    /// <summary>Wall seconds of one unit of the work.</summary>
    public Series WallEach(string row) => Wall(row).Times(1 / units[row]);
}
