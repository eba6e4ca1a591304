using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Lims.Registry.Entries;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Problems;
using Xunit;

namespace Thrombophilia.Lims.Tests.Laboratory.Intake;

public sealed class IntakeServiceTests : IDisposable
{
    const string Assays = "assay_id,sample,analyte,method,value,unit,drawn,states\n";
    readonly GivenLims lab = new();
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;
    static readonly int HotSpots = Knowledge.Panel.HotSpots.Count;

    public void Dispose() => lab.Dispose();

    [Fact]
    public async Task An_assay_result_without_a_file_is_concluded_and_registered_and_the_file_makes_the_next_version()
    {
        await lab.Registered();
        await lab.Import(Lims.BulkImport.ImportKind.Assays,
            "assay_id,sample,analyte,method,value,unit,drawn,states\nA1,S1,PC,chromogenic,101,U/dL,2026-01-02T08:00Z,none\n");
        var first = Assert.Single(await lab.Db.Conclusions().AsNoTracking().ToListAsync(Stop));
        Assert.Equal((1, "", Knowledge.Panel.Version, "A1"),
            (first.Version, first.VcfSha256, first.PanelVersion, first.AssayIds));
        Assert.Single(await lab.Db.RegistryEntries().AsNoTracking().ToListAsync(Stop));
        await lab.Complete(await lab.Begin(), GivenLims.Calls("S1"), "S1");
        Assert.Equal([1, 2],
            await lab.Db.Conclusions().OrderBy(c => c.Version).Select(c => c.Version).ToListAsync(Stop));
        Assert.Equal(first.Statements,
            (await lab.Db.Conclusions().AsNoTracking().SingleAsync(c => c.Version == 1, Stop)).Statements);
    }

    [Fact]
    public async Task A_file_becomes_findings_conclusions_and_registry_rows_in_one_step()
    {
        await lab.Registered();
        var ticket = await lab.Begin();
        Assert.True(ticket.NeedsReading);
        var result = await lab.Complete(ticket, GivenLims.Calls("S1", "S2", "S3", "X9"), "S1", "S2", "S3", "X9");
        Assert.Equal(["S1", "S2", "S3"], result.Finished);
        Assert.Equal(["X9"], result.Held);
        Assert.Equal(3 * HotSpots, result.Findings);
        Assert.Equal(new StatusCounts(1, 0, 0, 1, 0, 3, 3 * HotSpots, 3, 2, 0),
            await StatusCounts.OfAsync(lab.Db, Stop));
    }

    // The step that writes a file concludes from the rows in its hands, every later one from those in the database.
    [Fact]
    public async Task Rows_in_hand_and_rows_of_the_database_give_the_same_conclusion()
    {
        await lab.Registered();
        var calls = GivenLims.Calls("S1", "S2", "S3").ToList();
        calls.Add(new("S1", calls[0].Call with
        {
            HotSpot = null,
            Pos = 7,
            Alt = "<DEL>",
            Copies = 1,
            Status = CallStatus.Called,
            Class = null,
            AlleleBalance = 1 / 3.0,
            Notes = [],
            CopyNumber = 1.5,
        }));
        await lab.Complete(await lab.Begin(), calls, "S1", "S2", "S3");
        var subjects = await lab.Db.Subjects().Select(s => s.Id).ToListAsync(Stop);
        var issued = await lab.Db.Conclusions().CountAsync(Stop);
        Assert.Equal(3, issued);
        await lab.Writes.RunAsync(step =>
        {
            subjects.ForEach(subject => step.Concerns(subject, "consent-recorded"));
            return Task.CompletedTask;
        }, Stop);
        Assert.Equal(issued, await lab.Db.Conclusions().CountAsync(Stop));
    }

