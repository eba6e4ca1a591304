using Thrombophilia.Lims.Kernel;
using Thrombophilia.Variants.Calling.Rows;
using Xunit;

namespace Thrombophilia.Lims.Tests.Registry.Forms;

public sealed class RegistryFormTests
{
    static string Code(Case person, string column) =>
        Knowledge.Cases.Analyse(person.Evidence).Row!.Codes.First(c => c.Key == column).Value;

    [Fact]
    public void Proven_positions_are_coded_0_and_genes_and_the_unresolved_insertion_stay_empty() =>
        Assert.Equal(["0", "0", "0", "", "", ""],
        Knowledge.Cases.Analyse(new Case().Evidence).Row!.Codes.Select(c => c.Value));

    [Theory]
    [InlineData("PROC-R189W", 1, "proc_c565", "1"), InlineData("PROC-R189W", 2, "proc_c565", "2"),
        InlineData("PROC-R189W", 1, "proc_mutation", "1")]
    [InlineData("PROC-K193del", 1, "proc_c574_576del", "1"), InlineData("THBD-151", 2, "thbd_c_151", "2"),
        InlineData("SERPINC1-L131F", 1, "serpinc1_mutation", "1")]
    public void Copies_become_the_code(string hotSpot, int copies, string column, string code) =>
    Assert.Equal(code, Code(new Case().Carrying(hotSpot, copies), column));

    [Theory]
    [InlineData(CallStatus.NotCovered), InlineData(CallStatus.NoCall), InlineData(CallStatus.Filtered),
        InlineData(CallStatus.LowQuality)]
    [InlineData(CallStatus.MosaicOrAmbiguous), InlineData(CallStatus.ReferenceMismatch),
        InlineData(CallStatus.AssumedReference)]
    public void Without_proof_the_code_is_empty(CallStatus status) =>
    Assert.Equal("", Code(new Case().With("PROC-R189W", status), "proc_c565"));

    [Fact]
    public void Another_allele_two_variants_a_donor_and_a_contradiction_are_coded_by_a_person()
    {
        Assert.Equal("", Code(new Case().With("PROC-R189W", CallStatus.Called, 0, "other-allele"), "proc_c565"));
        Assert.Equal("", Code(new Case().Carrying("PROC-R189W").Carrying("PROC-K193del"), "proc_mutation"));
        Assert.Equal("",
            Code(new Case().Carrying("PROC-R189W").Assay("PC", "chromogenic", 50, 0, ["hsct"]), "proc_c565"));
        Assert.Equal("", Code(new Case().Also("S2", Case.Call("THBD-151", CallStatus.Called, 1)), "proc_c565"));
    }

    [Fact]
    public void A_relative_has_no_row() =>
        Assert.Null(
        Knowledge.Cases.Analyse((new Case() with { Subject = new(SubjectGroup.Relative, Sex.F, 1980) }).Evidence).Row);
}
