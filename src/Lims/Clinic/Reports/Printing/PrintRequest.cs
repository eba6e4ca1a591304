using System.Globalization;

namespace Thrombophilia.Lims.Clinic.Reports.Printing;

/// <summary>Hash and signature of an issued content.</summary>
/// <param name="Sha256">SHA-256 of the canonical content.</param>
/// <param name="Signature">Signature over it, base64.</param>
/// <param name="KeyId">Which key signed it.</param>
public sealed record ReportSeal(string Sha256, string Signature, string KeyId);

/// <summary>Everything that a printed report depends on: the same request gives the same bytes.</summary>
/// <param name="Content">What the report says.</param>
/// <param name="Seal">Its hash and signature; null for a draft.</param>
/// <param name="State">Whether it may be used; null for a draft.</param>
/// <param name="Zone">The zone of the site, for the time at which it was replaced or withdrawn.</param>
/// <param name="Language">The language.</param>
public sealed record PrintRequest(ReportContent Content, ReportSeal? Seal, ReportState? State, TimeZoneInfo Zone, CultureInfo Language)
{
    /// <summary>Name of the person; null where the reader may not see it or it is not recorded.</summary>
    public string? Name { get; init; }
    /// <summary>Address of the portal, without a slash at its end; empty where none is set.</summary>
    public string Address { get; init; } = "";

    /// <summary>Where the report can be checked; null for a draft.</summary>
    public string? CheckAddress => Seal is null ? null
        : $"{Address}/reports/check?n={Content.Number}&v={Content.Version.ToString(CultureInfo.InvariantCulture)}&h={Seal.Sha256}";
}