    [Fact]
    public async Task Rows_in_hand_are_joined_with_those_of_an_earlier_file()
    {
        await lab.Registered();
        await lab.Complete(await lab.Begin(), GivenLims.Calls("S1"), "S1");
        await lab.Complete(await lab.Begin("b"), GivenLims.Calls("S1"), "S1");
        var last = await lab.Db.Conclusions().OrderBy(c => c.Id).LastAsync(Stop);
        Assert.Equal(2, last.VcfSha256.Split(';').Length);
        var rows = CaseAnalysis.StatementsOf(last).SelectMany(s => s.Findings).Distinct()
            .CountBy(reference => reference.Split('/')[^1]).ToList();
        Assert.Equal(2, rows.Count);
        Assert.Single(rows.Select(file => file.Value).Distinct());
    }

    [Fact]
    public async Task Every_column_of_a_row_comes_back_as_it_went_in()
    {
        await lab.Registered();
        var call = new PanelCall
        {
            Build = "GRCh37",
            Gene = "PROC",
            Transcript = "NM_1.1",
            HotSpot = null,
            Chrom = "2",
            Pos = 5,
            Ref = "A",
            Alt = "ACGT",
            Rsid = "rs1",
            HgvsC = "NM_1.1:c.1A>G",
            HgvsP = "p.(X)",
            Consequence = "a&b",
            Genotype = "0/1",
            Copies = 1,
            Status = CallStatus.MosaicOrAmbiguous,
            Depth = 30,
            GenotypeQuality = 99.5,
            AlleleBalance = 0.487,
            Filter = "PASS",
            Class = "vus",
            Criteria = "PM2",
            Notes = ["no-gq", "x"],
        };
        await lab.Complete(await lab.Begin(), [new SampleCall("S1", call)], "S1");
        var kept = (await lab.Db.Findings().SingleAsync(Stop)).ToCall();
        Assert.Equal(call.Notes, kept.Notes);
        Assert.Equal(call with { Notes = [] }, kept with { Notes = [] });
    }

    [Fact]
    public async Task The_same_bytes_are_not_read_twice()
    {
        await lab.Registered();
        await lab.Complete(await lab.Begin(), GivenLims.Calls("S1"), "S1");
        lab.Reopen();
        var again = await lab.Begin();
        Assert.Equal((IntakeState.Done, false), (again.Intake?.State, again.NeedsReading));
        Assert.True((await lab.Begin("bb")).NeedsReading);
    }

    [Fact]
    public async Task Completing_twice_changes_nothing()
    {
        await lab.Registered();
        var ticket = await lab.Begin();
        await lab.Complete(ticket, GivenLims.Calls("S1"), "S1");
        var before = await StatusCounts.OfAsync(lab.Db, Stop);
        Assert.Equal(0, (await lab.Complete(ticket, GivenLims.Calls("S1"), "S1")).Findings);
        Assert.Equal(before, await StatusCounts.OfAsync(lab.Db, Stop));
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(7)]
    public async Task Killed_in_the_middle_leaves_nothing_and_the_restart_everything(int after)
    {
        await lab.Registered();
        var ticket = await lab.Begin();
        await Assert.ThrowsAsync<IOException>(() => lab.Complete(ticket, Torn(after), "S1"));
        lab.Reopen();
        Assert.Equal(new StatusCounts(0, 0, 0, 0, 0, 3, 0, 0, 0, 0), await StatusCounts.OfAsync(lab.Db, Stop));

        var again = await lab.Begin();
        Assert.Equal((null, true), (again.Intake, again.NeedsReading));
        await lab.Complete(again, GivenLims.Calls("S1"), "S1");
        Assert.Equal(new StatusCounts(1, 0, 1, 0, 0, 3, HotSpots, 1, 1, 0), await StatusCounts.OfAsync(lab.Db, Stop));

        static IEnumerable<SampleCall> Torn(int after)
        {
            foreach (var call in GivenLims.Calls("S1").Take(after)) yield return call;
            throw new IOException("the power is gone");
        }
    }

