using System.Text.Json;
using Thrombophilia.Given;
using Thrombophilia.Lims.Data;
using Thrombophilia.Worker.Startup;
using Xunit;

namespace Thrombophilia.Worker.Tests.Verbs;

public sealed class StatusVerbTests
{
    [Fact]
    public async Task The_names_of_the_counts_are_the_contract()
    {
        using var folder = new TempFolder();
        await using (LimsDb.Open(folder.Path)) { }
        using var output = new StringWriter();
        Assert.Equal(ExitCode.Good,
            await Program.RunAsync(["status", "--data", folder.Path, "--format", "json"], output, TextWriter.Null));
        using var json = JsonDocument.Parse(output.ToString());
        Assert.Equal("received running done held refused samples findings conclusions registryEntries reports",
            string.Join(' ', json.RootElement.EnumerateObject().Select(count => count.Name)));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    [Theory]
    [InlineData("en", "files received", "registry entries")]
    [InlineData("zh-CN", "收到的文件", "登记条目")]
    public async Task The_table_has_words_for_people(string language, string first, string entries)
    {
        using var folder = new TempFolder();
        await using (LimsDb.Open(folder.Path)) { }
        using var output = new StringWriter();
        Assert.Equal(ExitCode.Good,
            await Program.RunAsync(["--lang", language, "status", "--data", folder.Path], output, TextWriter.Null));
        Assert.Contains(first, output.ToString(), StringComparison.Ordinal);
        Assert.Contains(entries, output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("registryEntries", output.ToString(), StringComparison.Ordinal);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    [Fact]
    public async Task A_folder_without_a_database_is_wrong_usage_and_none_is_made()
    {
        using var folder = new TempFolder();
        Assert.Equal(ExitCode.Usage,
            await Program.RunAsync(["status", "--data", folder["nothing"]], TextWriter.Null, TextWriter.Null));
        Assert.False(Directory.Exists(folder["nothing"]));
    }
}
