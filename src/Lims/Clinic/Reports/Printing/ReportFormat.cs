using System.Security.Cryptography;

namespace Thrombophilia.Lims.Clinic.Reports.Printing;

/// <summary>How a report is printed.</summary>
public enum ReportFormat
{
    /// <summary>One HTML file.</summary>
    Html,
    /// <summary>PDF.</summary>
    Pdf,
    /// <summary>Content and seal as JSON, both languages, never a name.</summary>
    Json,
    /// <summary>A FHIR R4 bundle as JSON, never with a name.</summary>
    Fhir,
}

/// <summary>A printed report.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="FileName">Its name: number, version, language.</param>
/// <param name="ContentType">Its type.</param>
public sealed record PrintedReport(byte[] Bytes, string FileName, string ContentType)
{
    /// <summary>SHA-256 of the bytes, lower-case hex.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Bytes));
}