    [Fact]
    public async Task An_error_in_one_file_of_a_commit_costs_only_that_file()
    {
        await lab.Registered();
        var ends = await lab.Intake.WriteAsync(
            [
                GivenLims.Read(GivenLims.Key("aa"), GivenLims.Calls("S1"), "S1"),
                GivenLims.Read(GivenLims.Key("bb"), GivenLims.Calls("S2").Concat(GivenLims.Calls("X9")), "S2"),
                GivenLims.Read(GivenLims.Key("cc"), GivenLims.Calls("S3"), "S3"),
            ],
            Stop);
        Assert.Equal([true, false, true], ends.Select(end => end.IsCompletedSuccessfully));
        await Assert.ThrowsAsync<ArgumentException>(() => ends[1]);
        lab.Reopen();
        Assert.Equal(["aa", "cc"],
            await lab.Db.VcfIntakes().OrderBy(i => i.Id).Select(i => i.Sha256).ToListAsync(Stop));
        Assert.Equal(new StatusCounts(2, 0, 2, 0, 0, 3, 2 * HotSpots, 2, 1, 0),
            await StatusCounts.OfAsync(lab.Db, Stop));
    }

    [Fact]
    public async Task Files_that_wait_together_are_committed_together_and_each_is_concluded_for_itself()
    {
        await lab.Registered();
        var seen = -1;
        var ends = await lab.Intake.WriteAsync(
            [
                GivenLims.Read(GivenLims.Key("aa"), GivenLims.Calls("S1"), "S1"),
                GivenLims.Read(GivenLims.Key("bb"), Watched(), "S1"),
            ],
            Stop);
        Assert.All(ends, end => Assert.True(end.IsCompletedSuccessfully));
        Assert.Equal(0, seen);
        Assert.Equal([1, 2],
            await lab.Db.Conclusions().OrderBy(c => c.Version).Select(c => c.Version).ToListAsync(Stop));

        // Another connection sees the first file only when the second is written too.
        IEnumerable<SampleCall> Watched()
        {
            using (var other = LimsDb.Open(lab.Folder)) seen = other.VcfIntakes().Count();
            foreach (var call in GivenLims.Calls("S1")) yield return call;
        }
    }

    [Fact]
    public async Task A_name_that_became_wanted_while_its_file_was_read_is_held_until_the_file_is_read_again()
    {
        await lab.Registered();
        Assert.Equal(["S1"], lab.Intake.Wanted(["S1", "X9"]));
        var read =
            (IntakeEnd.Read)GivenLims.Read(GivenLims.Key(), GivenLims.Calls("S1"), "S1",
            "S2") with
            { Wanted = new HashSet<string> { "S1" } };
        var result = await (await lab.Intake.WriteAsync([read], Stop))[0];
        Assert.Equal((HotSpots, "S2"), (result.Findings, Assert.Single(result.Held)));
        Assert.Single(await lab.Intake.ReleasableAsync(Stop));
        Assert.Equal(HotSpots, (await lab.Complete(await lab.Begin(), GivenLims.Calls("S2"), "S1", "S2")).Findings);
    }

    [Fact]
    public async Task A_name_whose_consent_was_withdrawn_while_its_file_was_read_is_held()
    {
        var subject = await lab.Consented("P1");
        await lab.Import(ImportKind.Samples, "sample,subject,vcf_name,type,collected,received\nS1,P1,,,,\n");
        Assert.Equal(["S1"], lab.Intake.Wanted(["S1"]));
        await lab.Subjects.WithdrawAsync(subject.PublicId, null, Stop);
        Assert.Empty(lab.Intake.Wanted(["S1"]));
        var result = await lab.Complete(await lab.Begin(), GivenLims.Calls("S1"), "S1");
        Assert.Equal((0, "S1"), (result.Findings, Assert.Single(result.Held)));
    }

