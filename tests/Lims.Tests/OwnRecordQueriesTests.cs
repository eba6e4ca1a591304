using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.OwnRecords;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Variants.Calling.Rows;
using Xunit;

namespace Thrombophilia.Lims.Tests;

public sealed class OwnRecordQueriesTests : IDisposable
{
    const string Gene = "SERPINC1", Name = "c.236G>A", HotSpot = "SERPINC1-L131F", OfHotSpot = "c.391C>T";
    static readonly string[] Twice = ["60 2026-01-02T08:00Z none", "58 2026-03-02T08:00Z none"], Once = [Twice[0]],
        Blocked = ["60 2026-01-02T08:00Z acute-thrombosis", "58 2026-03-02T08:00Z acute-thrombosis"];

    readonly GivenLims lab = new();
    int files, assays;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    [Fact]
    public async Task Carriers_are_found_over_both_builds_as_one_variant_with_or_without_its_transcript()
    {
        await PersonAsync("P1", Twice, Carried());
        await PersonAsync("P2", Once, Carried("GRCh37", 173883863));
        var found = (await FindAsync())!;
        Assert.Equal((2, "NM_000488.4:c.236G>A", new OwnVariant(Gene, Name)), (found.Carriers, found.HgvsC, found.Variant));
        Assert.Equal(["P1"], Codes(found, "PP4"));
        Assert.Equal(["P2"], Codes(found, "PS4"));
        Assert.Equal(found.Verdict!.With!.Text, (await FindAsync("NM_000488.4:c.236G>A"))!.Verdict!.With!.Text);
    }

    [Fact]
    public async Task Two_files_of_one_person_are_one_carrier()
    {
        await PersonAsync("P1", Twice, Carried(), Carried("GRCh37", 173883863));
        var found = (await FindAsync())!;
        Assert.Equal(1, found.Carriers);
        Assert.Equal(["P1"], Codes(found, "PP4"));
        Assert.Equal([0], Of(found, "PS4").Figures);
    }

    [Fact]
    public async Task What_is_not_proven_is_not_carried()
    {
        await PersonAsync("P1", Twice, Carried() with { Status = CallStatus.Imputed, Copies = null });
        await PersonAsync("P2", Twice, Carried() with { Status = CallStatus.LowQuality, Copies = null });
        await PersonAsync("P3", Twice, Carried() with { HgvsC = "NM_000488.4:c.235C>A" });
        var found = (await FindAsync())!;
        Assert.Equal((0, (OwnVerdict?)null), (found.Carriers, found.Verdict));
    }

    [Fact]
    public async Task Blocked_and_single_values_make_no_phenotype()
    {
        await PersonAsync("P1", Blocked, Carried());
        await PersonAsync("P2", Once, Carried());
        var found = (await FindAsync())!;
        Assert.Equal([0], Of(found, "PP4").Figures);
        Assert.Equal([0.5], Of(found, "PS4").Figures);
        Assert.Equal([("P1", OwnGap.NoUsableDraw), ("P2", OwnGap.OneDraw)],
            Of(found, "PP4").NotCounted.Select(n => (n.Person.Name!.Code, n.Gap)).Order());
    }

    [Fact]
    public async Task Dna_of_a_donor_and_files_that_exclude_each_other_are_left_out()
    {
        var one = await PersonAsync("P1", Twice, Carried());
        await PersonAsync("P2", Twice, Carried());
        await lab.Subjects.DescribeAsync(one.PublicId, new(SubjectGroup.Case, Sex.F, 1980, null, Transplant.StemCells), null,
            Stop);
        await PersonAsync("P3", Twice, Carried(), Carried() with { Copies = 0, Status = CallStatus.Reference });
        var withdrawn = await PersonAsync("P4", Twice, Carried());
        await lab.Subjects.ConsentAsync(withdrawn.PublicId, "2.0", ConsentScopes.Recontact, GivenLims.Now.AddHours(-1), Stop);
        var found = (await FindAsync())!;
        Assert.Equal(1, found.Carriers);
        Assert.Equal(["P2"], Codes(found, "PP4"));
        Assert.Equal([("P1", OwnGap.DonorDna), ("P3", OwnGap.FilesContradict), ("P4", OwnGap.NoConsent)],
            found.LeftOut.Select(n => (n.Person.Name!.Code, n.Gap)).Order());
    }

    [Fact]
    public async Task Another_pathogenic_allele_of_the_gene_explains_the_value_and_the_variant_itself_does_not()
    {
        await PersonAsync("P1", Twice, Carried() with { Class = "pathogenic" });
        await PersonAsync("P2", Twice, Carried(), Carried() with { Pos = 173914726, HgvsC = "NM_000488.4:c.235C>G", Class = "pathogenic" });
        await PersonAsync("P3", Twice, Carried(), Carried() with { Pos = 173914726, HgvsC = "NM_000488.4:c.235C>G" });
        var counted = Of((await FindAsync())!, "PS4");
        Assert.Equal(["P3"], counted.Counted.Select(c => c.Person.Name!.Code));
        Assert.Equal(["P2"], counted.NotCounted.Where(n => n.Gap == OwnGap.OtherCause).Select(n => n.Person.Name!.Code));
    }

