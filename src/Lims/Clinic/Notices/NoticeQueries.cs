using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Clinic.Notices;

/// <summary>A notice, its person, and its end.</summary>
/// <param name="Notice">The notice.</param>
/// <param name="Subject">The person.</param>
/// <param name="End">Who was told; null while it is open.</param>
public sealed record NoticeFile(CriticalNotice Notice, Subject Subject, NoticeEnd? End);

/// <summary>Reads the notices about persons of the actor's sites.</summary>
public sealed class NoticeQueries(LimsDb db)
{
    /// <summary>Notices of which nobody was told, the oldest first.</summary>
    public Task<Leaf<NoticeFile>> OpenAsync(LeafWanted wanted, CancellationToken stop = default) =>
        (from n in Open
         join s in db.Subjects() on n.SubjectId equals s.Id
         orderby n.Id
         select new NoticeFile(n, s, null)).LeafAsync(wanted, stop);

    /// <summary>How many of them there are.</summary>
    public Task<int> CountAsync(CancellationToken stop = default) => Open.CountAsync(stop);

    /// <summary>Notices that have ended, the last end first.</summary>
    public async Task<Leaf<NoticeFile>> EndedAsync(LeafWanted wanted, CancellationToken stop = default)
    {
        var ends = await new[] { db.NoticeEnds().AsNoTracking() }.LeafByKeyAsync(wanted, e => e.Id, e => e.Id, stop);
        var ids = ends.Rows.Select(e => e.NoticeId).ToList();
        var files = await (from n in db.CriticalNotices().AsNoTracking()
                           join s in db.Subjects() on n.SubjectId equals s.Id
                           where ids.Contains(n.Id)
                           select new NoticeFile(n, s, null)).ToDictionaryAsync(f => f.Notice.Id, stop);
        return new([.. ends.Rows.Select(e => files[e.NoticeId] with { End = e })], ends.Number, ends.HasMore, ends.Keys);
    }

    /// <summary>A notice by its public id; null where the actor sees none.</summary>
    public Task<NoticeFile?> FindAsync(Guid id, CancellationToken stop = default) =>
        (from n in db.CriticalNotices().AsNoTracking()
         join s in db.Subjects() on n.SubjectId equals s.Id
         where n.PublicId == id
         select new NoticeFile(n, s, db.NoticeEnds().FirstOrDefault(e => e.NoticeId == n.Id))).SingleOrDefaultAsync(stop);

    /// <summary>The notices about a person, the newest first.</summary>
    /// <param name="subject">Internal key of the person.</param>
    /// <param name="stop">Ends it.</param>
    internal async Task<IReadOnlyList<NoticeFile>> OfAsync(int subject, CancellationToken stop) =>
        await (from n in db.CriticalNotices().AsNoTracking()
               join s in db.Subjects() on n.SubjectId equals s.Id
               where n.SubjectId == subject
               orderby n.Id descending
               select new NoticeFile(n, s, db.NoticeEnds().FirstOrDefault(e => e.NoticeId == n.Id))).Take(Leaf.Size).ToListAsync(stop);

    IQueryable<CriticalNotice> Open =>
        db.CriticalNotices().AsNoTracking().Where(n => !db.NoticeEnds().Any(e => e.NoticeId == n.Id));
}
