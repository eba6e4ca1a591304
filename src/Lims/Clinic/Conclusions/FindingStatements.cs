using System.Globalization;
using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Variants.Calling.Rows;
using Codes = Thrombophilia.Lims.Clinic.Conclusions.StatementCodes;

namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>What is said of the findings of files, beside what the clinical tables say of the case.</summary>
sealed class FindingStatements(ConclusionRules rules, Genotypes genotypes, CaseVerdict answer)
{
    /// <summary>Coding name without its transcript; the place of a variant that has none.</summary>
    public static string NameOf(PanelCall call) => call.HgvsC ?? PlaceOf(call);

    // Before a symbol the base of REF says nothing: "N><DEL>" would read as a change of bases.
    static string PlaceOf(PanelCall call) => call.Alt.StartsWith('<')
        ? FormattableString.Invariant($"{call.Chrom}:{call.Pos} {call.Alt.Trim('<', '>')}")
        : FormattableString.Invariant($"{call.Chrom}:{call.Pos} {call.Ref}>{call.Alt}");

    readonly ILookup<string, SampleFinding> variants =
        genotypes.ForReview.SelectMany(v => v).ToLookup(f => CaseNameOf(f.Call), StringComparer.Ordinal);

    readonly Dictionary<string, IReadOnlyList<SampleFinding>> hotSpots =
        genotypes.HotSpots.ToDictionary(h => h.HotSpot.Id, h => h.Basis, StringComparer.Ordinal);

    /// <summary>Whether somebody has to review the variant, which is named as a case names it.</summary>
    public bool IsForReview(string variant) => variants.Contains(variant);

    /// <summary>The findings behind a hot spot (by its id) or a variant (as a case names it).</summary>
    public IEnumerable<string> ReferencesOf(string basis) =>
        (IsForReview(basis) ? variants[basis] : hotSpots.GetValueOrDefault(basis) ?? []).Select(f => f.Reference);

    /// <summary>A variant as a case names it.</summary>
    public static string CaseNameOf(PanelCall call) => $"{call.Gene} {NameOf(call)}";

    /// <summary>Files that exclude each other.</summary>
    public IEnumerable<Statement> Identity() =>
        from h in genotypes.HotSpots
        where h.Standing == GenotypeState.Discordant
        select Say(Codes.IdentityCheck, h.HotSpot.Id, h.Basis, ("position", h.HotSpot.Display), ("readings", ReadAs(h.Basis)));

    /// <summary>Variants that nobody has judged: what is known for one goes before that nothing is.</summary>
    public IEnumerable<Statement> ForReview()
    {
        foreach (var variant in genotypes.ForReview)
        {
            // Files of different days may differ in it: what calls for the review counts.
            var (call, standing) = variant.Select(f => (f.Call, Standing: rules.Variants.StandingOf(f.Call))).MaxBy(f => f.Standing);
            var analyte = answer.Reading.Analytes.FirstOrDefault(a => a.Gene.Gene == call.Gene);
            var low = analyte?.Values.Values.Where(v => v is { IsRead: true, IsLow: true }).ToList() ?? [];
            var (name, read) = (("variant", Variant(variant)), ("readings", ReadAs(variant)));
            var @class = ("class", $"@class.{call.Class ?? "none"}");
            if (variant[0].Classified is { } by)
            {
                yield return Classified(!variant.Any(f => f.Call is { Status: CallStatus.Called, Copies: > 0 }) ? Codes.ClassifiedUnproven
                    : standing == VariantStanding.Pathogenic ? Codes.ClassifiedCause : Codes.ClassifiedUncertain, variant, by);
                continue;
            }
            yield return standing switch
            {
                VariantStanding.Pathogenic => Of(Codes.PathogenicVariant, @class),
                VariantStanding.CalledPathogenic => Of(Codes.VariantCalledPathogenic, @class,
                    ("verdicts", string.Join(';', rules.Variants.PathogenicVerdicts(call)))),
                VariantStanding.Null when low.Count > 0 => Of(Codes.NullVariantWithLowActivity,
                    ("analyte", $"@analyte.{analyte!.Values.Gene.Analyte}"), ("results", string.Join(';', low.Select(Result)))),
                _ => Of(Codes.UnclassifiedVariant),
            };

            Statement Of(string code, params (string, string)[] more) =>
                Say(code, call.Gene + variant[0].Reference, variant, [name, read, .. more]);
        }
    }