    [Fact]
    public async Task A_name_registered_later_makes_the_file_be_read_again_for_that_name_only()
    {
        await lab.Registered();
        await lab.Complete(await lab.Begin(), GivenLims.Calls("S1", "S9"), "S1", "S9");
        Assert.Equal("S9", Assert.Single(await lab.Intake.HeldNamesAsync(stop: Stop)).VcfName);
        Assert.Empty(await lab.Intake.ReleasableAsync(Stop));

        await lab.Import(ImportKind.Samples, "sample,subject,vcf_name,type,collected,received\nT9,P2,S9,,,\n");
        Assert.Single(await lab.Intake.ReleasableAsync(Stop));
        var again = await lab.Begin();
        Assert.Equal((IntakeState.Done, true), (again.Intake?.State, again.NeedsReading));
        var result = await lab.Complete(again, GivenLims.Calls("S1", "S9"), "S1", "S9");
        Assert.Equal(HotSpots, result.Findings);
        Assert.Empty(result.Held);
        Assert.Empty(await lab.Intake.ReleasableAsync(Stop));
        Assert.Equal(2 * HotSpots, await lab.Db.Findings().CountAsync(Stop));
        Assert.Equal(2, await lab.Db.Conclusions().CountAsync(Stop));
    }

    [Fact]
    public async Task A_refused_file_keeps_its_reason_and_is_tried_again_only_by_other_software()
    {
        var ticket = await lab.Begin();
        var problem = new Problem("index-damaged", new FileLocation("run.vcf.gz", 3, 70_000_000_000), "12x",
            2, 70_000_000_001);
        await lab.Refuse(ticket, problem);
        var kept = await lab.Db.VcfIntakes().AsNoTracking().SingleAsync(Stop);
        Assert.Equal(("index-damaged", problem.Place.ToString(), problem.ToString()),
            (kept.RefusalCode, kept.RefusalPlace, kept.RefusalText));
        foreach (var language in new[] { "en", "zh-CN" })
            Assert.Equal((problem.Text(new(language)), problem.Next(new(language))), kept.Refusal(new(language)));
        Assert.False((await lab.Begin()).NeedsReading);
        var newer = new IntakeService(lab.Writes, Knowledge.Biobank, "9.9");
        Assert.True((await newer.FindAsync(GivenLims.Key(), Stop)).NeedsReading);
    }

    [Fact]
    public async Task A_done_intake_cannot_be_refused_and_a_refused_one_not_completed()
    {
        await lab.Registered();
        var done = await lab.Begin();
        await lab.Complete(done, GivenLims.Calls("S1"), "S1");
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => lab.Refuse(done, new Problem("file-unfinished", default)));
        var refused = await lab.Begin("bb");
        await lab.Refuse(refused, new Problem("file-unfinished", default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => lab.Complete(refused, GivenLims.Calls("S1"), "S1"));
    }

    [Fact]
    public async Task A_row_of_an_unknown_sample_stops_the_file()
    {
        await lab.Registered();
        var ticket = await lab.Begin();
        await Assert.ThrowsAsync<ArgumentException>(() => lab.Complete(ticket, GivenLims.Calls("S2"), "S1"));
        lab.Reopen();
        Assert.Equal(0, await lab.Db.Findings().CountAsync(Stop));
    }

    [Fact]
    public async Task Assays_imported_after_the_file_issue_a_new_version_and_leave_the_old_one()
    {
        await lab.Registered();
        await lab.Complete(await lab.Begin(), GivenLims.Calls("S1", "S2"), "S1", "S2");
        var first = await lab.Db.Conclusions().AsNoTracking().FirstAsync(c => c.SubjectId == 1, Stop);
        await lab.Import(ImportKind.Assays, Assays + "A1,S1,PC,chromogenic,50,U/dL,2026-03-01T08:00Z,none\n");
        await lab.Import(ImportKind.Assays, Assays + "A1,S1,PC,chromogenic,50,U/dL,2026-03-01T08:00Z,none\n");

        var versions =
            await lab.Db.Conclusions().AsNoTracking().Where(c => c.SubjectId == 1).OrderBy(c => c.Version)
            .ToListAsync(Stop);
        Assert.Equal([1, 2], versions.Select(c => c.Version));
        Assert.Equal(["vcf-read", "assays-imported"], versions.Select(c => c.Reason));
        Assert.Equal(versions[0].Id, versions[1].SupersedesId);
        Assert.Equal(first.Statements, versions[0].Statements);
        Assert.Equal("A1", versions[1].AssayIds);
        Assert.Equal("to-be-repeated", versions[1].Headline);
        Assert.Single(await lab.Db.Conclusions().Where(c => c.SubjectId == 2).ToListAsync(Stop));
        Assert.Single(await lab.Db.RegistryEntries().Where(r => r.SubjectId == 1).ToListAsync(Stop));
    }

