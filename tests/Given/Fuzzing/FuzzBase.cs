using Thrombophilia.Variants;

namespace Thrombophilia.Given.Fuzzing;

/// <summary>A file that is accepted, with its rows: what every mutant of it is compared with.</summary>
public sealed class FuzzBase
{
    FuzzBase(string name, FuzzText text, bool isPlain) => (Name, Text, IsPlain) = (name, text, isPlain);

    public string Name { get; }
    public FuzzText Text { get; }
    /// <summary>No two records speak of one site: losing one can only lose what it said.</summary>
    public bool IsPlain { get; }
    public Dictionary<string, FuzzRow> Rows { get; private set; } = [];
    public HashSet<string> Warnings { get; private set; } = [];
    /// <summary>The bytes of <see cref="Text"/>.</summary>
    public byte[] Bytes { get; private init; } = [];
    /// <summary>The same as BGZF of several blocks, cut at line ends.</summary>
    public byte[] Packed { get; private init; } = [];
    /// <summary>The index of <see cref="Packed"/>.</summary>
    public FuzzIndex Index { get; private init; } = null!;

    /// <summary>Records that touch the panel, by their number: the only ones whose fields decide a row.</summary>
    public IReadOnlyList<int> PanelRecords { get; private set; } = [];

    public static async Task<FuzzBase> ReadAsync(string name, FuzzText text, bool isPlain,
        CancellationToken stop = default)
    {
        var bytes = text.Bytes();
        var (packed, index) = FuzzIndex.Write(text, linesPerBlock: Math.Max(1, text.Records.Count / 12));
        var made = new FuzzBase(name, text, isPlain) { Bytes = bytes, Packed = packed, Index = index };
        using var calls =
            await new PanelAnalysis(GivenVcf.Panel).CallAsync(new MemoryStream(bytes), name, new CallOptions(), stop);
        made.Rows = FuzzRow.Of(calls);
        made.Warnings = [.. calls.Warnings.Select(w => w.Code)];
        var build = GivenVcf.Panel.On(calls.Build)!;
        made.PanelRecords = [.. from i in Enumerable.Range(0, text.Records.Count)
                                let record = text.Records[i]
                                let contig = GivenVcf.Panel.Contigs.Resolve(record[0]) is { } known
                                    ? build.On(known.Name) : null
                                where contig is not null
                                    && contig.Touches(int.Parse(record[1], null),
                                    int.Parse(record[1], null) + record[3].Length - 1)
                                select i];
        return made;
    }
}
