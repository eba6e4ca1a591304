using Thrombophilia.Given;
using Thrombophilia.Worker.Startup;
using Xunit;

namespace Thrombophilia.Worker.Tests.Demo;

public sealed class DemoVerbTests
{
    [Fact]
    public async Task Every_file_ends_as_it_must_and_a_second_run_changes_nothing()
    {
        using var folder = new TempFolder();
        var (code, output) = await RunAsync("demo", "--exit", "--data", folder.Path);
        Assert.Equal(ExitCode.Good, code);
        Assert.Contains("All 14 files ended as expected", output, StringComparison.Ordinal);
        Assert.Contains("Inherited deficiency is supported: protein C", output, StringComparison.Ordinal);
        var (_, first) = await RunAsync("status", "--format", "json", "--data", folder.Path);
        Assert.Equal(ExitCode.Good, (await RunAsync("demo", "--exit", "--data", folder.Path)).Code);
        var (_, second) = await RunAsync("status", "--format", "json", "--data", folder.Path);
        Assert.Equal(first, second);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    static async Task<(int Code, string Output)> RunAsync(params string[] line)
    {
        using var output = new StringWriter();
        return (await Program.RunAsync(line, output, TextWriter.Null), output.ToString());
    }
}
