using Microsoft.Extensions.Hosting;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Portal.Hosting;
using Xunit;

namespace Thrombophilia.Portal.Tests.Hosting;

public sealed class LiveOverviewTests
{
    [Fact]
    public async Task A_page_hears_at_once_and_then_only_of_changes()
    {
        string[][] states = [["a.vcf"], ["a.vcf"], ["a.vcf", "b.vcf"]];
        var at = 0;
        using var host = new Lifetime();
        var live = new LiveOverview(
            _ => Task.FromResult(
                new Overview
                {
                    At = DateTimeOffset.UnixEpoch.AddSeconds(at),
                    Running = [.. states[Math.Min(at++, 2)].Select(name => new RunningFile(name))]
                }),
            new InstantTime(), host);
        using var gone = new CancellationTokenSource();
        var marks = new List<string>();
        await foreach (var mark in live.Marks(gone.Token))
        {
            marks.Add(mark);
            if (marks.Count == 2) await gone.CancelAsync();
        }
        Assert.Equal(2, marks.Distinct().Count());
        Assert.Equal(3, at);
    }

    [Fact]
    public async Task The_stop_of_the_host_ends_every_open_page()
    {
        using var host = new Lifetime();
        var live = new LiveOverview(_ => Task.FromResult(new Overview { At = default }), new InstantTime(), host);
        var count = 0;
        await foreach (var _ in live.Marks(CancellationToken.None))
        {
            count++;
            host.StopApplication();
        }
        Assert.Equal(1, count);
    }

    /// <summary>A clock whose every wait is over at once.</summary>
    sealed class InstantTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        readonly CancellationTokenSource stopping = new();
        public CancellationToken ApplicationStarted => CancellationToken.None;
        public CancellationToken ApplicationStopping => stopping.Token;
        public CancellationToken ApplicationStopped => CancellationToken.None;
        public void StopApplication() => stopping.Cancel();
        public void Dispose() => stopping.Dispose();
    }
}
