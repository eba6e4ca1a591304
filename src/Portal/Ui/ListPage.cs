using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Localization;

namespace Thrombophilia.Portal.Ui;

/// <summary>
/// What the pages of the biobank share: refusals beside their field, times in the site's zone, and lists in pages.
/// </summary>
abstract class ListPage(TimeProvider time) : PortalPage
{
    /// <summary>Rows of a list on one page.</summary>
    public const int PageSize = 50;

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

    /// <summary>Rows before this page's.</summary>
    protected int Skip => (Math.Clamp(Page1, 1, 1_000_000) - 1) * PageSize;

    /// <summary>There is a next page.</summary>
    public bool HasMore { get; private set; }

    /// <summary>The rows of this page out of one more than it shows.</summary>
    protected IReadOnlyList<T> Paged<T>(IReadOnlyList<T> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        HasMore = found.Count > PageSize;
        return HasMore ? [.. found.Take(PageSize)] : found;
    }

    /// <summary>
    /// The rows of this page, the largest key first. The address names the row at which it begins, not how many precede
    /// it, so that a page deep in a list costs no more than the first.
    /// </summary>
    /// <param name="parts">The list, or its parts: one for each site, so that each is read along an index of its
    /// own.</param>
    /// <param name="key">What it is ordered by: unique in all parts.</param>
    /// <param name="keyOf">The same, of a row that was read.</param>
    /// <param name="stop">Ends it.</param>
    protected async Task<IReadOnlyList<T>> ByKeyAsync<T, TKey>(IEnumerable<IQueryable<T>> parts,
        Expression<Func<T, TKey>> key, Func<T, TKey> keyOf, CancellationToken stop)
        where TKey : IComparable, IConvertible
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(keyOf);
        var back = Before is not null;
        var isBeyond = Read(back ? Before : After) is { } from ? Beyond(key, (TKey)from, back) : null;
        // Without a row to begin at it is the first page, whatever number the address has.
        if (isBeyond is null) (Page1, back) = (1, false);
        var found = new List<T>();
        foreach (var part in parts)
        {
            var rows = isBeyond is null ? part : part.Where(isBeyond);
            found.AddRange(
                await (back ? rows.OrderBy(key) : rows.OrderByDescending(key)).Take(PageSize + 1).ToListAsync(stop));
        }
        var order =
            Comparer<T>.Create(
            (a, b) => keyOf(a) is string one ? string.CompareOrdinal(one, keyOf(b) as string)
                : keyOf(a).CompareTo(keyOf(b)));
        var page = Paged([.. back ? found.Order(order) : found.OrderDescending(order)]);
        if (back) (page, HasMore) = ([.. page.Reverse()], true);
        if (page.Count > 0) Keys = (Written(page[0]), Written(page[^1]));
        return page;

        string Written(T row) => keyOf(row).ToString(CultureInfo.InvariantCulture);

        static object? Read(string? text) => text is null ? null : typeof(TKey) == typeof(string) ? text
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && (typeof(TKey) == typeof(long) || number <= int.MaxValue)
            ? Convert.ChangeType(number, typeof(TKey), CultureInfo.InvariantCulture) : null;
    }

    // The value is read from a field of an object, like a captured variable: EF Core passes it as a parameter and
    // translates the query once.
    static Expression<Func<T, bool>> Beyond<T, TKey>(Expression<Func<T, TKey>> key, TKey from, bool back)
    {
        var value = Expression.Field(Expression.Constant(new StrongBox<TKey>(from)), nameof(StrongBox<TKey>.Value));
        Expression compared = typeof(TKey) == typeof(string)
            ? Expression.Call(typeof(string), nameof(string.Compare), null, key.Body, value) : key.Body;
        Expression bound = typeof(TKey) == typeof(string) ? Expression.Constant(0) : value;
        return Expression.Lambda<Func<T, bool>>(
            back ? Expression.GreaterThan(compared, bound) : Expression.LessThan(compared, bound), key.Parameters);
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

    /// <summary>Codes of the user's sites: those that are set up, and those of imported persons.</summary>
    protected static async Task<IReadOnlyList<(string, string)>> SitesAsync(LimsDb db, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        var units =
            await db.StorageUnits().AsNoTracking().Where(u => u.Kind == StorageKind.Site).Select(u => u.Code)
            .ToListAsync(stop);
        var codes = db.OwnSites is { } own ? own
            : [.. units.Union(await db.Subjects().Select(s => s.Site).Distinct().ToListAsync(stop))
            .Order(StringComparer.Ordinal)];
        return [.. codes.Select(code => (code, code))];
    }

    /// <summary>
    /// A time as the browser's own field gives it, in the site's zone; null for an empty field, and for one that cannot
    /// be read, which is told.
    /// </summary>
    protected Moment? Time(string field, string? typed) => Instant(field, typed) is { } at ? Moment.Of(at) : null;

    /// <summary>The same as an instant.</summary>
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
