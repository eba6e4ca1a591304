using Microsoft.EntityFrameworkCore;
using Thrombophilia.Given;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Requests.Orders;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Tests.Clinic.Requests;
using Xunit;
using static Thrombophilia.Lims.Tests.GivenLims;

namespace Thrombophilia.Lims.Tests;

public sealed class RequestFileQueriesTests : IDisposable
{
    readonly ManualTime time = new();
    readonly GivenLims lab;
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public RequestFileQueriesTests()
    {
        time.Advance(Now - time.GetUtcNow());
        lab = new(clock: time);
    }

    public void Dispose() => lab.Dispose();

    async Task<RequestFile> FileAsync(TestRequest request) => (await lab.RequestFiles.FindAsync(request.PublicId, true, Stop))!;

    async Task<RequestState> StateAsync(TestRequest request) => (await FileAsync(request)).Row.State;

    async Task<Sample> ReceiveAsync(TestRequest request, Subject subject, string type) => (await lab.Orders.ReceiveAsync(request.PublicId,
        new(subject.PublicId, null, type, Moment.Of(time.GetUtcNow().AddMinutes(-20)), Moment.Of(time.GetUtcNow()), null, [500]),
        Stop)).Sample;

    async Task MeasuredAsync(Sample sample, string code, string analyte, string method) =>
        Assert.Equal(1, (await lab.Import(ImportKind.Assays, "assay_id,sample,analyte,method,value,unit,drawn,states,measured\n"
            + $"{code},{sample.Code},{analyte},{method},100,%,,none,{time.GetUtcNow():yyyy-MM-dd'T'HH:mm'Z'}\n")).Written);

    async Task SignAsync(Subject subject, string who)
    {
        lab.As(who, "WH");
        var newest = await lab.Db.Conclusions().Where(c => c.SubjectId == subject.Id).OrderByDescending(c => c.Version).FirstAsync(Stop);
        await lab.SignAsync(newest.PublicId);
        lab.As("");
    }

    async Task CertifyAsync(params (string Who, LabTask Task)[] tasks)
    {
        foreach (var (who, task) in tasks)
            await new StaffService(lab.Writes).CertifyAsync(who, task, "C-1", new(2099, 1, 1), Stop);
    }

    [Fact]
    public async Task The_state_and_the_times_follow_from_what_there_is()
    {
        await CertifyAsync(("anna", LabTask.FirstReading), ("berta", LabTask.SecondReading));
        var subject = await lab.Consented();
        var request = await lab.Orders.AskAsync(GivenRequest.Of(subject, ["protein-c", "protein-s"]), Stop);
        Assert.Equal(RequestState.Asked, await StateAsync(request));

        time.Advance(TimeSpan.FromMinutes(90));
        var sample = await ReceiveAsync(request, subject, "citrate-plasma");
        Assert.Equal(RequestState.Received, await StateAsync(request));

        time.Advance(TimeSpan.FromMinutes(45));
        await MeasuredAsync(sample, "A1", "PC", "chromogenic");
        var file = await FileAsync(request);
        Assert.Equal(RequestState.Received, file.Row.State);
        Assert.Equal([true, false], file.Row.Progress.Tests.Select(t => t.IsDone));
        // One of two is measured: the request is not.
        Assert.False(file.Nodes.Single(n => n.Kind == RequestNodeKind.Measured).Happened);
        Assert.Null(file.Conclusion);

        await MeasuredAsync(sample, "A2", "PS", "free-antigen");
        file = await FileAsync(request);
        Assert.Equal(RequestState.Concluded, file.Row.State);
        Assert.NotNull(file.Conclusion);

        time.Advance(TimeSpan.FromHours(2));
        await SignAsync(subject, "anna");
        Assert.Equal(RequestState.Concluded, await StateAsync(request));
        time.Advance(TimeSpan.FromMinutes(5));
        await SignAsync(subject, "berta");
        file = await FileAsync(request);
        Assert.Equal(RequestState.Answered, file.Row.State);
        Assert.Equal(
            [
                (RequestNodeKind.Asked, null, "Dr Wang"), (RequestNodeKind.Drawn, 70, ""), (RequestNodeKind.Received, 20, ""),
                (RequestNodeKind.Measured, 45, ""), (RequestNodeKind.Concluded, 0, ""), (RequestNodeKind.FirstSignature, 120, "anna"),
                (RequestNodeKind.SecondSignature, 5, "berta"),
            ],
            file.Nodes.Select(n => (n.Kind, (int?)n.Since?.TotalMinutes, n.By)));
        Assert.Empty((await lab.RequestFiles.ListAsync(true, new(), Stop)).Rows);
        Assert.Single((await lab.RequestFiles.ListAsync(false, new(), Stop)).Rows);
    }

