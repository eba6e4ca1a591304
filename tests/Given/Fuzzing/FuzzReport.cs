namespace Thrombophilia.Given.Fuzzing;

/// <summary>What became of the mutants of one kind.</summary>
public sealed class FuzzCounts
{
    public int Made { get; set; }
    public int Refused { get; set; }
    /// <summary>Accepted with a warning that the unmutated file has not.</summary>
    public int Warned { get; set; }
    /// <summary>Accepted without a further word, every row the same.</summary>
    public int Same { get; set; }
    /// <summary>Accepted without a further warning, with other rows.</summary>
    public int Other { get; set; }
    public int Failed { get; set; }
    /// <summary>Refusals by their code.</summary>
    public SortedDictionary<string, int> Codes { get; } = new(StringComparer.Ordinal);

    public void Add(FuzzCounts other)
    {
        (Made, Refused, Warned, Same, Other, Failed) = (Made + other.Made, Refused + other.Refused,
            Warned + other.Warned, Same + other.Same, Other + other.Other, Failed + other.Failed);
        foreach (var (code, count) in other.Codes) Codes[code] = Codes.GetValueOrDefault(code) + count;
    }
}

/// <summary>A mutant whose outcome is not what is owed.</summary>
/// <param name="Seed">Makes the same mutant again, as a run of one from this seed.</param>
/// <param name="Mutation">Which kind.</param>
/// <param name="Base">Of which file.</param>
/// <param name="What">What happened.</param>
public sealed record FuzzFailure(int Seed, Mutation Mutation, string Base, string What)
{
    public override string ToString() =>
        $"seed {Seed}: {Mutation.Class}, {Mutation.Name}, of '{Base}', owed {Mutation.Owed}: {What}";
}

/// <summary>The result of a run.</summary>
/// <param name="Count">Mutants tried.</param>
/// <param name="Kinds">What became of them.</param>
/// <param name="Failures">Which were not as owed.</param>
/// <param name="MostAllocated">The most bytes that one mutant allocated.</param>
public sealed record FuzzReport(int Count, IReadOnlyList<(Mutation Mutation, FuzzCounts Counts)> Kinds,
    IReadOnlyList<FuzzFailure> Failures, long MostAllocated)
{
    /// <summary>The counts by class, in the order in which the classes are declared.</summary>
    public IEnumerable<(string Class, FuzzCounts Counts)> Classes() => Kinds.GroupBy(k => k.Mutation.Class).Select(g =>
    {
        var all = new FuzzCounts();
        foreach (var (_, counts) in g) all.Add(counts);
        return (g.Key, all);
    });
}
