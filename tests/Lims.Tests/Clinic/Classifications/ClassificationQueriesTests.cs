using Thrombophilia.Lims.Clinic.Classifications;
using Thrombophilia.Lims.Data;
using Thrombophilia.Variants.Acmg;
using Xunit;
using static Thrombophilia.Lims.Tests.Clinic.Classifications.GivenVariants;

namespace Thrombophilia.Lims.Tests.Clinic.Classifications;

public sealed class ClassificationQueriesTests : IDisposable
{
    readonly GivenLims lab = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    [Fact]
    public async Task The_record_is_the_same_at_every_site_and_persons_of_another_one_are_a_number()
    {
        await lab.PersonAsync("P1", "WH", Carried());
        await lab.PersonAsync("P2", "BJ", Carried());
        await lab.PersonAsync("P3", "BJ", Carried("GRCh37", 173883863));
        await lab.CertifiedAsync();
        await lab.DecidedAsync(Entry());
        foreach (var (site, named, elsewhere) in new[] { ("WH", new[] { "P1" }, 2), ("BJ", ["P2", "P3"], 1), ("HZ", [], 3) })
        {
            lab.As("anna", site);
            var found = (await lab.Queries().FindAsync(Gene, Name, Stop))!;
            Assert.Equal(named, found.Named.Select(n => n.Code));
            Assert.Equal((elsewhere, false), (found.Elsewhere, found.IsCut));
            Assert.Equal(("CL-00001@1", "mei", "bo"),
                (found.InForce!.Record.Reference, found.InForce.Record.By, found.InForce.Decision!.By));
        }
    }

    [Fact]
    public async Task What_waits_and_what_was_decided_are_listed()
    {
        await lab.PersonAsync("P1", "WH", Carried());
        await lab.CertifiedAsync();
        await lab.DecidedAsync(Entry(), ClassificationVerdict.Declined);
        await lab.DecidedAsync(Entry(1));
        lab.As("mei", "BJ");
        await lab.Service().ProposeAsync(Entry(2), Stop);
        Assert.Equal(["CL-00001@3"], (await lab.Queries().WaitingAsync(Stop)).Select(c => c.Reference));
        Assert.Equal([("CL-00001@2", ClassificationVerdict.Confirmed), ("CL-00001@1", ClassificationVerdict.Declined)],
            (await lab.Queries().ListAsync(new LeafWanted(), Stop)).Rows.Select(r => (r.Record.Reference, r.Decision!.Verdict)));
        var found = (await lab.Queries().FindAsync(Gene, Full, Stop))!;
        Assert.Equal((3, "CL-00001@3", "CL-00001@2"), (found.Newest, found.Waiting!.Reference, found.InForce!.Record.Reference));
    }

    [Fact]
    public async Task A_record_keeps_every_criterion_and_what_the_rules_said_then()
    {
        await lab.PersonAsync("P1", "WH", Carried());
        await lab.CertifiedAsync();
        var record = await lab.DecidedAsync(Entry());
        Assert.Equal(("serpinc1-clingen", "1.1.0", 64, "uncertain", "Seen in five families", "PMID 1234567"),
            (record.RulesId, record.RulesVersion, record.RulesSha256.Length, record.RulesClass, record.Reason, record.Evidence));
        Assert.StartsWith("PM1;", record.RulesCriteria, StringComparison.Ordinal);
        var judged = record.JudgedCriteria().ToDictionary(c => c.Code);
        Assert.Equal((CriterionState.Met, (Strength?)Strength.Strong, "Four unrelated probands"),
            (judged["PS4"].State, judged["PS4"].Strength, judged["PS4"].Reason));
        Assert.Equal((CriterionState.Met, null), (judged["PM1"].State, judged["PM1"].Reason));
        Assert.Equal((CriterionState.NotEvaluated, "segregation"), (judged["PP1"].State, judged["PP1"].Missing));
    }

    [Fact]
    public async Task A_preview_says_what_a_proposal_would()
    {
        await lab.PersonAsync("P1", "WH", Carried());
        await lab.CertifiedAsync();
        var offered = (await lab.Queries().FindAsync(Gene, Name, Stop))!.Criteria.Where(c => c.IsOpen).ToList();
        CriterionEntry[] typed = [.. offered.Select(c => new CriterionEntry(c.Choice.Code,
            c.Choice.Code switch
            {
                "PS4" => "Strong",
                "PP4" => "Supporting",
                _ => CriterionEntry.ChoiceOf(c.ByRules!.State, c.ByRules.Strength),
            }, "x"))];
        var preview = lab.Queries().Preview(Gene, typed)!.Class!;
        lab.As("mei");
        var record = await lab.Service().ProposeAsync(Entry(0, typed), Stop);
        Assert.Equal((record.Class, record.Points), (preview.Class.Code(), preview.Combination?.Points));
        Assert.Equal("PS4 BA1", lab.Queries().Preview(Gene, [new("PS4", "Strong"), new("BS1", "Strong")]) is { } fault
            ? $"{fault.Code} {fault.Other}" : "");
        Assert.Null(lab.Queries().Preview("XYZ", typed));
    }

    [Theory]
    [InlineData(null, Name)]
    [InlineData(Gene, null)]
    [InlineData("XYZ", Name)]
    [InlineData(Gene, "GRCh38:1:2")]
    public async Task What_names_no_variant_is_not_found(string? gene, string? name) =>
        Assert.Null(await lab.Queries().FindAsync(gene, name, Stop));

    [Fact]
    public async Task A_variant_without_a_coding_name_is_classified_by_its_place()
    {
        await lab.PersonAsync("P1", "WH", Carried() with { HgvsC = null, Class = null, Criteria = null });
        await lab.CertifiedAsync();
        const string Place = "GRCh38:1:173914725:C:T";
        await lab.DecidedAsync(Entry() with { Name = Place });
        Assert.Equal("CL-00001@1", (await lab.NewestAsync("P1")).Classifications);
        Assert.Equal(["P1"], (await lab.Queries().FindAsync(Gene, Place, Stop))!.Named.Select(n => n.Code));
    }

    [Fact]
    public async Task A_lost_exon_is_judged_from_what_its_row_says()
    {
        const string Exon = "NM_000488.4:c.(42_43)_(408_409)del";
        await lab.PersonAsync("P1", "WH", Carried() with
        {
            HgvsC = Exon,
            Ref = "C",
            Alt = "<DEL>",
            Class = "likely-pathogenic",
            Criteria = "PVS1;PM2,BA1,BS1?frequency;PP1?segregation;@serpinc1-clingen@1.1.0;@for:MONDO:0013144",
        });
        var found = (await lab.Queries().FindAsync(Gene, Exon, Stop))!;
        Assert.Equal((VariantClass.LikelyPathogenic, "PVS1"),
            (found.ByRules!.Class, string.Join(' ', found.ByRules.Criteria.Where(c => c.State == CriterionState.Met).Select(c => c.Text))));
        Assert.Equal("segregation", found.ByRules.Criteria.Single(c => c.Code == "PP1").Missing);
        await lab.CertifiedAsync();
        await lab.DecidedAsync(new(Gene, Exon, 0, [new("PP1", "Supporting", "Two sisters")], "x", null));
        Assert.Equal("CL-00001@1", (await lab.NewestAsync("P1")).Classifications);
    }
}
