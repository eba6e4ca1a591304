using Thrombophilia.Given;
using Thrombophilia.Given.Suites;
using Thrombophilia.Variants.Validation.Findings;
using Xunit;

namespace Thrombophilia.Variants.Tests.Validation;

/// <summary>The conformance suites: other people's files, and what they say is wrong with them.</summary>
public sealed class SuiteTests
{
    static async Task<Judgement[]> AllAsync(Func<SuiteFile, bool> which)
    {
        var index = Material.File("vcf/suites/hts-specs/index.tsv");
        var files = SuiteFile.All(Path.GetFullPath(Path.Combine(index, "../..")));
        Assert.True(files.Count > 1500, $"{files.Count} files");
        return await Task.WhenAll(
            files.Where(which).Select(file => Judgement.OfAsync(file, TestContext.Current.CancellationToken)));
    }

    static string Told(Judgement file) =>
        $"{file.File.Suite}/{file.File.Name} "
        + $"({file.File.Reason}){(file.Lines is { } lines ? $" on {string.Join(", ", lines)}" : "")}: "
        + $"{string.Join("; ", file.Findings.Take(12).Select(Judged.Told))}";

    [Fact]
    public async Task Every_valid_file_is_accepted_but_one_that_is_unsorted()
    {
        var all = await AllAsync(f => f.Expectation == "valid");
        Assert.Empty(all.Where(j => j.Fate == Fate.WronglyRefused).Select(Told));
        Assert.Single(all, j => j.Fate == Fate.Disputed);
        Assert.All(all.Where(j => j.Fate == Fate.Exempt), j => Assert.False(j.Verdict.Accepted));
    }

    [Fact]
    public async Task The_defect_of_every_invalid_file_is_named()
    {
        var all = await AllAsync(f => f.Expectation == "invalid");
        Assert.Empty(all.Where(j => j.Fate == Fate.Silent).Select(Told));
    }

    [Fact]
    public async Task The_defect_of_every_invalid_file_is_named_on_no_other_line()
    {
        var all = await AllAsync(f => f.Expectation == "invalid");
        Assert.True(all.Count(j => j.Lines is not null) > 1000,
            $"{all.Count(j => j.Lines is not null)} files whose lines are known");
        // A pattern that fits nowhere would ask for nothing.
        Assert.Empty(all.Where(j => j.Lines?.Count == 0).Select(Told));
        Assert.Empty(all.Where(j => j.Fate == Fate.Misplaced).Select(Told));
    }

    [Fact]
    public async Task Every_odd_file_gets_a_verdict() =>
        Assert.All(await AllAsync(f => f.Expectation == "special"),
        j => Assert.Equal(j.Findings.Any(f => f.Severity == Severity.Error), !j.Verdict.Accepted));

    [Fact]
    public void Every_code_of_the_table_of_defects_exists() =>
        Assert.Empty(Defect.Codes.Except(FindingCodes.All.Select(c => c.Name)).Except(FindingCodes.Container));
}
