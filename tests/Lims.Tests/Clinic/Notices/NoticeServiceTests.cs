using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Notices;
using Thrombophilia.Lims.Data.Audit;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Assays;
using Xunit;
using static Thrombophilia.Lims.Tests.GivenLims;

namespace Thrombophilia.Lims.Tests.Clinic.Notices;

public sealed class NoticeServiceTests : IDisposable
{
    const string Assays = "assay_id,sample,analyte,method,value,unit,drawn,states\n";
    const string Facts = "subject,fact,value,observed,origin\n";
    readonly GivenLims lab = new();

    public void Dispose() => lab.Dispose();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    NoticeService Service => new(lab.Writes);
    NoticeQueries Queries => new(lab.Db);

    [Fact]
    public async Task A_critical_value_opens_a_notice_in_the_step_that_concludes_it()
    {
        await lab.Registered();
        await MeasureAsync("A1", 52);
        Assert.Equal(0, await Queries.CountAsync(Stop));
        await PregnantAsync();

        var (notice, subject, end) = Assert.Single((await Queries.OpenAsync(new(), Stop)).Rows);
        Assert.Equal(("CV9", 480, "P1", "A1", Moment.Of(Now)), (notice.Row, notice.Minutes, subject.Code, notice.Evidence, notice.Opened));
        Assert.Null(end);
        Assert.Contains("56 U/dL", notice.Text.English, StringComparison.Ordinal);
        Assert.Contains("当日", notice.Text.Chinese, StringComparison.Ordinal);
        var newest = await lab.Db.Set<Lims.Clinic.Conclusions.Conclusion>().OrderByDescending(c => c.Version).FirstAsync(Stop);
        Assert.Equal(newest.Id, notice.ConclusionId);
        Assert.Equal(1, await Queries.CountAsync(Stop));
    }

    [Fact]
    public async Task An_alarm_that_waits_for_a_fact_alone_opens_the_notice_of_its_row()
    {
        // A newborn by the year of birth: whether it is below 180 days is not known.
        await lab.Import(ImportKind.Subjects, "subject,site,group,sex,birth_year\nB1,WH,case,F,2026\n");
        await lab.Consent("B1");
        await lab.Import(ImportKind.Samples, "sample,subject,vcf_name,type,collected,received\nSB,B1,,,,\n");
        await lab.Import(ImportKind.Assays, Assays + "A1,SB,PC,chromogenic,5,U/dL,2026-05-20T08:00Z,none\n");
        Assert.Equal(("CV1", 10), (await OpenAsync()) is var notice ? (notice.Row, notice.Minutes) : default);
    }

    [Fact]
    public async Task While_it_is_open_and_after_it_was_told_the_same_evidence_opens_no_other()
    {
        await lab.Registered();
        await MeasureAsync("A1", 52);
        await PregnantAsync();
        // A new version says the same alarm.
        await lab.Import(ImportKind.Facts, Facts + "P1,mechanical_valve,false,2026-05-01,record\n");
        await lab.Import(ImportKind.Assays, Assays + "A8,S1,PC,chromogenic,100,%,2026-05-01T08:00Z,none\n");
        var notice = await OpenAsync();
        await Service.AcknowledgeAsync(notice.PublicId, Read("seen"), Stop);
        await lab.Import(ImportKind.Assays, Assays + "A9,S1,PS,free-antigen,100,%,2026-05-01T08:00Z,none\n");
        Assert.Equal(0, await Queries.CountAsync(Stop));

        // Another value of the same analyte is other evidence.
        await MeasureAsync("A2", 51);
        Assert.Equal("A1;A2", (await OpenAsync()).Evidence);
    }

    [Fact]
    public async Task An_alarm_that_waits_for_other_facts_than_before_is_not_told_again()
    {
        await lab.Registered();
        await MeasureAsync("A1", 45);
        Assert.Equal("CV7", (await OpenAsync()).Row);
        await Service.AcknowledgeAsync((await OpenAsync()).PublicId, Read("seen"), Stop);
        await lab.Import(ImportKind.Facts, Facts + "P1,phase,initiation,2026-05-31,record\n");
        Assert.Equal(0, await Queries.CountAsync(Stop));
        // Now it holds.
        await lab.Import(ImportKind.Facts, Facts + "P1,current_drugs,ufh,2026-06-01,record\n");
        Assert.Equal("CV7", (await OpenAsync()).Row);
    }

