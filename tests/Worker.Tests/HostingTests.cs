using System.Net;
using Microsoft.AspNetCore.Builder;
using Thrombophilia.Given;
using Thrombophilia.Worker.Files;
using Thrombophilia.Worker.Verbs;
using Xunit;

namespace Thrombophilia.Worker.Tests;

public sealed class HostingTests
{
    [Fact]
    public void Unless_told_otherwise_the_portal_listens_on_this_machine_only() =>
        Assert.Equal("127.0.0.1", new Uri(new System.CommandLine.RootCommand { DataOption.Urls() }.Parse([]).GetValue<string>("--urls")!).Host);

    [Fact]
    public async Task The_portal_of_a_loopback_host_answers_to_no_other_name()
    {
        using var folder = new TempFolder();
        var stop = TestContext.Current.CancellationToken;
        await using var site = (WebApplication)Hosting.Build(DataFolder.Open(folder.Path), Roles.All, "http://127.0.0.1:0");
        await site.StartAsync(stop);
        using var browser = new HttpClient { BaseAddress = new Uri(site.Urls.Single()) };
        Assert.Contains("The inbox is empty", await browser.GetStringAsync(new Uri("/", UriKind.Relative), stop), StringComparison.Ordinal);
        using var elsewhere = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "attacker.example" } };
        using var answer = await browser.SendAsync(elsewhere, stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await site.StopAsync(stop);
        Assert.Equal(ExitCode.Good, Hosting.ExitCodeOf(site));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    [Fact]
    public async Task A_second_worker_on_the_same_folder_is_wrong_usage()
    {
        using var folder = new TempFolder();
        var stop = TestContext.Current.CancellationToken;
        var data = DataFolder.Open(folder.Path);
        using var first = Hosting.Build(data, Roles.Worker, "");
        await first.StartAsync(stop);
        await Assert.ThrowsAsync<UsageException>(() => Hosting.RunAsync(Hosting.Build(data, Roles.Worker, ""), stop));
        await first.StopAsync(stop);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
