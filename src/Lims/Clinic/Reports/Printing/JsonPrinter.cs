using System.Text;

namespace Thrombophilia.Lims.Clinic.Reports.Printing;

/// <summary>
/// Prints an issued report as JSON: the canonical content exactly as it was hashed, and its seal. The member <c>content</c>
/// is the bytes that hash and signature are over. It holds both languages and no name.
/// </summary>
public static class JsonPrinter
{
    /// <summary>The file, UTF-8.</summary>
    /// <param name="content">The canonical content.</param>
    /// <param name="seal">Its hash and signature; null for a draft.</param>
    /// <param name="state">Whether it may be used; null for a draft.</param>
    public static byte[] Print(string content, ReportSeal? seal, ReportState? state) => Encoding.UTF8.GetBytes((seal is null
        ? """{"standing":"draft",""" : $"{{\"standing\":\"{state!.Standing.ToString().ToLowerInvariant()}\",\"sha256\":\"{seal.Sha256}\","
            + $"\"signature\":\"{seal.Signature}\",\"keyId\":\"{seal.KeyId}\",") + $"\"content\":{content}}}\n");
}
