using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Review;

/// <summary>Conclusions that two persons have signed, the newest first.</summary>
internal sealed class SignedModel(QueueQueries queue, TimeProvider time) : ListPage(time)
{
    const int LongestHeadline = 110;

    public IReadOnlyList<SignedConclusion> Found { get; private set; } = [];

    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }
    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }
    [BindProperty(SupportsGet = true)]
    public string? Person { get; set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        var (from, to) = (Day(nameof(From), From), Day(nameof(To), To));
        if (ModelState.IsValid) Found = Opened(await queue.SignedAsync(from, to, Person, Wanted, stop));
    }

    /// <summary>The beginning of the most important sentence.</summary>
    public static string Headline(SignedConclusion signed) =>
        PageText.Short(ConclusionModel.Sentence(signed.Headline), LongestHeadline);

    DateOnly? Day(string field, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 1900 and <= 9998) return day;
        Refuse(field, "not-a-date");
        return null;
    }
}
