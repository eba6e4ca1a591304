using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Kernel;
using Xunit;
using static Thrombophilia.Lims.Tests.GivenLims;

namespace Thrombophilia.Lims.Tests.Biobank.Samples;

public sealed class TubeServiceTests : IDisposable
{
    readonly GivenLims lab = new();
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    async Task<Tube> State(Tube tube) => await lab.Db.Tubes().AsNoTracking().SingleAsync(t => t.Id == tube.Id, Stop);

    [Fact]
    public async Task A_sample_arrives_with_its_tubes_and_each_has_a_code_of_its_own()
    {
        var tubes = await lab.Received(await lab.Consented(), "edta-blood", 2000, 2000, null);
        Assert.Equal(3, tubes.Select(t => t.Code).Distinct().Count());
        Assert.All(tubes, t => Assert.True(Lims.Biobank.Samples.LabelCode.IsWhole(t.Code, 'T')));
        Assert.Equal([2000, 2000, null], tubes.Select(t => t.Volume));
        Assert.Equal(3, await lab.Db.TubeEvents().CountAsync(e => e.Kind == TubeEventKind.Received, Stop));
    }

    [Fact]
    public async Task Without_consent_nothing_is_received()
    {
        var subject =
            await lab.Subjects.RegisterAsync(
            new SubjectEntry("P1", "WH", SubjectGroup.Case, Lims.Kernel.Sex.F, null), Stop);
        Assert.Equal("consent-not-recorded", await Refused(() => lab.Received(subject, "dna", 50)));
    }

    [Fact]
    public async Task Times_and_types_are_held_against_what_can_be()
    {
        var subject = await lab.Consented();
        Task Receive(string type, DateTimeOffset? collected, DateTimeOffset? received) => lab.Tubes.ReceiveAsync(
            new SampleEntry(subject.PublicId, null, type, collected is { } c ? Moment.Of(c) : null,
                received is { } r ? Moment.Of(r) : null, null, [1]), Stop);
        Assert.Equal("type: unknown-type", await Refused(() => Receive("blood", null, null)));
        Assert.Equal("collected: in-the-future", await Refused(() => Receive("dna", Now.AddHours(1), null)));
        Assert.Equal("received: in-the-future", await Refused(() => Receive("dna", null, Now.AddHours(1))));
        Assert.Equal("received: received-before-collected",
            await Refused(() => Receive("dna", Now.AddHours(-1), Now.AddHours(-2))));
        await Receive("dna", null, null);
    }

    [Fact]
    public async Task There_is_never_more_in_aliquots_than_was_taken_and_never_less_than_nothing_left()
    {
        var tube = (await lab.Received(await lab.Consented(), "citrate-plasma", 1000))[0];
        Assert.Equal("volume: not-enough",
            await Refused(() => lab.Tubes.DivideAsync(tube.PublicId, 0, new Division("citrate-plasma", 3, 400), Stop)));
        var parts = await lab.Tubes.DivideAsync(tube.PublicId, 0, new Division("citrate-plasma", 3, 250), Stop);
        Assert.Equal(250, (await State(tube)).Volume);
        Assert.Equal([250, 250, 250], parts.Select(p => p.Volume));
        Assert.All(parts, p => Assert.Equal(tube.Id, p.ParentId));
        Assert.Equal("volume: more-than-taken",
            await Refused(
                () => lab.Tubes.DivideAsync(tube.PublicId, 1, new Division("citrate-plasma", 2, 100, 150), Stop)));
        await lab.Tubes.DivideAsync(tube.PublicId, 1, new Division("citrate-plasma", 1, 250), Stop);
        Assert.Equal((0, TubeState.UsedUp), ((await State(tube)).Volume, (await State(tube)).State));
        var now = await State(tube);
        Assert.Equal("not-usable",
            await Refused(
                () => lab.Tubes.DivideAsync(tube.PublicId, now.Revision,
                    new Division("citrate-plasma", 1, null), Stop)));
    }

    [Fact]
    public async Task What_is_made_of_a_tube_has_a_volume_of_its_own()
    {
        var blood = (await lab.Received(await lab.Consented(), "edta-blood", 2000))[0];
        Assert.Equal("type: cannot-be-made",
            await Refused(
                () => lab.Tubes.DivideAsync(blood.PublicId, 0, new Division("citrate-plasma", 1, 500), Stop)));
        var dna = (await lab.Tubes.DivideAsync(blood.PublicId, 0, new Division("dna", 1, 100, 500), Stop))[0];
        Assert.Equal(("dna", 100, 1500), (dna.Type, dna.Volume, (await State(blood)).Volume));
    }

