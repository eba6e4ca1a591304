using System.Globalization;
using System.IO.Compression;
using BenchmarkDotNet.Attributes;
using Thrombophilia.Benchmarks.Inputs;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Calling;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Benchmarks.Micro;

/// <summary>Passing over records far from the panel, 2,504 samples each; all figures are per record.</summary>
public class ScanBenchmarks : IDisposable
{
    const int Records = 4096;
    byte[] packed = [];
    VcfReader endless = null!;
    PanelCaller caller = null!;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        var text = Texts.Skipped(Shape.Gt, Records);
        packed = Texts.Packed(text);
        endless = new VcfReader(TextSource.Open(new EndlessText(text, Texts.BodyOf(text)), "endless"), "endless");
        await endless.ReadHeaderAsync();
        caller = new PanelCaller(Texts.Build, endless.Header, hotspotsOnly: true);
        // Buffers have their size, and the one warning that positions begin anew is given.
        for (var i = 0; i < 3; i++) Skip();
    }

    [GlobalCleanup]
    public void Dispose()
    {
        caller.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>What one would write first.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Records, Description = "naive: GZipStream, StreamReader, Split")]
    public long Naive()
    {
        using var reader = new StreamReader(new GZipStream(new MemoryStream(packed), CompressionMode.Decompress));
        var found = 0L;
        while (reader.ReadLine() is { } line)
        {
            if (line[0] == '#') continue;
            var columns = line.Split('\t');
            if (Texts.Build.On(columns[0][3..])!.Touches(int.Parse(columns[1], CultureInfo.InvariantCulture),
                int.Parse(columns[1], CultureInfo.InvariantCulture))) found++;
        }
        return found;
    }

    /// <summary>
    /// The product's way from packed bytes, all checks included; setting it up is shared by the records.
    /// </summary>
    [Benchmark(OperationsPerInvoke = Records, Description = "scan of BGZF in memory")]
    public async Task<long> ScanAsync()
    {
        await using var source = TextSource.Open(new MemoryStream(packed), "memory");
        var reader = new VcfReader(source, "memory");
        await reader.ReadHeaderAsync();
        using var taker = new PanelCaller(Texts.Build, reader.Header, hotspotsOnly: true);
        while (await reader.FillAsync())
            while (reader.Next()) taker.Take(reader.Record, reader.Chroms, reader.RecordIsOpen);
        return reader.Records;
    }

    /// <summary>
    /// Lines, columns, positions and the question whether the panel cares, without inflating: nothing may be allocated.
    /// </summary>
    [Benchmark(OperationsPerInvoke = Records, Description = "skip: scan of text in memory")]
    public long Skip()
    {
        for (var taken = 0; taken < Records;)
            if (!endless.Next()) Fill();
            else
            {
                caller.Take(endless.Record, endless.Chroms, endless.RecordIsOpen);
                taken++;
            }
        return endless.Records;
    }

    void Fill()
    {
        var filled = endless.FillAsync();
        if (!filled.IsCompletedSuccessfully || !filled.Result)
            throw new InvalidOperationException("The text is in memory and has no end.");
    }
}
