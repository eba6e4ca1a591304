using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Thrombophilia.Lims.Clinic.Reports.Printing;

/// <summary>
/// Takes chance out of a PDF file: PDFsharp writes random names of font subsets, random ids and the time of the machine. Each
/// is overwritten by something of the same length, so that no offset moves.
/// </summary>
static partial class PdfBytes
{
    /// <summary>The same file, of which equal content gives equal bytes.</summary>
    public static byte[] WithoutChance(byte[] file, DateTime at)
    {
        var text = Encoding.Latin1.GetString(file);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        text = Subset().Replace(text, m => names.TryGetValue(m.Value, out var known) ? known : names[m.Value] = NameOf(names.Count));
        text = Date().Replace(text, _ => $"(D:{at.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}+00'00')");
        text = Uuid().Replace(text, "00000000-0000-0000-0000-000000000000");
        text = Ids().Replace(text, m => "<" + new string('0', m.Length - 2) + ">");
        var id = Convert.ToHexString(SHA256.HashData(Encoding.Latin1.GetBytes(text)))[..32];
        text = Ids().Replace(text, $"<{id}>");
        return Encoding.Latin1.GetBytes(text);
    }

    static string NameOf(int number) => $"AAAA{(char)('A' + number / 26)}{(char)('A' + number % 26)}+";

    [GeneratedRegex(@"(?<=/)[A-Z]{6}\+")]
    private static partial Regex Subset();

    [GeneratedRegex(@"\(D:\d{14}[+-]\d\d'\d\d'?\)")]
    private static partial Regex Date();

    [GeneratedRegex("(?<=uuid:)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Uuid();

    [GeneratedRegex(@"(?<=/ID\s*\[\s*(?:<[0-9A-Fa-f]{32}>\s*)?)<[0-9A-Fa-f]{32}>")]
    private static partial Regex Ids();
}
