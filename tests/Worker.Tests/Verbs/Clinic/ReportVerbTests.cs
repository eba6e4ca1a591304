using Microsoft.EntityFrameworkCore;
using Thrombophilia.Given;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Lims.Data;
using Thrombophilia.Worker.Startup;
using Xunit;

namespace Thrombophilia.Worker.Tests.Verbs.Clinic;

public sealed class ReportVerbTests : IDisposable
{
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    readonly GivenWorker given = new();

    public void Dispose() => given.Dispose();

    async Task<(int Code, string Output, string Error)> RunAsync(params string[] line)
    {
        using StringWriter output = new(), error = new();
        return (await Program.RunAsync([.. line, "--data", given.Data.Root], output, error), output.ToString(), error.ToString());
    }

    [Fact]
    public async Task Without_signatures_a_draft_says_that_it_is_one()
    {
        await ReadAsync();
        var (code, output, error) = await RunAsync("report", "S1");
        Assert.Equal(ExitCode.Good, code);
        Assert.StartsWith("No report of P1 was issued", error, StringComparison.Ordinal);
        Assert.Contains("DRAFT, NOT ISSUED", output, StringComparison.Ordinal);
        var file = Path.Combine(given.Data.Root, "draft.html");
        Assert.Equal(ExitCode.Good, (await RunAsync("report", "S1", "--output", file)).Code);
        Assert.Contains("no report of this server", (await RunAsync("verify", "--report", file)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issued_report_becomes_a_file_that_is_genuine_until_it_is_changed_or_withdrawn()
    {
        await ReadAsync();
        var report = await SignAsync();
        foreach (var format in new[] { "html", "pdf", "json" })
        {
            var file = Path.Combine(given.Data.Root, "report." + format);
            Assert.Equal(ExitCode.Good, (await RunAsync("report", "S1", "--format", format, "--out", file, "--lang", "zh-CN")).Code);
            var (code, output, _) = await RunAsync("verify", "--report", file);
            Assert.Equal((ExitCode.Good, $"{file}: genuine and current. Report {report.Number}, version 1.\n"), (code, output));
            var bytes = await File.ReadAllBytesAsync(file, Stop);
            bytes[bytes.Length / 2] ^= 1;
            await File.WriteAllBytesAsync(file + ".changed", bytes, Stop);
            (code, output, _) = await RunAsync("verify", "--report", file + ".changed", "--lang", "zh-CN");
            Assert.Equal(ExitCode.Refused, code);
            Assert.Contains($"内容不符。自称为报告 {report.Number}", output, StringComparison.Ordinal);
        }
        Assert.Contains("All 1 reports are what was issued and signed.", (await RunAsync("verify")).Output, StringComparison.Ordinal);
        await using (var db = LimsDb.Open(given.Data.Root)) await new ReportService(new(db)).WithdrawAsync(report.PublicId, "why", Stop);
        var (end, told, _) = await RunAsync("verify", "--report", Path.Combine(given.Data.Root, "report.pdf"));
        Assert.Equal(ExitCode.Refused, end);
        Assert.Contains("genuine, but withdrawn on", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_told()
    {
        await given.RegisterAsync("S1");
        Assert.StartsWith("There is no sample S9 in ", (await RunAsync("report", "S9")).Error, StringComparison.Ordinal);
        Assert.StartsWith("No conclusion was issued for P1", (await RunAsync("report", "S1")).Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, (await RunAsync("report", "S1", "--format", "pdf")).Code);
        Assert.Equal(ExitCode.Refused, (await RunAsync("verify", "--report", "/no/such/file")).Code);
    }

    async Task ReadAsync()
    {
        await given.RegisterAsync("S1");
        given.Drop("a.vcf", GivenWorker.Vcf("S1"));
        await given.RunAsync();
    }

    async Task<Report> SignAsync()
    {
        using var key = SigningKey.In(Path.Combine(given.Data.Root, "keys"));
        await using (var db = LimsDb.Open(given.Data.Root))
            await Signing.ByTwoAsync(who => LimsDb.Open(given.Data.Root, who), CaseAnalysis.Load(), key,
                (await db.Conclusions().OrderByDescending(c => c.Id).FirstAsync(Stop)).PublicId, stop: Stop);
        await using var read = LimsDb.Open(given.Data.Root);
        return await read.Reports().SingleAsync(Stop);
    }
}
