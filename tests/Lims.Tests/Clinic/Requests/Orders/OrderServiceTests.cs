using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Clinic.Requests.Orders;
using Thrombophilia.Lims.Data.Audit;
using Thrombophilia.Lims.Kernel;
using Xunit;
using static Thrombophilia.Lims.Tests.GivenLims;

namespace Thrombophilia.Lims.Tests.Clinic.Requests.Orders;

public sealed class OrderServiceTests : IDisposable
{
    readonly GivenLims lab = new();
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    static SampleEntry Plasma(Subject subject) => new(subject.PublicId, null, "citrate-plasma", null, Moment.Of(Now), null, [500]);

    [Fact]
    public async Task What_was_answered_in_the_form_is_clinical_picture_and_the_rest_is_kept_with_the_version_of_the_form()
    {
        var subject = await lab.Consented();
        var request = await lab.Orders.AskAsync(GivenRequest.Of(subject, ["protein-c", "genetics"], null,
            ("event", "dvt-proximal+pe"), ("current_drugs", "?"), ("admission_number", "11755481"), ("ward", "G21")), Stop);

        var picture = (await new PictureQueries(lab.Db, Knowledge.Cases.Clinical).FindAsync(subject.PublicId, stop: Stop))!.Picture;
        Assert.Equal("dvt-proximal+pe", picture.Known["event"]);
        Assert.Equal(ClinicalFact.Unknown, picture.Answers["current_drugs"].Fact.Value);
        Assert.Equal(("A0000001S", "1.0.0"), (request.Code, request.FormVersion));
        Assert.Contains("\"ward\":\"G21\"", request.Answers, StringComparison.Ordinal);
        Assert.DoesNotContain("event", request.Answers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_identifies_a_person_is_encrypted_in_the_record_and_in_the_audit_trail()
    {
        var cipher = new PersonalDataCipher(t => Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(t)),
            t => System.Text.Encoding.UTF8.GetString(Convert.FromHexString(t)), new byte[32]);
        var subject = await lab.Consented();
        var request = await new OrderService(lab.Writes, Knowledge.Cases.Requests, Knowledge.Cases.Clinical, Knowledge.Biobank, cipher)
            .AskAsync(GivenRequest.Of(subject, ["protein-c"], null, ("admission_number", "11755481")), Stop);
        Assert.DoesNotContain("11755481", request.Answers, StringComparison.Ordinal);
        Assert.DoesNotContain(await lab.Db.Set<AuditEntry>().ToListAsync(Stop),
            entry => System.Text.Json.JsonSerializer.Serialize(entry).Contains("11755481", StringComparison.Ordinal));
        var files = new RequestFileQueries(lab.Db, Knowledge.Cases.Requests, cipher);
        Assert.Contains((await files.FindAsync(request.PublicId, true, Stop))!.Answers, a => a.Value == "11755481");
        Assert.DoesNotContain((await files.FindAsync(request.PublicId, false, Stop))!.Answers, a => a.Field.IsSecret);
    }

    [Theory]
    [InlineData("indication", "", "indication: empty")]
    [InlineData("ward", "a\tb", "ward: control-characters")]
    [InlineData("care", "home", "care: not-an-answer")]
    [InlineData("event", "pe+stroke", "event: not-an-answer")]
    [InlineData("shoe_size", "43", "shoe_size: unknown-fact")]
    public async Task A_field_that_takes_no_such_answer_is_refused_at_its_place_and_nothing_is_written(string field,
        string value, string refused)
    {
        var subject = await lab.Consented();
        var entry = GivenRequest.Of(subject, ["protein-c"]);
        var answers = entry.Form.Answers.Where(a => a.Fact != field).Append(new(field, value));
        Assert.Equal(refused,
            await Refused(() => lab.Orders.AskAsync(entry with { Form = entry.Form with { Answers = [.. answers] } }, Stop)));
        Assert.Empty(await lab.Db.TestRequests().ToListAsync(Stop));
        Assert.Empty(await lab.Db.ClinicalFacts().ToListAsync(Stop));
    }

    [Fact]
    public async Task A_request_names_a_test_of_the_list_and_who_asks_and_an_urgent_one_says_why()
    {
        var subject = await lab.Consented();
        Assert.Equal("tests: no-test", await Refused(() => lab.Orders.AskAsync(GivenRequest.Of(subject, []), Stop)));
        Assert.Equal("tests: unknown-test", await Refused(() => lab.Orders.AskAsync(GivenRequest.Of(subject, ["horoscope"]), Stop)));
        Assert.Equal("urgencyReason: why-needed",
            await Refused(() => lab.Orders.AskAsync(GivenRequest.Of(subject, ["protein-c"], " "), Stop)));
        Assert.Equal("requestedBy: empty", await Refused(() =>
            lab.Orders.AskAsync(GivenRequest.Of(subject, ["protein-c"]) with { RequestedBy = " " }, Stop)));
        Assert.Equal("asked: in-the-future", await Refused(() =>
            lab.Orders.AskAsync(GivenRequest.Of(subject, ["protein-c"]) with { Asked = Moment.Of(Now.AddHours(1)) }, Stop)));
    }

    [Fact]
    public async Task A_sample_that_comes_for_a_request_bears_who_asked_and_when()
    {
        var subject = await lab.Consented();
        var request = await lab.Orders.AskAsync(GivenRequest.Of(subject, ["protein-c"]) with { Asked = Moment.Of(Now.AddHours(-3)) }, Stop);
        var sample = (await lab.Orders.ReceiveAsync(request.PublicId, Plasma(subject), Stop)).Sample;
        Assert.Equal((Moment.Of(Now.AddHours(-3)), "Dr Wang"), (sample.Ordered, sample.OrderedBy));
        Assert.Equal("type: sample-not-asked",
            await Refused(() => lab.Orders.ReceiveAsync(request.PublicId, Plasma(subject) with { Type = "serum" }, Stop)));
        var other = await lab.Consented("P11");
        Assert.Equal("request: request-of-another", await Refused(() => lab.Orders.ReceiveAsync(request.PublicId, Plasma(other), Stop)));
    }

    [Fact]
    public async Task A_sample_that_is_here_can_serve_a_request_of_its_person_once()
    {
        var subject = await lab.Consented();
        await lab.Received(subject, "citrate-plasma", 500m);
        await lab.Received(await lab.Consented("P11"), "citrate-plasma", 500m);
        var samples = await lab.Db.Samples().OrderBy(s => s.Id).ToListAsync(Stop);
        var request = await lab.Orders.AskAsync(GivenRequest.Of(subject, ["protein-c"]), Stop);
        await lab.Orders.UseAsync(request.PublicId, samples[0].PublicId, Stop);
        Assert.Equal("nothing-differs", await Refused(() => lab.Orders.UseAsync(request.PublicId, samples[0].PublicId, Stop)));
        Assert.Equal("sample: request-of-another", await Refused(() => lab.Orders.UseAsync(request.PublicId, samples[1].PublicId, Stop)));
    }

    [Fact]
    public async Task A_cancelled_request_says_why_and_takes_nothing_more()
    {
        var subject = await lab.Consented();
        var request = await lab.Orders.AskAsync(GivenRequest.Of(subject, ["protein-c"]), Stop);
        Assert.Equal("reason: why-needed", await Refused(() => lab.Orders.CancelAsync(request.PublicId, " ", Stop)));
        await lab.Orders.CancelAsync(request.PublicId, "asked twice", Stop);
        Assert.Equal("request: request-closed", await Refused(() => lab.Orders.CancelAsync(request.PublicId, "again", Stop)));
        Assert.Equal("request: request-closed", await Refused(() => lab.Orders.ReceiveAsync(request.PublicId, Plasma(subject), Stop)));
        Assert.Equal("asked twice", (await lab.RequestFiles.FindAsync(request.PublicId, false, Stop))!.Row.Request.CancelReason);
    }

    [Fact]
    public async Task After_a_withdrawal_nothing_is_asked_or_received_and_what_is_open_can_be_cancelled()
    {
        var subject = await lab.Consented();
        var request = await lab.Orders.AskAsync(GivenRequest.Of(subject, ["protein-c"]), Stop);
        await lab.Subjects.WithdrawAsync(subject.PublicId, "moved away", Stop);
        Assert.Equal("consent-withdrawn", await Refused(() => lab.Orders.AskAsync(GivenRequest.Of(subject, ["protein-c"]), Stop)));
        Assert.Equal("consent-withdrawn", await Refused(() => lab.Orders.ReceiveAsync(request.PublicId, Plasma(subject), Stop)));
        await lab.Orders.CancelAsync(request.PublicId, "withdrawn", Stop);
    }

    [Fact]
    public async Task Without_a_consent_tests_can_be_asked_and_no_sample_received()
    {
        var subject = await lab.Subjects.RegisterAsync(new SubjectEntry("P9", "WH", SubjectGroup.Case, Sex.F, 1980), Stop);
        var request = await lab.Orders.AskAsync(GivenRequest.Of(subject, ["protein-c"]), Stop);
        Assert.Equal("consent-not-recorded", await Refused(() => lab.Orders.ReceiveAsync(request.PublicId, Plasma(subject), Stop)));
    }

    [Fact]
    public async Task Another_site_asks_nothing_for_the_person_and_sees_no_request()
    {
        var subject = await lab.Consented();
        var request = await lab.Orders.AskAsync(GivenRequest.Of(subject, ["protein-c"]), Stop);
        lab.As("anna", "BJ");
        Assert.Equal("unknown-subject", await Refused(() => lab.Orders.AskAsync(GivenRequest.Of(subject, ["protein-c"]), Stop)));
        Assert.Equal("request: unknown-request", await Refused(() => lab.Orders.CancelAsync(request.PublicId, "no", Stop)));
        Assert.Null(await lab.RequestFiles.FindAsync(request.PublicId, true, Stop));
        Assert.Empty(await lab.RequestFiles.OfAsync(subject.PublicId, Stop));
        Assert.Empty((await lab.RequestFiles.ListAsync(true, new(), Stop)).Rows);
    }

    [Fact]
    public async Task Facts_of_a_request_decide_what_may_be_considered()
    {
        var subject = await lab.Consented();
        var (fired, asked) = await OptionsAsync(subject);
        Assert.Contains("event", asked);
        await lab.Orders.AskAsync(GivenRequest.Of(subject, ["protein-c"], null, ("event", "none"), ("aps", "negative"),
            ("considering_oestrogen", "coc"), ("family_vte", "true"), ("pregnancy", "no")), Stop);
        var (after, open) = await OptionsAsync(subject);
        Assert.DoesNotContain("event", open);
        Assert.NotEqual(fired, after);

        async Task<(string[] Fired, string[] Asked)> OptionsAsync(Subject of)
        {
            var answer = (await new AdviceQueries(lab.Db, Knowledge.Cases, new(lab.Db, Knowledge.Cases.Clinical))
                .FindAsync(of.PublicId, false, Stop))!.Answer!;
            return ([.. answer.Options.Rows.Fired.Select(o => o.Id)], [.. answer.Asked.Select(m => m.Fact.Id)]);
        }
    }
}
