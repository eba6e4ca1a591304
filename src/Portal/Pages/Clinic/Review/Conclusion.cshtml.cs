using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.OwnRecords;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Clinic.Review.LabRequests;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Accounts.SignIn;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Review;

/// <summary>
/// One issued conclusion as it was issued, and its review: what holds it, comments, requests, versions, and the signature.
/// Whoever opens it is recorded with the version.
/// </summary>
internal sealed class ConclusionModel(ReviewQueries review, ReviewService service, LabRequestService requests, OwnRecordQueries records,
    ReviewRules rules, AccountService accounts, AccountUsers users, AccountSignIn door, CurrentUser who, TimeProvider time)
    : ListPage(time)
{
    readonly TimeProvider clock = time;
    IReadOnlyDictionary<string, string> names = new Dictionary<string, string>();

    public ConclusionFile Shown { get; private set; } = null!;
    public Conclusion Conclusion => Shown.Conclusion;
    public Subject Subject => Shown.Subject;
    public IReadOnlyList<Statement> Statements { get; private set; } = [];
    /// <summary>Variants of the person for which the hospital's own records may be looked at.</summary>
    public IReadOnlyList<OwnVariant> Variants { get; private set; } = [];
    /// <summary>Accounts that may have the case: name and words.</summary>
    public IReadOnlyList<(string, string)> Signers { get; private set; } = [];
    /// <summary>The account has a device that makes one-time codes.</summary>
    public bool HasCode { get; private set; }

    [BindProperty]
    public string? Comment { get; set; }
    [BindProperty]
    public string? BackReason { get; set; }
    [BindProperty]
    public string? ReopenComment { get; set; }
    /// <summary>Code of a hold.</summary>
    [BindProperty]
    public string? Hold { get; set; }
    [BindProperty]
    public string? HoldReason { get; set; }
    [BindProperty]
    public string? Colleague { get; set; }
    [BindProperty]
    public LabRequestKind Asked { get; set; }
    [BindProperty]
    public string? Target { get; set; }
    [BindProperty]
    public string? AskReason { get; set; }
    [BindProperty]
    public string? Due { get; set; }
    [BindProperty]
    public string? Holds { get; set; }
    [BindProperty]
    public int Round { get; set; }
    [BindProperty]
    public int Turn { get; set; }
    [BindProperty]
    public string? SignReason { get; set; }
    [BindProperty]
    public string? Password { get; set; }
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>The turn of the next signature.</summary>
    public int NextTurn => Shown.Standing.SignOffs.Count + 1;

    /// <summary>What the next signature means.</summary>
    public string Meaning => rules.MeaningOf(NextTurn).In();

    /// <summary>Name of whoever would sign.</summary>
    public string Signer => who.DisplayName;

    /// <summary>Why whoever looks at it is not to be its second reader; null where nothing is against it.</summary>
    public Refusal? OwnReading =>
        Shown.Standing.SignOffs.FirstOrDefault(r => r.By == who.Name) is { } own
        ? new Refusal("read-by-you", "", When(own.At)) : null;

    public bool IsMine => Shown.Item?.Assignee == who.Name;
    public bool IsOverdue => Shown.Item is { IsOpen: true } item && item.DueAt.At < clock.GetUtcNow();
    public string? Kind => Shown.Item is { } item ? rules.Kind(item.Kind)?.Name.In() ?? item.Kind : null;

    /// <summary>Holds that may be released with a reason.</summary>
    public IReadOnlyList<(string, string)> Releasable =>
        [.. Shown.Holds.Where(h => h.Release is null && h.Rule.IsReleasable).Select(h => (h.Rule.Id, PageText.Sentence(h.Rule.Name.In())))];

    public IReadOnlyList<(string, string)> RequestKinds { get; } = [.. Choices<LabRequestKind>("lab-request-kind")];
    public IReadOnlyList<(string, string)> YesOrNo { get; } = [("yes", Texts.Get("yes")), ("no", Texts.Get("no"))];

    /// <summary>What is told of the case beside openings, which are counted.</summary>
    public IEnumerable<ReviewEvent> Told => Shown.Events.Where(e => e.Kind != ReviewEventKind.Opened);

    /// <summary>Who opened this version.</summary>
    public IEnumerable<string> Readers => Shown.Events
        .Where(e => e.Kind == ReviewEventKind.Opened && e.ConclusionId == Conclusion.Id).Select(e => $"{NameOf(e.By)} ({When(e.At)})");

    /// <summary>The sentences behind the headline, in their groups; those that are found have no name of their own.</summary>
    public IEnumerable<(string Name, IReadOnlyList<Statement> Said)> Groups
    {
        get
        {
            var rest = Statements.Where(s => !s.IsUrgent).Skip(1).ToLookup(s => rules.GroupOf(s)?.Id ?? "");
            return rules.Groups.Select(g => (g.Name.In(), (IReadOnlyList<Statement>)[.. rest[g.Id]]))
                .Prepend((Texts.Get("conclusion.found"), [.. rest[""]])).Where(g => g.Item2.Count > 0);
        }
    }

    /// <summary>Where a hold is looked into; null for this page.</summary>
    public string? PlaceOf(HoldRule hold) => hold switch
    {
        { Source: HoldSource.Requests } => "#lab-requests",
        { Source: HoldSource.Consent } or { Id: "identity" } => $"/subjects/{Subject.PublicId}",
        { Id: "control" } => "/controls",
        { Id: "disputed" } => $"/subjects/{Subject.PublicId}/assays",
        _ => null,
    };

    /// <summary>How a person is called.</summary>
    public string NameOf(string account) => names.GetValueOrDefault(account, account);

    /// <summary>A statement in the reader's language.</summary>
    public static string Sentence(Statement statement) => PageText.Sentence(statement.Sentence());

    /// <summary>Why a version was issued.</summary>
    public static string ReasonOf(Conclusion issued) => Texts.Find("conclusion-reason." + issued.Reason) ?? issued.Reason;

    /// <summary>How a state looks.</summary>
    public static string LookOf(ReviewState state) => state switch
    {
        ReviewState.SignedOff => "good",
        ReviewState.Held or ReviewState.SentBack => "watch",
        _ => "still",
    };

    /// <summary>An event in words, with what was typed.</summary>
    public string WordsOf(ReviewEvent e) => e.Text.Length == 0 ? KindOf(e) : Texts.Get("review-event.said", KindOf(e), e.Text);

    string KindOf(ReviewEvent e) => e.Kind switch
    {
        ReviewEventKind.Assigned => e.About.Length == 0 ? Texts.Get("review-event.given-back")
            : Texts.Get(e.About == e.By ? "review-event.taken" : "review-event.given", NameOf(e.About)),
        ReviewEventKind.HoldReleased => Texts.Get("review-event.HoldReleased", rules.Hold(e.About)?.Name.In() ?? e.About),
        _ => Texts.Get($"review-event.{e.Kind}"),
    };

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await review.FindAsync(id, stop) is null) return NotFound();
        if (HttpMethods.IsGet(Request.Method)) await service.OpenAsync(id, stop);
        return await LoadAsync(id, stop) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostSignAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        var (password, account) = (Needed(nameof(Password), Password), (await users.GetUserAsync(User))!);
        var code = account.TwoFactorEnabled ? Needed(nameof(Code), Code) : "";
        if (!ModelState.IsValid) return Page();
        switch (await door.ConfirmAsync(account, password, code))
        {
            case { State: SignInState.In }:
                break;
            case { State: SignInState.Locked }:
                // Somebody at an open screen must not guess on.
                await door.SignOutAsync();
                return LocalRedirect("/sign-in");
            case { State: SignInState.NeedsCode }:
                Refuse(nameof(Code), "code.wrong");
                return Page();
            default:
                Refuse(nameof(Password), "problem.password-wrong");
                return Page();
        }
        return await StepAsync(id, () => service.SignAsync(id, new(Round, Turn, who.DisplayName, SignReason), stop),
            "conclusion.read-now", stop, ("reason", nameof(SignReason)));
    }

    public Task<IActionResult> OnPostCommentAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => service.CommentAsync(id, Comment, stop), "review.commented", stop);

    public Task<IActionResult> OnPostBackAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => service.SendBackAsync(id, BackReason, stop), "review.sent-back", stop, ("reason", nameof(BackReason)));

    public Task<IActionResult> OnPostReopenAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => service.ReopenAsync(id, ReopenComment, stop), "review.reopened", stop, ("comment", nameof(ReopenComment)));

    public Task<IActionResult> OnPostReleaseAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => service.ReleaseAsync(id, Hold, HoldReason, stop), "review.released", stop, ("reason", nameof(HoldReason)));

    public Task<IActionResult> OnPostTakeAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => service.AssignAsync(id, who.Name, stop), "review.taken", stop);

    public Task<IActionResult> OnPostLeaveAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => service.AssignAsync(id, null, stop), "review.left", stop);

    public async Task<IActionResult> OnPostGiveAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (Signers.All(s => s.Item1 != Colleague))
        {
            Refuse(nameof(Colleague), "review.no-signer");
            return Page();
        }
        return await StepAsync(id, () => service.AssignAsync(id, Colleague, stop), "review.given", stop);
    }

    public async Task<IActionResult> OnPostAskAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        DateOnly? due = null;
        if (!string.IsNullOrWhiteSpace(Due))
            if (DateOnly.TryParseExact(Due, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) due = day;
            else Refuse(nameof(Due), "not-a-date");
        if (!ModelState.IsValid) return Page();
        return await StepAsync(id, () => requests.AskAsync(Subject.PublicId, new(Asked, Target, AskReason, Holds == "yes", due), stop),
            "lab-request.asked", stop, ("reason", nameof(AskReason)));
    }

    async Task<IActionResult> StepAsync(Guid id, Func<Task> step, string said, CancellationToken stop,
        params (string Field, string Here)[] fields)
    {
        if (await DoneAsync(step, fields))
        {
            Say(said);
            return RedirectToPage(new { id });
        }
        return await LoadAsync(id, stop) ? Page() : NotFound();
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await review.FindAsync(id, stop) is not { } found) return false;
        (Shown, Statements) = (found, CaseAnalysis.StatementsOf(found.Conclusion));
        Variants = records.VariantsOf(found.Subject);
        names = await accounts.DisplayNamesAsync(stop);
        Signers = [.. (await accounts.SignersAsync(found.Subject.Site, stop)).Select(a => (a.UserName!, a.DisplayName))];
        HasCode = (await users.GetUserAsync(User))?.TwoFactorEnabled == true;
        return true;
    }
}
