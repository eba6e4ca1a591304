using System.Globalization;
using Thrombophilia.Given.Fuzzing;
using Xunit;

namespace Thrombophilia.Variants.Tests.Fuzzing;

/// <summary>Mutated files: none crashes, hangs or eats memory, and none changes a row without a word.</summary>
public sealed class FuzzRunTests
{
    static int Count => Environment.GetEnvironmentVariable("THROMBOPHILIA_FUZZ") is { Length: > 0 } wished ? int.Parse(wished, CultureInfo.InvariantCulture)
        : Environment.GetEnvironmentVariable("CI") == "true" ? 50_000 : 2000;

    [Fact]
    public async Task No_mutant_of_a_file_changes_a_row_without_a_word()
    {
        var stop = TestContext.Current.CancellationToken;
        var report = await new FuzzRun(await FuzzBases.AllAsync(stop), seed: 1, Count).RunAsync(stop);
        Assert.True(report.Failures.Count == 0, $"{report.Failures.Count} failures\n" + string.Join('\n', report.Failures.Take(30)));
        Assert.Equal(Count, report.Kinds.Sum(k => k.Counts.Made));
        Assert.All(report.Kinds, k => Assert.True(k.Counts.Made > 0, $"{k.Mutation.Name} was never made"));
    }
}
