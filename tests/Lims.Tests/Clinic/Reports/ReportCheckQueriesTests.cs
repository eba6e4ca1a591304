using System.Text;
using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Lims.Clinic.Reports.Printing;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.Reports;

public sealed class ReportCheckQueriesTests : IDisposable
{
    readonly GivenReports given = new();
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public void Dispose() => given.Dispose();

    ReportCheckQueries Checks => new(given.Lab.Db);

    [Theory]
    [InlineData(ReportFormat.Html)]
    [InlineData(ReportFormat.Pdf)]
    [InlineData(ReportFormat.Json)]
    public async Task A_printed_file_is_genuine_and_with_one_byte_changed_it_is_altered(ReportFormat format)
    {
        var (report, bytes) = await PrintedAsync(format);
        Assert.Equal((ReportVerdict.Current, report.Number, 1), await Verdict(bytes));
        foreach (var at in new[] { bytes.Length / 3, bytes.Length / 2, bytes.Length - 2 })
        {
            var changed = bytes.ToArray();
            changed[at] ^= 1;
            Assert.Equal((ReportVerdict.Altered, report.Number, 0), await Verdict(changed));
        }
        Assert.Equal(ReportVerdict.Altered, (await Checks.CheckFileAsync([.. bytes, 32], Stop)).Verdict);
    }

    [Fact]
    public async Task What_is_no_report_of_this_server_is_unknown()
    {
        await PrintedAsync(ReportFormat.Html);
        foreach (var text in new[] { "", "hello", "R99999999", "R0000002Z" })
            Assert.Equal(ReportVerdict.Unknown, (await Checks.CheckFileAsync(Encoding.UTF8.GetBytes(text), Stop)).Verdict);
    }

    [Fact]
    public async Task Replaced_and_withdrawn_reports_stay_genuine_and_say_so()
    {
        var (first, bytes) = await PrintedAsync(ReportFormat.Html);
        await given.MeasureAsync("A2,PC,chromogenic,44,U/dL,2026-03-02T08:00Z,none");
        await given.SignAsync();
        var replaced = await Checks.CheckFileAsync(bytes, Stop);
        Assert.Equal((ReportVerdict.Replaced, 1, 2, true), (replaced.Verdict, replaced.Version, replaced.NewestVersion,
            replaced.Since is not null));
        await new ReportService(given.Lab.Writes).WithdrawAsync(first.PublicId, "wrong person", Stop);
        Assert.Equal(ReportVerdict.Withdrawn, (await Checks.CheckFileAsync(bytes, Stop)).Verdict);
        Assert.Equal(ReportVerdict.Withdrawn, (await Checks.CheckAsync(first.Number, 1, first.Sha256, Stop)).Verdict);
    }

    [Fact]
    public async Task What_a_report_prints_is_enough_and_a_wrong_hash_is_told()
    {
        var (report, _) = await PrintedAsync(ReportFormat.Json);
        given.Lab.As("nobody", "XX");
        Assert.Equal(ReportVerdict.Current, (await Checks.CheckAsync(report.Number.ToLowerInvariant(), 1,
            report.Sha256.ToUpperInvariant(), Stop)).Verdict);
        Assert.Equal(ReportVerdict.Altered, (await Checks.CheckAsync(report.Number, 1, new string('0', 64), Stop)).Verdict);
        Assert.Equal(ReportVerdict.Altered, (await Checks.CheckAsync(report.Number, 7, report.Sha256, Stop)).Verdict);
        Assert.Equal(ReportVerdict.Unknown, (await Checks.CheckAsync("R123", 1, report.Sha256, Stop)).Verdict);
        Assert.Equal(ReportVerdict.Unknown, (await Checks.CheckAsync(null, 0, null, Stop)).Verdict);
    }

    [Fact]
    public async Task A_signature_of_another_key_does_not_hold()
    {
        var (report, _) = await PrintedAsync(ReportFormat.Json);
        using var other = SigningKey.In(Path.Combine(given.Lab.Folder, "other"));
        Assert.Empty((await Checks.BrokenAsync(Stop)).Broken);
        Assert.False(SigningKey.IsSigned(other.PublicKey, other.Id, report.Sha256, report.Signature));
        Assert.False(SigningKey.IsSigned(given.Lab.ReportKey.PublicKey, other.Id, report.Sha256, report.Signature));
        Assert.False(SigningKey.IsSigned("no key", report.KeyId, report.Sha256, report.Signature));
    }

    async Task<(ReportVerdict, string, int)> Verdict(byte[] bytes) =>
        await Checks.CheckFileAsync(bytes, Stop) is var found ? (found.Verdict, found.Number, found.Version) : default;

    async Task<(Report Report, byte[] Bytes)> PrintedAsync(ReportFormat format)
    {
        await given.RegisteredAsync();
        await given.MeasureAsync("A1,PC,chromogenic,41,U/dL,2026-01-02T08:00Z,none");
        var report = await given.SignAsync();
        var printed = new ReportPrinter(ReportFonts.Find()).Print(GivenReports.RequestOf(report, "zh-CN"), format, report.Content);
        await new ReportService(given.Lab.Writes).LogAsync(report.PublicId, format, "zh-CN", false, printed.Sha256, Stop);
        return (report, printed.Bytes);
    }
}
