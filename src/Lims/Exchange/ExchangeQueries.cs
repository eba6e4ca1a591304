using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Lims.Laboratory.Controls;

namespace Thrombophilia.Lims.Exchange;

/// <summary>
/// Reads for other programs, of the persons of the actor's sites. Results and reports are read only while the person agrees
/// to an analysis and a report.
/// </summary>
public sealed class ExchangeQueries(LimsDb db, CaseAnalysis analysis)
{
    /// <summary>Persons.</summary>
    public async Task<ExchangePage<ExchangedPerson>> PersonsAsync(ExchangeQuery asked, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var found = new List<Subject>();
        foreach (var part in db.PerSite(Persons(asked), site => s => s.Site == site))
            found.AddRange(await part.Where(s => s.Id > asked.After).OrderBy(s => s.Id).Take(asked.Count + 1).ToListAsync(stop));
        return Page(found.OrderBy(s => s.Id).ToList(), asked, s => s.Id,
            s => new ExchangedPerson(s.PublicId, s.Site, ReportWriter.PersonOf(s)));
    }

    /// <summary>Samples of a person, or one sample.</summary>
    public async Task<ExchangePage<ExchangedSample>> SamplesAsync(ExchangeQuery asked, CancellationToken stop = default)
    {
        DemandNarrow(asked);
        var samples = db.Samples().AsNoTracking().Where(s => s.Id > asked.After);
        if (asked.Id is { } id) samples = samples.Where(s => s.PublicId == id);
        if (asked.Identifier is { } code) samples = samples.Where(s => s.Code == code);
        var found = await (from s in samples
                           join p in Persons(asked with { Id = asked.Person, Identifier = asked.PersonCode }) on s.SubjectId equals p.Id
                           orderby s.Id
                           select new { s, p }).Take(asked.Count + 1).ToListAsync(stop);
        var keys = found.Select(f => f.s.Id).ToList();
        var tubes = (await db.Tubes().AsNoTracking().Where(t => keys.Contains(t.SampleId)).OrderBy(t => t.Id)
            .Select(t => new { t.SampleId, t.Code }).ToListAsync(stop)).ToLookup(t => t.SampleId, t => t.Code);
        return Page(found, asked, f => f.s.Id, f => new ExchangedSample(f.s.PublicId, f.p.PublicId, f.p.Code,
            ReportWriter.SampleOf(f.s, db.Clock.LocalTimeZone), f.s.Retracted is not null, [.. tubes[f.s.Id]]));
    }

    /// <summary>
    /// Measured values of a person, or one value. Of a person those that count; one that was retracted or corrected is found
    /// by its own key or code.
    /// </summary>
    public async Task<ExchangePage<ExchangedAssay>> AssaysAsync(ExchangeQuery asked, CancellationToken stop = default)
    {
        DemandNarrow(asked);
        var results = db.AssayResults().AsNoTracking().Where(a => a.Id > asked.After);
        if (asked.Number is { } number) results = results.Where(a => a.Id == number);
        else if (asked.Identifier is { } code) results = results.Where(a => a.Code == code);
        else results = results.Where(a => a.Ended == null);
        var found = await (from a in results
                           join s in db.Samples() on a.SampleId equals s.Id
                           join p in Persons(asked with { Id = asked.Person, Identifier = asked.PersonCode }) on s.SubjectId equals p.Id
                           where asked.Number != null || asked.Identifier != null || s.Retracted == null
                           orderby a.Id
                           select new { a, s, p }).Take(asked.Count + 1).ToListAsync(stop);
        // All are of one person, unless an identifier found none.
        var assays = found.Count == 0 ? null : analysis.Assays(db, found[0].p.Id, found.Select(f => (f.a, f.s.Code)));
        return Page(assays is null ? [] : found.Zip(assays).ToList(), asked, f => f.First.a.Id, f => new ExchangedAssay(f.First.a.Id,
            f.First.p.PublicId, f.First.p.Code, f.First.s.PublicId, f.Second, !f.First.a.Stands || f.First.s.Retracted is not null));
    }