    [Fact]
    public async Task An_alarm_that_went_and_comes_again_is_told_again()
    {
        await lab.Registered();
        await MeasureAsync("A1", 52);
        await PregnantAsync();
        await Service.AcknowledgeAsync((await OpenAsync()).PublicId, Read("seen"), Stop);
        await lab.Import(ImportKind.Facts, Facts + "P1,pregnancy,no,2026-05-30,record\n");
        Assert.Equal(0, await Queries.CountAsync(Stop));
        await lab.Import(ImportKind.Facts, Facts + "P1,pregnancy,pregnant,2026-05-31,record\n");
        Assert.Equal(1, await Queries.CountAsync(Stop));
    }

    [Fact]
    public async Task Who_was_told_is_recorded_once_with_both_times_and_stays()
    {
        await lab.Registered();
        await MeasureAsync("A1", 52);
        await PregnantAsync();
        var id = (await OpenAsync()).PublicId;
        lab.As("tian", "WH");
        var end = await Service.AcknowledgeAsync(id,
            new(NoticeWay.Telephone, "Dr Wang", Moment.Of(Now), ReadBack: true, "heparin stopped"), Stop);
        Assert.Equal((NoticeWay.Telephone, "Dr Wang", "heparin stopped", "tian", Moment.Of(Now)),
            (end.Way, end.Told, end.Text, end.By, end.Recorded));
        Assert.Equal("notice-acknowledged", await Refused(() => Service.AcknowledgeAsync(id, Read("again"), Stop)));
        var told = Assert.Single((await Queries.EndedAsync(new(), Stop)).Rows);
        Assert.Equal((0, false), (told.Notice.MinutesTo(told.End!.At), told.Notice.IsOverdueAt(told.End.At)));
        Assert.Empty((await Queries.OpenAsync(new(), Stop)).Rows);

        lab.As("");
        var trail = await lab.Db.Set<AuditEntry>().AsNoTracking().ToListAsync(Stop);
        Assert.Contains(trail, e => e is { Entity: nameof(CriticalNotice), Action: "added" });
        Assert.Contains(trail, e => e is { Entity: nameof(NoticeEnd), By: "tian" }
            && e.Changes.Contains("Dr Wang", StringComparison.Ordinal));
        await Assert.ThrowsAnyAsync<Exception>(() => lab.Db.Set<NoticeEnd>().ExecuteDeleteAsync(Stop));
        await Assert.ThrowsAnyAsync<Exception>(() => lab.Db.Set<CriticalNotice>().ExecuteDeleteAsync(Stop));
    }

    [Theory]
    [InlineData("", 0, true, "x", "told: empty")]
    [InlineData("Dr Wang", 5, true, "x", "at: in-the-future")]
    [InlineData("Dr Wang", -2, true, "x", "at: told-before-the-notice")]
    [InlineData("Dr Wang", null, true, "x", "at: empty")]
    [InlineData("Dr Wang", 0, false, "x", "readBack: not-read-back")]
    [InlineData("Dr Wang", 0, true, " ", "done: empty")]
    public async Task A_call_has_a_name_a_time_a_read_back_and_what_was_done(
        string told, int? minutes, bool readBack, string done, string why)
    {
        await lab.Registered();
        await MeasureAsync("A1", 52);
        await PregnantAsync();
        var id = (await OpenAsync()).PublicId;
        Assert.Equal(why, await Refused(() => Service.AcknowledgeAsync(id, new(NoticeWay.Telephone, told,
            minutes is { } m ? Moment.Of(Now.AddMinutes(m)) : null, readBack, done), Stop)));
        Assert.Equal(1, await Queries.CountAsync(Stop));
    }

