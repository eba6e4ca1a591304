using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Assays;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.Conclusions;

public sealed class ConclusionRulesTests
{
    static string Released => File.ReadAllText(Path.Combine(Knowledge.Folder, "rules", ConclusionRules.FileName));

    [Theory]
    [InlineData("\"panel\": \"thrombophilia-core\"", "\"panel\": \"other\""), InlineData("\"PC/clotting\": \"T-\", ", "")]
    [InlineData("\"id\": \"vka\"", "\"id\": \"ufh\""), InlineData("\"id\": \"vka\"", "\"id\": \"none\""), InlineData("\"T-\"", "\"T*\"")]
    [InlineData("\"hotSpot\": \"PROC-K193del\"", "\"hotSpot\": \"PROC-X\""), InlineData("\"needs\": \"clotting\"", "\"needs\": \"antigen-x\"")]
    [InlineData("[\"EREPO\", \"GK\"]", "[\"NOBODY\"]"), InlineData("\"deficientBelow\": 65", "\"deficientBelov\": 65"), InlineData("\"deficientBelow\": 65, ", "")]
    [InlineData("\"sex\": \"F\"", "\"sex\": \"M\""), InlineData("\"gene\": \"PROC\"", "\"gene\": \"PROX\""), InlineData("\"confidence\": \"sourced\"", "\"confidence\": \"sure\"")]
    [InlineData("\"role\": \"screens\"", "\"role\": \"guesses\"")]
    public void A_fault_in_the_rules_is_found_when_they_are_loaded(string right, string wrong)
    {
        Assert.Contains(right, Released, StringComparison.Ordinal);
        var at = Released.IndexOf(right, StringComparison.Ordinal);
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, Released[..at] + wrong + Released[(at + right.Length)..]);
            Assert.Throws<InvalidDataException>(() => ConclusionRules.Read(Knowledge.Panel, path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_fingerprint_is_that_of_the_bytes() =>
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(Knowledge.Folder, "rules", ConclusionRules.FileName)))), Knowledge.Rules.Sha256);

    [Theory]
    [InlineData("AT", "chromogenic-xa", 79.9, Grade.Low), InlineData("AT", "chromogenic-xa", 80, Grade.Borderline), InlineData("AT", "chromogenic-xa", 89, Grade.Normal)]
    [InlineData("PC", "chromogenic", 64.9, Grade.Low), InlineData("PC", "chromogenic", 65, Grade.Borderline), InlineData("PC", "chromogenic", 74.9, Grade.Borderline), InlineData("PC", "chromogenic", 75, Grade.Normal)]
    public void Limits_are_read_at_their_edges(string analyte, string method, double value, Grade grade) =>
        Assert.Equal(grade, Knowledge.Rules.Assay(analyte, method)!.GradeOf((decimal)value, Sex.F));

    [Fact]
    public void Protein_S_is_graded_by_sex()
    {
        var free = Knowledge.Rules.Assay("PS", "free-antigen")!;
        Assert.Equal((Grade.Normal, Grade.Borderline, Grade.None), (free.GradeOf(60, Sex.F), free.GradeOf(60, Sex.M), free.GradeOf(60, Sex.Unknown)));
    }

    [Theory]
    [InlineData("U/dL", 80), InlineData("%", 80), InlineData("IU/mL", 0.8), InlineData("U/mL", 0.8)]
    public void Every_unit_is_brought_to_units_per_decilitre(string unit, double value) => Assert.Equal(80m, Knowledge.Rules.UnitsPerDecilitre((decimal)value, unit));
}
