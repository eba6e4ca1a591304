using System.Globalization;
using System.Text.RegularExpressions;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.BulkImport;

/// <summary>
/// Reads the cells of one row and collects what is wrong with them. A cell with a problem reads as null.
/// </summary>
sealed partial class Cells(CsvRow row, TimeZoneInfo zone, DateTimeOffset now)
{
    public List<CellProblem> Problems { get; } = row.Broken is { } broken ? [broken] : [];

    public string Raw(string column) => row.Cells.GetValueOrDefault(column, "");

    public void Refuse(string column, string code, params object[] facts) =>
        Problems.Add(new(column, Raw(column), code, facts));

    public string? Required(string column)
    {
        if (Raw(column).Length > 0) return Raw(column);
        Refuse(column, "missing-value");
        return null;
    }

    public string? Code(string column)
    {
        if (Required(column) is not { } value) return null;
        if (CodePattern().IsMatch(value)) return value;
        Refuse(column, "invalid-code");
        return null;
    }

    public string? CodeOrNull(string column) => Raw(column).Length == 0 ? null : Code(column);

    public string? Text(string column, int longest)
    {
        var value = Raw(column);
        if (value.Length == 0) return null;
        if (value.Length <= longest && !value.Any(char.IsControl)) return value;
        Refuse(column, "text-too-long", longest);
        return null;
    }

    public string? OneOf(string column, IEnumerable<string> known)
    {
        if (Required(column) is not { } value) return null;
        if (known.Contains(value)) return value;
        Refuse(column, "unknown-value", string.Join(", ", known));
        return null;
    }

    public int? BirthYear(string column)
    {
        var value = Raw(column);
        if (value.Length == 0) return null;
        if (value.Length == 4 && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && year >= 1900 && year <= now.Year) return year;
        Refuse(column, "not-a-year");
        return null;
    }

    /// <summary>A number, or one with a comparator as &lt;5.</summary>
    public Measurement? Measurement(string column)
    {
        if (Kernel.Measurement.Read(Raw(column)) is { Comparator.Length: > 0 } limit) return limit;
        return Decimal(column) is { } number ? Kernel.Measurement.Of(number) : null;
    }

    decimal? Decimal(string column)
    {
        if (Required(column) is not { } value) return null;
        var code =
            NumberPattern().IsMatch(value)
            && decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? null
            : NumberPattern().IsMatch(value.Replace(',', '.')) ? "decimal-comma"
            : value.StartsWith('-') && NumberPattern().IsMatch(value[1..]) ? "negative" : "not-a-number";
        if (code is null) return decimal.Parse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        Refuse(column, code);
        return null;
    }

    /// <summary>
    /// ISO 8601: a day, or a time with its offset or in the site's zone. Nothing is guessed where the clocks change.
    /// </summary>
    public Moment? Moment(string column)
    {
        var value = Raw(column);
        if (value.Length == 0) return null;
        var problem = Read(value, out var moment);
        if (problem is null && moment.Earliest > now) problem = "in-the-future";
        if (problem is null) return moment;
        Refuse(column, problem);
        return null;
    }

    // No living person was born earlier. A smaller year is a typing error, and time zones are not defined for the first
    // years of the calendar.
    const int EarliestYear = 1900;

    string? Read(string value, out Moment moment)
    {
        moment = default;
        if (value.Length > 4
            && int.TryParse(value.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && year < EarliestYear) return "not-a-date";
        if (DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            moment = Kernel.Moment.OfDay(day, zone.GetUtcOffset(day.ToDateTime(new TimeOnly(12, 0))));
            return null;
        }
        if (!TimePattern().IsMatch(value)) return "not-a-date";
        if (OffsetPattern().IsMatch(value))
        {
            if (!DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
                return "not-a-date";
            moment = Kernel.Moment.Of(at);
            return null;
        }
        if (!DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return "not-a-date";
        if (zone.IsInvalidTime(local) || zone.IsAmbiguousTime(local)) return "no-such-local-time";
        moment = Kernel.Moment.Of(new DateTimeOffset(local, zone.GetUtcOffset(local)));
        return null;
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._:/+-]{0,63}\z")]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"^[0-9]{1,9}(\.[0-9]{1,9})?\z")]
    private static partial Regex NumberPattern();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,7})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?\z")]
    private static partial Regex TimePattern();

    [GeneratedRegex(@"(Z|[+-][0-9]{2}:?[0-9]{2})\z")]
    private static partial Regex OffsetPattern();
}
