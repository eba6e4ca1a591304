using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Thrombophilia.Lims.Data;
using Thrombophilia.Worker.Intake.Folders;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Intake;

/// <summary>What keeps the worker from reading, and whether that ends its process.</summary>
internal sealed class WorkerTrouble(bool endsTheProcess)
{
    /// <summary>False where the process shows the portal too, which lives on.</summary>
    public bool EndsTheProcess => endsTheProcess;

    /// <summary>Tells it in the language of the thread; null where nothing does.</summary>
    public Func<string>? Sentence { get; set; }
}

/// <summary>
/// Runs the pipeline for as long as the host lives. A fault of the disk or the database is told, and where the portal
/// runs beside it the pipeline begins again later. After any other error the worker stops: nobody works on past an
/// unknown error. The portal lives on.
/// </summary>
internal sealed partial class IntakeWorker(
    DataFolder data, IntakePipeline pipeline, InboxOptions options, WorkerTrouble trouble,
    TimeProvider time, ILogger<IntakeWorker> log) : BackgroundService
{
    // Nothing tells that a disk has room again or a folder is back: it can only be tried.
    static readonly TimeSpan UntilAgain = TimeSpan.FromSeconds(30);
    FileStream? only;

    /// <summary>
    /// Takes the folder before the host has started: who is second learns it at once, and never runs instead of the
    /// first.
    /// </summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        only = OnlyOne();
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        only?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var clock = new PeriodicTimer(options.Interval, time);
        Begins(options.Interval);
        while (true)
            try
            {
                trouble.Sentence = null;
                await pipeline.RunAsync(clock.WaitForNextTickAsync, stoppingToken);
                Ends();
                return;
            }
            catch (Exception e) when (StorageFault.Of(e) is { } fault)
            {
                trouble.Sentence = () => StorageFault.Text(fault, data.Root);
                var (what, error, where) =
                    (StorageFault.Text(fault, data.Root, CultureInfo.InvariantCulture), e.GetType().Name, e.StackTrace);
                HinderedBy(what, error);
                HinderedAt(where);
                if (trouble.EndsTheProcess) throw new InvalidOperationException(error);
                // Nothing tells when a disk has room again or a lock is free: it is only tried again.
                await Task.Delay(UntilAgain, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (stoppingToken.IsCancellationRequested) return;
            }
            catch (Exception e) when (e is not (UsageException or OperationCanceledException))
            {
                trouble.Sentence = () => Texts.Get("worker-stopped");
                // The message of an error may hold a file's name, and a file's name may say who somebody is: type and
                // place are enough to find it.
                var (error, where) = (e.GetType().Name, e.StackTrace);
                Failed(error, where);
                throw new InvalidOperationException(error);
            }
    }

    // Two workers on one folder would take up each other's work.
    FileStream OnlyOne()
    {
        try
        {
            return new FileStream(Path.Combine(data.Work, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite,
                FileShare.None);
        }
        catch (IOException)
        {
            throw new UsageException(Texts.Get("second-worker", data.Root));
        }
    }

    [LoggerMessage(Level = LogLevel.Critical,
        Message = "The worker failed ({Error}); open work is taken up at the next start\n{Where}")]
    partial void Failed(string error, string? where);

    [LoggerMessage(Level = LogLevel.Critical, Message = "{What} ({Error})")]
    partial void HinderedBy(string what, string error);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Where}")]
    partial void HinderedAt(string? where);

    [LoggerMessage(Level = LogLevel.Information, Message = "The worker looks into its inbox every {Interval}")]
    partial void Begins(TimeSpan interval);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "The worker has stopped; open work is taken up at the next start")]
    partial void Ends();
}