    [Fact]
    public async Task A_signature_under_a_conclusion_that_rests_on_less_answers_nothing()
    {
        await CertifyAsync(("anna", LabTask.FirstReading), ("berta", LabTask.SecondReading));
        var subject = await lab.Consented();
        var request = await lab.Orders.AskAsync(GivenRequest.Of(subject, ["protein-c", "genetics"]), Stop);
        await MeasuredAsync(await ReceiveAsync(request, subject, "citrate-plasma"), "A1", "PC", "chromogenic");
        await SignAsync(subject, "anna");
        await SignAsync(subject, "berta");
        Assert.Equal(RequestState.Received, await StateAsync(request));
        Assert.Single((await lab.RequestFiles.ListAsync(true, new(), Stop)).Rows);
    }

    [Fact]
    public async Task A_retracted_result_is_none_and_a_sample_that_was_not_taken_for_it_neither()
    {
        var subject = await lab.Consented();
        var request = await lab.Orders.AskAsync(GivenRequest.Of(subject, ["protein-c"]), Stop);
        await lab.Received(subject, "citrate-plasma", 500m);
        var other = await lab.Db.Samples().SingleAsync(Stop);
        await MeasuredAsync(other, "A1", "PC", "chromogenic");
        Assert.Equal(RequestState.Asked, await StateAsync(request));
        await lab.Orders.UseAsync(request.PublicId, other.PublicId, Stop);
        Assert.Equal(RequestState.Concluded, await StateAsync(request));
        await new SampleService(lab.Writes).RetractAsync(other.PublicId, "mixed up", Stop);
        Assert.Equal(RequestState.Asked, await StateAsync(request));
    }

    [Fact]
    public async Task What_is_urgent_stands_first_and_then_what_is_due_first_and_overdue_is_told()
    {
        var subject = await lab.Consented();
        var genes = await lab.Orders.AskAsync(GivenRequest.Of(subject, ["genetics"]), Stop);
        var routine = await lab.Orders.AskAsync(GivenRequest.Of(subject, ["protein-c"]), Stop);
        var urgent = await lab.Orders.AskAsync(GivenRequest.Of(subject, ["protein-c", "genetics"], "purpura"), Stop);
        await ListedAsync((urgent, false), (routine, false), (genes, false));

        time.Advance(TimeSpan.FromMinutes(241));
        await ListedAsync((urgent, true), (routine, false), (genes, false));
        time.Advance(TimeSpan.FromDays(4));
        await ListedAsync((urgent, true), (routine, true), (genes, false));

        // With the first test done, the next one's time counts.
        await MeasuredAsync(await ReceiveAsync(urgent, subject, "citrate-plasma"), "A1", "PC", "chromogenic");
        var row = (await FileAsync(urgent)).Row;
        Assert.Equal(
            (Now.AddMinutes(Knowledge.Cases.Requests.Test("genetics")!.Times.Urgent), false), (row.Due!.Value.At, row.IsOverdue));
    }

    async Task ListedAsync(params (TestRequest Request, bool IsOverdue)[] expected) => Assert.Equal(
        expected.Select(e => (e.Request.Code, e.IsOverdue)),
        (await lab.RequestFiles.ListAsync(true, new(), Stop)).Rows.Select(r => (r.Request.Code, r.IsOverdue)));

    [Fact]
    public async Task A_day_without_an_hour_counts_no_minutes()
    {
        var subject = await lab.Consented();
        var request = await lab.Orders.AskAsync(GivenRequest.Of(subject, ["protein-c"])
            with
        { Asked = Moment.OfDay(new(2026, 5, 31), TimeSpan.Zero) }, Stop);
        await ReceiveAsync(request, subject, "citrate-plasma");
        Assert.Null((await FileAsync(request)).Nodes.Single(n => n.Kind == RequestNodeKind.Drawn).Since);
    }
}
