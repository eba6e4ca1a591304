namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>Several commands that do the same work, run in turns.</summary>
/// <param name="Title">Heading of its table.</param>
/// <param name="Ours">The product's rows, the first one the row that bars are judged by.</param>
/// <param name="Peers">The tools it is compared with.</param>
sealed record Contest(string Title, IReadOnlyList<Invocation> Ours, IReadOnlyList<Invocation> Peers)
{
    readonly Dictionary<string, List<Usage>> usages = [];

    public Series Cpu(string row) => new(usages[row].Select(u => u.Cpu));
    public Series Wall(string row) => new(usages[row].Select(u => u.Wall));
    public Series Megabytes(string row) => new(usages[row].Select(u => u.Megabytes));

    public void Run(int runs)
    {
        Invocation[] all = [.. Ours, .. Peers];
        foreach (var command in all)
        {
            usages[command.Row] = [];
            Child.Measure(command); // Warms the page cache; not counted.
        }
        for (var round = 0; round < runs; round++)
            // Another one begins each round, so that nobody always runs after the same neighbour.
            for (var i = 0; i < all.Length; i++)
            {
                var command = all[(round + i) % all.Length];
                usages[command.Row].Add(Child.Measure(command));
            }
    }
}
