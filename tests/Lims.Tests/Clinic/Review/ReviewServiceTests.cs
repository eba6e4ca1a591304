using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Data.Audit;
using Thrombophilia.Lims.Kernel;
using Xunit;
using static Thrombophilia.Lims.Tests.GivenLims;

namespace Thrombophilia.Lims.Tests.Clinic.Review;

public sealed class ReviewServiceTests : IDisposable
{
    const string Assays = "assay_id,sample,analyte,method,value,unit,drawn,states\n";
    readonly GivenLims lab = new();
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    ReviewService Service => lab.Review;

    [Fact]
    public async Task A_conclusion_is_signed_by_two_persons_who_are_certified_for_it()
    {
        var conclusion = await ConcludedAsync();
        await OpenedByAsync(conclusion, "bo", "mei");
        Assert.Equal("not-qualified", await Refused(() => FirstAsync(conclusion)));
        await CertifyAsync(("mei", LabTask.FirstReading), ("mei", LabTask.SecondReading), ("bo", LabTask.FirstReading));
        lab.As("mei");
        Assert.Equal(1, (await FirstAsync(conclusion)).Turn);
        Assert.Equal("read-by-you", await Refused(() => SecondAsync(conclusion)));
        Assert.Equal(ReviewState.Second, (await ItemAsync()).State);
        lab.As("bo");
        Assert.Equal("not-qualified", await Refused(() => SecondAsync(conclusion)));
        await CertifyAsync(("bo", LabTask.SecondReading));
        lab.As("bo");
        Assert.Equal((2, "bo"), await SecondAsync(conclusion) is var second ? (second.Turn, second.By) : default);
        Assert.Equal("read-twice", await Refused(() => SecondAsync(conclusion)));
        Assert.Equal((ReviewState.SignedOff, 0L), await ItemAsync() is var item ? (item.State, item.Rank) : default);
        Assert.Equal([("mei", LabTask.FirstReading, 1), ("bo", LabTask.SecondReading, 1)],
            (await lab.Db.Qualifications().Where(q => q.Done > 0).OrderBy(q => q.Id).ToListAsync(Stop))
                .Select(q => (q.Person, q.Task, q.Done)));
    }

    [Fact]
    public async Task A_signature_holds_its_meaning_the_printed_name_and_the_reason()
    {
        var conclusion = await ConcludedAsync();
        await Service.OpenAsync(conclusion, Stop);
        Assert.Equal("name: empty", await Refused(() => Service.SignAsync(conclusion, new(0, 1, " "), Stop)));
        await Service.SignAsync(conclusion, new(0, 1, "Dr Mei Lin", "after the correction of A1"), Stop);
        var signed = await lab.Db.SignOffs().AsNoTracking().SingleAsync(Stop);
        Assert.Equal(("Dr Mei Lin", Knowledge.Cases.Review.MeaningOf(1), "after the correction of A1"),
            (signed.Signer, signed.Meaning, signed.Reason));
    }

    [Fact]
    public async Task What_was_not_opened_is_not_signed_and_opening_is_recorded_once_for_each_version()
    {
        var conclusion = await ConcludedAsync();
        await CertifyAsync(("mei", LabTask.FirstReading));
        lab.As("mei");
        Assert.Equal("not-opened", await Refused(() => FirstAsync(conclusion)));
        await Service.OpenAsync(conclusion, Stop);
        await Service.OpenAsync(conclusion, Stop);
        Assert.Equal((ReviewEventKind.Opened, "mei"),
            await lab.Db.ReviewEvents().SingleAsync(Stop) is var opened ? (opened.Kind, opened.By) : default);
        await FirstAsync(conclusion);
    }

    [Fact]
    public async Task A_newer_version_is_signed_instead_and_begins_anew()
    {
        var first = await ConcludedAsync();
        await lab.SignAsync(first);
        await lab.Import(ImportKind.Assays, Assays + "A2,S1,PC,chromogenic,42,U/dL,2026-03-02T08:00Z,none\n");
        Assert.Equal("newer-conclusion", await Refused(() => SecondAsync(first)));
        Assert.Equal("newer-conclusion", await Refused(() => Service.SendBackAsync(first, "x", Stop)));
        var second = await NewestAsync();
        Assert.Equal((2, ReviewState.First, ""), (second.Version, (await ItemAsync()).State, (await ItemAsync()).FirstSigner));
        Assert.Equal(1, (await lab.SignAsync(second.PublicId)).Turn);
    }

