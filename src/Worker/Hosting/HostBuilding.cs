using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Data;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Hosting;
using Thrombophilia.Variants;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Worker.Intake;
using Thrombophilia.Worker.Intake.Folders;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Hosting;

/// <summary>The process role: whether this process reads files, shows the portal, or both.</summary>
[Flags]
internal enum ProcessRoles
{
    Worker = 1,
    Portal = 2,
    All = Worker | Portal,
}

/// <summary>Composes the host: the worker, the portal, or both.</summary>
internal static partial class HostBuilding
{
    /// <summary>A host that is not started yet.</summary>
    public static IHost Build(DataFolder data, ProcessRoles roles, string urls, InboxOptions? inbox = null,
        LogLevel least = LogLevel.Information, PortalOptions? portal = null) =>
        roles.HasFlag(ProcessRoles.Portal)
        ? BuildWithPortal(data, roles, urls, inbox, least, portal ?? new PortalOptions(data.Root))
        : BuildWorker(data, inbox, least);

    /// <summary>Runs to the end of the process and gives its exit code.</summary>
    public static async Task<int> RunAsync(IHost host, CancellationToken stop)
    {
        using (host)
        {
            var log = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(WriteLock));
            void Tell(TimeSpan waited) => LockIsAwaited(log, waited.TotalSeconds);
            WriteLock.IsAwaited += Tell;
            try
            {
                await host.StartAsync(stop);
                await host.WaitForShutdownAsync(stop);
                return ExitCodeOf(host);
            }
            finally
            {
                WriteLock.IsAwaited -= Tell;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "A write has waited {Seconds:0} seconds for another program that has locked the database, and waits on")]
    static partial void LockIsAwaited(ILogger log, double seconds);

    /// <summary>
    /// Zero after an orderly stop. A worker that failed has logged the reason, and the exit code tells the caller.
    /// </summary>
    public static int ExitCodeOf(IHost host) =>
        host.Services.GetService<IntakeWorker>()?.ExecuteTask?.Exception?.GetBaseException() switch
        {
            null => ExitCode.Good,
            UsageException wrong => throw wrong,
            _ => ExitCode.Failed,
        };

    static IHost BuildWorker(DataFolder data, InboxOptions? inbox, LogLevel least)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        Configure(builder.Services, builder.Logging, data, ProcessRoles.Worker, inbox, least);
        return builder.Build();
    }

    static WebApplication BuildWithPortal(DataFolder data, ProcessRoles roles, string urls, InboxOptions? inbox,
        LogLevel least, PortalOptions portal)
    {
        var builder =
            WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        Configure(builder.Services, builder.Logging, data, roles, inbox, least);
        builder.WebHost.UseKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls(urls.Split(';'));
        builder.Services.AddRouting();
        builder.Services.AddHostFiltering(hosts => hosts.AllowedHosts = AllowedHosts(urls));
        builder.Services.AddPortal(portal);
        builder.Services.AddSingleton<ReadOverview>(
            services =>
                new OverviewReader(data, roles, services.GetRequiredService<ReadProgress>(),
                services.GetRequiredService<WorkerTrouble>(), services.GetRequiredService<TimeProvider>()).ReadAsync);
        var site = builder.Build();
        site.UseHostFiltering();
        site.UsePortal();
        return site;
    }

    // A portal that listens on this machine only answers only to the names of this machine, so that a page elsewhere
    // cannot reach it under another name (DNS rebinding).
    static string[] AllowedHosts(string urls) =>
        urls.Split(';').All(url => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.IsLoopback)
        ? ["localhost", "127.0.0.1", "[::1]"] : ["*"];

    static void Configure(IServiceCollection services, ILoggingBuilder logging, DataFolder data, ProcessRoles roles,
        InboxOptions? inbox, LogLevel least)
    {
        // Standard output belongs to results.
        logging.AddSimpleConsole(line => (line.SingleLine, line.TimestampFormat) = (true, "yyyy-MM-dd HH:mm:ss "));
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.SetMinimumLevel(least).AddFilter("Microsoft", LogLevel.Warning);
        // This one tells at each page that it is not to be cached.
        logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Error);
        // This category warns that the keys of sign-ins are not encrypted: that is intended, in a folder that nobody
        // else may read (docs/decisions/0023).
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // What fails at the start or in the worker is told in a sentence, by whoever knows what to do.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        services.AddSingleton(TimeProvider.System).AddSingleton<ReadProgress>()
            .AddSingleton(new WorkerTrouble(endsTheProcess: !roles.HasFlag(ProcessRoles.Portal)));
        // Whoever reads a page has not to wait for the worker's disk.
        if (roles.HasFlag(ProcessRoles.Portal))
            services.Configure<HostOptions>(host =>
                host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
        if (!roles.HasFlag(ProcessRoles.Worker)) return;
        services.AddSingleton(data).AddSingleton(inbox ?? new InboxOptions()).AddSingleton(new PipelineOptions());
        services.AddSingleton(_ => Panel.Load()).AddSingleton<PanelAnalysis>().AddSingleton(_ => CaseAnalysis.Load());
        services.AddSingleton<Inbox>().AddSingleton<WorkFolder>().AddSingleton<FileReader>().AddSingleton<Recorder>()
            .AddSingleton<IntakePipeline>();
        services.AddSingleton<IntakeWorker>().AddHostedService(provider => provider.GetRequiredService<IntakeWorker>());
    }
}
