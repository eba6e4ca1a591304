using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Notices;

/// <summary>
/// Opens the notices of a conclusion that was just issued, inside its step, and ends those whose results were withdrawn. A
/// conclusion without an alarm, from which nothing was withdrawn, costs two comparisons of text.
/// </summary>
static class NoticeOpening
{
    /// <summary>Follows the issue of a conclusion.</summary>
    /// <param name="db">The records, inside the step.</param>
    /// <param name="issued">The new version.</param>
    /// <param name="conclusionId">Its key.</param>
    /// <param name="alarms">What it is urgent for.</param>
    /// <param name="last">The version before; null for none.</param>
    /// <param name="saidBefore">The urgent statements of that version.</param>
    /// <param name="at">Time of issue.</param>
    public static void Follow(LimsDb db, Conclusion issued, int conclusionId, IReadOnlyList<Alarm> alarms, Conclusion? last,
        Func<Conclusion, IEnumerable<Statement>> saidBefore, DateTimeOffset at)
    {
        var gone = last is null ? [] : Gone(last, issued);
        // What is for no report is shown to nobody.
        if (!issued.ForReport || alarms.Count == 0 && gone.Count == 0) return;
        var notices = db.Rows<CriticalNotice>().Find(nameof(CriticalNotice.SubjectId), issued.SubjectId);
        foreach (var notice in notices.Where(n => !alarms.Any(a => a.Row.Id == n.Row) && EndOf(db, n) is null))
            if (gone.Count > 0 && (notice.Results.Count == 0 || notice.Results.Any(gone.Contains)))
                db.Add(new NoticeEnd(notice.Id, NoticeWay.Withdrawn, "", Moment.Of(at), string.Join(", ", gone), db.Actor.Name, at));
        var before = last is { Headline: Conclusion.Urgent } ? saidBefore(last).Where(s => s.IsUrgent).ToList() : [];
        foreach (var alarm in alarms.DistinctBy(a => a.Row.Id))
        {
            string[] evidence = [.. alarm.Statement.Assays.Concat(alarm.Statement.Findings)];
            // One that waits for other facts than before lasts, too.
            var lasts = before.Exists(s => s.Code == alarm.Statement.Code && alarm.Statement.Assays.All(s.Assays.Contains));
            if (notices.FindLast(n => n.Row == alarm.Row.Id) is { } known && IsToldBy(known, EndOf(db, known), evidence, lasts)) continue;
            db.Add(new CriticalNotice(issued.SubjectId, conclusionId, alarm.Row.Id, alarm.Row.Minutes, alarm.Statement.Text!, evidence,
                at));
        }
        db.SaveChanges();
    }

    // One open notice is enough. One that was acknowledged speaks for its own results, while the alarm lasts.
    static bool IsToldBy(CriticalNotice notice, NoticeEnd? end, string[] evidence, bool lasts) =>
        end is null || end.Way != NoticeWay.Withdrawn && lasts && evidence.All(notice.Results.Contains);

    static NoticeEnd? EndOf(LimsDb db, CriticalNotice notice) =>
        db.Rows<NoticeEnd>().Find(nameof(NoticeEnd.NoticeId), notice.Id) is [var end] ? end : null;

    // Results of the version before on which the new one rests no more.
    static List<string> Gone(Conclusion last, Conclusion issued) =>
        [.. Missing(last.AssayIds, issued.AssayIds), .. Missing(last.VcfSha256, issued.VcfSha256)];

    static IEnumerable<string> Missing(string before, string now) => before.Length == 0 || before == now ? []
        : before.Split(';').Except(now.Split(';'));
}
