using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Clinic.Evidence;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;
using Thrombophilia.Portal.Ui.Charts;
using Thrombophilia.Portal.Ui.Pedigrees;
using Thrombophilia.Variants.Acmg;

namespace Thrombophilia.Portal.Pages.Clinic.Evidence;

/// <summary>
/// On what the conclusion about a person rests: variants, coverage, assays, relatives, other persons. It changes nothing.
/// </summary>
internal sealed class EvidenceModel(EvidenceQueries queries, ClinicalRules rules, TimeProvider time) : ListPage(time)
{
    const string Yes = "yes";

    public SubjectEvidence Shown { get; private set; } = null!;
    /// <summary>The variant whose details are told; null where there is none.</summary>
    public EvidenceVariant? Chosen { get; private set; }
    public StoredClass? Class { get; private set; }
    public IReadOnlyList<string> OlderNames { get; private set; } = [];
    public IReadOnlyList<TableFrequency> Frequencies { get; private set; } = [];
    public IReadOnlyList<AlleleAddress> Addresses { get; private set; } = [];
    public IReadOnlyList<EarlierConclusion> Earlier { get; private set; } = [];
    public FamilyGenotypes? Family { get; private set; }
    public PedigreeLayout? Layout { get; private set; }
    /// <summary>Other persons with the variant; null where nobody asked.</summary>
    public OtherCarriers? Others { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, string? variant, string? others, CancellationToken stop)
    {
        if (await queries.FindAsync(id, stop) is not { } found) return NotFound();
        Shown = found;
        Chosen = variant is null ? (found.Variants.Count > 0 ? found.Variants[0] : null)
            : found.Variants.FirstOrDefault(v => v.Key == variant);
        if (Chosen is null) return variant is null || !found.IsAllowed ? Page() : NotFound();
        (Class, OlderNames, Addresses) = (queries.ClassOf(Chosen.Main), queries.OlderNamesOf(Chosen), queries.AddressesOf(Chosen));
        Frequencies = queries.FrequenciesOf(Chosen);
        Earlier = await queries.ConclusionsOnAsync(found.Subject, Chosen, stop);
        Family = await queries.FamilyAsync(found.Subject, Chosen, stop);
        if (Family is not null)
            Layout = PedigreeLayout.Of([.. Family.Members.Select(m => m.Member).Select(m => new Kin(m.Id, m.Sex, m.FatherId, m.MotherId))]);
        if (others == Yes) Others = await queries.OthersAsync(found.Subject, Chosen, stop);
        return Page();
    }

    public string AddressOf(EvidenceVariant variant) =>
        $"/subjects/{Shown.Subject.PublicId}/evidence?variant={Uri.EscapeDataString(variant.Key)}";

    /// <summary>The page with the original record of a reading of the chosen variant.</summary>
    public string RecordOf(EvidenceReading reading) => $"/subjects/{Shown.Subject.PublicId}/record?file={reading.File.Id}"
        + $"&sample={Uri.EscapeDataString(reading.Sample)}&variant={Uri.EscapeDataString(Chosen!.Key)}";

    /// <summary>The page with other persons on it.</summary>
    public string OthersAddress => $"{AddressOf(Chosen!)}&others={Yes}";

    /// <summary>What own records say of the chosen variant; null for one without a name.</summary>
    public string? OwnAddress => Chosen!.Main.Call is { HgvsC: { } name, Gene: var gene }
        ? $"/variants/own?gene={Uri.EscapeDataString(gene)}&name={Uri.EscapeDataString(EvidenceText.WithoutTranscript(name))}" : null;

    public IEnumerable<IGrouping<EvidenceRank, EvidenceVariant>> Ranked =>
        Shown.Variants.Where(v => v.Rank != EvidenceRank.Common).GroupBy(v => v.Rank);

    public IReadOnlyList<EvidenceVariant> Common => [.. Shown.Variants.Where(v => v.Rank == EvidenceRank.Common)];

    // ---- Coverage

