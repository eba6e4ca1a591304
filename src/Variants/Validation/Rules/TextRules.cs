using System.Buffers;
using System.Text.Unicode;
using Thrombophilia.Variants.Validation.Findings;
using Thrombophilia.Variants.Validation.Specification;

namespace Thrombophilia.Variants.Validation.Rules;

/// <summary>
/// Judges the characters of a line: UTF-8, no control characters, percent encoding (VCF 4.3 specification, 1.2).
/// </summary>
sealed class TextRules(Report report)
{
    // Everything but printable ASCII and the tab: one search tells that there is nothing to look at.
    static readonly SearchValues<byte> Unusual =
        SearchValues.Create(
        [.. Enumerable.Range(0, 256).Where(b => b is < 9 or > 9 and < 32 or >= 127).Select(b => (byte)b)]);

    public void Judge(ReadOnlySpan<byte> line, SpecVersion version, bool isRecord)
    {
        var first = line.IndexOfAny(Unusual);
        if (first >= 0) JudgeUnusual(line, first);
        if (isRecord && version.From(3) && line.Contains((byte)'%')) JudgePercent(line);
    }

    void JudgeUnusual(ReadOnlySpan<byte> line, int first)
    {
        if (!Utf8.IsValid(line[first..])) report.Add(FindingCodes.NotUtf8, Column(line, first), "UTF-8", line[first..]);
        foreach (var c in line[first..])
            if (c is < 9 or > 9 and < 32 or 127)
            {
                // Delete is not on the specification's list, and no text needs it.
                report.Add(FindingCodes.ControlCharacter, Column(line, line.IndexOf(c)), "U+0020..",
                    FormattableString.Invariant($"U+{(int)c:X4}"));
                return;
            }
    }

    void JudgePercent(ReadOnlySpan<byte> line)
    {
        for (var at = 0; line[at..].IndexOf((byte)'%') is var next and >= 0; at++)
        {
            at += next;
            if (at + 2 < line.Length && IsHex(line[at + 1]) && IsHex(line[at + 2])) continue;
            // A symbolic allele is an ID of its own and is not encoded.
            if (Column(line, at) is var column && column == "ALT") continue;
            report.Add(FindingCodes.PercentEncoding, column, "%XX", line.Slice(at, Math.Min(3, line.Length - at)));
            return;
        }
    }

    static bool IsHex(byte c) => c is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'A' and <= (byte)'F');

    /// <summary>The column of a record in which a byte lies; for a header line its key.</summary>
    static string Column(ReadOnlySpan<byte> line, int at)
    {
        if (line.StartsWith("#"u8)) return "##";
        var tabs = line[..at].Count((byte)'\t');
        return tabs < Columns.Fixed.Length ? Columns.Fixed[tabs] : "FORMAT";
    }
}
