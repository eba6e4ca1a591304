using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Review;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.Review;

public sealed class QueueQueriesTests : IDisposable
{
    readonly GivenLims lab = new();
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    QueueQueries Queue => new(lab.Db);

    [Fact]
    public async Task The_most_urgent_stands_first_then_what_is_due_first()
    {
        await FourAsync();
        var lines = (await Queue.ListAsync(new(), new(), Stop)).Rows;
        // P4 is a newborn with hardly any protein C, P1 has a low value, P2 a normal one, P3 nothing that can be read.
        Assert.Equal(["P4", "P1"], lines.Take(2).Select(l => l.Subject.Code));
        Assert.Equal(["urgent", "low"], lines.Take(2).Select(l => l.Item.Kind));
        Assert.True(lines.Select(l => l.Item.Rank).SequenceEqual(lines.Select(l => l.Item.Rank).OrderDescending()));
        var (first, second) = (lines[0].Item, lines[1].Item);
        Assert.Equal((TimeSpan.FromHours(4), TimeSpan.FromHours(168)),
            (first.DueAt.At - first.WaitsSince.At, second.DueAt.At - second.WaitsSince.At));
        Assert.Equal(GivenLims.Now, first.WaitsSince.At);
    }

    [Fact]
    public async Task The_queue_is_narrowed_by_kind_state_assignee_and_age_and_counted()
    {
        await FourAsync();
        var p1 = await ConclusionOf("P1");
        lab.As("mei");
        await lab.Review.AssignAsync(p1, "mei", Stop);
        Assert.Equal(["P4"], await CodesAsync(new(Kind: "urgent")));
        Assert.Equal(["P1"], await CodesAsync(new(Assignee: "mei")));
        Assert.DoesNotContain("P1", await CodesAsync(new(Assignee: "")));
        Assert.Empty(await CodesAsync(new(Days: 1)));
        Assert.Equal(4, (await CodesAsync(new(Days: 0))).Count);
        Assert.Empty(await CodesAsync(new(State: ReviewState.Second)));
        lab.As("");
        await lab.SignAsync(p1);
        Assert.Equal(["P1"], await CodesAsync(new(State: ReviewState.Second)));

        lab.As("mei");
        var counts = await Queue.CountAsync(Stop);
        Assert.Equal((4, 1, 3), (counts.All, counts.Mine, counts.Nobodys));
        Assert.Equal((1, 1), (counts.States[ReviewState.Second], counts.Kinds["urgent"]));
        Assert.Equal(4, counts.Kinds.Values.Sum());
    }

    [Fact]
    public async Task Who_sees_other_sites_only_sees_and_counts_nothing()
    {
        await FourAsync();
        lab.As("anna", "BJ");
        Assert.Empty(await CodesAsync(new()));
        Assert.Equal(0, (await Queue.CountAsync(Stop)).All);
        lab.As("berta", "WH", "BJ");
        Assert.Equal(4, (await CodesAsync(new())).Count);
        Assert.Equal(4, (await Queue.CountAsync(Stop)).Nobodys);
    }

    [Fact]
    public async Task A_person_who_waits_goes_on_waiting_and_a_newer_version_only_shortens_the_time()
    {
        await FourAsync();
        var before = await ItemOf("P2");
        await lab.Import(ImportKind.Assays, Assays + "A9,S2,PC,chromogenic,41,U/dL,2026-03-02T08:00Z,none\n");
        var after = await ItemOf("P2");
        Assert.Equal((before.Since, "low"), (after.Since, after.Kind));
        Assert.True(after.Due < before.Due);
    }