    /// <summary>
    /// Issued reports. The newest version of each person; older ones are found by their own id, or by number and version.
    /// </summary>
    public async Task<ExchangePage<ExchangedReport>> ReportsAsync(ExchangeQuery asked, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var reports = db.Reports().AsNoTracking().Where(r => r.Id > asked.After);
        var (number, version) = Named(asked.Identifier);
        if (asked.Id is { } id) reports = reports.Where(r => r.PublicId == id);
        if (number is not null) reports = reports.Where(r => r.Number == number);
        if (version is not null) reports = reports.Where(r => r.Version == version);
        if (asked.Id is null && version is null)
            reports = reports.Where(r => !db.Reports().Any(later => later.SubjectId == r.SubjectId && later.Version > r.Version));
        if (asked.From is { } from) reports = reports.Where(r => r.Issued >= from);
        if (asked.Until is { } until) reports = reports.Where(r => r.Issued < until);
        var found = await (from r in reports
                           join p in Persons(asked with { Id = asked.Person, Identifier = asked.PersonCode }) on r.SubjectId equals p.Id
                           orderby r.Id
                           select new
                           {
                               r.Id,
                               Subject = p.Id,
                               IsWithdrawn = db.ReportWithdrawals().Any(w => w.ReportId == r.Id),
                               IsReplaced = db.Reports().Any(later => later.SubjectId == r.SubjectId && later.Version > r.Version),
                               Line = new ExchangedReport(r.PublicId, r.Number, r.Version, r.Issued, ReportStanding.Current, p.PublicId,
                                   p.Code, r.Sha256),
                           }).Take(asked.Count + 1).ToListAsync(stop);
        var consents = await ConsentCheck.NewestOfAsync(db, found.Select(f => f.Subject), stop);
        var page = Page(found, asked, f => f.Id, f => f);
        return new([.. page.Rows.Where(f => IsAgreed(consents.GetValueOrDefault(f.Subject))).Select(f => f.Line with
        {
            Standing = f.IsWithdrawn ? ReportStanding.Withdrawn : f.IsReplaced ? ReportStanding.Replaced : ReportStanding.Current,
        })], page.Next);
    }

    /// <summary>A report with its content; null where the actor sees none.</summary>
    public async Task<ExchangedContent?> ReportAsync(Guid id, CancellationToken stop = default)
    {
        if ((await ReportsAsync(new(Id: id), stop)).Rows is not [var line]) return null;
        var report = await db.Reports().AsNoTracking().SingleAsync(r => r.PublicId == id, stop);
        var (content, samples) = (report.Read(), await db.Samples().AsNoTracking().Where(s => s.SubjectId == report.SubjectId)
            .ToDictionaryAsync(s => s.Code, s => s.PublicId, StringComparer.Ordinal, stop));
        return new(line, report.Content, content, samples);
    }

    /// <summary>How much waits at the actor's sites.</summary>
    public async Task<WorklistCounts> WorklistsAsync(CancellationToken stop = default)
    {
        var held = await db.ControlRuns().Where(r => r.Verdict == ControlVerdict.Rejected && r.Released == null)
            .Take(WorklistCounts.Most).CountAsync(stop);
        var waiting = db.ReviewItems().AsNoTracking().Where(i => i.Rank > 0);
        return new(await CountAsync(waiting.Where(i => i.State == ReviewState.First)),
            await CountAsync(waiting.Where(i => i.State == ReviewState.Second)),
            await CountAsync(waiting.Where(i => i.Urgency == 0)), held);

        Task<int> CountAsync(IQueryable<ReviewItem> items) => items.Take(WorklistCounts.Most).CountAsync(stop);
    }

    IQueryable<Subject> Persons(ExchangeQuery asked)
    {
        var persons = db.Subjects().AsNoTracking();
        if (asked.Id is { } id) persons = persons.Where(s => s.PublicId == id);
        if (asked.Identifier is { } code) persons = persons.Where(s => s.Code == code);
        return persons;
    }

    bool IsAgreed(Consent? newest) => ConsentCheck.Allows(analysis.Biobank, ConsentStep.Analysis, newest)
        && ConsentCheck.Allows(analysis.Biobank, ConsentStep.Report, newest);

    // NUMBER, or NUMBER/VERSION. What looks like the second and is not finds nothing.
    static (string? Number, int? Version) Named(string? identifier)
    {
        if (identifier is null || identifier.LastIndexOf('/') is not (>= 0 and var slash)) return (identifier, null);
        return (identifier[..slash], int.TryParse(identifier[(slash + 1)..], out var version) ? version : 0);
    }

    static void DemandNarrow(ExchangeQuery asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (!asked.IsNarrow) throw new ArgumentException("Expected an id, an identifier or a person.", nameof(asked));
    }

    static ExchangePage<TOut> Page<T, TOut>(List<T> found, ExchangeQuery asked, Func<T, long> key, Func<T, TOut> made)
    {
        var shown = found.Count > asked.Count ? found[..asked.Count] : found;
        return new([.. shown.Select(made)], shown.Count < found.Count ? key(shown[^1]) : null);
    }
}
