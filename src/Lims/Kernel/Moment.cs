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
    // An offset is parsed as that of a day.
    const string DayOfOffset = "2000-01-01";

    /// <summary>An instant, held in UTC.</summary>
    public static Moment Of(DateTimeOffset at) => new(at.ToUniversalTime(), false);

    /// <summary>A day at the site.</summary>
    public static Moment OfDay(DateOnly day, TimeSpan offset) =>
        new(new(day.ToDateTime(TimeOnly.MinValue), offset), true);

    /// <summary>By their first instants; a query compares what is stored, which is in the same order.</summary>
    public static bool operator <(Moment one, Moment other) => one.At < other.At;
    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >(Moment one, Moment other) => one.At > other.At;
    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator <=(Moment one, Moment other) => one.At <= other.At;
    /// <inheritdoc cref="op_LessThan"/>
    public static bool operator >=(Moment one, Moment other) => one.At >= other.At;

    /// <summary>The first instant it can have been.</summary>
    public DateTimeOffset Earliest => At;

    /// <summary>The last instant it can have been.</summary>
    public DateTimeOffset Latest => WholeDay ? At.AddDays(1).AddTicks(-1) : At;

    /// <summary>The calendar day (UTC for an instant).</summary>
    public DateOnly Day => DateOnly.FromDateTime(At.DateTime);

    /// <summary>
    /// How it is stored: the instant in UTC, so that what is stored is in the order of time. Behind a day's first
    /// instant stand a slash and the site's offset, for example <c>2026-02-28T16:00:00.0000000Z/+08:00</c>.
    /// </summary>
    public string Stored => WholeDay
        ? At.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture) + At.ToString("/zzz", CultureInfo.InvariantCulture)
        : Recorded;

    /// <summary>Reads what <see cref="Stored"/> wrote.</summary>
    /// <exception cref="FormatException">It did not.</exception>
    public static Moment FromStored(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var at = DateTimeOffset.ParseExact(slash < 0 ? text : text[..slash], Instant, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal);
        return slash < 0 ? new(at, false)
            : new(at.ToOffset(DateTimeOffset.ParseExact(DayOfOffset + text[(slash + 1)..], DayOnly,
                CultureInfo.InvariantCulture, DateTimeStyles.None).Offset), true);
    }

    /// <summary>As it was recorded, in ISO 8601: an instant in UTC, or a day with the site's offset.</summary>
    public string Recorded => At.ToString(WholeDay ? DayOnly : Instant, CultureInfo.InvariantCulture);

    /// <summary>For people: the day, and the minute in UTC where it is known.</summary>
    public override string ToString() =>
        At.ToString(WholeDay ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