    /// <summary>Variants that two persons have classified as harmless.</summary>
    public IEnumerable<Statement> Settled() =>
        genotypes.Settled.Select(variant => Classified(Codes.ClassifiedHarmless, variant, variant[0].Classified!));

    // What others say is told where it is more than what was judged here.
    Statement Classified(string code, IReadOnlyList<SampleFinding> variant, ClassifiedBy by)
    {
        var call = variant[0].Call;
        var others = code is Codes.ClassifiedCause or Codes.ClassifiedUnproven ? []
            : variant.SelectMany(f => rules.Variants.PathogenicVerdicts(f.Call)).Distinct().ToList();
        (string, string)[] places = [("variant", Variant(variant)), ("readings", ReadAs(variant)),
            ("class", $"@class.{call.Class ?? "none"}"), ("record", by.Code),
            ("version", by.Version.ToString(CultureInfo.InvariantCulture))];
        return others.Count == 0 ? Say(code, call.Gene + variant[0].Reference, variant, places)
            : Say(code + Codes.OthersDiffer, call.Gene + variant[0].Reference, variant,
                [.. places, ("verdicts", string.Join(';', others))]);
    }

    /// <summary>What a file leaves open at a hot spot.</summary>
    public IEnumerable<Statement> OfHotSpots()
    {
        foreach (var h in genotypes.HotSpots)
        {
            var (code, text) = h.Standing switch
            {
                GenotypeState.Carried when h.HotSpot.IsProvisional =>
                    (Codes.ProvisionalSiteCarried, $"{h.HotSpot.Display}: @copies.{h.Copies}"),
                GenotypeState.AtLeastOne => (Codes.HotSpotAtLeastOne, h.HotSpot.Display),
                GenotypeState.OtherAllele => (Codes.HotSpotOtherAllele, h.HotSpot.Display),
                _ => ("", ""),
            };
            if (code.Length > 0) yield return Say(code, h.HotSpot.Id, h.Basis, ("variant", text));
            var fromAbsence = h.Basis.Where(f => f.Call.Notes.Contains("from-absence-confirm")).ToList();
            if (fromAbsence.Count > 0)
                yield return Say(Codes.ConfirmFromAbsence, h.HotSpot.Id, fromAbsence, ("position", h.HotSpot.Display));
        }
    }

    static Statement Say(string code, string topic, IEnumerable<SampleFinding> findings, params (string Name, string Value)[] places) =>
        new(code, topic, new SortedDictionary<string, string>(places.ToDictionary(p => p.Name, p => p.Value), StringComparer.Ordinal), [],
            [.. findings.Select(f => f.Reference).Distinct().Order(StringComparer.Ordinal)]);

    // The gene, the name or the place, and how it was read in each sample. Files of both builds tell one variant at two places.
    static string Variant(IReadOnlyList<SampleFinding> variant)
    {
        var place = string.Join(", ", variant.Select(f => f.Call)
            .Select(c => $"{c.Build} {PlaceOf(c)}").Distinct());
        var name = variant.Select(f => f.Call.HgvsC).FirstOrDefault(n => n is not null);
        return $"{variant[0].Call.Gene} {(name is null ? place : $"{name} ({place})")}";
    }

    static string ReadAs(IEnumerable<SampleFinding> findings) =>
        string.Join(';', findings.Select(f => f.Call.Copies is { } copies
        ? FormattableString.Invariant($"{f.Sample} @copies.{copies}")
        : $"{f.Sample} @status.{f.Call.Status.Code()}").Distinct());

    static string Result(AssayReading v) =>
        $"{v.Assay.Value} {v.Assay.Unit}, @method.{v.Assay.Method}, "
        + (v.Assay.Drawn is { } drawn ? $"@word.drawn {drawn}" : "@word.draw-time-unknown") + $" [{v.Assay.Id}]";
}
