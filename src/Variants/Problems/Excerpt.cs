using System.Text;

namespace Thrombophilia.Variants.Problems;

/// <summary>Bytes of a file as a message may show them: short, and without control characters.</summary>
static class Excerpt
{
    const int Most = 60;

    public static string Text(ReadOnlySpan<byte> bytes) =>
        Text(Encoding.UTF8.GetString(bytes.Length > Most * 4 ? bytes[..(Most * 4)] : bytes));

    public static string Text(string text)
    {
        var shown = new StringBuilder();
        foreach (var c in text.Length > Most ? text.AsSpan(0, Most) : text) shown.Append(char.IsControl(c) ? ' ' : c);
        return text.Length > Most ? shown.Append('…').ToString() : shown.ToString();
    }
}
