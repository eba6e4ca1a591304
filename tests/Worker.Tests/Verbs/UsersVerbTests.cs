using Thrombophilia.Given;
using Thrombophilia.Worker.Startup;
using Xunit;

namespace Thrombophilia.Worker.Tests.Verbs;

public sealed class UsersVerbTests
{
    static async Task<(int Code, string Output, string Error)> RunAsync(params string[] line)
    {
        using StringWriter output = new(), error = new();
        return (await Program.RunAsync(["users", .. line], output, error), output.ToString(), error.ToString());
    }

    [Fact]
    public async Task An_account_is_made_listed_and_closed()
    {
        using var folder = new TempFolder();
        var added =
            await RunAsync("add", "anna", "--role", "technician,registry", "--site", "S2,S1", "--display-name",
            "Anna B", "--data", folder.Path);
        Assert.Equal(ExitCode.Good, added.Code);
        Assert.Matches("^Start password of anna, shown only once: [a-z0-9-]{23}$", added.Output.Trim());
        Assert.Equal(ExitCode.Good,
            (await RunAsync("add", "chief", "--role", "administrator", "--data", folder.Path)).Code);
        Assert.Equal(ExitCode.Good, (await RunAsync("disable", "anna", "--data", folder.Path)).Code);
        var list = await RunAsync("list", "--data", folder.Path);
        Assert.Matches("anna +Anna B +technician registry +S1 S2 +closed", list.Output);
        Assert.Matches("chief +chief +administrator +start password", list.Output);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_its_reason_and_an_exit_code()
    {
        using var folder = new TempFolder();
        Assert.Equal(ExitCode.Good,
            (await RunAsync("add", "chief", "--role", "administrator", "--data", folder.Path)).Code);
        var twice = await RunAsync("add", "Chief", "--role", "technician", "--data", folder.Path);
        Assert.Equal((ExitCode.Refused, ""), (twice.Code, twice.Output));
        Assert.Contains("already", twice.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Refused, (await RunAsync("disable", "nobody", "--data", folder.Path)).Code);
        Assert.Equal(ExitCode.Refused, (await RunAsync("disable", "chief", "--data", folder.Path)).Code);
        var king = await RunAsync("add", "anna", "--role", "king", "--data", folder.Path);
        Assert.Equal(ExitCode.Usage, king.Code);
        Assert.Contains("technician", king.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, (await RunAsync("list", "--data", folder["nothing"])).Code);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
