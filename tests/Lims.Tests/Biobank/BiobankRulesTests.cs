using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Kernel;
using Xunit;

namespace Thrombophilia.Lims.Tests.Biobank;

public sealed class BiobankRulesTests
{
    static BiobankRules Rules => Knowledge.Biobank;


    [Fact]
    public void Every_assay_that_is_interpreted_has_its_tube() =>
        Assert.Empty(Knowledge.Cases.Clinical.Assays
            .Where(a => Knowledge.Cases.Clinical.Cases.Genes.Any(g => g.Analyte == a.Analyte))
            .Select(a => $"{a.Analyte}/{a.Method}").Except(Rules.Uses.Select(u => u.Id)));

    [Fact]
    public void A_clotting_assay_is_done_from_citrate_plasma_alone() =>
        Assert.All(Rules.Uses.Where(u => u.Id.EndsWith("/clotting", StringComparison.Ordinal)), use =>
        {
            Assert.Null(Rules.Blocks(use.Id, "citrate-plasma", 0, Transplant.None));
            Assert.All(Rules.SampleTypes.Where(t => t.Id != "citrate-plasma"),
                type => Assert.Equal("wrong-tube-type", Rules.Blocks(use.Id, type.Id, 0, Transplant.None)?.Code));
        });

    [Fact]
    public void Protein_S_is_measured_after_one_thaw_and_not_after_two()
    {
        Assert.Null(Rules.Blocks("PS/clotting", "citrate-plasma", 1, Transplant.None));
        Assert.Equal("thawed-too-often", Rules.Blocks("PS/clotting", "citrate-plasma", 2, Transplant.None)?.Code);
    }

    [Fact]
    public void After_a_transplant_of_stem_cells_the_genes_of_blood_are_not_read()
    {
        Assert.Equal("dna-is-donors", Rules.Blocks("genotyping", "dna", 0, Transplant.StemCells)?.Code);
        Assert.Null(Rules.Blocks("genotyping", "dna", 0, Transplant.Liver));
    }

    [Fact]
    public void A_step_is_allowed_by_any_of_its_scopes() =>
        Assert.All(Enum.GetValues<ConsentStep>(), step =>
        {
            var subject = new Subject("P1", "WH", SubjectGroup.Case, Sex.F, 1980);
            foreach (var scope in Enum.GetValues<ConsentScopes>())
            {
                var consent = new Consent(1, "1.0", scope, GivenLims.Now, "a", GivenLims.Now);
                Assert.Equal((Rules.Needs(step) & scope) != 0,
                    ConsentCheck.Forbids(Rules, step, subject, consent) is null);
                consent.Withdraw(GivenLims.Now, "a", null);
                Assert.Equal("consent-withdrawn", ConsentCheck.Forbids(Rules, step, subject, consent)?.Code);
            }
            Assert.Equal("consent-not-recorded", ConsentCheck.Forbids(Rules, step, subject, null)?.Code);
        });
}
