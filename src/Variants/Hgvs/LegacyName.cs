using System.Globalization;

namespace Thrombophilia.Variants.Hgvs;

/// <summary>
/// The name of a protein change as it was written before HGVS: one letter, the residue of the mature protein, one
/// letter (<c>R506Q</c>), <c>del</c> for a residue that is lost (<c>K151del</c>), <c>*</c> for a stop (<c>R197*</c>).
/// Publications write a stop <c>X</c> as well; that letter has since come to mean a residue that is not known
/// (IUPAC-IUB 1983), so it is not used. Nothing else has such a name.
/// </summary>
static class LegacyName
{
    /// <summary>
    /// Null for what was not written in this way, and where the gene's older numbers are not known; else with
    /// <paramref name="prefix"/> in front.
    /// </summary>
    public static string? Of(PlacedTranscript transcript, ProteinChange change, string prefix) =>
        Becomes(change) is { } after && transcript.Legacy is { } mature
            ? string.Create(CultureInfo.InvariantCulture, stackalloc char[32],
            $"{prefix}{transcript.Protein[change.Residue - 1]}{mature.Number(change.Residue)}{after}") : null;

    /// <summary>
    /// What stands behind the number. The protein's name decides, whatever the bases did: a frameshift whose first
    /// residue is a stop is named as one.
    /// </summary>
    static string? Becomes(ProteinChange change)
    {
        if (change.Consequences.HasAny(Consequences.StartLost | Consequences.StopLost)) return null;
        if (change is { Is: "*" } && change.Consequences.HasAny(Consequences.StopGained)) return "*";
        if (change.Was.Length != 1 || change.Consequences.HasAny(Consequences.Frameshift)) return null;
        return change.Is switch
        {
            "" => "del",
            [not ('X' or '*')] => change.Is,
            _ => null,
        };
    }
}