    [Fact]
    public async Task Minutes_count_from_the_conclusion_and_are_overdue_after_those_allowed()
    {
        await lab.Registered();
        await MeasureAsync("A1", 52);
        await PregnantAsync();
        var notice = await OpenAsync();
        Assert.Equal((480, false), (notice.MinutesTo(Moment.Of(Now.AddMinutes(480))), notice.IsOverdueAt(Moment.Of(Now.AddMinutes(480)))));
        Assert.Equal((481, true), (notice.MinutesTo(Moment.Of(Now.AddMinutes(481))), notice.IsOverdueAt(Moment.Of(Now.AddMinutes(481)))));
    }

    [Fact]
    public async Task Another_site_sees_no_notice_and_ends_none()
    {
        await lab.Registered();
        await MeasureAsync("A1", 52);
        await PregnantAsync();
        var id = (await OpenAsync()).PublicId;
        lab.As("anna", "BJ");
        Assert.Equal(0, await Queries.CountAsync(Stop));
        Assert.Null(await Queries.FindAsync(id, Stop));
        Assert.Equal("unknown-notice", await Refused(() => Service.AcknowledgeAsync(id, Read("x"), Stop)));
        lab.As("berta", "WH");
        Assert.NotNull(await Queries.FindAsync(id, Stop));
    }

    [Fact]
    public async Task An_open_notice_whose_value_is_retracted_is_closed_with_that_reason()
    {
        await lab.Registered();
        await MeasureAsync("A1", 52);
        await PregnantAsync();
        var id = (await OpenAsync()).PublicId;
        await RetractAsync("A1");
        var end = (await Queries.FindAsync(id, Stop))!.End!;
        Assert.Equal((NoticeWay.Withdrawn, "A1", ""), (end.Way, end.Text, end.Told));
        Assert.Equal("notice-withdrawn", await Refused(() => Service.AcknowledgeAsync(id, Read("x"), Stop)));
    }

    [Fact]
    public async Task A_notice_that_still_holds_without_the_retracted_value_stays_open()
    {
        await lab.Registered();
        await MeasureAsync("A1", 52);
        await MeasureAsync("A2", 51);
        await PregnantAsync();
        await RetractAsync("A1");
        Assert.Equal("A1;A2", (await OpenAsync()).Evidence);
    }

    [Fact]
    public async Task An_alarm_that_an_answer_takes_away_is_still_told()
    {
        await lab.Registered();
        await MeasureAsync("A1", 52);
        await PregnantAsync();
        await lab.Import(ImportKind.Facts, Facts + "P1,pregnancy,no,2026-05-30,record\n");
        Assert.Equal(1, await Queries.CountAsync(Stop));
    }

    [Fact]
    public async Task Of_a_person_who_agreed_to_no_report_nobody_is_told()
    {
        var subject = await lab.Consented("P1", scopes: Lims.Biobank.ConsentScopes.Research | Lims.Biobank.ConsentScopes.Registry);
        await lab.Import(ImportKind.Samples, "sample,subject,vcf_name,type,collected,received\nS1,P1,,,,\n");
        await MeasureAsync("A1", 52);
        await PregnantAsync();
        Assert.Equal(Lims.Clinic.Conclusions.Conclusion.Urgent,
            await lab.Db.Set<Lims.Clinic.Conclusions.Conclusion>().OrderByDescending(c => c.Version).Select(c => c.Headline)
                .FirstAsync(Stop));
        Assert.Equal(0, await Queries.CountAsync(Stop));
        Assert.Equal("P1", subject.Code);
    }

    static NoticeTelling Read(string done) => new(NoticeWay.Portal, null, null, false, done);

    async Task<CriticalNotice> OpenAsync() => Assert.Single((await Queries.OpenAsync(new(), Stop)).Rows).Notice;

    async Task MeasureAsync(string code, int value) => Assert.Equal(1, (await lab.Import(ImportKind.Assays,
        Assays + $"{code},S1,AT,chromogenic-xa,{value},U/dL,2026-05-2{code[1]}T08:00Z,none\n")).Written);

    Task<ImportReport> PregnantAsync() => lab.Import(ImportKind.Facts, Facts + "P1,pregnancy,pregnant,2026-05-29,record\n");

    Task RetractAsync(string code) =>
        new AssayService(lab.Writes, Knowledge.Cases.Clinical, new(Knowledge.Cases.Clinical, Knowledge.Biobank))
            .RetractAsync(code, "wrong tube", Stop);
}
