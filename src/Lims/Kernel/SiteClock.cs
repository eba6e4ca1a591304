namespace Thrombophilia.Lims.Kernel;

/// <summary>Days by the clock of the site. The zone of the machine is never asked.</summary>
static class SiteClock
{
    /// <summary>The day of a time in the clock's zone.</summary>
    public static DateOnly DayOf(this TimeProvider clock, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, clock.LocalTimeZone).DateTime);
    }
}
