using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Clinic.Evidence;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Variants.Acmg;
using Thrombophilia.Variants.Calling.Rows;
using Xunit;

namespace Thrombophilia.Lims.Tests;

public sealed class EvidenceQueriesTests : IDisposable
{
    // A missense variant of SERPINC1 that is no hot spot, and factor V Leiden, on GRCh38.
    const string Missense = "1 173914725 . C T 99 PASS MQ=60 GT:AD:DP:GQ", Leiden = "1 169549811 rs6025 C T 99 PASS MQ=60 GT:AD:DP:GQ",
        Name = "SERPINC1 NM_000488.4:c.236G>A", Carried = "0/1:20,18:38:99", Normal = "0/0:40,0:40:99", Twice = "1/1:0,39:39:99";

    readonly GivenLims lab = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    [Fact]
    public async Task What_somebody_has_to_judge_stands_first_and_what_is_proven_normal_is_no_variant()
    {
        var one = await lab.PersonAsync("P1", "WH", "S1");
        await lab.FileAsync(GivenFiles.Vcf("GRCh38", "S1", $"{Leiden} {Carried}", $"{Missense} {Carried}"));
        var found = await FindAsync(one);
        Assert.Equal([(Name, EvidenceRank.ToJudge), ("F5-Leiden", EvidenceRank.RiskAllele)], found.Variants.Select(v => (v.Key, v.Rank)));
        var missense = found.Variants[0];
        Assert.Equal((1, 38, 99d, "PASS", "missense_variant"), (missense.Copies, missense.Main.Call.Depth,
            missense.Main.Call.GenotypeQuality, missense.Main.Call.Filter, missense.Main.Call.Consequence));
        Assert.Equal(("S1", "run.vcf", "GRCh38"), (missense.Main.Sample, missense.Main.File.Name, missense.Main.File.Build));
    }

    [Fact]
    public async Task Every_criterion_is_told_with_what_is_missing_and_what_is_not_met()
    {
        var one = await lab.PersonAsync("P1", "WH", "S1");
        await lab.FileAsync(GivenFiles.Vcf("GRCh38", "S1", $"{Missense} {Carried}"));
        var reading = (await FindAsync(one)).Variants[0].Main;
        var told = Queries.ClassOf(reading);
        Assert.Equal(reading.Call.Class, told.Class);
        Assert.Equal(told.Stored!.Met.Select(c => c.Code).Order(),
            told.Criteria!.Where(c => c.State == CriterionState.Met).Select(c => c.Code).Order());
        Assert.Equal(told.Stored.Open.Select(c => (c.Code, (string?)c.Missing)).Order(),
            told.Criteria!.Where(c => c.State == CriterionState.NotEvaluated).Select(c => (c.Code, c.Missing)).Order());
        Assert.Contains(told.Criteria!, c => c.State == CriterionState.NotMet);
        // Other rules gave another text: what was not met then cannot be told today.
        var older = Queries.ClassOf(reading with
        {
            Call = reading.Call with { Criteria = "PM2_Supporting;PS4?rule;@serpinc1-clingen@0.0.1" },
        });
        Assert.Null(older.Criteria);
        Assert.Equal("Supporting", Assert.Single(older.Stored!.Met).Strength);
    }

    [Fact]
    public async Task A_frequency_is_told_where_a_table_has_the_allele_and_nothing_where_none_has()
    {
        var one = await lab.PersonAsync("P1", "WH", "S1");
        await lab.FileAsync(GivenFiles.Vcf("GRCh38", "S1", $"1 169540147 . A G 99 PASS . GT:AD:DP:GQ {Carried}", $"{Missense} {Carried}"));
        var found = (await FindAsync(one)).Variants.ToDictionary(v => v.Main.Call.Gene);
        Assert.Equal(new TableFrequency("1000g-f5-1.0.0", "faf_popmax", 0.000352541), Assert.Single(Queries.FrequenciesOf(found["F5"])));
        Assert.Empty(Queries.FrequenciesOf(found["SERPINC1"]));
    }