    public static CoverageWords WordsOf(GeneCoverage gene) => new(
        gene.IsMeasured ? Texts.Get("coverage.about-measured", gene.Gene, gene.Exons.Count, gene.Spots.Count, gene.Open.Count())
            : Texts.Get("coverage.about", gene.Gene, gene.Exons.Count, gene.Spots.Count, gene.Open.Count()),
        exon => Texts.Get(exon.Coding is null ? "coverage.exon-untranslated" : exon.Gaps is not { } gaps ? "coverage.exon-unknown"
            : gaps.Count == 0 ? "coverage.exon-read" : "coverage.exon-gaps", exon.Number, exon.Start, exon.End),
        spot => Texts.Get("coverage.spot", spot.Display, EvidenceText.ProofOf(spot)),
        (exon, gap) => Texts.Get("coverage.gap", exon.Number, gap.Start, gap.End));

    /// <summary>Genes with an open hot spot first.</summary>
    public IEnumerable<GeneCoverage> Genes => Shown.Coverage.OrderBy(g => !g.Open.Any());

    // ---- Assays

    public string NameOf(AssayCourse course) => rules.NameOf(course.Assay.Analyte, course.Assay.Method);

    public string StatesOf(AssayPoint point) => point.Result.StateCodes is not { } codes ? Texts.Get("assay.states-not-recorded")
        : codes.Count == 0 ? Texts.Get("assay.no-state") : Texts.List(codes.Select(WordsOf));

    string WordsOf(string state) => rules.States.FirstOrDefault(s => s.Id == state) is { } known ? rules.Text(known.TextKey).In() : state;

    /// <summary>Whether the rules use a value, and if not, why.</summary>
    public static string ReadingOf(AssayPoint point) => point.Reading switch
    {
        null => Texts.Get("course.not-of-rules"),
        { Why: { } why } => Texts.Get($"course.unread.{why}"),
        { States.Count: > 0 } => Texts.Get("course.used-with-state"),
        _ => Texts.Get("course.used"),
    };

    public static CourseSign SignOf(AssayPoint point) =>
        point.Reading is { Why: Unread.State } ? CourseSign.Disturbed
        : !point.IsRead ? CourseSign.Unread
        : point.IsClean ? CourseSign.Clean : CourseSign.WithState;

    public IHtmlContent PictureOf(AssayCourse course) => CourseChart.Of(
        [.. course.Points.Select(p => new CourseValue((double)(p.High is { } high && p.Low == 0 ? high : p.Low), $"{p.Result.Measured}",
            p.Result.Drawn is { } drawn ? When(drawn)[..10] : "?", (double?)p.Result.IntervalLow, (double?)p.Result.IntervalHigh, SignOf(p),
            Texts.List([$"{When(p.Result.Drawn)}: {p.Result.Measured} {p.Result.Unit}", StatesOf(p), ReadingOf(p)])))],
        Texts.Get("course.about", NameOf(course), course.Points.Count, course.Assay.Unit));

    // ---- Relatives

    public IReadOnlyDictionary<int, Figure> Figures => Family!.Members.ToDictionary(m => m.Member.Id, m => new Figure(m.Member.Label,
        m.Member.Sex, m.Member.HadThrombosis, m.Member.Deceased, Texts.List([m.Member.Label,
            m.Member.Sex == Sex.Unknown ? Texts.Get("pedigree.sex-open") : Texts.Get("sex." + m.Member.Sex),
            ThrombosisOf(m), EvidenceText.CarrierOf(m.Status), .. m.IsIndex ? [Texts.Get("evidence.index")] : Array.Empty<string>()]))
    { Genotype = EvidenceText.SignOf(m.Status), IsIndex = m.IsIndex });

    public static string ThrombosisOf(RelativeGenotype member) => Texts.Get(
        member.Member.HadThrombosis switch { true => "thrombosis.yes", false => "thrombosis.no", null => "thrombosis.open" });

    /// <summary>How variant and thrombosis go together, in words.</summary>
    public IEnumerable<string> Segregation
    {
        get
        {
            foreach (var had in new[] { true, false })
            {
                var (carry, not, open) = Family!.Counted(had);
                if (carry + not + open > 0)
                    yield return Texts.Get(had ? "segregation.had" : "segregation.had-not", carry + not + open, carry, not, open);
            }
            if (Family!.Members.Count(m => m.Member.HadThrombosis is null) is > 0 and var unknown)
                yield return Texts.Get("segregation.unknown", unknown);
        }
    }

}

/// <summary>Some of the variants of a person, as rows of a table.</summary>
/// <param name="Page">The page they stand on.</param>
/// <param name="Variants">The variants.</param>
internal sealed record VariantList(EvidenceModel Page, IEnumerable<EvidenceVariant> Variants);
