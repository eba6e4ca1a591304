using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Thrombophilia.Given;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Hosting;

namespace Thrombophilia.Benchmarks.Biobank;

/// <summary>
/// The real portal on a free port of this machine, over the records of a folder, with a stopwatch around each request.
/// </summary>
sealed class PortalHost : IAsyncDisposable
{
    const string Password = "quiet harbour seven lanterns";

    readonly WebApplication site;
    readonly List<PortalBrowser> browsers = [];
    TaskCompletionSource<TimeSpan> last = Fresh();

    PortalHost(WebApplication site) => this.site = site;

    /// <summary>
    /// What the server spent on the last request, from its headers to the last byte of its answer. The client may have
    /// read that byte before the server says so.
    /// </summary>
    public async Task<TimeSpan> LastAsync()
    {
        var spent = await last.Task;
        last = Fresh();
        return spent;
    }

    /// <summary>Nothing that was asked so far counts.</summary>
    public void Forget() => last = Fresh();

    static TaskCompletionSource<TimeSpan> Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<PortalHost> StartAsync(string folder, CancellationToken stop)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting().AddSingleton(TimeProvider.System)
            .AddPortal(new PortalOptions(folder) { RequireCode = false });
        builder.Services.AddSingleton<ReadOverview>(_ => Task.FromResult(new Overview { At = default }));
        var host = new PortalHost(builder.Build());
        host.site.Use(async (context, next) =>
        {
            var start = Stopwatch.GetTimestamp();
            context.Response.OnCompleted(() =>
            {
                host.last.TrySetResult(Stopwatch.GetElapsedTime(start));
                return Task.CompletedTask;
            });
            await next(context);
        });
        host.site.UsePortal();
        await host.site.StartAsync(stop);
        return host;
    }

    /// <summary>Somebody new with these roles and sites, signed in.</summary>
    public async Task<PortalBrowser> EnterAsync(string name, IReadOnlyList<string> roles, IReadOnlyList<string> sites,
        CancellationToken stop)
    {
        await using (var scope = site.Services.CreateAsyncScope())
        {
            var service = scope.ServiceProvider.GetRequiredService<AccountService>();
            await service.AddAsync(new(name, "", roles, sites));
            await service.SettleAsync((await service.FindAsync(name))!, Password);
        }
        var browser = new PortalBrowser(new Uri(site.Urls.First()), stop);
        browsers.Add(browser);
        await browser.SignInAsync(name, Password);
        return browser;
    }

    /// <summary>The folder of the records.</summary>
    public string DataFolder => site.Services.GetRequiredService<PortalOptions>().DataFolder;

    /// <summary>The records, in the hands of somebody.</summary>
    public LimsDb Records(Actor? actor = null) => LimsDb.Open(DataFolder, actor);

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in browsers) browser.Dispose();
        await site.DisposeAsync();
    }
}
