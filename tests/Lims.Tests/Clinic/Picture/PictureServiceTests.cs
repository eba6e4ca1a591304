using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Lims.Kernel;
using Xunit;
using static Thrombophilia.Lims.Tests.GivenLims;

namespace Thrombophilia.Lims.Tests.Clinic.Picture;

public sealed class PictureServiceTests : IDisposable
{
    readonly GivenLims lab = new();
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    static readonly DateOnly Today = new(2026, 6, 1);

    public void Dispose() => lab.Dispose();

    PictureService Service => new(lab.Writes, Knowledge.Cases.Clinical);

    Task<int> Record(Subject subject, DateOnly day, params (string Fact, string Value)[] answers) =>
        Service.RecordAsync(subject.PublicId, [.. answers.Select(a => new PictureEntry(a.Fact, a.Value))], day, FactOrigin.Patient, Stop);

    [Theory]
    [InlineData("weight_kg", "500", "weight_kg: out-of-bounds")]
    [InlineData("weight_kg", "70,5", "weight_kg: out-of-bounds")]
    [InlineData("pregnancy", "maybe", "pregnancy: not-an-answer")]
    [InlineData("event", "pe+stroke", "event: not-an-answer")]
    [InlineData("event", "none+pe", "event: none-with-others")]
    [InlineData("days_since_event", "10", "days_since_event: not-a-day")]
    [InlineData("days_since_event", "2026-06-02", "days_since_event: after-the-day-told")]
    [InlineData("days_since_event", "1979-12-31", "days_since_event: before-birth")]
    [InlineData("pc_defect", "confirmed", "pc_defect: unknown-fact")]
    [InlineData("eye_colour", "blue", "eye_colour: unknown-fact")]
    [InlineData("CA09", "maybe", "CA09: not-an-answer")]
    [InlineData("CA32", "true", "CA32: unknown-fact")] // Facts answer it.
    public async Task What_is_no_answer_is_refused_at_its_question_and_nothing_is_written(string fact, string value, string refused)
    {
        var subject = await lab.Consented();
        Assert.Equal(refused, await Refused(() => Record(subject, Today, ("mechanical_valve", "false"), (fact, value))));
        Assert.Empty(await lab.Db.ClinicalFacts().ToListAsync(Stop));
    }

    [Fact]
    public async Task A_question_for_women_is_not_asked_of_a_man()
    {
        var man = await lab.Subjects.RegisterAsync(new SubjectEntry("M1", "WH", SubjectGroup.Case, Sex.M, 1980), Stop);
        Assert.Equal("pregnancy: question-does-not-apply", await Refused(() => Record(man, Today, ("pregnancy", "no"))));
        var file = await new PictureQueries(lab.Db, Knowledge.Cases.Clinical).FindAsync(man.PublicId, stop: Stop);
        Assert.DoesNotContain(file!.Sections, s => s.Id == "women");
    }

    [Fact]
    public async Task Items_of_a_score_are_answered_like_questions_and_counted_beside_what_facts_answer()
    {
        var man = await lab.Subjects.RegisterAsync(new SubjectEntry("M1", "WH", SubjectGroup.Case, Sex.M, 1980), Stop);
        await lab.Subjects.ConsentAsync(man.PublicId, "1.0", (ConsentScopes)63, Now.AddDays(-1), Stop);
        var before = await CapriniAsync(man);
        Assert.Equal(3, await Record(man, Today, ("CA09", "true"), ("CA10", "false"), ("CA07", "?")));
        var after = await CapriniAsync(man);

        Assert.Equal((before.From + 1, before.To - 1), (after.From, after.To));
        Assert.Equal("CA03: question-does-not-apply", await Refused(() => Record(man, Today, ("CA03", "false"))));
        var pictures = new PictureQueries(lab.Db, Knowledge.Cases.Clinical);
        var form = await pictures.FindAsync(man.PublicId, "CAPRINI", Stop);
        Assert.DoesNotContain(Assert.Single(form!.Sections).Questions, q => q.Fact.Id is "CA01" or "CA03");
        Assert.Equal(3, form.History.Count);
        Assert.Empty((await pictures.FindAsync(man.PublicId, stop: Stop))!.History);
        Assert.Null(await pictures.FindAsync(man.PublicId, "APGAR", Stop));

        async Task<ScoreResult> CapriniAsync(Subject subject) =>
            (await new AdviceQueries(lab.Db, Knowledge.Cases, new(lab.Db, Knowledge.Cases.Clinical))
            .FindAsync(subject.PublicId, signedOnly: false, Stop))!
            .Answer!.Scores.Single(s => s.Score.Id == "CAPRINI");
    }

    [Theory]
    [InlineData("2026-06-02", "observed: in-the-future"), InlineData("1979-06-02", "observed: before-birth")]
    public async Task The_day_lies_between_birth_and_today(string day, string refused)
    {
        var subject = await lab.Consented();
        Assert.Equal(refused, await Refused(() => Record(subject, DateOnly.Parse(day), ("mechanical_valve", "false"))));
    }

    [Fact]
    public async Task What_was_said_before_is_not_written_again_unless_it_ages()
    {
        var subject = await lab.Consented();
        Assert.Equal(2, await Record(subject, Today.AddDays(-1), ("mechanical_valve", "false"), ("active_bleeding", "false")));
        Assert.Equal(1, await Record(subject, Today, ("mechanical_valve", "false"), ("active_bleeding", "false")));
        Assert.Equal(0, await Record(subject, Today, ("mechanical_valve", "false"), ("active_bleeding", "false")));
        Assert.Equal(1, await Record(subject, Today, ("mechanical_valve", "?")));
    }

    [Fact]
    public async Task An_answer_is_never_changed()
    {
        var subject = await lab.Consented();
        await Record(subject, Today, ("mechanical_valve", "false"));
        await Assert.ThrowsAnyAsync<Exception>(() => lab.Db.Database.ExecuteSqlRawAsync("UPDATE ClinicalFacts SET Value = 'true'", Stop));
    }

    [Fact]
    public async Task An_answer_concludes_anew_and_opens_options_of_today()
    {
        await lab.Registered();
        await lab.Import(ImportKind.Assays, "assay_id,sample,analyte,method,value,unit,drawn,states\n"
            + "A1,S1,PC,chromogenic,50,U/dL,2026-01-02,none\n");
        var subject = await lab.Db.Subjects().SingleAsync(s => s.Code == "P1", Stop);
        Assert.False(Knowledge.Cases.Advise(lab.Db, subject.Id)!.IsTreated);
        Assert.True(Knowledge.Cases.Advise(lab.Db, subject.Id)!.IsUndecided);

        await Record(subject, Today, ("event", "pe"), ("days_since_event", "2026-05-20"), ("haemodynamics", "stable"),
            ("phase", "treatment"), ("provocation", "unprovoked"), ("cancer_active", "false"), ("aps", "negative"));
        var answer = Knowledge.Cases.Advise(lab.Db, subject.Id)!;
        Assert.True(answer.IsTreated);
        Assert.Equal(12, answer.Reading.Facts.Number("days_since_event"));
        // The same sentences are not issued twice: none of them rests on these facts.
        Assert.Single(await lab.Db.Conclusions().Where(c => c.SubjectId == subject.Id).ToListAsync(Stop));
    }

    [Fact]
    public async Task Who_has_not_agreed_to_a_report_is_not_advised_on()
    {
        var subject = await lab.Subjects.RegisterAsync(new SubjectEntry("P9", "WH", SubjectGroup.Case, Sex.F, 1980), Stop);
        Assert.Null(Knowledge.Cases.Advise(lab.Db, subject.Id));
    }
}
