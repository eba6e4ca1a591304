using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Thrombophilia.Portal;

/// <summary>Reads what the status page shows.</summary>
public delegate Task<Overview> ReadOverview(CancellationToken stop);

/// <summary>The portal as its host sees it: services, then the way of a request.</summary>
public static class PortalSite
{
    /// <summary>Adds the pages. The host must also register a <see cref="ReadOverview"/>.</summary>
    public static IServiceCollection AddPortal(this IServiceCollection services)
    {
        // A host without the web SDK does not find the pages of a library by itself.
        services.AddRazorPages().AddApplicationPart(typeof(PortalSite).Assembly);
        services.AddSingleton<LiveOverview>();
        return services;
    }

    /// <summary>Headers for every answer, then pages, style and script, and the live events.</summary>
    public static void UsePortal(this WebApplication site)
    {
        site.UseMiddleware<SecurityHeaders>();
        site.MapRazorPages();
        site.MapAssets();
        site.MapGet("/events", (LiveOverview live, CancellationToken gone) => live.Events(gone));
    }
}
