using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Records;
using Thrombophilia.Lims.Rules;
using Xunit;

namespace Thrombophilia.Lims.Tests.Biobank;

public sealed class BiobankRulesTests
{
    static BiobankRules Rules => Knowledge.Biobank;

    static Tube OfType(string type, int thaws = 0) => new("T", 1, null, type, 500, thaws, "WH");

    [Fact]
    public void Every_assay_that_is_interpreted_has_its_tube() =>
        Assert.Empty(Knowledge.Cases.Rules.Assays.Select(a => a.Key).Except(Rules.Uses.Select(u => u.Id)));

    [Fact]
    public void A_clotting_assay_is_done_from_citrate_plasma_alone() =>
        Assert.All(Rules.Uses.Where(u => u.Id.EndsWith("/clotting", StringComparison.Ordinal)), use =>
        {
            Assert.Null(Rules.Blocks(use.Id, OfType("citrate-plasma"), Transplant.None));
            Assert.All(Rules.SampleTypes.Where(t => t.Id != "citrate-plasma"), type => Assert.Equal("wrong-tube-type", Rules.Blocks(use.Id, OfType(type.Id), Transplant.None)?.Code));
        });

    [Fact]
    public void Protein_S_is_measured_after_one_thaw_and_not_after_two()
    {
        Assert.Null(Rules.Blocks("PS/clotting", OfType("citrate-plasma", 1), Transplant.None));
        Assert.Equal("thawed-too-often", Rules.Blocks("PS/clotting", OfType("citrate-plasma", 2), Transplant.None)?.Code);
    }

    [Fact]
    public void After_a_transplant_of_stem_cells_the_genes_of_blood_are_not_read()
    {
        Assert.Equal("dna-is-donors", Rules.Blocks("genotyping", OfType("dna"), Transplant.StemCells)?.Code);
        Assert.Null(Rules.Blocks("genotyping", OfType("dna"), Transplant.Liver));
    }

    [Fact]
    public void A_step_is_allowed_by_any_of_its_scopes() =>
        Assert.All(Enum.GetValues<ConsentStep>(), step =>
        {
            var subject = new Subject("P1", "WH", SubjectGroup.Case, Sex.F, 1980);
            foreach (var scope in Enum.GetValues<ConsentScopes>())
            {
                var consent = new Consent(1, "1.0", scope, Laboratory.Now, "a", Laboratory.Now);
                Assert.Equal((Rules.Needs(step) & scope) != 0, ConsentCheck.Forbids(Rules, step, subject, consent) is null);
                consent.Withdraw(Laboratory.Now, "a", null);
                Assert.Equal("consent-withdrawn", ConsentCheck.Forbids(Rules, step, subject, consent)?.Code);
            }
            Assert.Equal("consent-not-recorded", ConsentCheck.Forbids(Rules, step, subject, null)?.Code);
        });
}
