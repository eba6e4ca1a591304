namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>One thing said in a conclusion: a stable code, what fills its sentence, and what it rests on.</summary>
/// <param name="Code">One of <see cref="StatementCodes"/>.</param>
/// <param name="Topic">Analyte, hot spot or variant it speaks of; empty for the whole person.</param>
/// <param name="Parameters">Values of the sentence's places. Lists are joined by <c>;</c>, words that need translation
/// start with <c>@</c>.</param>
/// <param name="Assays">Ids of the assay results it rests on.</param>
/// <param name="Findings">References of the findings it rests on.</param>
public sealed record Statement(
    string Code, string Topic, IReadOnlyDictionary<string, string> Parameters, IReadOnlyList<string> Assays,
        IReadOnlyList<string> Findings);

/// <summary>
/// The codes, from the most important to the least: the first statement of a conclusion is its headline.
/// </summary>
public static class StatementCodes
{
#pragma warning disable CS1591 // The sentences in ConclusionTexts.resx say what each means.
    public const string IdentityCheck = "identity-check";
    public const string DonorDna = "donor-dna";
    public const string DeficiencySupported = "deficiency-supported";
    public const string ResultsDisagree = "results-disagree";
    public const string LowRepeatedlyUnexplained = "low-repeatedly-unexplained";
    public const string LowRepeatedlyVariantForReview = "low-repeatedly-variant-for-review";
    public const string LowRepeatedlyGenotypeIncomplete = "low-repeatedly-genotype-incomplete";
    public const string LowRepeatedlyNoVariant = "low-repeatedly-no-variant";
    public const string TwoVariantsOneHomozygous = "two-variants-one-homozygous";
    public const string TwoVariantsInTrans = "two-variants-in-trans";
    public const string TwoVariantsOneGene = "two-variants-one-gene";
    public const string TwoVariantsInCis = "two-variants-in-cis";
    public const string PathogenicVariant = "pathogenic-variant";
    public const string VariantCalledPathogenic = "variant-called-pathogenic";
    public const string NullVariantWithLowActivity = "null-variant-with-low-activity";
    public const string UnclassifiedVariant = "unclassified-variant";
    public const string BlindSpot = "blind-spot";
    public const string RiskAlleleWithoutDeficiency = "risk-allele-without-deficiency";
    public const string HotSpotCarried = "hot-spot-carried";
    public const string HotSpotAtLeastOne = "hot-spot-at-least-one";
    public const string HotSpotOtherAllele = "hot-spot-other-allele";
    public const string LowOnceRepeat = "low-once-repeat";
    public const string LowDespiteUpwardBias = "low-despite-upward-bias";
    public const string BorderlineRepeat = "borderline-repeat";
    public const string ScreeningLow = "screening-low";
    public const string ScreeningLowOfCarrier = "screening-low-of-carrier";
    public const string NotInterpretable = "not-interpretable";
    public const string InsufficientData = "insufficient-data";
    public const string ConfirmFromAbsence = "confirm-from-absence";
    public const string HotSpotsNegative = "hot-spots-negative";
    public const string ActivityNormal = "activity-normal";
    public const string AgeUnknown = "age-unknown";
    public const string ProvisionalSiteCarried = "provisional-site-carried";
    public const string ModifierCarried = "modifier-carried";
    public const string NotDecisive = "not-decisive";
#pragma warning restore CS1591

    /// <summary>Every code, most important first.</summary>
    public static IReadOnlyList<string> InOrder { get; } =
    [
        IdentityCheck, DonorDna, DeficiencySupported, ResultsDisagree, LowRepeatedlyUnexplained,
            LowRepeatedlyVariantForReview,
        LowRepeatedlyGenotypeIncomplete, LowRepeatedlyNoVariant, TwoVariantsOneHomozygous, TwoVariantsInTrans,
            TwoVariantsOneGene, TwoVariantsInCis, PathogenicVariant, VariantCalledPathogenic,
        NullVariantWithLowActivity, UnclassifiedVariant, ScreeningLowOfCarrier, BlindSpot,
                RiskAlleleWithoutDeficiency, HotSpotCarried,
        HotSpotAtLeastOne, HotSpotOtherAllele, LowOnceRepeat, LowDespiteUpwardBias, BorderlineRepeat, ScreeningLow,
            NotInterpretable,
        InsufficientData, ConfirmFromAbsence, HotSpotsNegative, ActivityNormal, AgeUnknown, ProvisionalSiteCarried,
            ModifierCarried, NotDecisive,
    ];

    static readonly Dictionary<string, int> Ranks =
        InOrder.Select((code, rank) => (code, rank)).ToDictionary(c => c.code, c => c.rank);

    /// <summary>Place of <paramref name="code"/> in <see cref="InOrder"/>.</summary>
    internal static int Rank(string code) => Ranks[code];
}
