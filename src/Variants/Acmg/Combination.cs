namespace Thrombophilia.Variants.Acmg;

/// <summary>The five classes of ACMG/AMP, from the least to the most pathogenic.</summary>
public enum AcmgClass
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
}

/// <summary>
/// How many criteria of each strength are met. A criterion that a rule set uses at another strength than its code's
/// counts where it is used.
/// </summary>
/// <param name="VeryStrong">Pathogenic, very strong.</param>
/// <param name="Strong">Pathogenic, strong.</param>
/// <param name="Moderate">Pathogenic, moderate.</param>
/// <param name="Supporting">Pathogenic, supporting.</param>
/// <param name="BenignStrong">Benign, strong.</param>
/// <param name="BenignSupporting">Benign, supporting.</param>
/// <param name="StandsAlone">BA1 is met, and the variant is none of the rule set's exceptions.</param>
readonly record struct CriteriaMet(int VeryStrong, int Strong, int Moderate, int Supporting, int BenignStrong,
    int BenignSupporting, bool StandsAlone = false)
{
    /// <summary>At least one pathogenic criterion.</summary>
    public bool AnyPathogenic => VeryStrong + Strong + Moderate + Supporting > 0;
    /// <summary>At least one benign criterion.</summary>
    public bool AnyBenign => BenignStrong + BenignSupporting > 0 || StandsAlone;
}

/// <summary>The class of a variant, worked out in both ways.</summary>
/// <param name="Class">The class that counts: the table's; where pathogenic and benign criteria are both met, the
/// points', held between what the table says of either side alone.</param>
/// <param name="ByTable">The table of 2015; contradicting criteria are uncertain there.</param>
/// <param name="ByPoints">The points' class.</param>
/// <param name="Points">Supporting 1, moderate 2, strong 4, very strong 8, benign negative.</param>
/// <param name="IsHeld">The points alone would have gone further than the table lets either side go alone.</param>
public sealed record Combination(AcmgClass Class, AcmgClass ByTable, AcmgClass ByPoints, int Points, bool IsHeld)
{
    /// <summary>The two ways do not agree: a person has to know.</summary>
    public bool Disagrees => ByTable != ByPoints;

    /// <summary>
    /// Combines criteria: Richards 2015 (Genet Med 17:405), table 5, with one very strong and one supporting as likely
    /// pathogenic (ClinGen SVI 2020); points of Tavtigian 2020 (Hum Mutat 41:1734).
    /// </summary>
    /// <param name="met">The criteria that are met.</param>
    /// <param name="nullAlone">Of a gene whose loss is the disease nothing but a very strong null variant is met: the
    /// table has no line for it, and the points count (docs/decisions/0030).</param>
    internal static Combination Of(CriteriaMet met, bool nullAlone = false)
    {
        var points =
            8 * met.VeryStrong + 4 * met.Strong + 2 * met.Moderate
            + met.Supporting - 4 * met.BenignStrong - met.BenignSupporting;
        var byPoints = met.StandsAlone ? AcmgClass.Benign : points switch
        {
            >= 10 => AcmgClass.Pathogenic,
            >= 6 => AcmgClass.LikelyPathogenic,
            >= 0 => AcmgClass.Uncertain,
            >= -6 => AcmgClass.LikelyBenign,
            _ => AcmgClass.Benign,
        };
        AcmgClass pathogenic = Pathogenic(met), benign = Benign(met);
        // Each alone, and against each other where both have something to say.
        var byTable = pathogenic == AcmgClass.Uncertain ? benign
            : benign == AcmgClass.Uncertain ? pathogenic : AcmgClass.Uncertain;
        if (met.StandsAlone) return new Combination(AcmgClass.Benign, AcmgClass.Benign, byPoints, points, false);
        if (nullAlone) return new Combination(byPoints, byTable, byPoints, points, false);
        if (!met.AnyPathogenic || !met.AnyBenign) return new Combination(byTable, byTable, byPoints, points, false);
        var held = (AcmgClass)Math.Clamp((int)byPoints, (int)benign, (int)pathogenic);
        return new Combination(held, byTable, byPoints, points, held != byPoints);
    }

    static AcmgClass Pathogenic(CriteriaMet met)
    {
        var (very, strong, moderate, supporting) = (met.VeryStrong, met.Strong, met.Moderate, met.Supporting);
        if ((very >= 1
            && (very + strong >= 2 || moderate >= 2 || (moderate >= 1 && supporting >= 1) || supporting >= 2))
            || strong >= 2
            || (strong >= 1
            && (moderate >= 3 || (moderate >= 2 && supporting >= 2) || (moderate >= 1 && supporting >= 4))))
            return AcmgClass.Pathogenic;
        return (very >= 1 && moderate + supporting >= 1)
            || (strong >= 1 && (moderate >= 1 || supporting >= 2))
            || moderate >= 3 || (moderate >= 2 && supporting >= 2) || (moderate >= 1 && supporting >= 4)
            ? AcmgClass.LikelyPathogenic : AcmgClass.Uncertain;
    }

    static AcmgClass Benign(CriteriaMet met) =>
        met.StandsAlone || met.BenignStrong >= 2 ? AcmgClass.Benign
        : (met.BenignStrong >= 1 && met.BenignSupporting >= 1) || met.BenignSupporting >= 2 ? AcmgClass.LikelyBenign
        : AcmgClass.Uncertain;
}
