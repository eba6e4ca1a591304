using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Reports.Printing;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Reports;

/// <summary>A report in a list.</summary>
/// <param name="Key">Key by which the list is read.</param>
/// <param name="Id">Public id.</param>
/// <param name="Number">Number.</param>
/// <param name="Version">Version.</param>
/// <param name="Issued">When it was issued.</param>
/// <param name="Subject">The person.</param>
/// <param name="State">Whether it may be used.</param>
public sealed record ListedReport(int Key, Guid Id, string Number, int Version, Moment Issued, Subject Subject, ReportState State);

/// <summary>A version of a person's report.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">Version.</param>
/// <param name="Issued">When it was issued.</param>
/// <param name="State">Whether it may be used.</param>
public sealed record ReportVersion(Guid Id, int Version, Moment Issued, ReportState State);

/// <summary>One issued report with what belongs to it.</summary>
/// <param name="Report">The report.</param>
/// <param name="Subject">The person.</param>
/// <param name="State">Whether it may be used.</param>
/// <param name="Versions">Every version of the person, the newest first.</param>
/// <param name="Prints">Files that were made of it, the newest first.</param>
/// <param name="Changes">What differs from the version before; empty for the first.</param>
public sealed record ReportFile(Report Report, Subject Subject, ReportState State, IReadOnlyList<ReportVersion> Versions,
    IReadOnlyList<ReportPrint> Prints, IReadOnlyList<ReportChange> Changes)
{
    /// <summary>What a printer needs to print it.</summary>
    public PrintRequest Request(TimeZoneInfo zone, CultureInfo language) =>
        new(Report.Read(), new(Report.Sha256, Report.Signature, Report.KeyId), State, zone, language);
}

/// <summary>Reads issued reports of the persons of the actor's sites.</summary>
public sealed class ReportQueries(LimsDb db)
{
    /// <summary>Most files of the log that a page shows.</summary>
    public const int MostPrints = 50;

    /// <summary>Reports, the newest first; of one person where a code is given.</summary>
    public async Task<Leaf<ListedReport>> ListAsync(string? code, LeafWanted wanted, CancellationToken stop = default)
    {
        var rows = from r in db.Reports().AsNoTracking()
                   join s in db.Subjects().AsNoTracking() on r.SubjectId equals s.Id
                   // Without the content. Members, and no constructor: the list is read along one of them.
                   select new ReportRow
                   {
                       Key = r.Id,
                       Id = r.PublicId,
                       Number = r.Number,
                       Version = r.Version,
                       Issued = r.Issued,
                       Subject = s
                   };
        var found = await new[] { string.IsNullOrWhiteSpace(code) ? rows : rows.Where(r => r.Subject.Code == code.Trim()) }
            .LeafByKeyAsync(wanted, r => r.Key, r => r.Key, stop);
        var states = await StatesAsync([.. found.Rows.Select(r => r.Subject.Id).Distinct()], stop);
        return new([.. found.Rows.Select(r => new ListedReport(r.Key, r.Id, r.Number, r.Version, r.Issued, r.Subject, states[r.Key]))],
            found.Number, found.HasMore, found.Keys);
    }

    /// <summary>A report; null where the actor sees none.</summary>
    public async Task<ReportFile?> FindAsync(Guid id, CancellationToken stop = default) =>
        await db.Reports().AsNoTracking().SingleOrDefaultAsync(r => r.PublicId == id, stop) is { } report
            ? await FileOfAsync(report, stop) : null;

    /// <summary>The newest report of a person; null where there is none.</summary>
    public async Task<ReportFile?> NewestAsync(int subjectId, CancellationToken stop = default) =>
        await db.Reports().AsNoTracking().Where(r => r.SubjectId == subjectId).OrderByDescending(r => r.Version).FirstOrDefaultAsync(stop)
            is { } report ? await FileOfAsync(report, stop) : null;

    /// <summary>Every version of a person's reports, the newest first.</summary>
    public async Task<IReadOnlyList<ReportVersion>> VersionsAsync(int subjectId, CancellationToken stop = default)
    {
        var rows = await db.Reports().AsNoTracking().Where(r => r.SubjectId == subjectId).OrderByDescending(r => r.Version)
            .Select(r => new { r.Id, r.PublicId, r.Version, r.Issued }).ToListAsync(stop);
        var states = await StatesAsync([subjectId], stop);
        return [.. rows.Select(r => new ReportVersion(r.PublicId, r.Version, r.Issued, states[r.Id]))];
    }

    /// <summary>What heads the reports of a site now; null where none is recorded.</summary>
    public Task<ReportHead?> HeadAsync(string site, CancellationToken stop = default) =>
        db.ReportHeads().AsNoTracking().Where(h => h.Site == site).OrderByDescending(h => h.Version).FirstOrDefaultAsync(stop);

    async Task<ReportFile> FileOfAsync(Report report, CancellationToken stop)
    {
        var subject = await db.Subjects().AsNoTracking().SingleAsync(s => s.Id == report.SubjectId, stop);
        var versions = await VersionsAsync(subject.Id, stop);
        var prints = await db.ReportPrints().AsNoTracking().Where(p => p.ReportId == report.Id).OrderByDescending(p => p.Id)
            .Take(MostPrints).ToListAsync(stop);
        var before = report.Version == 1 ? null : await db.Reports().AsNoTracking()
            .SingleAsync(r => r.SubjectId == subject.Id && r.Version == report.Version - 1, stop);
        return new(report, subject, versions.First(v => v.Id == report.PublicId).State, versions, prints,
            before is null ? [] : ReportDifference.Between(before.Read(), report.Read()));
    }

    // By the key of the report.
    async Task<Dictionary<int, ReportState>> StatesAsync(List<int> subjects, CancellationToken stop)
    {
        var all = await db.Reports().AsNoTracking().Where(r => subjects.Contains(r.SubjectId))
            .Select(r => new { r.Id, r.SubjectId, r.Version, r.Issued }).ToListAsync(stop);
        var keys = all.Select(r => r.Id).ToList();
        var withdrawn = await db.ReportWithdrawals().AsNoTracking().Where(w =>
            keys.Contains(w.ReportId)).ToDictionaryAsync(w => w.ReportId, stop);
        return all.GroupBy(r => r.SubjectId).SelectMany(person => person.Select(r => (r.Id, State: ReportState.Of(r.Version,
            withdrawn.GetValueOrDefault(r.Id), person.FirstOrDefault(n => n.Version == r.Version + 1)?.Issued,
            person.Max(n => n.Version))))).ToDictionary(r => r.Id, r => r.State);
    }

    sealed class ReportRow
    {
        public required int Key { get; init; }
        public required Guid Id { get; init; }
        public required string Number { get; init; }
        public required int Version { get; init; }
        public required Moment Issued { get; init; }
        public required Subject Subject { get; init; }
    }
}
