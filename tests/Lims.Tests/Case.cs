using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Variants.Calling.Rows;
using Xunit;

namespace Thrombophilia.Lims.Tests;

/// <summary>
/// Builds the evidence of one person. Starts with every hot spot proven normal in sample S1 and no assay.
/// </summary>
sealed record Case
{
    static readonly Guid File = new("11111111-1111-1111-1111-111111111111");
    static readonly DateTimeOffset FirstDraw = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;
    public SubjectFacts Subject { get; init; } = new(SubjectGroup.Case, Sex.F, 1980);
    public IReadOnlyList<SampleFinding> Findings { get; init; } = AllReference("S1");
    public IReadOnlyList<AssayFact> Assays { get; init; } = [];

    public static IReadOnlyList<SampleFinding> AllReference(string sample) =>
        [.. Knowledge.Panel.HotSpots.Select(h => new SampleFinding(sample, File, Call(h.Id, CallStatus.Reference, 0)))];

    public static PanelCall Call(string hotSpot, CallStatus status, int? copies, params string[] notes) => new()
    {
        Build = "GRCh38",
        Gene = Knowledge.Panel.HotSpots.First(h => h.Id == hotSpot).Gene,
        HotSpot = hotSpot,
        Chrom = "1",
        Pos = 1,
        Ref = "C",
        Alt = "T",
        Status = status,
        Copies = copies,
        Notes = notes,
    };

    public Case With(string hotSpot, CallStatus status, int? copies = null, params string[] notes) => this with
    {
        Findings = [.. Findings.Where(f => f.Call.HotSpot != hotSpot),
            new("S1", File, Call(hotSpot, status, copies, notes))],
    };

    public Case Carrying(string hotSpot, int copies = 1, params string[] notes) =>
        With(hotSpot, CallStatus.Called, copies, notes);

    public Case Also(string sample, PanelCall call) => this with { Findings = [.. Findings, new(sample, File, call)] };

    public Case Variant(string gene, string? @class = null, CallStatus status = CallStatus.Called, int? copies = 1) =>
        Also("S1", new PanelCall
        {
            Build = "GRCh38",
            Gene = gene,
            Chrom = "3",
            Pos = 777,
            Ref = "G",
            Alt = "A",
            HgvsC = "NM_0:c.1G>A",
            Status = status,
            Copies = copies,
            Class = @class,
        });

    /// <summary>
    /// A value in U/dL drawn <paramref name="day"/> days after the first draw; states: null is not recorded.
    /// </summary>
    public Case Assay(string analyte, string method, decimal value, int? day = 0, IReadOnlyList<string>? states = null,
        bool asked = true, string? sample = null) => this with
        {
            Assays = [.. Assays, new($"A{Assays.Count + 1}", sample ?? $"S{(day ?? 0) + 1}", analyte, method, Measurement.Of(value), "U/dL",
            day is { } d ? Moment.Of(FirstDraw.AddDays(d)) : null, asked ? states ?? [] : null)],
        };

    public Case AllNormal() =>
        Assay("PC", "chromogenic", 110).Assay("PS", "free-antigen", 95).Assay("AT", "chromogenic-xa", 105);

    public CaseEvidence Evidence =>
        new(Subject, Findings, Assays, [new(File, "aa", "GRCh38", "thrombophilia-core", "1.0.0")])
        { Today = new(2026, 11, 1), Zone = Zone };

    public IReadOnlyList<Statement> Statements => Knowledge.Cases.Analyse(Evidence).Conclusion.Statements;

    public IReadOnlyList<string> Codes => [.. Statements.Select(s => s.Code)];

    public Statement Only(string code) => Assert.Single(Statements, s => s.Code == code);
}