    [Fact]
    public async Task Two_files_that_disagree_are_told_and_prove_nothing_together()
    {
        var one = await lab.PersonAsync("P1", "WH", "S1", "S2", "S3");
        await lab.FileAsync(GivenFiles.Vcf("GRCh38", "S1", $"{Missense} {Carried}"), "one.vcf");
        await lab.FileAsync(GivenFiles.Vcf("GRCh38", "S2", $"{Missense} {Twice}"), "two.vcf");
        await lab.FileAsync(GivenFiles.Vcf("GRCh38", "S3", $"{Leiden} {Normal}"), "three.vcf");
        var variant = Assert.Single((await FindAsync(one)).Variants);
        Assert.Equal((null, true), (variant.Copies, variant.IsContradicted));
        Assert.Equal(["copies"], variant.Differences);
        Assert.Equal(["one.vcf", "two.vcf"], variant.Readings.Select(r => r.File.Name).Order());
        // A file that does not cover a hot spot contradicts nobody.
        await lab.PersonAsync("P2", "WH", "S4", "S5");
        await lab.FileAsync(GivenFiles.Vcf("GRCh38", "S4", $"{Leiden} {Carried}"));
        await lab.FileAsync(GivenFiles.Vcf("GRCh38", "S5", $"{Missense} {Carried}"));
        Assert.Empty((await FindAsync(await PersonAsync("P2"))).Variants.Single(v => v.Key == "F5-Leiden").Differences);
        // The third file has no row of it, which proves nothing.
        Assert.Equal("three.vcf", Assert.Single(variant.Silent).File.Name);
    }

    [Fact]
    public async Task A_contradicted_hot_spot_comes_first()
    {
        var one = await lab.PersonAsync("P1", "WH", "S1", "S2");
        await lab.FileAsync(GivenFiles.Vcf("GRCh38", "S1", $"{Leiden} {Carried}"));
        await lab.FileAsync(GivenFiles.Vcf("GRCh38", "S2", $"{Leiden} {Normal}"));
        var found = await FindAsync(one);
        Assert.Equal((EvidenceRank.ToJudge, true), (found.Variants[0].Rank, found.Variants[0].IsContradicted));
        Assert.Equal(SiteProof.Contradicted, Spot(found, "F5-Leiden").Proof);
    }

    [Fact]
    public async Task On_a_build_that_carries_Leiden_the_genotype_counts_the_risk_allele_and_silence_proves_nothing()
    {
        var one = await lab.PersonAsync("P1", "WH", "S1");
        var two = await lab.PersonAsync("P2", "WH", "S2");
        await lab.FileAsync(GivenFiles.Vcf("GRCh37", "S1", "1 169519049 rs6025 T C 99 PASS MQ=60 GT:AD:DP:GQ 0/1:20,18:38:99"));
        await lab.FileAsync(GivenFiles.Vcf("GRCh37", "S2", "1 173883863 . C T 99 PASS MQ=60 GT:AD:DP:GQ 0/1:20,18:38:99"));
        var found = await FindAsync(one);
        var leiden = Assert.Single(found.Variants);
        Assert.Equal(("F5-Leiden", 1, EvidenceRank.RiskAllele), (leiden.Key, leiden.Copies, leiden.Rank));
        Assert.Equal([("GRCh37", "1-169519049-T", "NC_000001.10:g.169519049T="),
            ("GRCh38", "1-169549811-C-T", "NC_000001.11:g.169549811C>T")],
            Queries.AddressesOf(leiden).Select(a => (a.Build, a.Place, a.Genomic!)));
        Assert.Contains("R506Q", Queries.OlderNamesOf(leiden));
        var other = await FindAsync(two);
        Assert.DoesNotContain(other.Variants, v => v.Key == "F5-Leiden");
        Assert.Equal(SiteProof.NotCovered, Spot(other, "F5-Leiden").Proof);
    }

    [Fact]
    public async Task The_loss_of_a_whole_gene_is_one_of_the_variants_to_look_at()
    {
        var one = await lab.PersonAsync("P1", "WH", "S1");
        await lab.FileAsync(GivenFiles.Vcf("GRCh38", "S1", "3 93800000 . A <DEL> 99 PASS SVTYPE=DEL;END=94100000 GT:GQ 0/1:99"));
        var lost = (await FindAsync(one)).Variants.Single(v => v.Main.Call.Alt == "<DEL>");
        Assert.Contains(lost.Rank, (EvidenceRank[])[EvidenceRank.ToJudge, EvidenceRank.Pathogenic]);
        Assert.Equal("transcript_ablation", lost.Main.Call.Consequence);
        Assert.All(Queries.AddressesOf(lost), a => Assert.Null(a.Genomic));
        // Its rules are asked for bases alone: what is stored is told.
        Assert.Null(Queries.ClassOf(lost.Main).Criteria);
    }

    [Fact]
    public async Task Without_a_file_nothing_is_covered_and_without_consent_nothing_is_told()
    {
        var one = await lab.PersonAsync("P1", "WH", "S1");
        var found = await FindAsync(one);
        Assert.Empty(found.Variants);
        Assert.NotEmpty(found.Coverage.SelectMany(g => g.Spots));
        Assert.All(found.Coverage.SelectMany(g => g.Spots), s => Assert.Equal((SiteProof.NotCovered, null), (s.Proof, s.Copies)));
        Assert.All(found.Coverage.SelectMany(g => g.Exons), e => Assert.Equal((null, false), (e.Gaps, e.IsProven)));
        await lab.FileAsync(GivenFiles.Vcf("GRCh38", "S1", $"{Leiden} {Carried}"));
        await lab.Subjects.ConsentAsync(one.PublicId, "2.0", ConsentScopes.Recontact, GivenLims.Now.AddHours(-1), Stop);
        found = await FindAsync(one);
        Assert.False(found.IsAllowed);
        Assert.Empty(found.Variants);
        Assert.Empty(found.Courses);
    }

