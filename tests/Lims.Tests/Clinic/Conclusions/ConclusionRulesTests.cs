using System.Security.Cryptography;
using Thrombophilia.Given;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Assays;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.Conclusions;

public sealed class ConclusionRulesTests
{
    const string File = "conclusions/thrombophilia-conclusions-1.2.0.json";

    [Theory]
    [InlineData("\"panel\": \"thrombophilia-core\"", "\"panel\": \"other\""),
        InlineData("\"PC/clotting\": \"T-\", ", "")]
    [InlineData("\"id\": \"vka\"", "\"id\": \"ufh\""), InlineData("\"id\": \"vka\"", "\"id\": \"none\""),
        InlineData("\"T-\"", "\"T*\"")]
    [InlineData("\"hotSpot\": \"PROC-K193del\"", "\"hotSpot\": \"PROC-X\""),
        InlineData("\"needs\": \"clotting\"", "\"needs\": \"antigen-x\"")]
    [InlineData("[\"EREPO\", \"GK\"]", "[\"NOBODY\"]"), InlineData("\"deficientBelow\": 65", "\"deficientBelov\": 65"),
        InlineData("\"deficientBelow\": 65, ", "")]
    [InlineData("\"sex\": \"F\"", "\"sex\": \"M\""), InlineData("\"gene\": \"PROC\"", "\"gene\": \"PROX\""),
        InlineData("\"confidence\": \"sourced\"", "\"confidence\": \"sure\"")]
    [InlineData("\"role\": \"screens\"", "\"role\": \"guesses\"")]
    public void A_fault_in_the_rules_is_found_when_they_are_loaded(string right, string wrong)
    {
        using var given = new GivenKnowledge();
        var released = given.Text(File);
        var at = released.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, right);
        given.Release(File, released[..at] + wrong + released[(at + right.Length)..]);
        var refused = Assert.Throws<InvalidDataException>(() => ConclusionRules.Load(Knowledge.Panel, new(given.Path)));
        Assert.Contains(File, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"deficientBelow\": 65", "\"deficientBelov\": 65",
        ".assays[3].limits[0]: expected known members, found 'deficientBelov'")]
    [InlineData("\"T-\"", "\"T*\"",
        ".states[0].effects: expected one of '0', 'T-', 'T+', 'F-', 'F+', 'v' in 'AT/chromogenic-xa', found \"T*\"")]
    [InlineData("\"role\": \"screens\"", "\"role\": \"guesses\"",
        ".assays[7]: expected one of 'decides', 'screens', 'describes' in 'role', found \"guesses\"")]
    [InlineData("\"years\": 18", "\"years\": \"18\"", ".adultFrom: expected an integer in 'years', found \"18\"")]
    public void The_message_says_where_the_fault_is_and_what_was_expected(string right, string wrong, string message)
    {
        using var given = new GivenKnowledge();
        var released = given.Text(File);
        var at = released.IndexOf(right, StringComparison.Ordinal);
        given.Release(File, released[..at] + wrong + released[(at + right.Length)..]);
        var refused = Assert.Throws<InvalidDataException>(() => ConclusionRules.Load(Knowledge.Panel, new(given.Path)));
        Assert.Equal($"{File}{message}.", refused.Message);
    }

    [Fact]
    public void A_newer_released_version_is_in_force_without_a_build()
    {
        using var given = new GivenKnowledge();
        string Rules(string version, int years) => given.Text(File)
            .Replace("\"version\": \"1.2.0\"", $"\"version\": \"{version}\"", StringComparison.Ordinal)
            .Replace("\"years\": 18", $"\"years\": {years}", StringComparison.Ordinal);
        given.Release("conclusions/thrombophilia-conclusions-1.10.0.json", Rules("1.10.0", 21));
        given.Release("conclusions/thrombophilia-conclusions-1.9.0.json", Rules("1.9.0", 19));
        // A draft: it is not in the list.
        System.IO.File.WriteAllText(given["conclusions/thrombophilia-conclusions-2.0.0.json"], Rules("2.0.0", 30));
        var rules = CaseAnalysis.Load(folder: given.Path).Rules;
        Assert.Equal(("1.10.0", 21, "1.2.0", 18),
            (rules.Version, rules.AdultFrom.Years, Knowledge.Rules.Version, Knowledge.Rules.AdultFrom.Years));
    }

    [Theory]
    [InlineData(File), InlineData("biobank/biobank-1.0.0.json"), InlineData("registry/cvtt-genotypes-1.0.0.json"),
        InlineData("acmg/f5-laboratory-1.0.0.json")]
    public void A_file_that_was_changed_after_its_release_stops_the_program(string file)
    {
        using var given = new GivenKnowledge();
        System.IO.File.AppendAllText(given[file], " ");
        var refused = Assert.Throws<InvalidDataException>(() => CaseAnalysis.Load(folder: given.Path));
        Assert.Contains("expected the released bytes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fingerprint_is_that_of_the_bytes() =>
        Assert.Equal(
        Convert.ToHexStringLower(
            SHA256.HashData(System.IO.File.ReadAllBytes(Path.Combine(Knowledge.Folder.Path, File)))),
                Knowledge.Rules.Sha256);

    [Theory]
    [InlineData("AT", "chromogenic-xa", 79.9, nameof(Grade.Low))]
    [InlineData("AT", "chromogenic-xa", 80, nameof(Grade.Borderline))]
    [InlineData("AT", "chromogenic-xa", 89, nameof(Grade.Normal))]
    [InlineData("PC", "chromogenic", 64.9, nameof(Grade.Low))]
    [InlineData("PC", "chromogenic", 65, nameof(Grade.Borderline))]
    [InlineData("PC", "chromogenic", 74.9, nameof(Grade.Borderline))]
    [InlineData("PC", "chromogenic", 75, nameof(Grade.Normal))]
    public void Limits_are_read_at_their_edges(string analyte, string method, double value, string grade) =>
        Assert.Equal(grade, $"{Knowledge.Rules.Assay(analyte, method)!.GradeOf((decimal)value, Sex.F)}");

    [Fact]
    public void Protein_S_is_graded_by_sex()
    {
        var free = Knowledge.Rules.Assay("PS", "free-antigen")!;
        Assert.Equal((Grade.Normal, Grade.Borderline, Grade.None),
            (free.GradeOf(60, Sex.F), free.GradeOf(60, Sex.M), free.GradeOf(60, Sex.Unknown)));
    }

    [Theory]
    [InlineData("U/dL", 80), InlineData("%", 80), InlineData("IU/mL", 0.8), InlineData("U/mL", 0.8)]
    public void Every_unit_is_brought_to_units_per_decilitre(string unit, double value) =>
    Assert.Equal(80m, Knowledge.Rules.UnitsPerDecilitre((decimal)value, unit));
}