    [Fact]
    public async Task What_two_have_signed_is_listed_by_period_and_person_and_an_amended_one_is_marked()
    {
        await FourAsync();
        var p1 = await ConclusionOf("P1");
        await SignTwiceAsync(p1);
        var signed = Assert.Single((await Queue.SignedAsync(null, null, null, new(), Stop)).Rows);
        Assert.Equal(("P1", "Bo", "Mei", false), (signed.Subject.Code, signed.SignOff.Signer, signed.First?.Signer, signed.IsAmended));
        var today = DateOnly.FromDateTime(GivenLims.Now.DateTime);
        Assert.Single((await Queue.SignedAsync(today, today, "P1", new(), Stop)).Rows);
        Assert.Empty((await Queue.SignedAsync(today.AddDays(1), null, null, new(), Stop)).Rows);
        Assert.Empty((await Queue.SignedAsync(null, today.AddDays(-1), null, new(), Stop)).Rows);
        Assert.Empty((await Queue.SignedAsync(null, null, "P2", new(), Stop)).Rows);

        await lab.Import(ImportKind.Assays, Assays + "A9,S1,PC,chromogenic,42,U/dL,2026-01-02T08:00Z,none\n");
        Assert.True(Assert.Single((await Queue.SignedAsync(null, null, null, new(), Stop)).Rows).IsAmended);
        lab.As("anna", "BJ");
        Assert.Empty((await Queue.SignedAsync(null, null, null, new(), Stop)).Rows);
    }

    [Fact]
    public async Task Persons_who_were_concluded_before_there_was_a_queue_get_their_line()
    {
        await FourAsync();
        var lines = await LinesAsync();
        await lab.Db.ReviewItems().Where(i => i.Kind == "urgent").ExecuteDeleteAsync(Stop);
        await lab.Db.ReviewItems().Where(i => i.Kind == "low").ExecuteUpdateAsync(s => s.SetProperty(i => i.Rules, "older")
            .SetProperty(i => i.Kind, "x"), Stop);
        await Knowledge.Cases.RenewReviewAsync(lab.Db, Stop);
        Assert.Equal(lines, await LinesAsync());
    }

    const string Assays = "assay_id,sample,analyte,method,value,unit,drawn,states\n";

    async Task FourAsync()
    {
        await lab.Registered();
        await lab.Import(ImportKind.Subjects, "subject,site,group,sex,birth_year\nP4,WH,case,F,2026\n");
        await lab.Consent("P4");
        await lab.Import(ImportKind.Samples, "sample,subject,vcf_name,type,collected,received\nS4,P4,,,,\n");
        await lab.Import(ImportKind.Assays, Assays
            + "A1,S1,PC,chromogenic,41,U/dL,2026-01-02T08:00Z,none\nA2,S2,PC,chromogenic,100,U/dL,2026-01-02T08:00Z,none\n"
            + "A3,S3,PC,chromogenic,100,U/dL,2026-01-02T08:00Z,\nA4,S4,PC,chromogenic,3,U/dL,2026-05-02T08:00Z,none\n");
    }

    async Task SignTwiceAsync(Guid conclusion)
    {
        lab.As("");
        foreach (var (person, task) in new[] { ("mei", LabTask.FirstReading), ("bo", LabTask.SecondReading) })
            await new StaffService(lab.Writes).CertifyAsync(person, task, "C-1", new DateOnly(2099, 1, 1), Stop);
        foreach (var person in new[] { "mei", "bo" })
        {
            lab.As(person);
            await lab.SignAsync(conclusion);
        }
        lab.As("");
    }

    async Task<IReadOnlyList<string>> CodesAsync(QueueFilter filter) =>
        [.. (await Queue.ListAsync(filter, new(), Stop)).Rows.Select(l => l.Subject.Code)];

    async Task<List<(string, string, long)>> LinesAsync() =>
        [.. (await Queue.ListAsync(new(), new(), Stop)).Rows.Select(l => (l.Subject.Code, l.Item.Kind, l.Item.Rank))];

    Task<Guid> ConclusionOf(string code) => (from c in lab.Db.Conclusions()
                                             join s in lab.Db.Subjects() on c.SubjectId equals s.Id
                                             where s.Code == code
                                             select c.PublicId).SingleAsync(Stop);

    Task<ReviewItem> ItemOf(string code) => (from i in lab.Db.ReviewItems().AsNoTracking()
                                             join s in lab.Db.Subjects() on i.SubjectId equals s.Id
                                             where s.Code == code
                                             select i).SingleAsync(Stop);
}
