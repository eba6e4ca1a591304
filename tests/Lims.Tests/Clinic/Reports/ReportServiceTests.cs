using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Lims.Clinic.Reports.Printing;
using Xunit;
using static Thrombophilia.Lims.Tests.GivenLims;

namespace Thrombophilia.Lims.Tests.Clinic.Reports;

public sealed class ReportServiceTests : IDisposable
{
    readonly GivenReports given = new();
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public void Dispose() => given.Dispose();

    GivenLims Lab => given.Lab;
    ReportService Service => new(Lab.Writes);
    ReportQueries Queries => new(Lab.Db);

    [Fact]
    public async Task The_second_signature_issues_the_report_in_the_same_step()
    {
        await MeasuredAsync();
        Lab.As("mei");
        var conclusion = (await Lab.Db.Conclusions().SingleAsync(Stop)).PublicId;
        await Lab.SignAsync(conclusion);
        Assert.Empty(await Lab.Db.Reports().ToListAsync(Stop));
        Lab.As("bo");
        await Lab.SignAsync(conclusion);
        var report = Assert.Single(await Lab.Db.Reports().ToListAsync(Stop));
        Assert.Equal((1, "bo", null), (report.Version, report.By, report.Reason));
        Assert.Equal(CanonicalContent.HashOf(report.Content), report.Sha256);
        Assert.True(SigningKey.IsSigned((await Lab.Db.ReportKeys().SingleAsync(Stop)).PublicKey, report.KeyId, report.Sha256,
            report.Signature));
    }

    [Fact]
    public async Task A_content_comes_back_from_its_canonical_form_as_it_went_in()
    {
        await MeasuredAsync();
        var report = await given.SignAsync();
        Assert.Equal(report.Content, CanonicalContent.Of(report.Read()).Json);
    }

