using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Records;

namespace Thrombophilia.Portal.Pages;

/// <summary>What the pages of the biobank have in common: refusals beside their field, times as people here read them, and lists in pages.</summary>
public abstract class LimsPage(TimeProvider time) : PortalPage
{
    /// <summary>Rows of a list on one page.</summary>
    public const int PageSize = 50;

    /// <summary>Number of the page of a list, from 1.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int Page1 { get; set; } = 1;

    /// <summary>Rows before this page's.</summary>
    protected int Skip => (Math.Clamp(Page1, 1, 1_000_000) - 1) * PageSize;

    /// <summary>There is a page behind this one.</summary>
    public bool HasMore { get; private set; }

    /// <summary>The rows of this page out of one more than it shows.</summary>
    protected IReadOnlyList<T> Paged<T>(IReadOnlyList<T> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        HasMore = found.Count > PageSize;
        return HasMore ? [.. found.Take(PageSize)] : found;
    }

    /// <summary>A moment in the site's own time, to the minute; a day where no more is known; a dash for none.</summary>
    public string When(Moment? at) => at is not { } m ? "–"
        : m.WholeDay ? m.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : TimeZoneInfo.ConvertTime(m.At, time.LocalTimeZone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Microlitres as people write them; a dash where nobody recorded any.</summary>
    public static string Microlitres(decimal? volume) => volume is { } v ? v.ToString("0.###", CultureInfo.InvariantCulture) + " µL" : "–";

    /// <summary>Does a step of a desk. False where it was refused: the reason stands beside its field, or on top.</summary>
    /// <param name="step">The step.</param>
    /// <param name="names">What a field of the desk is called on this page, where it is not its own name.</param>
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
            var field = GetType().GetProperty(said, BindingFlags.IgnoreCase | BindingFlags.Public | BindingFlags.Instance)?.Name ?? "";
            ModelState.AddModelError(field, $"{e.Refusal.Text()} {e.Refusal.Next()}");
            return false;
        }
    }

    /// <summary>A time as the browser's own field gives it, in the site's zone; null for an empty field, and for one that cannot be read, which is told.</summary>
    protected Moment? Time(string field, string? typed) => Instant(field, typed) is { } at ? Moment.Of(at) : null;

    /// <summary>The same as an instant.</summary>
    protected DateTimeOffset? Instant(string field, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (DateTime.TryParseExact(typed, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            && local.Year >= 1900 && !time.LocalTimeZone.IsInvalidTime(local) && !time.LocalTimeZone.IsAmbiguousTime(local))
            return new DateTimeOffset(local, time.LocalTimeZone.GetUtcOffset(local));
        Refuse(field, "not-a-time");
        return null;
    }

    /// <summary>A decimal number with a point; null for an empty field, and for one that cannot be read, which is told.</summary>
    protected decimal? Number(string field, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (decimal.TryParse(typed.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        Refuse(field, "not-a-number");
        return null;
    }

    /// <summary>The values of an enumeration with their words.</summary>
    public static IEnumerable<(string Value, string Text)> Choices<T>(string prefix) where T : struct, Enum => Enum.GetNames<T>().Select(name => (name, Texts.Get($"{prefix}.{name}")));
}
