using Thrombophilia.Variants.Calling.Rows;

namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>What all samples of a person say about one hot spot together.</summary>
enum GenotypeState
{
    /// <summary>No file proves anything.</summary>
    Unread,
    /// <summary>Proven: every allele is the normal one.</summary>
    Reference,
    /// <summary>Proven: one or two copies of the counted allele.</summary>
    Carried,
    /// <summary>Proven: not the counted allele, but not the normal one either.</summary>
    OtherAllele,
    /// <summary>One copy was seen; the other allele is missing.</summary>
    AtLeastOne,
    /// <summary>Two findings exclude each other.</summary>
    Discordant,
}

/// <summary>One hot spot as read in all samples.</summary>
/// <param name="HotSpot">The panel's hot spot.</param>
/// <param name="Standing">What is known.</param>
/// <param name="Copies">Copies of the counted allele; null unless proven and undisputed.</param>
/// <param name="Basis">The findings behind it, in the order of their references.</param>
sealed record HotSpotGenotype(HotSpotFacts HotSpot, GenotypeState Standing, int? Copies,
    IReadOnlyList<SampleFinding> Basis);

/// <summary>
/// The genotype of a person over all files: the strongest proof counts, a missing result never weakens it, and a
/// contradiction voids it.
/// </summary>
/// <param name="HotSpots">One for each of the panel's hot spots, in its order.</param>
/// <param name="ForReview">Other variants that nobody has judged harmless, grouped; each blocks every "nothing
/// found".</param>
/// <param name="DonorDna">A recorded state or the history of transplants says that the DNA is not the patient's
/// own.</param>
sealed record Genotypes(
    IReadOnlyList<HotSpotGenotype> HotSpots, IReadOnlyList<IReadOnlyList<SampleFinding>> ForReview, bool DonorDna)
{
    const string AtLeastOneNote = "at-least-1";

    /// <summary>Other variants that two persons have classified as harmless, grouped: nobody has to look at them again.</summary>
    public IReadOnlyList<IReadOnlyList<SampleFinding>> Settled { get; init; } = [];

    /// <summary>Findings contradict each other, so the DNA may not be this person's.</summary>
    public bool Discordant => HotSpots.Any(h => h.Standing == GenotypeState.Discordant);

    /// <summary>Nothing may be concluded from the genotype.</summary>
    public bool Unusable => Discordant || DonorDna;

    /// <summary>Joins all findings of a person, whose DNA may be a donor's.</summary>
    public static Genotypes Of(CaseEvidence evidence, PanelFacts panel, ConclusionRules rules, bool donorDna)
    {
        // Most rows of a file are neither, and are dropped before the rest is sorted.
        var findings = evidence.Findings.Where(f => f.Call.HotSpot is not null || f.Classified is not null || ToReview(f.Call))
            .OrderBy(f => f.Reference, StringComparer.Ordinal).ToList();
        var variants = findings.Where(f => f.Call.HotSpot is null).GroupBy(VariantOf)
            .Select(g => (IReadOnlyList<SampleFinding>)[.. g]).ToLookup(g => IsSettled(g[0]));
        var byHotSpot = findings.ToLookup(f => f.Call.HotSpot);
        return new(
            [.. panel.HotSpots.Select(h => Read(h, [.. byHotSpot[h.Id]]))],
            [.. variants[false]],
            donorDna)
        { Settled = [.. variants[true]] };

        bool ToReview(PanelCall call) =>
            panel.Genes.Contains(call.Gene) && call.Status != CallStatus.Reference && call.Copies != 0
            && ((!rules.ClassesWithoutReview.Contains(call.Class) && !rules.Variants.IsCommon(call))
                // A class by frequency alone may be wrong of an allele that others call a cause.
                || rules.Variants.StandingOf(call) == VariantStanding.CalledPathogenic);

        // Two persons have judged what others say, too. All rows of a variant have the same classification.
        bool IsSettled(SampleFinding finding) =>
            finding.Classified is not null && rules.ClassesWithoutReview.Contains(finding.Call.Class);
    }

    // One variant has one name on every build; where it has none, its place tells it.
    internal static (string, string) VariantOf(PanelCall call) => call.HgvsC is { } name
        ? (call.Gene, name)
        : (call.Build, FormattableString.Invariant($"{call.Chrom}:{call.Pos}:{call.Ref}:{call.Alt}"));

    internal static (string, string) VariantOf(SampleFinding finding) => VariantOf(finding.Call);

    static HotSpotGenotype Read(HotSpotFacts hotSpot, IReadOnlyList<SampleFinding> findings)
    {
        var proven =
            findings.Where(f => f.Call is { Copies: not null, Status: CallStatus.Reference or CallStatus.Called })
            .ToList();
        var atLeastOne = findings.Where(f => f.Call.Notes.Contains(AtLeastOneNote)).ToList();
        var facts = proven.Select(f => (f.Call.Status, f.Call.Copies)).Distinct().ToList();
        return facts switch
        {
            [] when atLeastOne.Count > 0 => new(hotSpot, GenotypeState.AtLeastOne, null, atLeastOne),
            [] => new(hotSpot, GenotypeState.Unread, null, findings),
            [(CallStatus.Reference, 0)] when atLeastOne.Count == 0 => new(hotSpot, GenotypeState.Reference, 0, proven),
            [(CallStatus.Called, > 0) only] => new(hotSpot, GenotypeState.Carried, only.Copies, proven),
            [(CallStatus.Called, 0)] when atLeastOne.Count == 0 => new(hotSpot, GenotypeState.OtherAllele, 0, proven),
            _ => new(hotSpot, GenotypeState.Discordant, null, [.. proven.Concat(atLeastOne).Distinct()]),
        };
    }
}
