using Thrombophilia.Given;
using Thrombophilia.Worker.Startup;
using Xunit;

namespace Thrombophilia.Worker.Tests.Verbs;

public sealed class ImportVerbTests : IDisposable
{
    readonly TempFolder folder = new();

    [Fact]
    public async Task Every_row_gets_a_verdict_and_one_refused_row_is_exit_code_1()
    {
        var (code, output) =
            await ImportAsync("subject,site,group,sex,birth_year\nP1,X,case,F,1980\nP2,X,king,F,1980\n");
        Assert.Equal(ExitCode.Refused, code);
        Assert.Contains("king", output, StringComparison.Ordinal);
        Assert.Contains("1 good, 0 unchanged, 1 refused; 0 written.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_writes_nothing_and_a_second_import_finds_everything_unchanged()
    {
        const string Csv = "subject,site,group,sex,birth_year\nP1,X,case,F,1980\n";
        Assert.Contains("1 good, 0 unchanged, 0 refused; 0 written.", (await ImportAsync(Csv, "--dry-run")).Output,
            StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["data"]));
        Assert.Contains("1 good, 0 unchanged, 0 refused; 1 written.", (await ImportAsync(Csv)).Output,
            StringComparison.Ordinal);
        Assert.Equal((ExitCode.Good, true),
            await ImportAsync(Csv) is var (code, output)
                ? (code, output.Contains("0 good, 1 unchanged, 0 refused; 0 written.", StringComparison.Ordinal))
                : default);
    }

    [Fact]
    public async Task Good_rows_are_written_beside_refused_ones_when_asked()
    {
        var (code, output) =
            await ImportAsync("subject,site,group,sex,birth_year\nP1,X,case,F,1980\nP2,X,king,F,1980\n",
            "--accept-good");
        Assert.Equal(ExitCode.Refused, code);
        Assert.Contains("1 written.", output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    async Task<(int Code, string Output)> ImportAsync(string csv, params string[] more)
    {
        await File.WriteAllTextAsync(folder["rows.csv"], csv, TestContext.Current.CancellationToken);
        using var output = new StringWriter();
        var code =
            await Program.RunAsync(["import", "subjects", folder["rows.csv"], "--data", folder["data"], .. more],
            output, TextWriter.Null);
        return (code, output.ToString());
    }
}
