using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.OwnRecords;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Review;

/// <summary>One issued conclusion as it was issued, what it rests on, and who read it.</summary>
internal sealed class ConclusionModel(ReviewQueries review, ReviewService service, OwnRecordQueries records, CurrentUser who,
    TimeProvider time) : ListPage(time)
{
    ConclusionFile shown = null!;

    public Conclusion Conclusion => shown.Conclusion;
    public Subject Subject => shown.Subject;
    public IReadOnlyList<Statement> Statements { get; private set; } = [];
    /// <summary>Variants of the person for which the hospital's own records may be looked at.</summary>
    public IReadOnlyList<OwnVariant> Variants { get; private set; } = [];
    public IReadOnlyList<SignOff> SignOffs => shown.SignOffs;
    /// <summary>Every version, the newest first.</summary>
    public IReadOnlyList<ConclusionVersion> Versions => shown.Versions;

    public bool IsNewest => shown.IsNewest;
    public bool IsOpen => shown.IsOpen;

    /// <summary>Why whoever looks at it is not to be its second reader; null where nothing is against it.</summary>
    public Refusal? OwnReading =>
        SignOffs.FirstOrDefault(r => r.By == who.Name) is { } own
        ? new Refusal("read-by-you", "", When(own.At)) : null;

    /// <summary>A statement in the reader's language.</summary>
    public static string Sentence(Statement statement) => PageText.Sentence(statement.Sentence());

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) =>
        await LoadAsync(id, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostReadAsync(Guid id, CancellationToken stop)
    {
        if (await DoneAsync(() => service.SignAsync(id, stop)))
        {
            Say("conclusion.read-now");
            return RedirectToPage(new { id });
        }
        return await LoadAsync(id, stop) ? Page() : NotFound();
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await review.FindAsync(id, stop) is not { } found) return false;
        (shown, Statements) = (found, CaseAnalysis.StatementsOf(found.Conclusion));
        Variants = records.VariantsOf(found.Subject);
        return true;
    }
}
