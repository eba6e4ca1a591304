using System.Net;
using Microsoft.AspNetCore.Builder;
using Thrombophilia.Given;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Worker.Hosting;
using Thrombophilia.Worker.Intake.Folders;
using Thrombophilia.Worker.Startup;
using Thrombophilia.Worker.Verbs;
using Xunit;

namespace Thrombophilia.Worker.Tests.Hosting;

public sealed class HostBuildingTests
{
    [Fact]
    public void Unless_told_otherwise_the_portal_listens_on_this_machine_only() =>
        Assert.Equal("127.0.0.1",
        new Uri(new System.CommandLine.RootCommand { DataOption.Urls() }.Parse([]).GetValue<string>("--urls")!).Host);

    [Fact]
    public async Task The_portal_of_a_loopback_host_answers_to_no_other_name()
    {
        using var folder = new TempFolder();
        var stop = TestContext.Current.CancellationToken;
        await using var site =
            (WebApplication)HostBuilding.Build(DataFolder.Open(folder.Path), ProcessRoles.All, "http://127.0.0.1:0");
        await site.StartAsync(stop);
        using var browser = new PortalBrowser(new Uri(site.Urls.Single()), stop);
        await browser.PageAsync("/sign-in");
        using var elsewhere = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "attacker.example" } };
        using var answer = await browser.SendAsync(elsewhere);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await site.StopAsync(stop);
        Assert.Equal(ExitCode.Good, HostBuilding.ExitCodeOf(site));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    [Fact]
    public async Task Whoever_the_command_lets_in_sets_a_password_and_sees_the_intake()
    {
        const string Own = "quiet harbour seven lanterns";
        using var folder = new TempFolder();
        var stop = TestContext.Current.CancellationToken;
        using var output = new StringWriter();
        Assert.Equal(ExitCode.Good,
            await Program.RunAsync(["users", "add", "anna", "--role", "technician", "--data", folder.Path], output,
                TextWriter.Null));
        var start = output.ToString().Trim().Split(' ')[^1];
        var data = DataFolder.Open(folder.Path);
        await using var site =
            (WebApplication)HostBuilding.Build(data, ProcessRoles.All, "http://127.0.0.1:0",
            portal: new PortalOptions(data.Root) { RequireCode = false });
        await site.StartAsync(stop);
        using var browser = new PortalBrowser(new Uri(site.Urls.Single()), stop);
        await browser.SignInAsync("anna", start);
        using (await browser.PostAsync("/account/password", [("Old", start), ("New", Own), ("Again", Own)])) { }
        Assert.Contains("The inbox is empty", await browser.PageAsync("/intake"), StringComparison.Ordinal);
        await site.StopAsync(stop);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    [Fact]
    public async Task A_second_worker_on_the_same_folder_is_wrong_usage()
    {
        using var folder = new TempFolder();
        var stop = TestContext.Current.CancellationToken;
        var data = DataFolder.Open(folder.Path);
        using var first = HostBuilding.Build(data, ProcessRoles.Worker, "");
        await first.StartAsync(stop);
        await Assert.ThrowsAsync<UsageException>(
            () => HostBuilding.RunAsync(HostBuilding.Build(data, ProcessRoles.Worker, ""), stop));
        await first.StopAsync(stop);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
