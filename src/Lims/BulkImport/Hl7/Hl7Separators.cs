using System.Globalization;
using System.Text;
using Thrombophilia.Lims.BulkImport.Sources;

namespace Thrombophilia.Lims.BulkImport.Hl7;

/// <summary>The characters that a message says in MSH-1 and MSH-2 what they mean, and its encoding.</summary>
/// <param name="Field">Between fields.</param>
/// <param name="Component">Between components.</param>
/// <param name="Repetition">Between repetitions.</param>
/// <param name="Escape">Around escapes.</param>
/// <param name="Sub">Between subcomponents.</param>
/// <param name="Encoding">The encoding of the message.</param>
sealed record Hl7Separators(char Field, char Component, char Repetition, char Escape, char Sub, Encoding Encoding)
{
    /// <summary>The separators at the beginning of an MSH segment; null where they cannot be.</summary>
    public static Hl7Separators? Of(ReadOnlySpan<byte> header)
    {
        if (header.Length < 4) return null;
        var end = header[4..].IndexOf(header[3]);
        // A fifth character, of truncation, came with version 2.7. Nothing that is read here is truncated.
        if (end is not (4 or 5)) return null;
        var all = header[3..(4 + end)].ToArray();
        if (all.Distinct().Count() != all.Length || all.Any(b => b is < 0x21 or > 0x7E || char.IsAsciiLetterOrDigit((char)b)))
            return null;
        return new((char)all[0], (char)all[1], (char)all[2], (char)all[3], (char)all[4], Charsets.Ascii);
    }

    /// <summary>The text with its escapes replaced by what they stand for; null where one is not closed or not known.</summary>
    public string? Unescape(string text)
    {
        if (!text.Contains(Escape, StringComparison.Ordinal)) return text;
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != Escape)
            {
                plain.Append(text[at]);
                continue;
            }
            var end = text.IndexOf(Escape, at + 1);
            if (end < 0 || Meaning(text[(at + 1)..end]) is not { } meaning) return null;
            plain.Append(meaning);
            at = end;
        }
        return plain.ToString();
    }

    string? Meaning(string escape) => escape switch
    {
        "F" => Field.ToString(),
        "S" => Component.ToString(),
        "R" => Repetition.ToString(),
        "E" => Escape.ToString(),
        "T" => Sub.ToString(),
        ['X', _, ..] => Bytes(escape.AsSpan(1)) is { } bytes ? Encoding.Text(bytes) : null,
        // Highlighting, formatting and other alphabets belong to texts for people; no code and no number has them.
        _ => null,
    };

    static byte[]? Bytes(ReadOnlySpan<char> hex)
    {
        if (hex.Length % 2 != 0) return null;
        var bytes = new byte[hex.Length / 2];
        for (var i = 0; i < bytes.Length; i++)
            if (!byte.TryParse(hex.Slice(2 * i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[i]))
                return null;
        return bytes;
    }
}