    [Theory]
    [InlineData("at", OwnWhy.LowOnceWithHistory)]
    [InlineData("pc", OwnWhy.LowOnce)]
    [InlineData("none", OwnWhy.LowOnce)]
    public async Task The_clinical_picture_tells_of_the_family(string defect, OwnWhy why)
    {
        var person = await PersonAsync("P1", Once, Carried());
        await new PictureService(lab.Writes, Knowledge.Cases.Clinical).RecordAsync(person.PublicId, [new("family_defect", defect)],
            new DateOnly(2026, 6, 1), FactOrigin.Patient, Stop);
        Assert.Equal(why, Assert.Single(Of((await FindAsync())!, "PS4").Counted).Why);
    }

    [Fact]
    public async Task A_person_of_another_site_is_counted_and_not_named()
    {
        await PersonAsync("P1", Twice, Carried());
        await PersonAsync("P2", Twice, "BJ", SubjectGroup.Case, Carried());
        await PersonAsync("P3", Once, "BJ", SubjectGroup.Case, Carried());
        var all = (await FindAsync())!;
        Assert.All(Persons(all), p => Assert.NotNull(p.Name));

        lab.As("berta", "WH");
        var own = (await FindAsync())!;
        Assert.Equal(all.Verdict!.With!.Text, own.Verdict!.With!.Text);
        Assert.Equal(Of(all, "PS4").Figures, Of(own, "PS4").Figures);
        Assert.Equal(["P1"], Persons(own).Select(p => p.Name?.Code).OfType<string>().Distinct());
        lab.As("carl", "BJ");
        Assert.Equal(["P2", "P3"], Persons((await FindAsync())!).Select(p => p.Name?.Code).OfType<string>().Distinct().Order());
    }

    [Fact]
    public async Task Families_are_joined_by_their_pedigrees_and_a_hot_spot_proves_who_does_not_carry_it()
    {
        await PersonAsync("P1", Twice, Spot(1));
        await PersonAsync("P2", Twice, Spot(1));
        await PersonAsync("P3", Twice, Spot(0));
        await PersonAsync("P4", Twice, Spot(null));
        await FamilyAsync("F1", "P1", "P2");
        var found = (await FindAsync(OfHotSpot))!;
        Assert.Equal([1, 1], Of(found, "PP1").Figures);
        Assert.Equal(["P1", "P2"], Codes(found, "PP1"));
        // One family: one proband, whom the phenotype takes.
        Assert.Equal([1], Of(found, "PP4").Figures);
        Assert.Equal(0, Of(found, "PS4").Figures[0]);

        var family = await lab.Db.Families().SingleAsync(Stop);
        await ChildAsync(family, "P3");
        found = (await FindAsync(OfHotSpot))!;
        Assert.Equal([0, 0], Of(found, "PP1").Figures);
        Assert.Equal([1, 1], Of(found, "BS4").Figures);
        Assert.Equal(["P3"], Codes(found, "BS4"));
        await ChildAsync(family, "P4");
        found = (await FindAsync(OfHotSpot))!;
        Assert.Contains(Of(found, "BS4").NotCounted, n => n.Person.Name!.Code == "P4" && n.Gap == OwnGap.NotExamined);
    }

    [Fact]
    public async Task No_row_of_another_variant_proves_who_does_not_carry_it()
    {
        await PersonAsync("P1", Twice, Carried());
        await PersonAsync("P2", Twice);
        await FamilyAsync("F1", "P1", "P2");
        var found = (await FindAsync())!;
        Assert.Equal([0, 0], Of(found, "BS4").Figures);
        Assert.Contains(Of(found, "BS4").NotCounted, n => n.Person.Name!.Code == "P2" && n.Gap == OwnGap.NotExamined);
    }

    [Fact]
    public async Task Nothing_that_was_issued_changes()
    {
        await PersonAsync("P1", Twice, Carried());
        var before = await lab.Db.Conclusions().AsNoTracking().Select(c => c.ContentSha256).ToListAsync(Stop);
        var found = (await FindAsync())!;
        Assert.NotEqual(found.Verdict!.Without!.Text, found.Verdict.With!.Text);
        Assert.NotEmpty(before);
        Assert.Equal(before, await lab.Db.Conclusions().AsNoTracking().Select(c => c.ContentSha256).ToListAsync(Stop));
        Assert.All(await lab.Db.Findings().AsNoTracking().Where(f => f.HgvsC != null && f.Copies > 0).ToListAsync(Stop),
            f => Assert.Equal("uncertain", f.Class));
    }

    [Fact]
    public async Task A_carrier_of_a_variant_in_an_intron_is_found_too()
    {
        await PersonAsync("P2", Twice, Carried() with { HgvsC = "NM_000488.4:c.409-20A>G", Consequence = "intron_variant" });
        Assert.Equal(1, (await FindAsync("c.409-20A>G"))!.Carriers);
    }

