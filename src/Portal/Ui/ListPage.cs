using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Localization;

namespace Thrombophilia.Portal.Ui;

/// <summary>
/// What the pages of the biobank share: refusals beside their field, times in the site's zone, and lists in pages.
/// </summary>
abstract class ListPage(TimeProvider time) : PortalPage
{
    /// <summary>Number of the page of a list, from 1.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int Page1 { get; set; } = 1;

    /// <summary>
    /// Key of the last row of the previous page, in a list that is read by key; null for its first page.
    /// </summary>
    [BindProperty(SupportsGet = true, Name = "after")]
    public string? After { get; set; }

    /// <summary>For going back: key of the first row of the next page.</summary>
    [BindProperty(SupportsGet = true, Name = "before")]
    public string? Before { get; set; }

    /// <summary>Keys of the first and the last row that are shown; null in a list that is read by number.</summary>
    public (string First, string Last)? Keys { get; private set; }

    /// <summary>There is a next page.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Which leaf of its list the page shows.</summary>
    protected LeafWanted Wanted => new(Page1, After, Before);

    /// <summary>The rows of a leaf; the page then knows what stands before and behind it.</summary>
    protected IReadOnlyList<T> Opened<T>(Leaf<T> leaf)
    {
        ArgumentNullException.ThrowIfNull(leaf);
        (Page1, HasMore, Keys) = (leaf.Number, leaf.HasMore, leaf.Keys);
        return leaf.Rows;
    }

    /// <summary>
    /// A moment in the site's own time, to the minute; a day where no more is known; a dash for none.
    /// </summary>
    public string When(Moment? at) => at is not { } m ? "–"
        : m.WholeDay ? m.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : TimeZoneInfo.ConvertTime(m.At, time.LocalTimeZone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Microlitres as people write them; a dash where nobody recorded any.</summary>
    public static string Microlitres(decimal? volume) =>
        volume is { } v ? v.ToString("0.###", CultureInfo.InvariantCulture) + " µL" : "–";

    /// <summary>Degrees Celsius as people write them.</summary>
    public static string Degrees(decimal celsius) => celsius.ToString("0.###", CultureInfo.InvariantCulture) + " °C";

    /// <summary>A number as people write it, with a point and at most three decimals.</summary>
    public static string Plain(decimal number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>Codes that were typed or scanned, one a line.</summary>
    protected static IReadOnlyList<string> Codes(string? typed) =>
        (typed ?? "").Split(['\n', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>
    /// Runs a step of a service. False where it was refused: the reason is shown beside its field, or on top.
    /// </summary>
    /// <param name="step">The step.</param>
    /// <param name="names">Names of the service's fields on this page, where they differ.</param>
    protected async Task<bool> DoneAsync(Func<Task> step, params (string Field, string Here)[] names)
    {
        ArgumentNullException.ThrowIfNull(step);
        try
        {
            await step();
            return true;
        }
        catch (RefusedStepException e)
        {
            var said = names.FirstOrDefault(n => n.Field == e.Refusal.Field).Here ?? e.Refusal.Field;
            // A field that is not on the page has its error on top.
            var field =
                GetType()
                .GetProperty(said,
                BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance) is { } property
                    && property.IsDefined(typeof(BindPropertyAttribute)) ? property.Name : "";
            ModelState.AddModelError(field, $"{e.Refusal.Text()} {e.Refusal.Next()}");
            return false;
        }
    }

    /// <summary>
    /// True where one of these fields has an error, or any field where none is named: a folded section then opens.
    /// </summary>
    public bool IsWrong(params string[] fields) =>
        fields.Length == 0 ? !ModelState.IsValid
        : fields.Any(f => ModelState.TryGetValue(f, out var entry) && entry.Errors.Count > 0);

    /// <summary>Codes to choose from, which are their own words.</summary>
    protected static IReadOnlyList<(string, string)> Choices(IEnumerable<string> codes) =>
        [.. codes.Select(code => (code, code))];

    /// <summary>
    /// A time as the browser's own field gives it, in the site's zone; null for an empty field, and for one that cannot
    /// be read, which is told.
    /// </summary>
    protected Moment? Time(string field, string? typed) => Instant(field, typed) is { } at ? Moment.Of(at) : null;

    /// <summary>The same of a time that was recorded before: what nobody touched stays as it was, a day a day.</summary>
    protected Moment? Time(string field, string? typed, Moment? recorded) =>
        Typed(recorded) == typed ? recorded : Time(field, typed);

    /// <summary>A moment as the browser's own field takes it; null for none.</summary>
    protected string? Typed(Moment? at) => at is not { } m ? null
        : TimeZoneInfo.ConvertTime(m.At, time.LocalTimeZone).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    /// <summary>What was typed, as an instant.</summary>
    protected DateTimeOffset? Instant(string field, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (DateTime.TryParseExact(typed, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var local)
            && local.Year is >= 1900 and <= 9998 && !time.LocalTimeZone.IsInvalidTime(local)
            && !time.LocalTimeZone.IsAmbiguousTime(local))
            return new DateTimeOffset(local, time.LocalTimeZone.GetUtcOffset(local));
        Refuse(field, "not-a-time");
        return null;
    }

    /// <summary>
    /// A year; null for an empty field, and for one that cannot be read, which then gets an error.
    /// </summary>
    protected int? Year(string field, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var year)) return year;
        Refuse(field, "not-a-number");
        return null;
    }

    /// <summary>
    /// A decimal number with a point; null for an empty field, and for one that cannot be read, which is told.
    /// </summary>
    protected decimal? Number(string field, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (decimal.TryParse(typed.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out var number)) return number;
        Refuse(field, "not-a-number");
        return null;
    }

    /// <summary>The values of an enumeration with their words.</summary>
    public static IEnumerable<(string Value, string Text)> Choices<T>(string prefix) where T : struct, Enum =>
        Enum.GetNames<T>().Select(name => (name, Texts.Get($"{prefix}.{name}")));
}
