using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Accounts.Applications;

namespace Thrombophilia.Portal.Api;

/// <summary>The interface for programs: FHIR R4 and a small JSON interface, both read-only.</summary>
internal static class ApiEndpoints
{
    const string PerToken = "per-token";

    /// <summary>Adds what the endpoints need.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services) => services
        .AddSingleton<ApplicationUses>().AddScoped<FhirServer>().AddJsonApi()
        .AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = (rejected, _) =>
            {
                if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after))
                    rejected.HttpContext.Response.Headers.RetryAfter =
                        Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            limits.AddPolicy(PerToken, context => RateLimitPartition.GetFixedWindowLimiter(
                CurrentUser.Of(context.User).Application,
                _ => new()
                {
                    PermitLimit = context.RequestServices.GetRequiredService<PortalOptions>().ReadsPerMinute,
                    Window = TimeSpan.FromMinutes(1),
                }));
        });

    /// <summary>Maps the endpoints.</summary>
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        routes.MapFhirMetadata();
        routes.MapOpenApi("/api/v1/openapi.json");
        var read = routes.MapGroup("").RequireRateLimiting(PerToken).AddEndpointFilter(RecordAsync);
        read.MapFhir();
        read.MapJsonApi();
    }

    // Before the answer: nothing leaves without its entry in the audit trail.
    static async ValueTask<object?> RecordAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var user = context.RequestServices.GetRequiredService<CurrentUser>();
        await context.RequestServices.GetRequiredService<ApplicationUses>().NoteAsync(
            user.Application, ApplicationUses.Used, KindOf(context), context.RequestAborted);
        return await next(invocation);
    }

    // One of a fixed list: what a program types in an address is not.
    static string KindOf(HttpContext context)
    {
        var segments = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return segments is ["fhir", _, var type, ..] ? "FHIR " + (FhirServer.IsServed(type) ? type : "other")
            : "JSON " + string.Join('/', segments.Skip(2).Take(1));
    }
}
