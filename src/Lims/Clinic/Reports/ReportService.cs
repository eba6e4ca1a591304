using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Clinic.Reports.Printing;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Reports;

/// <summary>What was typed of a hospital.</summary>
/// <param name="Site">Code of the site.</param>
/// <param name="Hospital">Name in English.</param>
/// <param name="HospitalZh">Name in Chinese.</param>
/// <param name="Department">Department in English.</param>
/// <param name="DepartmentZh">Department in Chinese.</param>
/// <param name="Address">Address in English.</param>
/// <param name="AddressZh">Address in Chinese.</param>
/// <param name="Phone">Phone.</param>
public sealed record HeadEntry(string? Site, string? Hospital, string? HospitalZh, string? Department, string? DepartmentZh,
    string? Address, string? AddressZh, string? Phone);

/// <summary>Withdraws reports, logs the files that are made of them, and records what heads them.</summary>
public sealed class ReportService(Writes writes)
{
    const int LongestName = 120, LongestAddress = 200, LongestPhone = 60;
    readonly LimsDb db = writes.Db;

    /// <summary>Withdraws a report: it is never current again.</summary>
    /// <exception cref="RefusedStepException">There is none, it was withdrawn before, or no reason was given.</exception>
    public Task WithdrawAsync(Guid id, string? reason, CancellationToken stop = default) => writes.RunAsync(async step =>
    {
        var report = await DemandAsync(id, stop);
        if (await db.ReportWithdrawals().AsNoTracking().SingleOrDefaultAsync(w => w.ReportId == report, stop) is { } earlier)
            throw new RefusedStepException("report-withdrawn", "", $"{earlier.At}", earlier.By);
        db.Add(new ReportWithdrawal(report, Bounds.Reason(reason), db.Actor.Name, step.Now));
    }, stop);

    /// <summary>Logs a file. The same bytes are logged once.</summary>
    /// <param name="id">Public id of the report.</param>
    /// <param name="format">Its format.</param>
    /// <param name="language">Its language; empty where it holds both.</param>
    /// <param name="withName">It names the person.</param>
    /// <param name="sha256">SHA-256 of its bytes.</param>
    /// <param name="stop">Ends the step.</param>
    /// <exception cref="RefusedStepException">There is no such report.</exception>
    public Task LogAsync(Guid id, ReportFormat format, string language, bool withName, string sha256, CancellationToken stop = default) =>
        writes.RunAsync(async step =>
        {
            var report = await DemandAsync(id, stop);
            if (await db.ReportPrints().AnyAsync(p => p.Sha256 == sha256, stop)) return;
            db.Add(new ReportPrint(report, format.ToString().ToLowerInvariant(), language, withName, sha256, db.Actor.Name, step.Now));
        }, stop);

    /// <summary>Records the next version of what heads the reports of a site. Issued reports keep theirs.</summary>
    /// <exception cref="RefusedStepException">A name is missing or too long, or the site is not one of the actor's.</exception>
    public Task HeadAsync(HeadEntry entry, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return writes.RunAsync(async step =>
        {
            var site = step.OwnSite(entry.Site, "site");
            var text = new ReportHeadText(
                new(Bounds.Text(entry.Hospital, "hospital", LongestName), Bounds.Text(entry.HospitalZh, "hospitalZh", LongestName)),
                new(Bounds.Text(entry.Department, "department", LongestName), Bounds.Text(entry.DepartmentZh, "departmentZh",
                    LongestName)),
                new(Bounds.Optional(entry.Address, "address", LongestAddress) ?? "", Bounds.Optional(entry.AddressZh,
                    "addressZh", LongestAddress) ?? ""),
                Bounds.Optional(entry.Phone, "phone", LongestPhone) ?? "");
            var newest = await db.ReportHeads().AsNoTracking().Where(h => h.Site == site).OrderByDescending(h => h.Version)
                .FirstOrDefaultAsync(stop);
            if (newest is not null && newest.Text == text) return;
            db.Add(new ReportHead(site, (newest?.Version ?? 0) + 1, text, db.Actor.Name, step.Now));
        }, stop);
    }

    async Task<int> DemandAsync(Guid id, CancellationToken stop) =>
        await db.Reports().Where(r => r.PublicId == id).Select(r => (int?)r.Id).SingleOrDefaultAsync(stop)
            ?? throw new RefusedStepException("unknown-report", "");
}
