using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Reports;

/// <summary>What is known of a report that somebody holds in hand.</summary>
public enum ReportVerdict
{
    /// <summary>Genuine, and it may be used.</summary>
    Current,
    /// <summary>Genuine, and a newer version replaced it.</summary>
    Replaced,
    /// <summary>Genuine, and it was withdrawn.</summary>
    Withdrawn,
    /// <summary>It says that it is a report of this server, and is not what was issued.</summary>
    Altered,
    /// <summary>No report of this server.</summary>
    Unknown,
}

/// <summary>The answer of a check. It holds nothing of the person and nothing of the result.</summary>
/// <param name="Verdict">What is known.</param>
/// <param name="Number">Number of the report; empty for an unknown one.</param>
/// <param name="Version">Its version; 0 where that is not known.</param>
/// <param name="NewestVersion">The newest version; 0 where that is not known.</param>
/// <param name="Since">When it was replaced or withdrawn; else null.</param>
public sealed record CheckedReport(ReportVerdict Verdict, string Number, int Version, int NewestVersion, Moment? Since);

/// <summary>
/// Proves reports: printed files by the hash of their bytes, issued contents by hash and signature. Whoever holds a report may
/// ask, from every site.
/// </summary>
public sealed partial class ReportCheckQueries(LimsDb db)
{
    /// <summary>Checks the number, version and hash that a report prints.</summary>
    public async Task<CheckedReport> CheckAsync(string? number, int version, string? sha256, CancellationToken stop = default)
    {
        var code = LabelCode.Normal(number);
        var report = await db.Reports().OfEverySite().AsNoTracking().SingleOrDefaultAsync(r => r.Number == code
            && r.Version == version, stop);
        return report is null ? await AlteredOrUnknownAsync([code], stop)
            : report.Sha256.Equals(sha256?.Trim(), StringComparison.OrdinalIgnoreCase) ? await OfAsync(report, stop)
            : new(ReportVerdict.Altered, code, version, 0, null);
    }

    /// <summary>Checks a printed file.</summary>
    public async Task<CheckedReport> CheckFileAsync(byte[] bytes, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var report = await (from p in db.ReportPrints().OfEverySite()
                            join r in db.Reports() on p.ReportId equals r.Id
                            where p.Sha256 == sha256
                            select r).AsNoTracking().SingleOrDefaultAsync(stop);
        if (report is not null) return await OfAsync(report, stop);
        // Numbers stand in every format as ASCII; of a document in UTF-16 each second byte is zero.
        var text = Encoding.Latin1.GetString(bytes).Replace("\0", "", StringComparison.Ordinal);
        return await AlteredOrUnknownAsync([.. Numbers().Matches(text).Select(m => m.Value).Distinct()], stop);
    }

    /// <summary>Numbers and versions of issued reports whose hash or signature does not hold, and how many were looked at.</summary>
    public async Task<(IReadOnlyList<string> Broken, int Reports)> BrokenAsync(CancellationToken stop = default)
    {
        var keys = await KeysAsync(stop);
        var (broken, count) = (new List<string>(), 0);
        await foreach (var report in db.Reports().OfEverySite().AsNoTracking().OrderBy(r =>
            r.Id).AsAsyncEnumerable().WithCancellation(stop))
        {
            count++;
            if (!IsWhole(report, keys)) broken.Add($"{report.Number} {report.Version}");
        }
        return (broken, count);
    }

    /// <summary>The public keys that reports were signed with, the newest first.</summary>
    public async Task<IReadOnlyList<ReportKey>> PublicKeysAsync(CancellationToken stop = default) =>
        await db.ReportKeys().AsNoTracking().OrderByDescending(k => k.Id).ToListAsync(stop);

    async Task<CheckedReport> OfAsync(Report report, CancellationToken stop)
    {
        if (!IsWhole(report, await KeysAsync(stop))) return new(ReportVerdict.Altered, report.Number, report.Version, 0, null);
        var withdrawal = await db.ReportWithdrawals().OfEverySite().AsNoTracking().SingleOrDefaultAsync(w =>
            w.ReportId == report.Id, stop);
        var later = await db.Reports().OfEverySite().AsNoTracking().Where(r => r.SubjectId == report.SubjectId
            && r.Version > report.Version)
            .OrderBy(r => r.Version).Select(r => new { r.Version, r.Issued }).ToListAsync(stop);
        var state = ReportState.Of(report.Version, withdrawal, later.FirstOrDefault()?.Issued,
            later.LastOrDefault()?.Version ?? report.Version);
        return new(state.Standing switch
        {
            ReportStanding.Withdrawn => ReportVerdict.Withdrawn,
            ReportStanding.Replaced => ReportVerdict.Replaced,
            _ => ReportVerdict.Current,
        }, report.Number, report.Version, state.NewestVersion, state.Since);
    }

    // Whoever changed a report kept its number, or changed that too: then nothing here knows it.
    async Task<CheckedReport> AlteredOrUnknownAsync(IReadOnlyList<string> numbers, CancellationToken stop)
    {
        foreach (var number in numbers.Where(n => LabelCode.IsWhole(n, LabelCode.Report)))
            if (await db.Reports().OfEverySite().AnyAsync(r => r.Number == number, stop)) return new(ReportVerdict.Altered,
                number, 0, 0, null);
        return new(ReportVerdict.Unknown, "", 0, 0, null);
    }

    Task<Dictionary<string, string>> KeysAsync(CancellationToken stop) =>
        db.ReportKeys().AsNoTracking().ToDictionaryAsync(k => k.KeyId, k => k.PublicKey, stop);

    static bool IsWhole(Report report, Dictionary<string, string> keys) =>
        CanonicalContent.HashOf(report.Content) == report.Sha256 && keys.TryGetValue(report.KeyId, out var key)
        && SigningKey.IsSigned(key, report.KeyId, report.Sha256, report.Signature);

    [GeneratedRegex("R[0-9]{7,10}[0-9A-Z]")]
    private static partial Regex Numbers();
}
