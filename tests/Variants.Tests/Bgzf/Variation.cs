using System.Globalization;
using System.Text;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Bgzf.Indexing;

namespace Thrombophilia.Variants.Tests.Bgzf;

/// <summary>
/// A sorted VCF on three contigs with short and long records, its BGZF file and its index, all from a seed.
/// </summary>
sealed class Variation
{
    internal static readonly string[] Contigs = ["chr1", "2", "HLA-A*01:01"];

    const string Head = "##fileformat=VCFv4.2\n##INFO=<ID=END,Number=1,Type=Integer,Description=\"End\">\n"
        + "##contig=<ID=chr1,length=249250621>\n##contig=<ID=2,length=243199373>\n##contig=<ID=HLA-A*01:01,length=3503>\n"
        + "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";

    internal Variation(int seed, int count, bool builtIn = false)
    {
        var random = new Random(seed);
        using var packed = new MemoryStream();
        var index = new TabixIndexBuilder();
        using (var writer = new BgzfWriter(packed, leaveOpen: true, builtIn))
        {
            writer.Write(Encoding.ASCII.GetBytes(Head));
            foreach (var (contig, limit) in Contigs.Zip((int[])[240_000_000, 200_000, 3000]))
                foreach (var begin in Enumerable.Range(0, count).Select(_ => random.Next(limit)).Order())
                {
                    var end = begin + (random.Next(20) == 0 ? random.Next(1, 400_000) : 1);
                    var line =
                        string.Create(CultureInfo.InvariantCulture,
                        $"{contig}\t{begin + 1}\t.\tA\t<DEL>\t.\t.\tEND={end}\n");
                    Records.Add((contig, begin, end, line));
                    var at = writer.VirtualOffset;
                    writer.Write(Encoding.ASCII.GetBytes(line));
                    index.Add(contig, begin, end, at, writer.VirtualOffset);
                    if (random.Next(50) == 0)
                        writer.Flush();
                }
        }
        Vcf = packed.ToArray();
        using var written = new MemoryStream();
        index.Write(written, leaveOpen: true);
        Tbi = written.ToArray();
    }

    internal List<(string Contig, long Begin, long End, string Line)> Records { get; } = [];

    internal byte[] Vcf { get; }

    internal byte[] Tbi { get; }

    internal static string Header => Head;

    /// <summary>The lines that overlap [begin, end), in the file's order.</summary>
    internal string Lines(string contig, long begin, long end) =>
        string.Concat(Records.Where(r => r.Contig == contig && r.Begin < end && r.End > begin).Select(r => r.Line));

    /// <summary>Regions of all sizes on all contigs.</summary>
    internal static IEnumerable<(string Contig, long Begin, long End)> Regions(int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
        {
            var contig = random.Next(Contigs.Length);
            var begin = random.NextInt64(((int[])[250_000_000, 250_000, 3500])[contig]);
            yield return (Contigs[contig], begin, begin + 1 + random.NextInt64(1L << random.Next(1, 28)));
        }
    }

    /// <summary>Writes file and index to a folder.</summary>
    internal async Task<string> WriteAsync(string folder, CancellationToken stop)
    {
        var path = Path.Combine(folder, "v.vcf.gz");
        await File.WriteAllBytesAsync(path, Vcf, stop);
        await File.WriteAllBytesAsync(path + ".tbi", Tbi, stop);
        return path;
    }
}