    [Fact]
    public async Task A_conclusion_carries_its_provenance_and_its_statements_come_back()
    {
        await lab.Registered();
        await lab.Complete(await lab.Begin(), GivenLims.Calls("S1"), "S1");
        var c = await lab.Db.Conclusions().SingleAsync(Stop);
        Assert.Equal(
            (Knowledge.Panel.Id, Knowledge.Panel.Version, Knowledge.Rules.Id, Knowledge.Rules.Version,
                Knowledge.Cases.RulesSha256, "GRCh38", "aa", "", GivenLims.Software),
            (c.PanelId, c.PanelVersion, c.RulesId, c.RulesVersion, c.RulesSha256, c.Build, c.VcfSha256, c.AssayIds,
                c.SoftwareVersion));
        Assert.Equal(GivenLims.Now, c.Issued.At);
        Assert.Equal(c.Headline, CaseAnalysis.StatementsOf(c)[0].Code);
    }

    [Fact]
    public async Task What_was_issued_cannot_be_changed_or_deleted()
    {
        await lab.Registered();
        await lab.Complete(await lab.Begin(), GivenLims.Calls("S1"), "S1");
        foreach (var sql in new[] { "UPDATE Conclusions SET Reason = 'x'", "DELETE FROM Conclusions",
            "UPDATE Findings SET Copies = 2", "DELETE FROM RegistryEntries" })
            await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(
                () => lab.Db.Database.ExecuteSqlRawAsync(sql, Stop));
    }

    [Fact]
    public async Task Ten_thousand_rows_are_written_without_change_tracking()
    {
        await lab.Registered();
        var calls = Enumerable.Range(1, 10_000)
            .Select(i =>
            new SampleCall("S1",
            new PanelCall
            {
                Build = "GRCh38",
                Gene = "THBD",
                Chrom = "20",
                Pos = i,
                Ref = "A",
                Alt = "C",
                Status = CallStatus.Called,
                Copies = 1,
                Class = "benign"
            }));
        Assert.Equal(10_000, (await lab.Complete(await lab.Begin(), calls, "S1")).Findings);
        Assert.Empty(lab.Db.ChangeTracker.Entries());
    }

    [Fact]
    public async Task A_name_whose_person_has_not_agreed_is_held_and_read_once_the_form_is_recorded()
    {
        await lab.Import(ImportKind.Subjects,
            "subject,site,group,sex,birth_year\nP1,WH,case,F,1980\nP2,WH,case,F,1980\n");
        await lab.Consent("P1", "P2");
        await lab.Import(ImportKind.Samples, "sample,subject,vcf_name,type,collected,received\nS1,P1,,,,\nS2,P2,,,,\n");
        var person = await lab.Db.Subjects().SingleAsync(s => s.Code == "P2", Stop);
        await lab.Subjects.WithdrawAsync(person.PublicId, null, Stop);

        var result = await lab.Complete(await lab.Begin(), GivenLims.Calls("S1", "S2"), "S1", "S2");
        Assert.Equal(["S1"], result.Finished);
        Assert.Equal(["S2"], result.Held);
        Assert.Equal(HotSpots, result.Findings);
        Assert.Equal(["P1"], await Persons());
        Assert.Empty(await lab.Intake.ReleasableAsync(Stop));
        Assert.False((await lab.Begin()).NeedsReading);

        // A form that covers something else changes nothing.
        await lab.Subjects.ConsentAsync(person.PublicId, "2.0", ConsentScopes.Storage,
            GivenLims.Now.AddSeconds(1), Stop);
        Assert.Empty(await lab.Intake.ReleasableAsync(Stop));
        await lab.Subjects.ConsentAsync(person.PublicId, "2.0", ConsentScopes.Diagnosis,
            GivenLims.Now.AddSeconds(2), Stop);
        Assert.Single(await lab.Intake.ReleasableAsync(Stop));
        Assert.Empty((await lab.Complete(await lab.Begin(), GivenLims.Calls("S1", "S2"), "S1", "S2")).Held);
        Assert.Equal(["P1", "P2"], await Persons());

        async Task<List<string>> Persons() =>
            await (from c in lab.Db.Conclusions()
                   join s in lab.Db.Subjects() on c.SubjectId equals s.Id
                   orderby s.Code
                   select s.Code).ToListAsync(Stop);
    }

