using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Thrombophilia.Portal.Tests;

/// <summary>The portal on a free port of this machine, showing what a test gives it.</summary>
internal sealed class GivenPortal : IAsyncDisposable
{
    readonly WebApplication site;

    readonly HttpClient browser;

    GivenPortal(WebApplication site) => (this.site, browser) = (site, new HttpClient { BaseAddress = new Uri(site.Urls.First()) });

    public Task<string> PageAsync() => browser.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> GetAsync(string path) => browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    public static async Task<GivenPortal> Showing(Overview overview)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting().AddPortal().AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ReadOverview>(_ => Task.FromResult(overview));
        var site = builder.Build();
        site.UsePortal();
        await site.StartAsync();
        return new GivenPortal(site);
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await site.DisposeAsync();
    }
}
