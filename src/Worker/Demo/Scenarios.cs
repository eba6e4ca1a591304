using System.Globalization;
using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Worker.Demo;

/// <summary>
/// The invented people and files of the demo, as data: the newest released <c>demo/scenarios</c> names hot spots by id
/// only.
/// </summary>
internal sealed record Scenarios(
    string Site, int Seed, int BackgroundRecords, IReadOnlyList<DemoSubject> Subjects, IReadOnlyList<DemoFile> Files)
{
    public static Scenarios Load() => new KnowledgeFolder().Demand("demo", "scenarios").Read(Of);

    static Scenarios Of(StrictJson j)
    {
        _ = j.Text("about");
        return new(
            j.Text("site"), j.WholeNumber("seed"), j.WholeNumber("backgroundRecords"),
                j.List("subjects", DemoSubject.Of), j.List("files", DemoFile.Of));
    }

    /// <summary>The tube behind a sample name in a file; null for a name that nobody registered.</summary>
    public DemoSample? Sample(string name) =>
        Subjects.SelectMany(s => s.Samples).SingleOrDefault(s => s.Sample == name);
}

/// <summary>One person.</summary>
internal sealed record DemoSubject(string Subject, string Group, string Sex, int BirthYear, string Story,
    IReadOnlyList<DemoSample> Samples)
{
    public static DemoSubject Of(StrictJson j) => new(
        j.Text("subject"), j.Text("group"), j.Text("sex"), j.WholeNumber("birthYear"), j.Text("story"),
            j.List("samples", DemoSample.Of));
}

/// <summary>One tube: DNA with its genotypes, or plasma with its assays.</summary>
internal sealed record DemoSample(string Sample, string Type, DateTimeOffset Collected, DateTimeOffset Received)
{
    public static DemoSample Of(StrictJson j) =>
        new(j.Text("sample"), j.Text("type"), Time(j, "collected"), Time(j, "received"))
        {
            Copies = j.MapOrNull("copies", (copies, hotSpot) => copies.WholeNumber(hotSpot)) ?? [],
            Unreadable = j.MapOrNull("unreadable", (unreadable, hotSpot) => unreadable.Text(hotSpot)) ?? [],
            Carries =
            j.ListOrNull("carries",
            c => new DemoChange(c.Text("near"), c.WholeNumber("offset"), c.WholeNumber("copies"))) ?? [],
            States = j.TextOrNull("states") ?? "",
            Assays = j.ListOrNull("assays", a => new DemoAssay(
                a.Text("id"), a.Text("analyte"), a.Text("method"), a.Text("value"), a.Text("unit"))) ?? [],
        };

    static DateTimeOffset Time(StrictJson j, string name) =>
        DateTimeOffset.TryParseExact(j.Text(name), "yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture,
        DateTimeStyles.None, out var time)
            ? time : throw j.Wrong("a time with its offset", name);

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
internal sealed record DemoFile(string Name, string Build, string Container, string Style,
    IReadOnlyList<string> Samples, string Ends)
{
    public static DemoFile Of(StrictJson j)
    {
        _ = j.TextsOrNull("unknown");
        return new(j.Text("name"), j.Text("build"), j.Text("container"), j.Text("style"), j.Texts("samples"),
            j.Text("ends"))
        {
            Callable = j.FlagOrNull("callable") ?? false,
            Damage = j.TextOrNull("damage"),
            CopyOf = j.TextOrNull("copyOf"),
        };
    }

    /// <summary>Lies beside it: a BED file that covers the whole panel.</summary>
    public bool Callable { get; init; }
    /// <summary><c>cut</c> or <c>other-assembly</c>.</summary>
    public string? Damage { get; init; }
    /// <summary>The file whose bytes these are once more.</summary>
    public string? CopyOf { get; init; }
}