    [Fact]
    public async Task A_volume_that_nobody_recorded_stays_unknown()
    {
        var tube = (await lab.Received(await lab.Consented(), "citrate-plasma", [null]))[0];
        await lab.Tubes.DivideAsync(tube.PublicId, 0, new Division("citrate-plasma", 2, 300), Stop);
        Assert.Null((await State(tube)).Volume);
    }

    [Fact]
    public async Task Aliquots_take_over_how_often_their_tube_was_thawed_and_a_third_thaw_spoils_protein_S()
    {
        var tube = (await lab.Received(await lab.Consented(), "citrate-plasma", 1000))[0];
        await lab.Tubes.ThawAsync(tube.PublicId, 0, Stop);
        var part = (await lab.Tubes.DivideAsync(tube.PublicId, 1, new Division("citrate-plasma", 1, 500), Stop))[0];
        await lab.Tubes.UseAsync(part.PublicId, 0, "PS/clotting", 100, Stop);
        await lab.Tubes.ThawAsync(part.PublicId, 1, Stop);
        Assert.Equal(2, (await State(part)).Thaws);
        Assert.Equal("use: thawed-too-often",
            await Refused(() => lab.Tubes.UseAsync(part.PublicId, 2, "PS/clotting", 100, Stop)));
        Assert.Equal(400, (await State(part)).Volume);
    }

    [Fact]
    public async Task Who_saw_an_older_state_is_told_and_nothing_is_lost()
    {
        lab.As("first");
        var subject = await lab.Consented();
        lab.As("");
        var tube = (await lab.Received(subject, "citrate-plasma", 1000))[0];
        lab.As("first");
        await lab.Tubes.ThawAsync(tube.PublicId, 0, Stop);
        lab.As("second");
        var refusal =
            (await Assert.ThrowsAsync<Lims.Kernel.RefusedStepException>(
            () => lab.Tubes.DiscardAsync(tube.PublicId, 0, "broken", Stop))).Refusal;
        Assert.Equal("changed-meanwhile", refusal.Code);
        Assert.Contains("first", refusal.Text(), StringComparison.Ordinal);
        Assert.Equal((1, TubeState.Present), ((await State(tube)).Thaws, (await State(tube)).State));
    }

    [Fact]
    public async Task A_discarded_tube_keeps_its_reason_and_is_not_used_again()
    {
        var tube = (await lab.Received(await lab.Consented(), "dna", 50))[0];
        Assert.Equal("reason: empty", await Refused(() => lab.Tubes.DiscardAsync(tube.PublicId, 0, " ", Stop)));
        await lab.Tubes.DiscardAsync(tube.PublicId, 0, "broken", Stop);
        Assert.Equal("broken",
            (await lab.Db.TubeEvents().SingleAsync(e => e.Kind == TubeEventKind.Discarded, Stop)).Detail);
        Assert.Equal("not-usable", await Refused(() => lab.Tubes.UseAsync(tube.PublicId, 1, "genotyping", null, Stop)));
    }

    [Fact]
    public async Task Without_a_certificate_that_holds_a_person_receives_nothing()
    {
        var subject = await lab.Consented();
        lab.As("tech");
        Assert.Equal("not-qualified", await Refused(() => lab.Received(subject, "dna", 50)));
        await new StaffService(lab.Writes).CertifyAsync("tech", LabTask.Receive, "C-1",
            new DateOnly(2026, 5, 31), Stop);
        Assert.Equal("qualification-expired", await Refused(() => lab.Received(subject, "dna", 50)));
        await new StaffService(lab.Writes).CertifyAsync("tech", LabTask.Receive, "C-2", new DateOnly(2026, 6, 1), Stop);
        await lab.Received(subject, "dna", 50, 50);
        Assert.Equal(2, (await lab.Db.Qualifications().SingleAsync(q => q.Certificate == "C-2", Stop)).Done);
    }

    [Fact]
    public async Task A_withdrawal_stops_every_further_step_but_throwing_away()
    {
        var subject = await lab.Consented();
        var tube = (await lab.Received(subject, "citrate-plasma", 1000))[0];
        await lab.Subjects.WithdrawAsync(subject.PublicId, "letter", Stop);
        Assert.Equal("consent-withdrawn", await Refused(() => lab.Received(subject, "dna", 50)));
        Assert.Equal("consent-withdrawn",
            await Refused(() => lab.Tubes.DivideAsync(tube.PublicId, 0, new Division("citrate-plasma", 1, 100), Stop)));
        Assert.Equal("consent-withdrawn",
            await Refused(() => lab.Tubes.UseAsync(tube.PublicId, 0, "PC/clotting", 100, Stop)));
        await lab.Tubes.DiscardAsync(tube.PublicId, 0, "withdrawal", Stop);
    }
}
