using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Thrombophilia.Portal.Hosting;

/// <summary>Bounds how often one machine may ask whether a report is genuine: the page is open to everybody.</summary>
internal static class ReportCheckLimit
{
    public const string Name = "report-check";
    const int PerMinute = 60;

    public static IServiceCollection AddReportCheckLimit(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.AddPolicy(Name, context => RateLimitPartition.GetFixedWindowLimiter(context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new() { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) }));
    });
}
