using System.Text.Json.Serialization;
using Thrombophilia.Lims.Decisions;

namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>One thing said in a conclusion: a stable code, what fills its sentence, and what it rests on.</summary>
/// <param name="Code">One of <see cref="StatementCodes"/>.</param>
/// <param name="Topic">Hot spot or variant it speaks of, or <see cref="Urgent"/>; empty for the whole person.</param>
/// <param name="Parameters">Values of the sentence's places. Lists are joined by <c>;</c>, words that need translation
/// start with <c>@</c>.</param>
/// <param name="Assays">Ids of the assay results it rests on.</param>
/// <param name="Findings">References of the findings it rests on.</param>
/// <param name="Text">The sentence itself, of a row of the clinical tables; null where code and parameters make it.</param>
public sealed record Statement(
    string Code, string Topic, IReadOnlyDictionary<string, string> Parameters, IReadOnlyList<string> Assays,
        IReadOnlyList<string> Findings,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Words? Text = null)
{
    /// <summary>The topic of what somebody is to be called for.</summary>
    public const string Urgent = "urgent";

    // What is empty is not stored, and read back as empty.
    /// <summary>Hot spot or variant it speaks of, or <see cref="Urgent"/>; empty for the whole person.</summary>
    public string Topic { get; init; } = Topic ?? "";
    /// <summary>Values of the sentence's places.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = Parameters ?? new Dictionary<string, string>();
    /// <summary>Ids of the assay results it rests on.</summary>
    public IReadOnlyList<string> Assays { get; init; } = Assays ?? [];
    /// <summary>References of the findings it rests on.</summary>
    public IReadOnlyList<string> Findings { get; init; } = Findings ?? [];

    /// <summary>Somebody is to be called for it.</summary>
    [JsonIgnore]
    public bool IsUrgent => Topic == Urgent;
}

/// <summary>
/// Codes of what is said of findings. What is said of values, genes and both together has the id of its row in the
/// clinical tables.
/// </summary>
public static class StatementCodes
{
#pragma warning disable CS1591 // The sentences in ConclusionTexts.resx say what each means.
    public const string IdentityCheck = "identity-check";
    public const string PathogenicVariant = "pathogenic-variant";
    public const string VariantCalledPathogenic = "variant-called-pathogenic";
    public const string NullVariantWithLowActivity = "null-variant-with-low-activity";
    public const string UnclassifiedVariant = "unclassified-variant";
    public const string ClassifiedCause = "classified-cause";
    public const string ClassifiedUnproven = "classified-unproven";
    public const string ClassifiedUncertain = "classified-uncertain";
    public const string ClassifiedHarmless = "classified-harmless";
    public const string OthersDiffer = "-others-differ";
    public const string HotSpotAtLeastOne = "hot-spot-at-least-one";
    public const string HotSpotOtherAllele = "hot-spot-other-allele";
    public const string ConfirmFromAbsence = "confirm-from-absence";
    public const string ProvisionalSiteCarried = "provisional-site-carried";
#pragma warning restore CS1591
}
