using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;
using Thrombophilia.Given;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Hosting;
using Xunit;

namespace Thrombophilia.Portal.Tests;

/// <summary>
/// The portal on a free port of this machine, showing what a test gives it, to people whom the test makes.
/// </summary>
internal sealed class GivenPortal : IAsyncDisposable
{
    public const string Password = "quiet harbour seven lanterns";

    readonly TempFolder? folder;
    readonly WebApplication site;
    readonly List<PortalBrowser> browsers = [];

    GivenPortal(TempFolder? folder, WebApplication site, ManualTime time) =>
        (this.folder, this.site, Time) = (folder, site, time);

    public ManualTime Time { get; }

    public Uri Address => new(site.Urls.First());

    public IReadOnlyList<Endpoint> Endpoints =>
        [.. ((IEndpointRouteBuilder)site).DataSources.SelectMany(source => source.Endpoints)];

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<GivenPortal> Showing(Overview overview, bool requireCode = false, string? folder = null,
        Action<WebApplication>? more = null, int readsPerMinute = 600)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        var time = new ManualTime();
        var own = folder is null ? new TempFolder() : null;
        builder.Services.AddRouting().AddSingleton<TimeProvider>(time)
            .AddPortal(new PortalOptions(folder ?? own!.Path) { RequireCode = requireCode, ReadsPerMinute = readsPerMinute });
        // Guessing is made dear in earnest, not here.
        builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000);
        builder.Services.AddSingleton<ReadOverview>(_ => Task.FromResult(overview));
        var site = builder.Build();
        site.UsePortal();
        more?.Invoke(site);
        await site.StartAsync(Stop);
        return new GivenPortal(own, site, time);
    }

    /// <summary>The records, in the hands of somebody; else of the program itself.</summary>
    public LimsDb Records(Lims.Kernel.Actor? actor = null) => LimsDb.Open(Folder, actor, Time);

    /// <summary>The data folder.</summary>
    public string Folder => folder!.Path;

    /// <summary>The way to write for whoever holds <paramref name="db"/>.</summary>
    public Writes Writes(LimsDb db) => cases.Value.WritesOf(db);

    readonly Lazy<Lims.CaseAnalysis> cases = new(() => Lims.CaseAnalysis.Load());

    public static Task<GivenPortal> Empty(bool requireCode = false, int readsPerMinute = 600) =>
        Showing(new Overview { At = default }, requireCode, readsPerMinute: readsPerMinute);

    /// <summary>Runs something on the account service.</summary>
    public Task<T> WithServiceAsync<T>(Func<AccountService, Task<T>> work) => WithAsync(work);

    /// <summary>Does something with a service of the portal.</summary>
    public async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> work) where TService : notnull
    {
        await using var scope = site.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>An account that knows <see cref="Password"/>.</summary>
    public Task AddAsync(string name, params string[] roles) => WithServiceAsync(async service =>
    {
        var (_, problem) = await service.AddAsync(new(name, "", roles, ["S1"]));
        Assert.Null(problem);
        return await service.SettleAsync((await service.FindAsync(name))!, Password);
    });

    /// <summary>The account as it stands in the database now.</summary>
    public Task<Account> AccountAsync(string name) => WithServiceAsync(async service => (await service.FindAsync(name))!);

    /// <summary>Somebody at another machine, not signed in.</summary>
    public PortalBrowser Browser()
    {
        var browser = new PortalBrowser(Address, Stop);
        browsers.Add(browser);
        return browser;
    }

    /// <summary>Somebody new with these roles, signed in.</summary>
    public async Task<PortalBrowser> SignedInAsync(params string[] roles)
    {
        var name = "user" + browsers.Count;
        await AddAsync(name, roles);
        var browser = Browser();
        await browser.SignInAsync(name, Password);
        return browser;
    }

    /// <summary>The one-time code of now, or of so many half minutes later, from the key that a page shows.</summary>
    public static string CodeOf(string key, int later = 0) =>
        new Totp(Base32Encoding.ToBytes(key.Replace(" ", "", StringComparison.Ordinal)))
            .ComputeTotp(TimeProvider.System.GetUtcNow().AddSeconds(30 * later).UtcDateTime);

    /// <summary>The intake page, as a technician sees it.</summary>
    public async Task<string> PageAsync() => await (await SignedInAsync(Role.Technician)).PageAsync("/intake");

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in browsers) browser.Dispose();
        await site.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder?.Dispose();
    }
}
