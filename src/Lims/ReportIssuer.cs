using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims;

/// <summary>
/// Issues reports: content, hash and signature of a conclusion that two persons have signed, in the step of the second
/// signature.
/// </summary>
public sealed class ReportIssuer(ReportComposer composer, SigningKey key)
{
    const int LongestRemark = 500;

    /// <summary>Issues the next version of the person's report.</summary>
    /// <exception cref="RefusedStepException">The person has not agreed to a report, or the remark is too long.</exception>
    public async Task IssueAsync(WriteStep step, Conclusion conclusion, IReadOnlyList<SignOff> signOffs, string? remark,
        CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(conclusion);
        ArgumentNullException.ThrowIfNull(signOffs);
        var db = step.Db;
        var subject = await db.Subjects().AsNoTracking().SingleAsync(s => s.Id == conclusion.SubjectId, stop);
        await ConsentCheck.DemandAsync(db, composer.Biobank, ConsentStep.Analysis, subject, stop);
        await ConsentCheck.DemandAsync(db, composer.Biobank, ConsentStep.Report, subject, stop);
        var older = await db.Reports().AsNoTracking().Where(r => r.SubjectId == subject.Id).OrderByDescending(r => r.Version)
            .FirstOrDefaultAsync(stop);
        var records = await ReportComposer.RecordsAsync(db, subject, conclusion, signOffs, stop);
        var content = composer.Compose(db, records with
        {
            Replaces = older,
            Remark = Bounds.Optional(remark, "remark", LongestRemark),
        }, older?.Number ?? LabelCode.Take(db, LabelCode.Report)[0], (older?.Version ?? 0) + 1, step.Now)!;
        if (!await db.ReportKeys().AnyAsync(k => k.KeyId == key.Id, stop)) db.Add(new ReportKey(key.Id, key.PublicKey, step.Now));
        db.Rows<Report>().Insert(new(subject.Id, conclusion.Id, content, key, db.Actor.Name, step.Now));
    }
}
