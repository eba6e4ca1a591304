using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Clinic.Review.LabRequests;
using Xunit;
using static Thrombophilia.Lims.Tests.GivenLims;

namespace Thrombophilia.Lims.Tests.Clinic.Review.LabRequests;

public sealed class LabRequestServiceTests : IDisposable
{
    readonly GivenLims lab = new();
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    LabRequestService Service => new(lab.Writes, Knowledge.Cases.Review, Knowledge.Biobank);

    [Fact]
    public async Task A_request_is_due_when_the_rules_say_where_nobody_said_a_day()
    {
        var person = (await lab.Consented("P1")).PublicId;
        var today = DateOnly.FromDateTime(Now.DateTime);
        Assert.Equal(today.AddDays(14), (await Service.AskAsync(person, Entry(), Stop)).Due.Day);
        Assert.Equal(today.AddDays(2), (await Service.AskAsync(person, Entry() with { Due = today.AddDays(2) }, Stop)).Due.Day);
    }

    [Fact]
    public async Task A_request_without_target_or_reason_or_for_a_day_that_is_over_is_refused()
    {
        var person = (await lab.Consented("P1")).PublicId;
        Assert.Equal("target: empty", await Refused(() => Service.AskAsync(person, Entry() with { Target = "" }, Stop)));
        Assert.Equal("reason: why-needed", await Refused(() => Service.AskAsync(person, Entry() with { Reason = "" }, Stop)));
        Assert.Equal("due: day-over", await Refused(() => Service.AskAsync(person, Entry() with { Due = new(2026, 5, 31) }, Stop)));
        Assert.Equal("unknown-subject", await Refused(() => Service.AskAsync(Guid.NewGuid(), Entry(), Stop)));
    }

    [Fact]
    public async Task A_request_is_answered_once_with_a_text()
    {
        var person = (await lab.Consented("P1")).PublicId;
        var (one, other) = (await Service.AskAsync(person, Entry(), Stop), await Service.AskAsync(person, Entry(), Stop));
        lab.As("tom");
        Assert.Equal("answer: empty", await Refused(() => Service.DoneAsync(one.PublicId, " ", Stop)));
        await Service.DoneAsync(one.PublicId, "confirmed, heterozygous", Stop);
        await Service.CancelAsync(other.PublicId, "asked twice", Stop);
        Assert.Equal("lab-request-closed", await Refused(() => Service.CancelAsync(one.PublicId, "x", Stop)));
        Assert.Equal([(LabRequestState.Done, "confirmed, heterozygous", "tom"), (LabRequestState.Cancelled, "asked twice", "tom")],
            (await lab.Db.LabRequests().AsNoTracking().OrderBy(r => r.Id).ToListAsync(Stop))
                .Select(r => (r.State, r.Answer!, r.AnsweredBy!)));
    }

    [Fact]
    public async Task The_laboratory_sees_what_is_due_first_first_and_nothing_of_other_sites()
    {
        var person = (await lab.Consented("P1")).PublicId;
        await Service.AskAsync(person, Entry(), Stop);
        await Service.AskAsync(person, Entry() with { Due = new(2026, 6, 3), Target = "the first" }, Stop);
        lab.As("tom", "WH");
        Assert.Equal(["the first", "PROC c.1A>G"],
            (await new LabRequestQueries(lab.Db).ListAsync(LabRequestState.Open, new(), Stop)).Rows.Select(r => r.Request.Target));
        lab.As("eva", "BJ");
        Assert.Empty((await new LabRequestQueries(lab.Db).ListAsync(LabRequestState.Open, new(), Stop)).Rows);
        Assert.Equal("unknown-subject", await Refused(() => Service.AskAsync(person, Entry(), Stop)));
    }

    static RequestEntry Entry() => new(LabRequestKind.Sanger, "PROC c.1A>G", "to confirm it", true, null);
}
