using System.Globalization;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Evidence;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;
using Thrombophilia.Variants.Acmg;
using Thrombophilia.Variants.Calling.Rows;

namespace Thrombophilia.Portal.Pages.Clinic.Evidence;

/// <summary>A criterion for people.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Look">How its state is coloured.</param>
/// <param name="State">What became of it, and why.</param>
internal sealed record CriterionLine(string Code, string Look, string State);

/// <summary>Stored codes in the reader's language. A code without words stays a code.</summary>
internal static class EvidenceText
{
    const string Legacy = "legacy-", ForAnother = "-for-another-disease";

    /// <summary>A class in words. The only place where the evidence words one.</summary>
    public static string ClassOf(string? @class) => PageText.Sentence(ConclusionTexts.Word($"class.{@class ?? "none"}"));

    /// <summary>How a class is coloured.</summary>
    public static string LookOf(string? @class) => VariantClasses.Read(@class) switch
    {
        VariantClass.Pathogenic or VariantClass.LikelyPathogenic => "alarm",
        VariantClass.Benign or VariantClass.LikelyBenign => "good",
        VariantClass.Modifier => "still",
        _ => "watch",
    };

    public static string StatusOf(CallStatus status) => PageText.Sentence(ConclusionTexts.Word($"status.{status.Code()}"));

    /// <summary>Sequence Ontology terms in words.</summary>
    public static string ConsequenceOf(string? terms) => terms is null ? "–"
        : PageText.Sentence(Texts.List(terms.Split('&').Select(term => Texts.Find($"so.{term}") ?? term)));

    /// <summary>How often one file says that the allele is carried.</summary>
    public static string ZygosityOf(PanelCall call) => PageText.Sentence(call switch
    {
        { Copies: 1 } when call.Notes.Contains("hemizygous") => Texts.Get("zygosity.hemizygous"),
        { Copies: 0 } => Texts.Get(call.Status == CallStatus.Called ? "zygosity.other" : "zygosity.none"),
        { Copies: 1 } => Texts.Get("zygosity.heterozygous"),
        { Copies: 2 } => Texts.Get("zygosity.homozygous"),
        { Copies: { } copies } => Texts.Get("zygosity.copies", copies),
        _ when call.Notes.FirstOrDefault(n => n.StartsWith("at-least-", StringComparison.Ordinal)) is { } least =>
            Texts.Get("note.at-least", least["at-least-".Length..]),
        _ => Texts.Get("zygosity.open", ConclusionTexts.Word($"status.{call.Status.Code()}")),
    });

    /// <summary>The same over all files.</summary>
    public static string ZygosityOf(EvidenceVariant variant) =>
        variant.IsContradicted ? PageText.Sentence(Texts.Get("zygosity.contradicted")) : ZygosityOf(variant.Main.Call);

    /// <summary>The name behind its transcript, or the place of a variant without one.</summary>
    public static string NameOf(PanelCall call) => call.HgvsC is { } name ? WithoutTranscript(name) : PlaceOf(call);