    [Fact]
    public async Task After_a_withdrawal_and_from_another_site_nothing_is_signed()
    {
        var conclusion = await ConcludedAsync();
        lab.As("mei", "BJ");
        Assert.Equal("unknown-conclusion", await Refused(() => FirstAsync(conclusion)));
        Assert.Equal("unknown-conclusion", await Refused(() => Service.OpenAsync(conclusion, Stop)));
        lab.As("mei", "WH");
        await lab.Subjects.WithdrawAsync((await lab.Db.Subjects().SingleAsync(Stop)).PublicId, null, Stop);
        Assert.Equal("consent-withdrawn", await Refused(() => FirstAsync(conclusion)));
        Assert.Equal((ReviewState.Held, "consent"), await ItemAsync() is var item ? (item.State, item.Holds) : default);
    }

    [Fact]
    public async Task What_is_only_for_the_registry_is_signed_by_nobody()
    {
        var conclusion = await ConcludedAsync(ConsentScopes.Research | ConsentScopes.Registry);
        Assert.Equal((ReviewState.NotForReport, 0L), await ItemAsync() is var item ? (item.State, item.Rank) : default);
        Assert.Equal("unknown-conclusion", await Refused(() => FirstAsync(conclusion)));
    }

    [Fact]
    public async Task A_page_that_the_review_has_left_behind_is_not_signed()
    {
        var conclusion = await ConcludedAsync();
        await CertifyAsync(("mei", LabTask.FirstReading), ("mei", LabTask.SecondReading), ("bo", LabTask.FirstReading),
            ("bo", LabTask.SecondReading));
        await OpenedByAsync(conclusion, "bo", "mei");
        await FirstAsync(conclusion);
        // Bo's page still says "first review".
        lab.As("bo");
        Assert.Equal("standing-changed", await Refused(() => FirstAsync(conclusion)));
        await Service.SendBackAsync(conclusion, "the family history is missing", Stop);
        await Service.ReopenAsync(conclusion, "it was added", Stop);
        Assert.Equal("standing-changed", await Refused(() => SecondAsync(conclusion)));
        Assert.Equal(1, (await lab.SignAsync(conclusion)).Turn);
    }

    [Fact]
    public async Task Of_two_who_sign_at_once_one_is_first_and_the_other_is_told()
    {
        var conclusion = await ConcludedAsync();
        await CertifyAsync(("mei", LabTask.FirstReading), ("bo", LabTask.FirstReading));
        await OpenedByAsync(conclusion, "bo", "mei");
        using var one = LimsDb.Open(lab.Folder, new Actor("mei"), lab.Clock);
        using var other = LimsDb.Open(lab.Folder, new Actor("bo"), lab.Clock);
        var ended = await Task.WhenAll(new[] { one, other }.Select(db => Task.Run(async () =>
        {
            try
            {
                await new ReviewService(Knowledge.Cases.WritesOf(db), Knowledge.Biobank, Knowledge.Cases.Review,
                    new ReportIssuer(new(Knowledge.Cases), lab.ReportKey).IssueAsync)
                    .SignAsync(conclusion, new(0, 1, "x"), Stop);
                return "signed";
            }
            catch (RefusedStepException e)
            {
                return e.Refusal.Code;
            }
        })));
        Assert.Equal(["signed", "standing-changed"], ended.Order());
        Assert.Single(await lab.Db.SignOffs().ToListAsync(Stop));
    }

    [Fact]
    public async Task What_was_sent_back_waits_until_it_is_reopened_and_its_signature_counts_no_more()
    {
        var conclusion = await ConcludedAsync();
        await CertifyAsync(("mei", LabTask.FirstReading), ("mei", LabTask.SecondReading), ("bo", LabTask.SecondReading));
        await OpenedByAsync(conclusion, "mei");
        await FirstAsync(conclusion);
        lab.As("bo");
        Assert.Equal("not-opened", await Refused(() => Service.SendBackAsync(conclusion, "x", Stop)));
        await Service.OpenAsync(conclusion, Stop);
        Assert.Equal("reason: why-needed", await Refused(() => Service.SendBackAsync(conclusion, " ", Stop)));
        Assert.Equal("not-sent-back", await Refused(() => Service.ReopenAsync(conclusion, "x", Stop)));
        await Service.SendBackAsync(conclusion, "the draw was during treatment", Stop);
        Assert.Equal((ReviewState.SentBack, ""), await ItemAsync() is var item ? (item.State, item.FirstSigner) : default);
        Assert.Equal("sent-back", await Refused(() => SecondAsync(conclusion)));
        Assert.Equal("comment: empty", await Refused(() => Service.ReopenAsync(conclusion, null, Stop)));
        await Service.ReopenAsync(conclusion, "the ward says it was not", Stop);
        Assert.Equal(ReviewState.First, (await ItemAsync()).State);

        lab.As("mei");
        Assert.Equal(1, (await lab.SignAsync(conclusion)).Turn);
        lab.As("bo");
        Assert.Equal(2, (await lab.SignAsync(conclusion)).Turn);
        Assert.Equal("read-twice", await Refused(() => Service.SendBackAsync(conclusion, "x", Stop)));
        var file = (await FileAsync(conclusion))!;
        Assert.Equal([(0, "mei"), (1, "mei"), (1, "bo")], file.SignOffs.Select(s => (s.Round, s.By)));
        Assert.Equal(["mei", "bo"], file.Standing.SignOffs.Select(s => s.By));
    }