    [Fact]
    public async Task A_record_below_the_limits_proves_nothing_and_says_why()
    {
        var one = await lab.PersonAsync("P1", "WH", "S1");
        await lab.FileAsync(GivenFiles.Vcf("GRCh38", "S1", $"{Leiden} 0/1:2,2:4:30"));
        var found = await FindAsync(one);
        var leiden = Assert.Single(found.Variants);
        Assert.Equal((EvidenceRank.NotProven, null), (leiden.Rank, leiden.Copies));
        Assert.Equal((SiteProof.NotProven, CallStatus.LowQuality, 4),
            (Spot(found, "F5-Leiden").Proof, Spot(found, "F5-Leiden").Status!.Value, Spot(found, "F5-Leiden").Depth!.Value));
        Assert.Contains(found.Coverage.First(g => g.Gene == "F5").Open, s => s.Id == "F5-Leiden");
    }

    [Fact]
    public async Task Values_over_time_have_their_own_interval_the_state_at_the_draw_and_why_they_are_not_read()
    {
        var one = await lab.PersonAsync("P1", "WH", "S1", "S2", "S3");
        await lab.ValueAsync("A2", "S2", 58, "2026-03-02T08:00Z", "acute-thrombosis");
        await lab.ValueAsync("A1", "S1", 60, "2026-01-02T08:00Z", "none");
        await lab.ValueAsync("A3", "S3", 62, "", "");
        var course = Assert.Single((await FindAsync(one)).Courses);
        Assert.Equal(["A1", "A2", "A3"], course.Points.Select(p => p.Result.Code));
        Assert.Equal([(true, true), (false, false), (false, false)], course.Points.Select(p => (p.IsClean, p.IsRead)));
        Assert.Equal([null, Unread.State, Unread.StatesNotRecorded], course.Points.Select(p => p.Reading!.Why));
        Assert.NotNull(course.Points[0].Result.IntervalLow);
        // What was retracted is no point of the course.
        await new AssayService(lab.Writes, Knowledge.Cases.Clinical, new AssayCheck(Knowledge.Cases.Clinical, Knowledge.Biobank))
            .RetractAsync("A1", "mixed up", Stop);
        Assert.Equal(["A2", "A3"], Assert.Single((await FindAsync(one)).Courses).Points.Select(p => p.Result.Code));
    }

    [Fact]
    public async Task Relatives_are_told_as_far_as_the_user_may_see_them()
    {
        var one = await lab.PersonAsync("P1", "WH", "S1");
        foreach (var (code, site, cell) in new[] { ("P2", "WH", Normal), ("P3", "WH", Twice), ("P4", "BJ", Carried) })
        {
            await lab.PersonAsync(code, site, $"{code}-S");
            await lab.FileAsync(GivenFiles.Vcf("GRCh38", $"{code}-S", $"{Leiden} {cell}"));
        }
        await lab.PersonAsync("P5", "WH");
        var gone = await lab.PersonAsync("P6", "WH", "P6-S");
        await lab.FileAsync(GivenFiles.Vcf("GRCh38", "P6-S", $"{Leiden} {Carried}", $"{Missense} {Carried}"));
        await lab.Subjects.ConsentAsync(gone.PublicId, "2.0", ConsentScopes.Recontact, GivenLims.Now.AddHours(-1), Stop);
        await lab.FileAsync(GivenFiles.Vcf("GRCh38", "S1", $"{Leiden} {Carried}", $"{Missense} {Carried}"));
        var family = await lab.Families.RegisterAsync("F1", "WH", Stop);
        await lab.Families.AddAsync(family.PublicId, new MemberEntry("I-1", Sex.F, true, false), Stop);
        foreach (var code in new[] { "P1", "P2", "P3", "P4", "P5", "P6" })
            await lab.Families.AddAsync(family.PublicId, new MemberEntry($"II-{code}", Sex.F, code is "P1" or "P3", false,
                Mother: "I-1", Subject: code == "P4" ? null : code), Stop);
        // Nobody can enter a person of another site; whoever came there in another way is not told of all the same.
        await lab.Writes.RunAsync(async step => (await lab.Db.FamilyMembers().SingleAsync(m => m.Label == "II-P4", Stop))
            .Identify(await lab.Db.Subjects().SingleAsync(s => s.Code == "P4", Stop)), Stop);
        lab.As("berta", "WH");
        var found = await FindAsync(one);
        var leiden = (await Queries.FamilyAsync(found.Subject, found.Variants.Single(v => v.Key == "F5-Leiden"), Stop))!;
        Assert.Equal(
            [
                ("I-1", CarrierState.NotRegistered, null), ("II-P1", CarrierState.Carried, 1), ("II-P2", CarrierState.Absent, null),
                ("II-P3", CarrierState.Carried, 2), ("II-P4", CarrierState.Unseen, null), ("II-P5", CarrierState.NotTested, null),
                ("II-P6", CarrierState.NoConsent, (int?)null),
            ],
            leiden.Members.Select(m => (m.Member.Label, m.Status.State, m.Status.Copies)));
        Assert.Equal(["II-P1"], leiden.Members.Where(m => m.IsIndex).Select(m => m.Member.Label));
        Assert.Null(leiden.Members.Single(m => m.Member.Label == "II-P4").Name);
        Assert.Equal(((2, 0, 1), (0, 1, 3)), (leiden.Counted(true), leiden.Counted(false)));
        // Of a variant that is no hot spot a file has rows of carriers alone.
        var missense = (await Queries.FamilyAsync(found.Subject, found.Variants.Single(v => v.Key == Name), Stop))!;
        Assert.Equal(CarrierState.NotReported, missense.Members.Single(m => m.Member.Label == "II-P2").Status.State);
    }

