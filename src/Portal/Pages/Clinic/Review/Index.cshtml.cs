using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Review;

/// <summary>Conclusions that wait for somebody: the most urgent first, then by deadline.</summary>
internal sealed class IndexModel(QueueQueries queue, ReviewRules rules, AccountService accounts, CurrentUser who, TimeProvider time)
    : ListPage(time)
{
    const string Nobody = "nobody", Me = "mine";
    const int LongestHeadline = 64;
    readonly TimeProvider clock = time;
    IReadOnlyDictionary<string, string> names = new Dictionary<string, string>();

    public IReadOnlyList<QueueLine> Found { get; private set; } = [];
    public QueueCounts Counts { get; private set; } = null!;

    /// <summary>Code of a kind; anything else for all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }
    /// <summary>Name of a state; anything else for all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }
    /// <summary><c>mine</c>, <c>nobody</c>, or empty for all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Assignee { get; set; }
    /// <summary>Waits for at least so many days; empty for any.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Age { get; set; }

    /// <summary>What they wait for; null for all.</summary>
    [BindProperty(SupportsGet = true)]
    public ReviewWait? Wait { get; set; }

    public IEnumerable<(string, string)> Kinds => rules.Kinds
        .Select(k => (k.Id, Counted(k.Name.In(), Counts.Kinds.GetValueOrDefault(k.Id))))
        .Prepend(("", Texts.Get("queue.any")));

    public IEnumerable<(string, string)> States => Enum.GetValues<ReviewState>().Where(IsWaiting)
        .Select(s => ($"{s}", Counted(Texts.Get($"review-state.{s}"), Counts.States.GetValueOrDefault(s))))
        .Prepend(("", Counted(Texts.Get("queue.any"), Counts.All)));

    public IEnumerable<(string, string)> Assignees =>
        [("", Texts.Get("queue.any")), (Me, Counted(Texts.Get("queue.mine"), Counts.Mine)),
            (Nobody, Counted(Texts.Get("queue.nobody"), Counts.Nobodys))];

    public IEnumerable<(string, string)> Ages =>
        rules.Ages.Select(d => (d.ToString(CultureInfo.InvariantCulture), Texts.Get("queue.days", d)))
            .Prepend(("", Texts.Get("queue.any")));

    /// <summary>The ways to what is asked for most: words, and the filter in the address.</summary>
    public IEnumerable<(string Words, string Filter, bool IsHere)> Ways =>
        new[] { (Counted(Texts.Get("queue.everything"), Counts.All), "") }
            .Concat(States.Skip(1).Select(s => (s.Item2, $"?state={s.Item1}")))
            .Concat(Assignees.Skip(1).Select(a => (a.Item2, $"?assignee={a.Item1}")))
            .Select(way => (way.Item1, way.Item2, way.Item2 == Here));

    // The one of the ways that the page shows; none of them where filters are combined.
    string? Here => new[] { ("kind", Kind), ("age", Age), ("state", State), ("assignee", Assignee), ("wait", $"{Wait}") }
        .Where(f => !string.IsNullOrEmpty(f.Item2)).Select(f => $"?{f.Item1}={f.Item2}").ToList() switch
    {
        [] => "",
        [var one] => one,
        _ => null,
    };

    /// <summary>The form has more to say than the ways.</summary>
    public bool IsNarrowed => Here is null || Ways.All(way => !way.IsHere);

    public async Task OnGetAsync(CancellationToken stop)
    {
        var kind = rules.Kind(Kind ?? "")?.Id;
        ReviewState? state = Enum.TryParse<ReviewState>(State, out var s) && Enum.IsDefined(s) && IsWaiting(s) ? s : null;
        var assignee = Assignee switch { Me => who.Name, Nobody => "", _ => null };
        int? days = int.TryParse(Age, NumberStyles.None, CultureInfo.InvariantCulture, out var d) && rules.Ages.Contains(d) ? d : null;
        Found = Opened(await queue.ListAsync(new(kind, state, assignee, days, Wait), Wanted, stop));
        Counts = await queue.CountAsync(stop);
        names = await accounts.DisplayNamesAsync(stop);
    }

    /// <summary>The name of a kind.</summary>
    public string KindOf(ReviewItem item) => rules.Kind(item.Kind)?.Name.In() ?? item.Kind;

    /// <summary>The beginning of the most important sentence.</summary>
    public static string Headline(QueueLine line) => PageText.Short(ConclusionModel.Sentence(line.Headline), LongestHeadline);

    /// <summary>The holds in words.</summary>
    public IEnumerable<string> HoldsOf(ReviewItem item) =>
        item.Holds.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(id => rules.Hold(id)?.Name.In() ?? id);

    /// <summary>How a person is called.</summary>
    public string NameOf(string account) => names.GetValueOrDefault(account, account);

    public bool IsOverdue(ReviewItem item) => item.DueAt.At < clock.GetUtcNow();

    /// <summary>For how long the person waits: hours on the first day, then days.</summary>
    public string AgeOf(ReviewItem item) => (clock.GetUtcNow() - item.WaitsSince.At) is { TotalDays: >= 1 } days
        ? Texts.Get("queue.age-days", (int)days.TotalDays)
        : Texts.Get("queue.age-hours", (int)Math.Max(0, (clock.GetUtcNow() - item.WaitsSince.At).TotalHours));

    /// <summary>What the case waits for, in words.</summary>
    public string WaitsFor(ReviewItem item) => item.State == ReviewState.Second
        ? Texts.Get(item.FirstSigner == who.Name ? "queue.second-by-other" : "queue.second-after", NameOf(item.FirstSigner))
        : Texts.Get($"review-state.{item.State}");

    static bool IsWaiting(ReviewState state) => state is not (ReviewState.SignedOff or ReviewState.NotForReport);

    static string Counted(string words, int count) => Texts.Get("queue.counted", words, count);
}
