using System.Text.RegularExpressions;

namespace Thrombophilia.Worker.Tests.Docs;

/// <summary>
/// Compares output with what a page shows. Three dots stand for any text in a line and, alone, for any number of lines.
/// The lines of both streams may be mixed as a terminal mixes them; each stream keeps its order.
/// </summary>
internal static class ShownOutput
{
    const string Any = "...";

    public static bool Fits(IReadOnlyList<string> shown, IReadOnlyList<string> output, IReadOnlyList<string> error)
    {
        var seen = new Dictionary<(int, int, int), bool>();
        return Fits(0, 0, 0);

        bool Fits(int s, int o, int e)
        {
            if (!seen.TryGetValue((s, o, e), out var fits)) seen[(s, o, e)] = fits = Judge(s, o, e);
            return fits;
        }

        bool Judge(int s, int o, int e)
        {
            if (s == shown.Count) return o == output.Count && e == error.Count;
            if (shown[s] == Any)
                return Fits(s + 1, o, e) || (o < output.Count && Fits(s, o + 1, e))
                    || (e < error.Count && Fits(s, o, e + 1));
            return (o < output.Count && IsLine(shown[s], output[o]) && Fits(s + 1, o + 1, e))
                || (e < error.Count && IsLine(shown[s], error[e]) && Fits(s + 1, o, e + 1));
        }
    }

    /// <summary>Whether three dots stand for something, so that nobody but a person can write the block anew.</summary>
    public static bool IsCut(IReadOnlyList<string> shown) =>
        shown.Any(line => line.EndsWith(Any, StringComparison.Ordinal));

    static bool IsLine(string shown, string line) =>
        shown == line.TrimEnd()
        || (shown.Contains(Any, StringComparison.Ordinal)
            && Regex.IsMatch(line.TrimEnd(), $"^{string.Join(".*", shown.Split(Any).Select(Regex.Escape))}$",
            RegexOptions.Singleline));
}
