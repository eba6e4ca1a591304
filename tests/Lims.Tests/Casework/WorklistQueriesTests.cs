using Microsoft.EntityFrameworkCore;
using Thrombophilia.Given;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Biobank.Transfers;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Casework;
using Thrombophilia.Lims.Clinic.Classifications;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Notices;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Clinic.Review.LabRequests;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Controls;
using Thrombophilia.Lims.Tests.Clinic.Requests;
using Xunit;
using static Thrombophilia.Lims.Tests.GivenLims;

namespace Thrombophilia.Lims.Tests.Casework;

public sealed class WorklistQueriesTests : IDisposable
{
    readonly GivenLims lab = new();
    LimsDb? reader;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        reader?.Dispose();
        lab.Dispose();
    }

    LimsDb Db => reader ?? lab.Db;

    // Ten days later, in the hands of somebody.
    void Read(string name, params string[] sites)
    {
        reader?.Dispose();
        reader = LimsDb.Open(lab.Folder, new Actor(name, sites.Length == 0 ? null : sites), new Later());
    }

    sealed class Later : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now.AddDays(10);
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public async Task Every_count_is_the_number_of_rows_in_its_list_whoever_asks(int seed)
    {
        await FillAsync(new Random(seed));
        var seen = new HashSet<WorkKind>();
        foreach (var (name, sites) in new (string, string[])[] { ("anna", []), ("bert", ["WH"]), ("carl", ["OT"]), ("dora", ["WH", "OT"]) })
        {
            Read(name, sites);
            var counts = (await Worklist().CountAsync(Enum.GetValues<WorkKind>(), Stop)).Counts;
            foreach (var (kind, count) in counts)
            {
                if (kind is WorkKind.FilesRefused or WorkKind.FilesHeld) continue;
                Assert.Equal((name, kind, await RowsAsync(kind)), (name, kind, count));
                if (count > 0) seen.Add(kind);
            }
        }
        // The test sees something of nearly everything.
        Assert.Equal([WorkKind.FilesRefused, WorkKind.FilesHeld, WorkKind.RunsHeld, WorkKind.ReviewsHeld, WorkKind.ClassificationsWaiting],
            Enum.GetValues<WorkKind>().Except(seen));
    }

    [Fact]
    public async Task Files_are_counted_as_the_intake_shows_them()
    {
        await lab.Registered();
        await lab.Complete(await lab.Begin("aa"), [], "X1", "X2");
        await lab.Complete(await lab.Begin("bb"), Calls("S1"), "S1");
        await lab.Refuse(await lab.Begin("cc"), new Variants.Problems.Problem("file-unfinished", default));
        Assert.Equal((1, 1), (await CountAsync(WorkKind.FilesHeld), await CountAsync(WorkKind.FilesRefused)));
    }

    [Fact]
    public async Task Nobody_is_offered_the_second_review_of_an_own_first_one()
    {
        await lab.Registered();
        await ConcludedAsync("S1");
        await lab.Complete(await lab.Begin(), Calls("S1"), "S1");
        await SignAsync("anna");
        Read("anna");
        Assert.Equal((0, 0), (await CountAsync(WorkKind.ReviewsFirst), await CountAsync(WorkKind.ReviewsSecond)));
        Read("bert");
        Assert.Equal((0, 1), (await CountAsync(WorkKind.ReviewsFirst), await CountAsync(WorkKind.ReviewsSecond)));
        await SignAsync("bert");
        Assert.Equal((0, 1), (await CountAsync(WorkKind.ReviewsSecond), await CountAsync(WorkKind.NewlySigned)));
    }

    // Persons of two sites, each as far as chance took them.
    async Task FillAsync(Random chance)
    {
        var sites = new List<StorageUnit>();
        foreach (var code in new[] { "WH", "OT" })
            sites.Add(await lab.Storage.AddAsync(null, StorageKind.Site, "Site " + code, code, null, null, Stop));
        var box = await lab.Storage.AddAsync(sites[0].PublicId, StorageKind.Box, "Box 1", null, 9, 9, Stop);
        for (var i = 0; i < 12; i++)
        {
            var site = i % 3 == 0 ? "OT" : "WH";
            var subject = await lab.Consented($"P{i}", site, i % 4 == 1 ? ConsentScopes.Diagnosis : (ConsentScopes)63);
            if (chance.Next(3) == 0) await lab.Subjects.ConsentAsync(subject.PublicId, "2.0",
                ConsentScopes.Diagnosis, Now.AddHours(-chance.Next(1, 60)), Stop);
            await lab.Import(ImportKind.Samples,
                $"sample,subject,vcf_name,type,collected,received\nS{i},P{i},,,,2026-0{chance.Next(3, 6)}-20T09:00Z\n");
            if (chance.Next(4) > 0) await ConcludedAsync($"S{i}");
            if (chance.Next(3) == 0) await new PictureService(lab.Writes, Knowledge.Cases.Clinical).RecordAsync(subject.PublicId,
                [new("purpura_fulminans", "true")], DateOnly.FromDateTime(Now.UtcDateTime.AddDays(-1)), FactOrigin.Physician, Stop);
            foreach (var tube in await lab.Received(subject, "edta-blood", 500, 500))
                if (site == "WH" && chance.Next(2) == 0) await lab.Storage.PlaceAsync(tube.Code, null, box.PublicId, null, Stop);
                else if (chance.Next(3) == 0)
                    await lab.Shipments.SendAsync(site, site == "WH" ? "OT" : "WH", [tube.Code], null, Stop);
            foreach (var signer in new[] { "anna", "bert" }.Take(chance.Next(3))) await SignAsync(signer, $"P{i}");
            await new StaffService(lab.Writes).CertifyAsync("anna", (LabTask)chance.Next(5), $"C{i}",
                DateOnly.FromDateTime(Now.UtcDateTime.AddDays(chance.Next(-10, 60))), Stop);
        }
        // So that each kind is there, whatever chance says.
        await ConcludedAsync("S0");
        await ConcludedAsync("S2");
        await SignAsync("zoe", "P2");
        var asked = await Db.Subjects().SingleAsync(s => s.Code == "P2", Stop);
        await lab.Orders.AskAsync(GivenRequest.Of(asked, ["protein-c"], null), Stop);
        await new LabRequestService(lab.Writes, Knowledge.Cases.Review, Knowledge.Biobank).AskAsync(asked.PublicId,
            new(LabRequestKind.Sanger, "c.1A>G", "to confirm it", false, null), Stop);
    }

    // A value is imported, and what it says is concluded.
    Task<ImportReport> ConcludedAsync(string sample) => lab.Import(ImportKind.Assays,
        $"assay_id,sample,analyte,method,value,unit,drawn,states\nA-{sample},{sample},PC,chromogenic,41,U/dL,2026-01-02T08:00Z,none\n");

    // Signs what is the newest, where it waits for this person and nothing keeps it from that.
    async Task SignAsync(string by, string subject = "P1")
    {
        var newest = await (from c in Db.Conclusions()
                            join s in Db.Subjects() on c.SubjectId equals s.Id
                            where s.Code == subject
                            orderby c.Version descending
                            select c).FirstOrDefaultAsync(Stop);
        if (newest is null || !newest.ForReport) return;
        var signed = await Db.SignOffs().AsNoTracking().Where(s => s.ConclusionId == newest.Id).ToListAsync(Stop);
        if (signed.Count >= SignOff.Needed || signed.Exists(s => s.By == by)) return;
        foreach (var task in new[] { LabTask.FirstReading, LabTask.SecondReading })
            await new StaffService(lab.Writes).CertifyAsync(by, task, "C-1", new DateOnly(2099, 1, 1), Stop);
        await using var db = LimsDb.Open(lab.Folder, new Actor(by), lab.Clock);
        await Signing.OneAsync(db, Knowledge.Cases, lab.ReportKey, newest.PublicId, stop: Stop);
    }

    WorklistQueries Worklist() => new(Db, new(Db), new(Db, Knowledge.Biobank), new(Db), new(Db),
        new(Db, Knowledge.Cases.Clinical), new(Db), new(Db, Knowledge.Cases.Judge), new(Db), new(Db), new(Db, Knowledge.Cases));

    async Task<int> CountAsync(WorkKind kind) => (await Worklist().CountAsync([kind], Stop)).Counts[kind];

    async Task<int> RowsAsync(WorkKind kind) => kind switch
    {
        WorkKind.CriticalValues => await AllAsync(w => new NoticeQueries(Db).OpenAsync(w, Stop)),
        WorkKind.ClassificationsWaiting => (await new ClassificationQueries(Db, Knowledge.Cases.Judge).WaitingAsync(Stop)).Count,
        WorkKind.LabRequestsOpen => await AllAsync(w => new LabRequestQueries(Db).ListAsync(LabRequestState.Open, w, Stop)),
        WorkKind.TestRequestsOpen =>
            await AllAsync(w => new RequestFileQueries(Db, Knowledge.Cases.Requests, Cipher).ListAsync(true, w, Stop)),
        WorkKind.RunsHeld => (await new ControlQueries(Db, Knowledge.Cases.Clinical).HeldAsync(Stop)).Count,
        WorkKind.SamplesWithoutTube => await AllAsync(w => new SampleQueries(Db).WithoutTubeAsync(w, Stop)),
        WorkKind.TubesWithoutPlace =>
            await AllAsync(w => new TubeQueries(Db, Knowledge.Biobank).ListAsync(new("", null, true), w, Stop)),
        WorkKind.ShipmentsToReceive => await AllAsync(w => new ShipmentQueries(Db).ListAsync(w, true, Stop)),
        WorkKind.CertificatesEnding =>
            await AllAsync(w => new StaffQueries(Db).EndingAsync(DateOnly.FromDateTime(Now.UtcDateTime.AddDays(10)), w, Stop)),
        WorkKind.ReviewsUrgent => await ReviewsAsync(ReviewWait.Urgent),
        WorkKind.ReviewsOverdue => await ReviewsAsync(ReviewWait.Overdue),
        WorkKind.ReviewsHeld => await AllAsync(w => new QueueQueries(Db).ListAsync(new(State: ReviewState.Held), w, Stop)),
        WorkKind.ReviewsFirst => await ReviewsAsync(ReviewWait.First),
        WorkKind.ReviewsSecond => await ReviewsAsync(ReviewWait.SecondByMe),
        WorkKind.NewlySigned => await CasesAsync(CaseFilter.NewlySigned),
        WorkKind.WithoutPicture => await CasesAsync(CaseFilter.WithoutPicture),
        WorkKind.RegistryOpen => await CasesAsync(CaseFilter.RegistryOpen),
        WorkKind.WithoutRegistryConsent => await CasesAsync(CaseFilter.WithoutRegistryConsent),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    Task<int> ReviewsAsync(ReviewWait wait) => AllAsync(w => new QueueQueries(Db).ListAsync(new(Wait: wait), w, Stop));

    Task<int> CasesAsync(CaseFilter filter) => AllAsync(w => new CaseListQueries(Db, Knowledge.Cases).ListAsync(filter, w, Stop));

    static async Task<int> AllAsync<T>(Func<LeafWanted, Task<Leaf<T>>> read)
    {
        var (rows, wanted) = (0, new LeafWanted());
        for (; ; )
        {
            var leaf = await read(wanted);
            rows += leaf.Rows.Count;
            if (!leaf.HasMore) return rows;
            wanted = new(leaf.Number + 1, leaf.Keys?.Last);
        }
    }
}
