namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>One who takes part in a contest.</summary>
/// <param name="Row">Name of its row.</param>
/// <param name="Measure">Does the work once.</param>
/// <param name="Units">How many files, rows or records that is.</param>
sealed record Entrant(string Row, Func<Usage> Measure, double Units = 1)
{
    /// <summary>A process.</summary>
    public Entrant(Invocation command, double units = 1) : this(command.Row, () => Child.Measure(command), units) { }
}

/// <summary>Several ways to the same end, run in turns.</summary>
/// <param name="Title">Heading of its tables.</param>
/// <param name="Ours">The product's rows.</param>
/// <param name="Peers">What it is compared with.</param>
/// <param name="Bars">What is judged.</param>
sealed record Contest(string Title, IReadOnlyList<Entrant> Ours, IReadOnlyList<Entrant> Peers, IReadOnlyList<Bar> Bars)
{
    /// <summary>What the work is counted in; null where it is one whole.</summary>
    public string? Unit { get; init; }

    /// <summary>Run in the same rounds to show what nobody can save, and never a peer.</summary>
    public IReadOnlyList<Entrant> Floors { get; init; } = [];

    public IEnumerable<Entrant> All => [.. Ours, .. Peers, .. Floors];

    public List<Repetition> Repetitions { get; } = [];

    /// <summary>
    /// Again while a bar is missed or too uneven, but not more often than <paramref name="most"/>. Every repetition is
    /// kept.
    /// </summary>
    public void Run(int runs, int most)
    {
        do Repetitions.Add(new Repetition([.. All], runs));
        while (Repetitions.Count < most && Bars.Any(b => b.AsksAgain(Repetitions[^1])));
    }
}