    [Fact]
    public async Task New_evidence_answers_what_was_sent_back()
    {
        var conclusion = await ConcludedAsync();
        await Service.OpenAsync(conclusion, Stop);
        await Service.SendBackAsync(conclusion, "repeat it first", Stop);
        await lab.Import(ImportKind.Assays, Assays + "A2,S1,PC,chromogenic,42,U/dL,2026-03-02T08:00Z,none\n");
        Assert.Equal(ReviewState.First, (await ItemAsync()).State);
        Assert.Contains((await FileAsync((await NewestAsync()).PublicId))!.Events, e => e.Text == "repeat it first");
    }

    [Fact]
    public async Task A_case_is_taken_given_to_a_colleague_and_given_back_and_the_audit_trail_tells_it()
    {
        var conclusion = await ConcludedAsync();
        lab.As("mei");
        await Service.AssignAsync(conclusion, "mei", Stop);
        Assert.Equal("mei", (await ItemAsync()).Assignee);
        await Service.AssignAsync(conclusion, "bo", Stop);
        Assert.Equal("bo", (await ItemAsync()).Assignee);
        // A newer version stays with whoever has the case.
        await lab.Import(ImportKind.Assays, Assays + "A2,S1,PC,chromogenic,42,U/dL,2026-03-02T08:00Z,none\n");
        Assert.Equal("bo", (await ItemAsync()).Assignee);
        await Service.AssignAsync((await NewestAsync()).PublicId, null, Stop);
        Assert.Equal("", (await ItemAsync()).Assignee);
        Assert.Equal(3, await lab.Db.Set<AuditEntry>().CountAsync(a => a.Entity == nameof(ReviewEvent) && a.By == "mei", Stop));
    }

    [Fact]
    public async Task A_comment_has_its_author_and_its_time()
    {
        var conclusion = await ConcludedAsync();
        lab.As("mei");
        Assert.Equal("comment: empty", await Refused(() => Service.CommentAsync(conclusion, "", Stop)));
        await Service.CommentAsync(conclusion, "ask for the family", Stop);
        var told = Assert.Single((await FileAsync(conclusion))!.Events);
        Assert.Equal((ReviewEventKind.Commented, "ask for the family", "mei", Now), (told.Kind, told.Text, told.By, told.At.At));
    }

    async Task<Guid> ConcludedAsync(ConsentScopes scopes = (ConsentScopes)63)
    {
        await lab.Consented("P1", scopes: scopes);
        await lab.Import(ImportKind.Samples, "sample,subject,vcf_name,type,collected,received\nS1,P1,,,,\n");
        await lab.Import(ImportKind.Assays, Assays + "A1,S1,PC,chromogenic,41,U/dL,2026-01-02T08:00Z,none\n");
        return (await lab.Db.Conclusions().SingleAsync(Stop)).PublicId;
    }

    Task<SignOff> FirstAsync(Guid conclusion) => Service.SignAsync(conclusion, new(0, 1, "Name"), Stop);

    Task<SignOff> SecondAsync(Guid conclusion) => Service.SignAsync(conclusion, new(0, 2, "Name"), Stop);

    // The last of them is who acts.
    async Task OpenedByAsync(Guid conclusion, params string[] names)
    {
        foreach (var name in names)
        {
            lab.As(name);
            await Service.OpenAsync(conclusion, Stop);
        }
    }

    Task<ReviewItem> ItemAsync() => lab.Db.ReviewItems().AsNoTracking().SingleAsync(Stop);

    Task<Conclusion> NewestAsync() => lab.Db.Conclusions().AsNoTracking().OrderByDescending(c => c.Version).FirstAsync(Stop);

    Task<ConclusionFile?> FileAsync(Guid conclusion) =>
        new ReviewQueries(lab.Db, Knowledge.Cases.Review, Knowledge.Biobank).FindAsync(conclusion, Stop);

    async Task CertifyAsync(params (string Person, LabTask Task)[] certificates)
    {
        var actor = lab.Db.Actor;
        lab.As("");
        foreach (var (person, task) in certificates) await new StaffService(lab.Writes).CertifyAsync(person, task,
            "C-1", new DateOnly(2099, 1, 1), Stop);
        if (actor != Actor.System) lab.As(actor.Name);
    }
}
