using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Bgzf.Codecs;
using Thrombophilia.Variants.Bgzf.Reading;
using Xunit;

namespace Thrombophilia.Variants.Tests.Bgzf.Reading;

/// <summary>Counts what the whole process allocates: nothing else may run.</summary>
[CollectionDefinition(nameof(BlockBatchTests), DisableParallelization = true)]
[Collection(nameof(BlockBatchTests))]
public class BlockBatchTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Blocks_cost_no_allocation_once_the_buffers_are_there()
    {
        Assert.SkipUnless(Compression.UsesLibdeflate, "libdeflate is not installed here.");
        const int Few = 200, Many = 2000;
        var text = Sources.Lines(60_000);
        var (few, many) = (Sources.Bgzf(text.AsSpan(0, Few * 1000), 1000),
            Sources.Bgzf(text.AsSpan(0, Many * 1000), 1000));
        foreach (var way in (SourceSettings[])[new(2, InlineLength: 0), new(InlineLength: int.MaxValue)])
        {
            // The least of some rounds: the pool of buffers may still be filling in the first ones.
            var more = long.MaxValue;
            for (var round = 0; round < 6; round++)
                more = Math.Min(more, await AllocatedAsync(many, way) - await AllocatedAsync(few, way));
            // The channels take a little for each unit of 16 blocks.
            Assert.True(more < 64 * (Many - Few), $"{more} bytes for {Many - Few} blocks more");
        }
    }

    static async Task<long> AllocatedAsync(byte[] file, SourceSettings way)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await using var source = TextSource.Open(new MemoryStream(file), "t", way);
        while (await source.ReadAsync(Stop)) { }
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
