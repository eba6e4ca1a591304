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

    [Fact]
    public async Task Messages_are_known_by_their_beginning_and_an_analyser_by_its_code()
    {
        const string Message = "MSH|^~\\&|AN||||20260102||ORU^R01|1|P|2.5\nOBR|1||S9\nOBX|1|NM|27811-9^AT^LN||80|%|||||F\n";
        var (code, output) = await ImportAsync(Message, "--format", "tsv");
        Assert.Equal(ExitCode.Refused, code);
        Assert.Contains("3\trefused\t1/OBR[1]-3\tS9\tunknown-sample", output, StringComparison.Ordinal);
        Assert.Contains("\tunknown-analyser\t", (await ImportAsync(Message, "--analyser", "ACL1", "--format", "tsv")).Output,
            StringComparison.Ordinal);
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
            await Program.RunAsync(
            ["import", csv.StartsWith("MSH", StringComparison.Ordinal) ? "assays" : "subjects", folder["rows.csv"],
                "--data", folder["data"], .. more],
            output, TextWriter.Null);
        return (code, output.ToString());
    }
}
