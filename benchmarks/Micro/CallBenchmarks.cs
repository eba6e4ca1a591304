using BenchmarkDotNet.Attributes;
using Thrombophilia.Benchmarks.Inputs;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Calling;
using Thrombophilia.Variants.Calling.HotSpots;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Benchmarks.Micro;

/// <summary>One record of interest with 2,504 samples; all figures are per record.</summary>
public class CallBenchmarks : IDisposable
{
    VcfReader gene = null!, hotSpot = null!;
    PanelCaller caller = null!;
    int[] samples = [];

    /// <summary>Genotypes alone, or with depths and likelihoods.</summary>
    [Params("gt", "full")]
    public string Text { get; set; } = "gt";

    [GlobalSetup]
    public async Task SetupAsync()
    {
        var shape = Text == "gt" ? Shape.Gt : Shape.Full;
        gene = await AtRecordAsync(Texts.One(shape, hotSpot: false));
        hotSpot = await AtRecordAsync(Texts.One(shape, hotSpot: true));
        caller = new PanelCaller(Texts.Build, gene.Header, hotspotsOnly: true);
        samples = [.. Enumerable.Range(0, gene.Header.Samples.Count)];
    }

    [GlobalCleanup]
    public void Dispose()
    {
        caller.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A record of a gene beside the hot spots: every cell is checked, none is kept.</summary>
    [Benchmark(Description = "check a gene's record")]
    public void Check() => caller.Take(gene.Record, gene.Chroms, lineIsOpen: false);

    /// <summary>A hot spot's record, up to one row per sample and hot spot of the panel.</summary>
    [Benchmark(Description = "call a hot spot's record")]
    public int Call()
    {
        using var once = new PanelCaller(Texts.Build, hotSpot.Header, hotspotsOnly: true);
        once.Take(hotSpot.Record, hotSpot.Chroms, lineIsOpen: false);
        return once.Calls(samples, new SiteQuestion(null, false)).Count(c => c.Call.Copies > 0);
    }

    /// <summary>A reader that stands on the only record of a text.</summary>
    static async Task<VcfReader> AtRecordAsync(byte[] text)
    {
        var reader = new VcfReader(TextSource.Open(new MemoryStream(text), "memory"), "memory");
        await reader.ReadHeaderAsync();
        while (!reader.Next())
            if (!await reader.FillAsync()) throw new InvalidOperationException("The text has no record.");
        return reader;
    }
}
