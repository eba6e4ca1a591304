namespace Thrombophilia.Lims.Clinic.OwnRecords;

/// <summary>A variant, as the pages of own records name it.</summary>
/// <param name="Gene">HGNC symbol.</param>
/// <param name="Name">Coding name without its transcript.</param>
public sealed record OwnVariant(string Gene, string Name);

/// <summary>
/// What the records of all sites say of one variant. Persons of sites that the actor does not see are counted, not named.
/// </summary>
/// <param name="Variant">The variant.</param>
/// <param name="HgvsC">Coding name with its transcript.</param>
/// <param name="Carriers">Persons in whom a file proves it; one more than are counted where they are too many.</param>
/// <param name="Verdict">What it makes of the class; null where nobody carries it, or too many do.</param>
/// <param name="LeftOut">Persons of whom nothing is looked at, and why.</param>
public sealed record OwnRecord(OwnVariant Variant, string HgvsC, int Carriers, OwnVerdict? Verdict,
    IReadOnlyList<OwnNotCounted> LeftOut)
{
    /// <summary>Of a variant that more persons carry nothing is counted: it is no cause of a rare disease.</summary>
    public const int MostCarriers = 500;

    /// <summary>More persons carry it than are counted.</summary>
    public bool IsTooCommon => Carriers > MostCarriers;
}
