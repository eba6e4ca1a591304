using System.Text;
using Thrombophilia.Benchmarks.Inputs;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Benchmarks.Micro;

/// <summary>Texts of the generator, in memory.</summary>
static class Texts
{
    /// <summary>Bytes of text in a full block.</summary>
    public const int BlockText = 65280;

    /// <summary>The empty block that ends a BGZF file.</summary>
    public static byte[] EndBlock { get; } = Packed([]);

    public static Panel Panel { get; } = Panel.Load();

    public static PanelBuild Build { get; } = Panel.On("GRCh38")!;

    /// <summary>
    /// The first records of an input of the usual size: they lie before the first gene, so all of them are skipped.
    /// </summary>
    public static byte[] Skipped(Shape shape, int records)
    {
        var text = new MemoryStream();
        new InputWriter(
            new InputPlan(shape, InputPlan.UsualSamples(shape), InputPlan.UsualMegabytes, InputPlan.UsualSeed,
                Build)).WriteText(text, records);
        return text.ToArray();
    }

    /// <summary>The header and one record of 2,504 samples inside a gene: a hot spot, or none.</summary>
    public static byte[] One(Shape shape, bool hotSpot)
    {
        var contig = Build.Contigs.First(c => c.Genes.Count > 0 && c.HotSpots.Count > 0);
        var gene = contig.Genes.First(g => contig.HotSpots.Any(h => h.Start >= g.Start && h.End <= g.End));
        var text = new MemoryStream();
        new InputWriter(new InputPlan(shape, 2504, 1, InputPlan.UsualSeed, Build),
            [new Window(contig.Name, gene.Start, gene.End, 10)]).WriteText(text);
        var lines = Encoding.ASCII.GetString(text.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var record =
            lines.First(
            l => l[0] != '#'
                && hotSpot == contig.HotSpots.Any(
                h => l.StartsWith(FormattableString.Invariant($"chr{contig.Name}\t{h.Start}\t"),
                    StringComparison.Ordinal)));
        return Encoding.ASCII.GetBytes(string.Join('\n', lines.Where(l => l[0] == '#').Append(record)) + "\n");
    }

    public static byte[] Packed(byte[] text)
    {
        var packed = new MemoryStream();
        using (var writer = new BgzfWriter(packed, leaveOpen: true)) writer.Write(text);
        return packed.ToArray();
    }

    /// <summary>Where the first record begins.</summary>
    public static int BodyOf(byte[] text)
    {
        var columns = text.AsSpan().IndexOf("\n#CHROM"u8) + 1;
        return columns + text.AsSpan(columns).IndexOf((byte)'\n') + 1;
    }
}