    [Fact]
    public async Task A_later_conclusion_is_the_next_version_says_why_and_what_changed()
    {
        await MeasuredAsync();
        var first = await given.SignAsync();
        await given.MeasureAsync("A2,PC,chromogenic,44,U/dL,2026-03-02T08:00Z,none");
        var second = await given.SignAsync("second draw came in");
        Assert.Equal((first.Number, 2), (second.Number, second.Version));
        var amended = second.Read().Amendment!;
        Assert.Equal((1, "assays-imported", "second draw came in"), (amended.Replaces, amended.ReasonCode, amended.Remark));
        var file = (await Queries.FindAsync(second.PublicId, Stop))!;
        Assert.Contains(file.Changes, c => c is { Kind: ReportChangeKind.Came, Part.English: "Assays", After.English: var text }
            && text.Contains("44 U/dL [A2]", StringComparison.Ordinal));
        Assert.Contains(file.Changes, c => c is { Kind: ReportChangeKind.Went, Part.English: "Conclusion", After: null });
        Assert.DoesNotContain(file.Changes, c => c.After?.English.Contains("[A1]", StringComparison.Ordinal) == true);
        Assert.Equal([ReportStanding.Current, ReportStanding.Replaced], file.Versions.Select(v => v.State.Standing));
        Assert.Contains("!! ", GivenReports.TextOf(first.Read(), GivenReports.SealOf(first), file.Versions[1].State, "zh-CN"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Equal_versions_do_not_differ_and_another_headline_is_a_change()
    {
        await MeasuredAsync();
        var content = (await given.SignAsync()).Read();
        Assert.Empty(ReportDifference.Between(content, content));
        var other = content.Conclusion.Headline! with { Text = new("Something else.", "另有结论。") };
        var change = Assert.Single(ReportDifference.Between(content,
            content with { Conclusion = content.Conclusion with { Headline = other } }));
        Assert.Equal((ReportChangeKind.Changed, "首要结论", "另有结论。"), (change.Kind, change.Part.Chinese, change.After!.Chinese));
    }

    [Fact]
    public async Task A_withdrawn_report_is_withdrawn_once_with_a_reason_and_a_newer_one_is_current()
    {
        await MeasuredAsync();
        var first = await given.SignAsync();
        Assert.Equal("reason: why-needed", await Refused(() => Service.WithdrawAsync(first.PublicId, " ", Stop)));
        await Service.WithdrawAsync(first.PublicId, "samples were exchanged", Stop);
        Assert.Equal("report-withdrawn", await Refused(() => Service.WithdrawAsync(first.PublicId, "again", Stop)));
        var state = (await Queries.FindAsync(first.PublicId, Stop))!.State;
        Assert.Equal((ReportStanding.Withdrawn, "samples were exchanged"), (state.Standing, state.Reason));
        await given.MeasureAsync("A2,PC,chromogenic,44,U/dL,2026-03-02T08:00Z,none");
        var second = await given.SignAsync();
        Assert.True((await Queries.FindAsync(second.PublicId, Stop))!.State.IsCurrent);
        Assert.Equal(ReportStanding.Withdrawn, (await Queries.FindAsync(first.PublicId, Stop))!.State.Standing);
    }

    [Fact]
    public async Task The_same_bytes_are_logged_once()
    {
        await MeasuredAsync();
        var report = await given.SignAsync();
        foreach (var sha256 in new[] { "aa", "aa", "bb" })
            await Service.LogAsync(report.PublicId, ReportFormat.Pdf, "zh-CN", true, sha256, Stop);
        Assert.Equal(["aa", "bb"], (await Lab.Db.ReportPrints().OrderBy(p => p.Id).ToListAsync(Stop)).Select(p => p.Sha256));
    }

    [Fact]
    public async Task At_another_site_there_is_no_report_to_read_withdraw_or_log()
    {
        await MeasuredAsync();
        var report = await given.SignAsync();
        Lab.As("eve", "BJ");
        Assert.Null(await Queries.FindAsync(report.PublicId, Stop));
        Assert.Empty((await Queries.ListAsync(null, new(), Stop)).Rows);
        Assert.Equal("unknown-report", await Refused(() => Service.WithdrawAsync(report.PublicId, "x", Stop)));
        Assert.Equal("unknown-report", await Refused(() => Service.LogAsync(report.PublicId, ReportFormat.Html, "en", false,
            "aa", Stop)));
        Lab.As("mei", "WH");
        Assert.Equal("P1", Assert.Single((await Queries.ListAsync(" P1 ", new(), Stop)).Rows).Subject.Code);
    }

    [Fact]
    public async Task The_head_of_a_site_stands_on_later_reports_and_issued_ones_keep_theirs()
    {
        await MeasuredAsync();
        var first = await given.SignAsync();
        Lab.As("");
        HeadEntry entry = new("WH", "Union Hospital", "协和医院", "Haematology", "血液科", "1 Jie Fang Avenue", "解放大道1号", "027-1");
        Assert.Equal("hospitalZh: empty", await Refused(() => Service.HeadAsync(entry with { HospitalZh = "" }, Stop)));
        await Service.HeadAsync(entry, Stop);
        await Service.HeadAsync(entry, Stop);
        Assert.Equal(1, (await Queries.HeadAsync("WH", Stop))!.Version);
        await given.MeasureAsync("A2,PC,chromogenic,44,U/dL,2026-03-02T08:00Z,none");
        var second = await given.SignAsync();
        Assert.Null(first.Read().Head);
        Assert.Equal("协和医院", second.Read().Head!.Hospital.Chinese);
        Assert.StartsWith("协和医院\n血液科\n解放大道1号\n电话 027-1\n", GivenReports.TextOf(second.Read(), null, null, "zh-CN"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_printed_and_stands_nowhere_in_the_records()
    {
        const string Name = "欧阳不在库";
        await MeasuredAsync();
        var report = await given.SignAsync();
        var printed = new ReportPrinter(ReportFonts.Find()).Print(GivenReports.RequestOf(report, "zh-CN") with { Name = Name },
            ReportFormat.Html);
        await Service.LogAsync(report.PublicId, ReportFormat.Html, "zh-CN", true, printed.Sha256, Stop);
        Assert.Contains(Name, System.Text.Encoding.UTF8.GetString(printed.Bytes), StringComparison.Ordinal);
        Assert.DoesNotContain(Name, report.Content, StringComparison.Ordinal);
        Lab.Db.Dispose();
        foreach (var file in Directory.GetFiles(Lab.Folder, "thrombophilia.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, Stop);
            Assert.Equal(-1, bytes.ToArray().AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Name)));
        }
        Lab.As("");
    }

    async Task MeasuredAsync()
    {
        await given.RegisteredAsync();
        await given.MeasureAsync("A1,PC,chromogenic,41,U/dL,2026-01-02T08:00Z,none");
    }
}
