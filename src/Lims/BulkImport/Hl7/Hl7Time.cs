using System.Globalization;
using System.Text.RegularExpressions;

namespace Thrombophilia.Lims.BulkImport.Hl7;

/// <summary>Times as HL7 writes them: <c>YYYYMMDD[HHMM[SS[.SSSS]]][+ZZZZ]</c>.</summary>
static partial class Hl7Time
{
    /// <summary>The offset at the end of a time, as <c>+0800</c>; empty where it has none.</summary>
    public static string OffsetOf(string text) => Offset().Match(text).Value;

    /// <summary>
    /// A time as ISO 8601, a day where no more is told; null where it is neither. A year or a month alone is no day.
    /// </summary>
    /// <param name="text">The time.</param>
    /// <param name="offset">The offset where the time has none; empty for the zone of the site.</param>
    public static string? Iso(string text, string offset)
    {
        if (Pattern().Match(text) is not { Success: true } m
            || !DateOnly.TryParseExact(m.Groups["day"].Value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return null;
        var iso = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (!m.Groups["minute"].Success) return iso;
        if (!TimeOnly.TryParseExact(m.Groups["minute"].Value + (m.Groups["second"].Success ? m.Groups["second"].Value : "00"), "HHmmss",
            CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return null;
        var zone = m.Groups["zone"].Success ? m.Groups["zone"].Value : offset;
        return iso + time.ToString("'T'HH:mm:ss", CultureInfo.InvariantCulture) + m.Groups["part"].Value
            + (zone.Length == 0 ? "" : zone[..3] + ":" + zone[3..]);
    }

    [GeneratedRegex(@"^(?<day>[0-9]{8})(?<minute>[0-9]{4})?(?<second>(?<=[0-9]{12})[0-9]{2})?(?<part>(?<=[0-9]{14})\.[0-9]{1,4})?"
        + @"(?<zone>[+-][0-9]{4})?\z")]
    private static partial Regex Pattern();

    [GeneratedRegex(@"(?<=^[0-9]{4,14}(\.[0-9]+)?)[+-][0-9]{4}\z")]
    private static partial Regex Offset();
}
