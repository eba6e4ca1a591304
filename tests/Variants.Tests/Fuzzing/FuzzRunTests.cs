using System.Globalization;
using Thrombophilia.Given.Fuzzing;
using Xunit;

namespace Thrombophilia.Variants.Tests.Fuzzing;

/// <summary>Mutated files: none crashes, hangs or eats memory, and none changes a row without a word.</summary>
public sealed class FuzzRunTests
{
    // Both ways together as many as one, where there are both.
    static int Count =>
        Environment.GetEnvironmentVariable("THROMBOPHILIA_FUZZ") is { Length: > 0 } wished
        ? int.Parse(wished, CultureInfo.InvariantCulture)
        : Environment.GetEnvironmentVariable("CI") != "true" ? 2000 : FuzzBases.HasReal ? 25_000 : 50_000;

    [Fact]
    public async Task No_mutant_of_a_made_file_changes_a_row_without_a_word() =>
        await Holds(await FuzzBases.MadeAsync(TestContext.Current.CancellationToken));

    [Fact]
    public async Task No_mutant_of_a_made_or_real_file_changes_a_row_without_a_word()
    {
        Assert.SkipUnless(FuzzBases.HasReal,
            "The test material has no file to mutate here; set THROMBOPHILIA_MATERIAL to its folder.");
        await Holds(await FuzzBases.AllAsync(TestContext.Current.CancellationToken));
    }

    static async Task Holds(IReadOnlyList<FuzzBase> bases)
    {
        var report = await new FuzzRun(bases, seed: 1, Count).RunAsync(TestContext.Current.CancellationToken);
        Assert.True(report.Failures.Count == 0,
            $"{report.Failures.Count} failures\n" + string.Join('\n', report.Failures.Take(30)));
        Assert.Equal(Count, report.Kinds.Sum(k => k.Counts.Made));
        Assert.All(report.Kinds, k => Assert.True(k.Counts.Made > 0, $"{k.Mutation.Name} was never made"));
    }
}