    [Theory]
    [InlineData(null, Name)]
    [InlineData(Gene, null)]
    [InlineData("XYZ", Name)]
    public async Task What_names_no_variant_is_not_found(string? gene, string? name) =>
        Assert.Null(await new OwnRecordQueries(lab.Db, Knowledge.Cases).FindAsync(gene, name, Stop));

    [Fact]
    public async Task The_variants_of_a_person_are_those_for_review_and_carried_hot_spots()
    {
        var one = await PersonAsync("P1", Once, Carried(), Spot(1), Carried() with { HgvsC = null, Pos = 173914726 });
        Assert.Equal([new(Gene, Name), new(Gene, OfHotSpot)], new OwnRecordQueries(lab.Db, Knowledge.Cases).VariantsOf(one));
    }

    Task<OwnRecord?> FindAsync(string name = Name) => new OwnRecordQueries(lab.Db, Knowledge.Cases).FindAsync(Gene, name, Stop);

    static OwnCriterion Of(OwnRecord found, string code) => found.Verdict!.Criteria.Single(c => c.Count.Code == code).Count;

    static IEnumerable<string> Codes(OwnRecord found, string code) =>
        Of(found, code).Counted.Select(c => c.Person.Name!.Code).Order();

    static IEnumerable<OwnPerson> Persons(OwnRecord found) => found.Verdict!.Criteria.SelectMany(c =>
        c.Count.Counted.Select(p => p.Person).Concat(c.Count.NotCounted.Select(p => p.Person)));

    static PanelCall Carried(string build = "GRCh38", int pos = 173914725) => new()
    {
        Build = build,
        Gene = Gene,
        Transcript = "NM_000488.4",
        Chrom = "1",
        Pos = pos,
        Ref = "C",
        Alt = "T",
        HgvsC = "NM_000488.4:c.236G>A",
        Consequence = "missense_variant",
        Status = CallStatus.Called,
        Copies = 1,
        Class = "uncertain",
    };

    // The hot spot with so many copies; null for not covered.
    static PanelCall Spot(int? copies) =>
        Case.Call(HotSpot, copies is null ? CallStatus.NotCovered : copies == 0 ? CallStatus.Reference : CallStatus.Called, copies)
            with
        {
            Pos = 173914570,
            Ref = "G",
            Alt = "A",
            HgvsC = "NM_000488.4:c.391C>T",
            Consequence = "missense_variant",
            Class = "uncertain"
        };

    Task<Subject> PersonAsync(string code, string[] values, params PanelCall[] rows) =>
        PersonAsync(code, values, "WH", SubjectGroup.Case, rows);

    // A person with one sample for each value and for each row, which stands in a file of its own.
    async Task<Subject> PersonAsync(string code, string[] values, string site, SubjectGroup group, params PanelCall[] rows)
    {
        var subject = await lab.Subjects.RegisterAsync(new SubjectEntry(code, site, group, Sex.F, 1980), Stop);
        await lab.Subjects.ConsentAsync(subject.PublicId, "1.0", (ConsentScopes)63, GivenLims.Now.AddDays(-1), Stop);
        foreach (var row in rows)
        {
            var sample = $"{code}-F{++files}";
            await SampleAsync(sample, code);
            var ticket = await lab.Begin($"file{files}");
            var end = (IntakeEnd.Read)GivenLims.Read(ticket.Key,
                [.. Case.AllReference(sample).Select(f => f.Call).Where(c => !rows.Any(r => r.HotSpot == c.HotSpot))
                    .Select(c => new SampleCall(sample, c with { Build = row.Build })), new SampleCall(sample, row)], sample);
            await (await lab.Intake.WriteAsync([end with { Build = row.Build }], Stop))[0];
        }
        foreach (var value in values)
        {
            var (sample, cells) = ($"{code}-A{++assays}", value.Split(' '));
            await SampleAsync(sample, code);
            Assert.Equal(1, (await lab.Import(ImportKind.Assays, "assay_id,sample,analyte,method,value,unit,drawn,states\n"
                + $"A{assays},{sample},AT,chromogenic-xa,{cells[0]},U/dL,{cells[1]},{cells[2]}\n")).Written);
        }
        return subject;
    }

    async Task SampleAsync(string sample, string subject) => Assert.Equal(1, (await lab.Import(ImportKind.Samples,
        $"sample,subject,vcf_name,type,collected,received\n{sample},{subject},,blood,,\n")).Written);

    // Children of a mother who is not in the register.
    async Task FamilyAsync(string code, params string[] children)
    {
        var family = await lab.Families.RegisterAsync(code, "WH", Stop);
        await lab.Families.AddAsync(family.PublicId, new MemberEntry("I-1", Sex.F, null, false), Stop);
        foreach (var person in children) await ChildAsync(family, person);
    }

    Task<FamilyMember> ChildAsync(Family family, string person) => lab.Families.AddAsync(family.PublicId,
        new MemberEntry($"II-{person}", Sex.F, null, false, Mother: "I-1", Subject: person), Stop);
}