    [Theory]
    [InlineData(ConsentScopes.Diagnosis, true, false),
        InlineData(ConsentScopes.Research | ConsentScopes.Registry, false, true),
        InlineData(ConsentScopes.Research, false, false)]
    [InlineData(ConsentScopes.Diagnosis | ConsentScopes.Registry, true, true)]
    public async Task What_is_issued_is_what_the_person_agreed_to(ConsentScopes scopes, bool forReport, bool registered)
    {
        var subject = await lab.Consented("P1", scopes: scopes);
        await lab.Import(ImportKind.Samples, "sample,subject,vcf_name,type,collected,received\nS1,P1,,,,\n");
        await lab.Complete(await lab.Begin(), GivenLims.Calls("S1"), "S1");
        Assert.Equal(forReport, (await lab.Db.Conclusions().SingleAsync(Stop)).ForReport);
        Assert.Equal(registered, await lab.Db.RegistryEntries().AnyAsync(Stop));
        Assert.Equal((forReport ? 1 : 0, registered ? 1 : 0),
            await StatusCounts.OfAsync(lab.Db, Stop) is var counts ? (counts.Conclusions, counts.RegistryEntries)
                : default);

        // Agreeing to more issues what is newly allowed, once.
        await lab.Subjects.ConsentAsync(subject.PublicId, "2.0", ConsentScopes.Diagnosis | ConsentScopes.Registry,
            GivenLims.Now, Stop);
        await lab.Subjects.ConsentAsync(subject.PublicId, "2.1", ConsentScopes.Diagnosis | ConsentScopes.Registry,
            GivenLims.Now.AddSeconds(1), Stop);
        Assert.Equal((forReport ? 1 : 2, true),
            (await lab.Db.Conclusions().CountAsync(Stop),
                await lab.Db.Conclusions().OrderBy(c => c.Version).Select(c => c.ForReport).LastAsync(Stop)));
        Assert.Equal(1, await lab.Db.RegistryEntries().CountAsync(Stop));
    }

    [Fact]
    public async Task After_a_withdrawal_nothing_new_is_issued_and_what_was_issued_stays()
    {
        var subject = await lab.Consented("P1");
        await lab.Import(ImportKind.Samples, "sample,subject,vcf_name,type,collected,received\nS1,P1,,,,\n");
        await lab.Import(ImportKind.Assays, Assays + "A1,S1,PC,chromogenic,101,U/dL,2026-01-02T08:00Z,none\n");
        await lab.Subjects.WithdrawAsync(subject.PublicId, null, Stop);
        Assert.Equal(["S1"], (await lab.Complete(await lab.Begin(), GivenLims.Calls("S1"), "S1")).Held);
        var report =
            await lab.Import(ImportKind.Assays, Assays + "A2,S1,PC,chromogenic,40,U/dL,2026-03-02T08:00Z,none\n");
        Assert.Equal("consent-withdrawn", Assert.Single(report.Rows[0].Problems).Code);
        Assert.Equal((1, 1, 0),
            (await lab.Db.Conclusions().CountAsync(Stop), await lab.Db.RegistryEntries().CountAsync(Stop),
                await lab.Db.Findings().CountAsync(Stop)));
    }
}
