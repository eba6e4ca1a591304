using System.Security.Cryptography;
using Thrombophilia.Given;
using Thrombophilia.Lims.Clinic.Conclusions;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.Conclusions;

public sealed class ConclusionRulesTests
{
    const string File = "conclusions/thrombophilia-conclusions-2.0.0.json";

    [Theory]
    [InlineData("\"panel\": \"thrombophilia-core\"", "\"panel\": \"other\"")]
    [InlineData("\"nullCriteria\"", "\"nulCriteria\"")]
    public void A_fault_in_the_rules_is_found_when_they_are_loaded(string right, string wrong)
    {
        using var given = new GivenKnowledge();
        given.Release(File, given.Text(File).Replace(right, wrong, StringComparison.Ordinal));
        var refused = Assert.Throws<InvalidDataException>(() => ConclusionRules.Load(Knowledge.Panel, new(given.Path)));
        Assert.Contains(File, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_released_version_is_in_force_without_a_build()
    {
        using var given = new GivenKnowledge();
        string Rules(string version) => given.Text(File)
            .Replace("\"version\": \"2.0.0\"", $"\"version\": \"{version}\"", StringComparison.Ordinal);
        given.Release("conclusions/thrombophilia-conclusions-2.10.0.json", Rules("2.10.0"));
        given.Release("conclusions/thrombophilia-conclusions-2.9.0.json", Rules("2.9.0"));
        // A draft: it is not in the list.
        System.IO.File.WriteAllText(given["conclusions/thrombophilia-conclusions-3.0.0.json"], Rules("3.0.0"));
        Assert.Equal(("2.10.0", "2.0.0"), (CaseAnalysis.Load(folder: given.Path).Rules.Version, Knowledge.Rules.Version));
    }

    [Theory]
    [InlineData(File), InlineData("biobank/biobank-1.0.0.json"), InlineData("registry/cvtt-genotypes-1.0.0.json"),
        InlineData("acmg/f5-laboratory-1.0.0.json"), InlineData("clinical/join-1.0.0.tsv")]
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
}
