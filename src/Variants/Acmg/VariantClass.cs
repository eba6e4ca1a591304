namespace Thrombophilia.Variants.Acmg;

/// <summary>The classes a result can have: five of ACMG/AMP, and those that bypass its sum.</summary>
public enum VariantClass
{
    /// <summary>Benign.</summary>
    Benign,
    /// <summary>Likely benign.</summary>
    LikelyBenign,
    /// <summary>Of uncertain significance.</summary>
    Uncertain,
    /// <summary>Likely pathogenic.</summary>
    LikelyPathogenic,
    /// <summary>Pathogenic.</summary>
    Pathogenic,
    /// <summary>
    /// A common allele whose risk is established by studies of patients and controls: it has an odds ratio, not a sum
    /// of criteria.
    /// </summary>
    EstablishedRiskAllele,
    /// <summary>The same, on few carriers so far.</summary>
    ProvisionalRiskAllele,
    /// <summary>Changes a risk or an interval; causes no disease of its own.</summary>
    Modifier,
    /// <summary>A name without a published identity.</summary>
    Unresolved,
}

/// <summary>The classes as rows, rules and panels write them.</summary>
public static class VariantClasses
{
    static readonly string[] Codes =
        ["benign", "likely-benign", "uncertain", "likely-pathogenic", "pathogenic", "established-risk-allele",
        "provisional-risk-allele", "modifier", "unresolved"];

    /// <summary>The fixed lower-case code.</summary>
    public static string Code(this VariantClass value) => Codes[(int)value];

    /// <summary>The class of a code; null for none.</summary>
    public static VariantClass? Read(string? code) =>
        Array.IndexOf(Codes, code) is >= 0 and var index ? (VariantClass)index : null;
}