    [Fact]
    public async Task Other_carriers_are_counted_over_all_sites_and_named_at_the_own_ones_only()
    {
        foreach (var (code, site) in new[] { ("P1", "WH"), ("P2", "WH"), ("P3", "BJ"), ("P4", "WH"), ("P5", "WH") })
        {
            await lab.PersonAsync(code, site, $"{code}-S");
            await lab.FileAsync(GivenFiles.Vcf(code == "P2" ? "GRCh37" : "GRCh38", $"{code}-S",
                code == "P2" ? $"1 173883863 . C T 99 PASS MQ=60 GT:AD:DP:GQ {Twice}"
                : code == "P5" ? $"{Leiden} {Carried}" : $"{Missense} {Carried}"), $"{code}.vcf");
        }
        var gone = await PersonAsync("P4");
        await lab.Subjects.ConsentAsync(gone.PublicId, "2.0", ConsentScopes.Recontact, GivenLims.Now.AddHours(-1), Stop);
        lab.As("berta", "WH");
        var found = await FindAsync(await PersonAsync("P1"));
        var others = await Queries.OthersAsync(found.Subject, found.Variants[0], Stop);
        var named = Assert.Single(others.Named);
        Assert.Equal(("P2", 2, 1), (named.Name.Code, named.Copies, named.Classes.Count));
        Assert.Equal(found.Variants[0].Class, named.Classes[0].Class);
        Assert.StartsWith("serpinc1-", named.Classes[0].Rules, StringComparison.Ordinal);
        Assert.Equal((1, 1, false), (others.Elsewhere, others.WithoutConsent, others.IsMore));
        Assert.Equal((found.Variants[0].Class, 1), Assert.Single(others.ClassesElsewhere));
    }

    [Fact]
    public async Task A_person_of_another_site_is_not_there()
    {
        var one = await lab.PersonAsync("P1", "BJ", "S1");
        lab.As("berta", "WH");
        Assert.Null(await Queries.FindAsync(one.PublicId, Stop));
    }

    [Fact]
    public async Task Issued_conclusions_that_speak_of_a_variant_are_found()
    {
        var one = await lab.PersonAsync("P1", "WH", "S1", "S2");
        await lab.FileAsync(GivenFiles.Vcf("GRCh38", "S1", $"{Missense} {Carried}"));
        await lab.FileAsync(GivenFiles.Vcf("GRCh38", "S2", $"{Leiden} {Carried}"));
        var found = await FindAsync(one);
        var earlier = await Queries.ConclusionsOnAsync(found.Subject, found.Variants.Single(v => v.Key == Name), Stop);
        Assert.Equal([2, 1], earlier.Select(e => e.Version));
        Assert.Equal([2], (await Queries.ConclusionsOnAsync(found.Subject, found.Variants.Single(v => v.Key == "F5-Leiden"), Stop))
            .Select(e => e.Version));
    }

    EvidenceQueries Queries => new(lab.Db, Knowledge.Cases,
        new AssayQueries(lab.Db, Knowledge.Cases.Clinical), new FamilyQueries(lab.Db));

    async Task<SubjectEvidence> FindAsync(Subject subject) => (await Queries.FindAsync(subject.PublicId, Stop))!;

    Task<Subject> PersonAsync(string code) => lab.Db.Subjects().SingleAsync(s => s.Code == code, Stop);

    static SpotCoverage Spot(SubjectEvidence evidence, string id) => evidence.Coverage.SelectMany(g => g.Spots).Single(s => s.Id == id);
}
