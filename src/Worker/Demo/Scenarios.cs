using System.Text.Json;

namespace Thrombophilia.Worker.Demo;

/// <summary>The invented people and files of the demo, as data: <c>panels/demo/scenarios.json</c> names hot spots by id only.</summary>
internal sealed record Scenarios(
    string Site, int Seed, int BackgroundRecords, IReadOnlyList<DemoSubject> Subjects, IReadOnlyList<DemoFile> Files)
{
    public static Scenarios Load() =>
        JsonSerializer.Deserialize<Scenarios>(
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "panels", "demo", "scenarios.json")), JsonSerializerOptions.Web)
        ?? throw new InvalidDataException("scenarios.json is empty.");

    /// <summary>The tube behind a sample name in a file; null for a name that nobody registered.</summary>
    public DemoSample? Sample(string name) => Subjects.SelectMany(s => s.Samples).SingleOrDefault(s => s.Sample == name);
}

/// <summary>One person.</summary>
internal sealed record DemoSubject(string Subject, string Group, string Sex, int BirthYear, string Story, IReadOnlyList<DemoSample> Samples);

/// <summary>One tube: DNA with its genotypes, or plasma with its assays.</summary>
internal sealed record DemoSample(string Sample, string Type, DateTimeOffset Collected, DateTimeOffset Received)
{
    /// <summary>Copies of the counted allele by hot spot; 0 where not named.</summary>
    public IReadOnlyDictionary<string, int> Copies { get; init; } = new Dictionary<string, int>();
    /// <summary>Hot spots that the file does not show well: <c>low-depth</c> or <c>no-call</c>.</summary>
    public IReadOnlyDictionary<string, string> Unreadable { get; init; } = new Dictionary<string, string>();
    /// <summary>Single-base changes that the panel does not list.</summary>
    public IReadOnlyList<DemoChange> Carries { get; init; } = [];
    /// <summary>Codes of the states at the draw; empty when nobody recorded them.</summary>
    public string States { get; init; } = "";
    /// <summary>Results.</summary>
    public IReadOnlyList<DemoAssay> Assays { get; init; } = [];
}

/// <summary>A change <paramref name="Offset"/> bases from a hot spot.</summary>
internal sealed record DemoChange(string Near, int Offset, int Copies);

/// <summary>One result.</summary>
internal sealed record DemoAssay(string Id, string Analyte, string Method, string Value, string Unit);

/// <summary>One file.</summary>
/// <param name="Name">File name.</param>
/// <param name="Build">Genome build.</param>
/// <param name="Container"><c>text</c>, <c>gzip</c>, <c>bgzf</c> or <c>bgzf-indexed</c>.</param>
/// <param name="Style"><c>sites</c> (every hot spot has a record), <c>variants-only</c> or <c>gvcf</c>.</param>
/// <param name="Samples">Sample names in header order.</param>
/// <param name="Ends">The state it must end in: <c>done</c>, <c>held</c> or <c>refused</c>.</param>
internal sealed record DemoFile(string Name, string Build, string Container, string Style, IReadOnlyList<string> Samples, string Ends)
{
    /// <summary>Lies beside it: a BED file that covers the whole panel.</summary>
    public bool Callable { get; init; }
    /// <summary><c>cut</c> or <c>other-assembly</c>.</summary>
    public string? Damage { get; init; }
    /// <summary>The file whose bytes these are once more.</summary>
    public string? CopyOf { get; init; }
}
