using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Data.Audit;
using Thrombophilia.Lims.Kernel;
using Xunit;

namespace Thrombophilia.Lims.Tests.Biobank.Samples;

/// <summary>What is retracted is tested with the results that rest on it.</summary>
public sealed class SampleServiceTests : IDisposable
{
    static readonly Moment Noon = Moment.Of(GivenLims.Now.AddDays(-2));
    readonly GivenLims lab = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    SampleService Service => new(lab.Writes);

    Task<Sample> Stored() => lab.Db.Samples().AsNoTracking().SingleAsync(s => s.Code == "S1", Stop);

    [Fact]
    public async Task A_correction_is_kept_with_its_reason_and_with_what_it_was_before()
    {
        await lab.Registered();
        await Service.CorrectAsync((await Stored()).PublicId, "citrate-plasma", Noon, null, "wrong label printed", Stop);
        var sample = await Stored();
        Assert.Equal(("citrate-plasma", Noon, null), (sample.Type, sample.Collected!.Value, sample.Received));
        var entry = await lab.Db.AuditEntries().OrderByDescending(a => a.Id).FirstAsync(Stop);
        Assert.Equal("wrong label printed", entry.Reason);
        Assert.Contains("blood", entry.Changes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("blood", 0, 0, "x", "nothing-differs"), InlineData("dna", 0, 0, " ", "reason: why-needed")]
    [InlineData("dna", 1, 0, "x", "collected: in-the-future"), InlineData("dna", -1, -3, "x", "received: received-before-collected")]
    [InlineData("a material whose name is longer than any label has room for", 0, 0, "x", "type: too-long")]
    public async Task A_correction_is_refused_with_its_field(string type, int collected, int received, string reason, string refusal)
    {
        await lab.Registered();
        var sample = await Stored();
        Assert.Equal(refusal, await GivenLims.Refused(() => Service.CorrectAsync(sample.PublicId, type,
            collected == 0 ? sample.Collected : Moment.Of(GivenLims.Now.AddDays(collected)),
            received == 0 ? sample.Received : Moment.Of(GivenLims.Now.AddDays(received)), reason, Stop)));
        Assert.Equal(sample.Type, (await Stored()).Type);
    }
}
