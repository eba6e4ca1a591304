using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Review;

/// <summary>One issued conclusion as it was issued, what it rests on, and who read it.</summary>
internal sealed class ConclusionModel(LimsDb db, ReviewService desk, TimeProvider time) : ListPage(time)
{
    public Conclusion Conclusion { get; private set; } = null!;
    public Subject Subject { get; private set; } = null!;
    public IReadOnlyList<Statement> Statements { get; private set; } = [];
    public IReadOnlyList<SignOff> Readings { get; private set; } = [];
    /// <summary>Every version, the newest first.</summary>
    public IReadOnlyList<(Guid Id, int Version, Moment Issued)> Versions { get; private set; } = [];

    public bool IsNewest => Versions[0].Version == Conclusion.Version;
    public bool IsOpen => IsNewest && Readings.Count < SignOff.Needed;

    /// <summary>Why whoever looks at it is not to be its second reader; null where nothing is against it.</summary>
    public Refusal? OwnReading =>
        Readings.FirstOrDefault(r => r.By == db.Actor.Name) is { } own
        ? new Refusal("read-by-you", "", When(own.At)) : null;

    /// <summary>A statement in the reader's language.</summary>
    public static string Sentence(Statement statement) => statement.Sentence();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) =>
        await LoadAsync(id, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostReadAsync(Guid id, CancellationToken stop)
    {
        if (await DoneAsync(() => desk.SignAsync(id, stop)))
        {
            Say("conclusion.read-now");
            return RedirectToPage(new { id });
        }
        return await LoadAsync(id, stop) ? Page() : NotFound();
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        var found =
            await (from c in db.Conclusions().AsNoTracking()
                   join s in db.Subjects() on c.SubjectId equals s.Id
                   where c.PublicId == id && c.ForReport
                   select new { c, s }).SingleOrDefaultAsync(stop);
        if (found is null) return false;
        (Conclusion, Subject, Statements) = (found.c, found.s, CaseAnalysis.StatementsOf(found.c));
        Readings =
            await db.SignOffs().AsNoTracking().Where(r => r.ConclusionId == found.c.Id).OrderBy(r => r.Turn)
            .ToListAsync(stop);
        Versions =
            [.. (await db.Conclusions().AsNoTracking().Where(c => c.SubjectId == found.s.Id)
            .OrderByDescending(c => c.Version).Select(c => new { c.PublicId, c.Version, c.Issued, c.ForReport })
            .ToListAsync(stop))
            .Where((c, i) => i == 0 || c.ForReport).Select(c => (c.PublicId, c.Version, c.Issued))];
        return true;
    }
}
