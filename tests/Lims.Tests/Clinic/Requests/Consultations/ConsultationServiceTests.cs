using Microsoft.EntityFrameworkCore;
using Thrombophilia.Given;
using Thrombophilia.Lims.Clinic.Requests.Consultations;
using Thrombophilia.Lims.Kernel;
using Xunit;
using static Thrombophilia.Lims.Tests.GivenLims;

namespace Thrombophilia.Lims.Tests.Clinic.Requests.Consultations;

public sealed class ConsultationServiceTests : IDisposable
{
    readonly ManualTime time = new();
    readonly GivenLims lab;
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ConsultationServiceTests()
    {
        time.Advance(Now - time.GetUtcNow());
        lab = new(clock: time);
    }

    public void Dispose() => lab.Dispose();

    ConsultationQueries Queries => new(lab.Db, Knowledge.Cases.Requests, Cipher);

    async Task<ConsultationFile> FileAsync(Consultation c) => (await Queries.FindAsync(c.PublicId, true, Stop))!;

    [Fact]
    public async Task The_clock_runs_from_asking_to_the_outcome_and_tells_what_is_late()
    {
        var asked = await lab.Consultations.AskAsync(GivenRequest.Consultation(await lab.Consented(), "bleeding"), Stop);
        time.Advance(TimeSpan.FromMinutes(12));
        var invite = (await FileAsync(asked)).Invites[0];
        await lab.Consultations.RespondAsync(asked.PublicId, invite.PublicId, true, "Dr Li", null, Stop);
        time.Advance(TimeSpan.FromMinutes(300));
        await lab.Consultations.MeetAsync(asked.PublicId, null, "Dr Li, haematology\nDr Wu, vascular surgery", Stop);
        var file = await FileAsync(asked);
        Assert.Equal([12d, 312d, null], file.Row.Clock.Select(c => c.Took?.TotalMinutes));
        Assert.Equal([false, true, false], file.Row.Clock.Select(c => c.IsLate));
        time.Advance(TimeSpan.FromHours(4));
        Assert.True((await FileAsync(asked)).Row.Clock[2].IsLate);
    }

    [Fact]
    public async Task It_is_answered_it_meets_its_outcome_is_recorded_and_it_is_closed_in_this_order()
    {
        var asked = await lab.Consultations.AskAsync(GivenRequest.Consultation(await lab.Consented()), Stop);
        var (id, invites) = (asked.PublicId, (await FileAsync(asked)).Invites);
        Assert.Equal("consultation-state", await Refused(() => lab.Consultations.ConcludeAsync(id, "operate", Stop)));
        Assert.Equal("consultation-state", await Refused(() => lab.Consultations.DecideAsync(id, "a", "b", new(2026, 7, 1), Stop)));
        await lab.Consultations.RespondAsync(id, invites[0].PublicId, false, "Dr Li", null, Stop);
        Assert.Equal("invite-answered", await Refused(() =>
            lab.Consultations.RespondAsync(id, invites[0].PublicId, true, "Dr Li", null, Stop)));
        await lab.Consultations.MeetAsync(id, null, "Dr Wu", Stop);
        Assert.Equal("consultation-state", await Refused(() => lab.Consultations.CancelAsync(id, "no", Stop)));
        Assert.Equal("consultation-state", await Refused(() => lab.Consultations.CloseAsync(id, Stop)));
        await lab.Consultations.ConcludeAsync(id, "do not operate", Stop);
        Assert.Equal("until: in-the-past", await Refused(() => lab.Consultations.DecideAsync(id, "a", "b", new(2026, 5, 1), Stop)));
        await lab.Consultations.DecideAsync(id, "control in a week", "Dr Wu", new(2026, 6, 8), Stop);
        await lab.Consultations.CloseAsync(id, Stop);
        var file = await FileAsync(asked);
        Assert.Equal((ConsultationState.Closed, "do not operate", "control in a week"),
            (file.Row.Consultation.State, file.Row.Consultation.Outcome, Assert.Single(file.Decisions).Text));
        Assert.Empty((await Queries.ListAsync(true, null, new(), Stop)).Rows);
    }

    [Fact]
    public async Task What_identifies_a_patient_in_the_hospital_is_encrypted_and_facts_are_clinical_picture()
    {
        var subject = await lab.Consented();
        var asked = await lab.Consultations.AskAsync(GivenRequest.Consultation(subject, null, ("admission_number", "11755481"),
            ("bed", "014064"), ("active_bleeding", "false")), Stop);
        Assert.Equal(["<11755481>", "<014064>"],
            System.Text.Json.JsonDocument.Parse(asked.Answers).RootElement.EnumerateObject()
                .Where(p => p.Name is "admission_number" or "bed").Select(p => p.Value.GetString()!));
        Assert.Equal("false", (await Lims.Clinic.Picture.ClinicalFactTables.ClinicalFacts(lab.Db).SingleAsync(Stop)).Value);
        Assert.Contains((await FileAsync(asked)).Answers, a => a.Value == "swelling\nof the left eye");
        Assert.DoesNotContain((await Queries.FindAsync(asked.PublicId, false, Stop))!.Answers, a => a.Field.IsSecret);
    }

    [Fact]
    public async Task It_needs_a_department_a_time_after_it_was_asked_and_a_consent_that_is_not_withdrawn()
    {
        var subject = await lab.Consented();
        var entry = GivenRequest.Consultation(subject);
        Assert.Equal("departments: no-department", await Refused(() => lab.Consultations.AskAsync(entry with { Departments = [] }, Stop)));
        var asked = await lab.Consultations.AskAsync(entry, Stop);
        Assert.Equal("at: before-asked",
            await Refused(() => lab.Consultations.MeetAsync(asked.PublicId, Moment.Of(Now.AddHours(-1)), "Dr Li", Stop)));
        await lab.Subjects.WithdrawAsync(subject.PublicId, null, Stop);
        Assert.Equal("consent-withdrawn", await Refused(() => lab.Consultations.AskAsync(entry, Stop)));
        lab.As("anna", "BJ");
        Assert.Null(await Queries.FindAsync(asked.PublicId, true, Stop));
    }
}
