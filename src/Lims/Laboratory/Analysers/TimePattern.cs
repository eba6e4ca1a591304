using System.Globalization;
using System.Text.RegularExpressions;

namespace Thrombophilia.Lims.Laboratory.Analysers;

/// <summary>
/// How a file writes a time: <c>yyyy</c>, <c>MM</c>, <c>dd</c> and, where it has the time of day, <c>HH</c>, <c>mm</c> and
/// <c>ss</c>, for example <c>dd.MM.yyyy HH:mm</c>. A single letter (<c>d</c>) stands for one or two digits. A year of two
/// digits, or half a day with am and pm, cannot be said.
/// </summary>
static partial class TimePattern
{
    /// <summary>The pattern names day and time without doubt.</summary>
    public static bool IsValid(string pattern)
    {
        if (!Whole().IsMatch(pattern)) return false;
        var parts = Part().Matches(pattern);
        return string.Concat(parts.Select(p => p.Value[0]).Order()) is "Mdy" or "HMdmy" or "HMdmsy"
            // One or two digits beside other digits could be read in two ways.
            && !parts.Zip(parts.Skip(1)).Any(pair => pair.First.Index + pair.First.Length == pair.Second.Index
                && (pair.First.Length == 1 || pair.Second.Length == 1));
    }

    /// <summary>A time of this pattern as ISO 8601, in the zone that the text leaves open; null where it does not fit.</summary>
    public static string? Iso(string text, string pattern) =>
        !DateTime.TryParseExact(text, pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? null
        : at.ToString(pattern.Contains('H', StringComparison.Ordinal) ? "yyyy-MM-dd'T'HH:mm:ss" : "yyyy-MM-dd",
            CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(yyyy|MM?|dd?|HH?|mm?|ss?|[-/.: T年月日])+\z")]
    private static partial Regex Whole();

    [GeneratedRegex("yyyy|MM?|dd?|HH?|mm?|ss?")]
    private static partial Regex Part();
}
