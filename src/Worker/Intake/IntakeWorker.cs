using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Thrombophilia.Worker.Intake.Folders;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Intake;

/// <summary>
/// Runs the pipeline for as long as the host lives. If it fails, the host stops: nobody works on past an unknown error.
/// </summary>
internal sealed partial class IntakeWorker(
    DataFolder data, IntakePipeline pipeline, InboxOptions options, TimeProvider time, ILogger<IntakeWorker> log)
        : BackgroundService
{
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
        try
        {
            await pipeline.RunAsync(clock.WaitForNextTickAsync, stoppingToken);
        }
        catch (Exception e) when (e is not (UsageException or OperationCanceledException))
        {
            // The message of an error may hold a file's name, and a file's name may say who somebody is: type and place
            // are enough to find it.
            var (error, where) = (e.GetType().Name, e.StackTrace);
            Failed(error, where);
            throw new InvalidOperationException(error);
        }
        Ends();
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

    [LoggerMessage(Level = LogLevel.Information, Message = "The worker looks into its inbox every {Interval}")]
    partial void Begins(TimeSpan interval);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "The worker has stopped; open work is taken up at the next start")]
    partial void Ends();
}
