using Thrombophilia.Given;
using Thrombophilia.Worker.Output;
using Xunit;

namespace Thrombophilia.Worker.Tests.Output;

public sealed class ProgressLineTests
{
    [Fact]
    public void It_is_silent_for_a_second_then_says_how_far_and_leaves_nothing_behind()
    {
        var time = new ManualTime();
        using var terminal = new StringWriter();
        using (var line = new ProgressLine(terminal, "a.vcf.gz", 200, time))
        {
            line.Report(50);
            Assert.Empty(terminal.ToString());
            time.Advance(TimeSpan.FromSeconds(2));
            line.Report(100);
            Assert.Matches(@"a\.vcf\.gz  \[#{15}\.{15}\] +50", terminal.ToString());
            var before = terminal.ToString();
            line.Report(120);
            Assert.Equal(before, terminal.ToString());
        }
        var cleared = terminal.ToString().TrimEnd('\r');
        Assert.Empty(cleared[(cleared.LastIndexOf('\r') + 1)..].Trim());
    }

    [Theory]
    [InlineData(60, "…me/li/a/run7.vcf.gz  [")]
    [InlineData(44, "  [")]
    [InlineData(20, "50 %")]
    public void It_is_never_wider_than_the_terminal(int columns, string shown)
    {
        var time = new ManualTime();
        using var terminal = new StringWriter();
        using var line = new ProgressLine(terminal, "/home/li/a/run7.vcf.gz", 200, time, columns);
        time.Advance(TimeSpan.FromSeconds(2));
        line.Report(100);
        var told = terminal.ToString().Trim('\r');
        Assert.Contains(shown, told, StringComparison.Ordinal);
        Assert.True(told.Length < columns);
    }
}
