using System.Text;
using Thrombophilia.Variants;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Given;

/// <summary>Builds VCF texts from the panel, so that tests follow the data.</summary>
public sealed class GivenVcf(PanelBuild build, params string[] samples)
{
    static readonly Lazy<Panel> Core = new(() => Panel.Load());
    readonly List<string> meta = [];
    readonly List<(string Chrom, int Pos, string Text)> records = [];
    string version = "4.2", prefix = "";
    bool contigLengths = true;

    public static Panel Panel => Core.Value;

    /// <summary>Every hot spot on every build: the rows of a theory.</summary>
    public static IEnumerable<object[]> HotSpots() =>
        from build in Panel.Builds
        from contig in build.Contigs
        from spot in contig.HotSpots
        select new object[] { spot.HotSpot.Id, build.Id };

    public static PlacedHotSpot Place(string hotSpot, string build) =>
        Panel.On(build)!.Contigs.SelectMany(c => c.HotSpots).Single(h => h.HotSpot.Id == hotSpot);

    public GivenVcf Version(string text) { version = text; return this; }
    public GivenVcf WithoutContigLengths() { contigLengths = false; return this; }
    public GivenVcf ChromPrefix(string text) { prefix = text; return this; }
    public GivenVcf Meta(string line) { meta.Add(line); return this; }

    /// <summary>A record; cells are the sample columns, FORMAT as given.</summary>
    public GivenVcf Record(string chrom, int pos, string refBases, string alt, string format, params string[] cells) =>
        RecordWith(chrom, pos, refBases, alt, "PASS", ".", format, cells);

    /// <summary>The same with FILTER and INFO.</summary>
    public GivenVcf RecordWith(string chrom, int pos, string refBases, string alt, string filter, string info,
        string format, params string[] cells)
    {
        records.Add(
            (chrom, pos,
                string.Join('\t',
                    [prefix + chrom, $"{pos}", ".", refBases, alt, ".", filter, info, format, .. cells])));
        return this;
    }

    /// <summary>Puts QUAL into the record given last.</summary>
    public GivenVcf Qual(string text)
    {
        var columns = records[^1].Text.Split('\t');
        columns[5] = text;
        records[^1] = records[^1] with { Text = string.Join('\t', columns) };
        return this;
    }

    /// <summary>The VCF, records in the order in which they were given.</summary>
    public string Text()
    {
        var text = new StringBuilder($"##fileformat=VCFv{version}\n");
        foreach (var contig in Panel.Contigs.On(build.Id))
            text.Append(
                contigLengths ? $"##contig=<ID={prefix}{contig.Name},length={contig.Length}>\n"
                    : $"##contig=<ID={prefix}{contig.Name}>\n");
        foreach (var line in meta) text.Append(line).Append('\n');
        text.Append("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t").AppendJoin('\t', samples).Append('\n');
        foreach (var record in records) text.Append(record.Text).Append('\n');
        return text.ToString();
    }

    public MemoryStream Stream() => new(Encoding.UTF8.GetBytes(Text()));

    public Task<FileCalls> CallAsync(CallOptions? options = null, CancellationToken stop = default) =>
        new PanelAnalysis(Panel).CallAsync(Stream(), "given.vcf", options ?? new CallOptions(), stop);

    /// <summary>The row of a hot spot for the first sample.</summary>
    public async Task<PanelCall> AtAsync(string hotSpot, CallOptions? options = null, CancellationToken stop = default)
    {
        using var calls = await CallAsync(options, stop);
        return calls.Calls().First(c => c.Call.HotSpot == hotSpot && c.Sample == (options?.Samples ?? samples)[0]).Call;
    }
}
