using System.Globalization;

namespace Thrombophilia.Lims.Kernel;

/// <summary>
/// When something happened: an instant, or a whole day where the record gives no more. A day is never turned into an
/// invented hour.
/// </summary>
/// <param name="At">The instant in UTC; for a day, its midnight with the site's offset.</param>
/// <param name="WholeDay">Only the day is known.</param>
public readonly record struct Moment(DateTimeOffset At, bool WholeDay)
{
    const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";
    const string DayOnly = "yyyy-MM-ddzzz";

    /// <summary>An instant, held in UTC.</summary>
    public static Moment Of(DateTimeOffset at) => new(at.ToUniversalTime(), false);

    /// <summary>A day at the site.</summary>
    public static Moment OfDay(DateOnly day, TimeSpan offset) =>
        new(new(day.ToDateTime(TimeOnly.MinValue), offset), true);

    /// <summary>The first instant it can have been.</summary>
    public DateTimeOffset Earliest => At;

    /// <summary>The last instant it can have been.</summary>
    public DateTimeOffset Latest => WholeDay ? At.AddDays(1).AddTicks(-1) : At;

    /// <summary>The calendar day (UTC for an instant).</summary>
    public DateOnly Day => DateOnly.FromDateTime(At.DateTime);

    /// <summary>How it is stored: ISO 8601, an instant in UTC, a day with the site's offset.</summary>
    public string Stored => At.ToString(WholeDay ? DayOnly : Instant, CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Stored"/> wrote.</summary>
    public static Moment FromStored(string text) => text.EndsWith('Z')
        ? new(DateTimeOffset.ParseExact(text, Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        false)
        : new(DateTimeOffset.ParseExact(text, DayOnly, CultureInfo.InvariantCulture, DateTimeStyles.None), true);

    /// <summary>For people: the day, and the minute in UTC where it is known.</summary>
    public override string ToString() =>
        At.ToString(WholeDay ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
