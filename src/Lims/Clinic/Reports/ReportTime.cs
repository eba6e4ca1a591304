using System.Globalization;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Reports;

/// <summary>Times in reports: the day, or the minute with the offset of the site.</summary>
static class ReportTime
{
    /// <summary>As a content holds it.</summary>
    public static string Of(Moment at, TimeZoneInfo zone) => at.WholeDay
        ? at.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : TimeZoneInfo.ConvertTime(at.At, zone).ToString("yyyy-MM-dd'T'HH:mmzzz", CultureInfo.InvariantCulture);

    /// <summary>The same; null for none.</summary>
    public static string? Of(Moment? at, TimeZoneInfo zone) => at is { } moment ? Of(moment, zone) : null;

    /// <summary>For people: <c>2026-03-02 08:05 (+08:00)</c>.</summary>
    public static string Shown(string at)
    {
        const int Day = 10, Minute = 16;
        return at.Length > Minute ? $"{at[..Day]} {at[(Day + 1)..Minute]} ({at[Minute..]})" : at;
    }
}