    public static string WithoutTranscript(string name) => name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];

    public static string PlaceOf(PanelCall call) =>
        string.Create(CultureInfo.InvariantCulture, $"{call.Build} {call.Chrom}:{call.Pos} {call.Ref}>{call.Alt}");

    public static string Number(double? number, string format) => number?.ToString(format, CultureInfo.InvariantCulture) ?? "–";

    /// <summary>What others say of the allele: who, class and month.</summary>
    public static IEnumerable<string> VerdictsOf(PanelCall call) =>
        from note in call.Notes
        where note.Contains('=', StringComparison.Ordinal)
        let parts = note.Split('=', '@')
        where parts.Length == 3
        let who = Texts.Find($"evidence.by.{parts[0]}") ?? parts[0]
        let said = Texts.Find($"evidence.said.{parts[1]}") ?? ConclusionTexts.Word($"class.{parts[1]}")
        select Texts.Get(call.Notes.Contains(parts[0] + ForAnother) ? "evidence.verdict-other" : "evidence.verdict", who, said, parts[2]);

    /// <summary>What else is to be known of a reading. Names of old and the verdicts of others stand elsewhere.</summary>
    public static IEnumerable<string> NotesOf(PanelCall call) => call.Notes
        .Where(n => !n.StartsWith(Legacy, StringComparison.Ordinal) && !n.Contains('=', StringComparison.Ordinal)
            && !n.EndsWith(ForAnother, StringComparison.Ordinal)).Select(NoteOf);

    // The longest code that the note begins with; what stands behind it is a number or names.
    static string NoteOf(string note)
    {
        for (var end = note.Length; end > 0; end = note.LastIndexOf('-', end - 1))
            if (Texts.Find($"note.{note[..end]}") is { } text)
                return string.Format(CultureInfo.CurrentCulture, text, end == note.Length ? "" : note[(end + 1)..]);
        return note;
    }

    /// <summary>The criteria behind a class: met first, then what is open, then what is not met.</summary>
    public static IReadOnlyList<CriterionLine> CriteriaOf(StoredClass found) =>
        found.Criteria is { } all
        ? [.. all.Where(c => c.State != CriterionState.NotApplicable)
            .OrderBy(c => c.State switch { CriterionState.Met => 0, CriterionState.NotEvaluated => 1, _ => 2 })
            .Select(c => c.State switch
            {
                CriterionState.Met => Met(c.Code, $"{c.Strength}"),
                CriterionState.NotEvaluated => Open(c.Code, c.Missing ?? ""),
                _ => new(c.Code, "still", NotMet(c.Reason)),
            })]
        : [.. (found.Stored?.Met ?? []).Select(c => Met(c.Code, c.Strength)),
            .. (found.Stored?.Open ?? []).Select(c => Open(c.Code, c.Missing))];

    static CriterionLine Met(string code, string? strength) => new(code, "good", strength is null ? Texts.Get("criterion.met")
        : Texts.Get("own.state.met", Texts.Get($"own.strength.{strength}")));

    static CriterionLine Open(string code, string missing) => new(code, "watch", missing == "rule" ? Texts.Get("own.state.no-rule")
        : Texts.Get("criterion.open", Texts.Find($"criterion.lacks.{missing}") ?? Texts.Get("criterion.lacks-score", missing)));

    static string NotMet(string reason) => Texts.Find($"criterion.reason.{reason}") is { } why ? Texts.Get("criterion.not-met", why)
        : reason.StartsWith("not-beside-", StringComparison.Ordinal)
        ? Texts.Get("own.state.beside", reason["not-beside-".Length..].ToUpperInvariant()) : Texts.Get("own.state.not-met");

    /// <summary>Whether a person carries the variant.</summary>
    public static string CarrierOf(CarrierStatus status) => PageText.Sentence(status switch
    {
        { State: CarrierState.Carried, Copies: 1 } => Texts.Get("carrier.one"),
        { State: CarrierState.Carried, Copies: 2 } => Texts.Get("carrier.two"),
        _ => Texts.Get($"carrier.{status.State}"),
    });

    /// <summary>The same in the two signs that a pedigree has room for.</summary>
    public static string SignOf(CarrierStatus status) => status switch
    {
        { State: CarrierState.Carried, Copies: { } copies } => string.Create(CultureInfo.InvariantCulture, $"{copies}×"),
        { State: CarrierState.Carried } => "+",
        { State: CarrierState.Absent } => "0×",
        _ => "?",
    };

    public static string LookOf(CarrierStatus status) => status.State switch
    {
        CarrierState.Carried => "alarm",
        CarrierState.Absent => "good",
        CarrierState.NotProven or CarrierState.Contradicted or CarrierState.NotCovered => "watch",
        _ => "still",
    };

    /// <summary>What the files prove of a hot spot.</summary>
    public static string ProofOf(SpotCoverage spot) => spot switch
    {
        { Proof: SiteProof.Proven, Copies: { } copies } => Texts.Get("proof.Proven-copies", copies),
        { Proof: SiteProof.NotProven, Status: { } why } => Texts.Get("proof.NotProven-why", ConclusionTexts.Word($"status.{why.Code()}")),
        _ => Texts.Get($"proof.{spot.Proof}"),
    };

    public static string LookOf(SiteProof proof) => proof switch
    {
        SiteProof.Proven => "good",
        SiteProof.Contradicted => "alarm",
        _ => "watch",
    };
}
