using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Laboratory.Assays;

namespace Thrombophilia.Lims;

/// <summary>Composes reports of the records: the content that is issued, and drafts that nobody has signed.</summary>
public sealed class ReportComposer(CaseAnalysis analysis)
{
    /// <summary>What each step needs of a consent.</summary>
    internal BiobankRules Biobank => analysis.Biobank;

    /// <summary>
    /// The draft of a person's newest conclusion, with its two signatures where it has them. Null where nothing is concluded, or the person
    /// has not agreed to a report.
    /// </summary>
    public async Task<ReportContent?> DraftAsync(LimsDb db, Subject subject, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(subject);
        var newest = await db.Conclusions().AsNoTracking().Where(c => c.SubjectId == subject.Id)
            .OrderByDescending(c => c.Version).FirstOrDefaultAsync(stop);
        if (newest is not { ForReport: true }) return null;
        var signed = SignOff.Both(await db.SignOffs().AsNoTracking().Where(s => s.ConclusionId == newest.Id).ToListAsync(stop));
        return analysis.Report(db, await RecordsAsync(db, subject, newest, signed, stop), "", 0, db.Clock.GetUtcNow());
    }

    /// <summary>The content of a version that is about to be issued; null as above.</summary>
    internal ReportContent? Compose(LimsDb db, ReportRecords records, string number, int version, DateTimeOffset at) =>
        analysis.Report(db, records, number, version, at);

    /// <summary>The rows behind a report.</summary>
    internal static async Task<ReportRecords> RecordsAsync(LimsDb db, Subject subject, Conclusion conclusion,
        IReadOnlyList<SignOff> signed, CancellationToken stop)
    {
        var samples = await db.Samples().AsNoTracking().Where(s => s.SubjectId == subject.Id && s.Retracted == null).ToListAsync(stop);
        var keys = samples.Select(s => s.Id).ToList();
        var results = await db.AssayResults().AsNoTracking().Where(r => keys.Contains(r.SampleId) && r.Ended == null).ToListAsync(stop);
        var head = await db.ReportHeads().AsNoTracking().Where(h => h.Site == subject.Site).OrderByDescending(h => h.Version)
            .FirstOrDefaultAsync(stop);
        return new(subject, conclusion, CaseAnalysis.StatementsOf(conclusion), samples, results, signed, head);
    }
}
