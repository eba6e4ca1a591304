using Thrombophilia.Portal.Localization;

namespace Thrombophilia.Portal.Pages.Clinic.Requests;

/// <summary>Time that something took.</summary>
internal static class Duration
{
    /// <summary>In minutes below an hour, in hours and minutes below two days, else in days and hours; a dash for none.</summary>
    public static string Words(TimeSpan? time) => time is not { } t ? "–"
        : t < TimeSpan.Zero ? Texts.Get("duration.before", Words(-t))
        : t.TotalHours < 1 ? Texts.Get("duration.minutes", (int)t.TotalMinutes)
        : t.TotalDays < 2 ? Texts.Get("duration.hours", (int)t.TotalHours, t.Minutes)
        : Texts.Get("duration.days", (int)t.TotalDays, t.Hours);
}
