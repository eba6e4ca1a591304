using System.Globalization;
using System.Text;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Bgzf.Indexing;

namespace Thrombophilia.Given.Fuzzing;

/// <summary>A tabix index taken apart, so that one of its offsets can be moved; writes itself as TBI or CSI.</summary>
public sealed class FuzzIndex
{
    public const uint Metadata = 37450;

    public sealed record Bin(uint Number, List<(ulong Begin, ulong End)> Chunks);

    public sealed record Contig(string Name, List<Bin> Bins, List<ulong> Windows);

    public List<Contig> Contigs { get; private init; } = [];

    /// <summary>Packs a sorted text as BGZF and indexes it.</summary>
    public static (byte[] File, FuzzIndex Index) Write(FuzzText text, int linesPerBlock)
    {
        using var packed = new MemoryStream();
        var builder = new TabixIndexBuilder();
        using (var writer = new BgzfWriter(packed, leaveOpen: true))
        {
            var count = 0;
            foreach (var line in text.Meta.Append(string.Join('\t', text.Columns)))
                writer.Write(Encoding.UTF8.GetBytes(line + '\n'));
            foreach (var record in text.Records)
            {
                var at = writer.VirtualOffset;
                writer.Write(Encoding.UTF8.GetBytes(string.Join('\t', record) + '\n'));
                var begin = long.Parse(record[1], CultureInfo.InvariantCulture) - 1;
                var end =
                    record[7].Split(';').FirstOrDefault(f => f.StartsWith("END=", StringComparison.Ordinal)) is { } told
                    ? long.Parse(told[4..], CultureInfo.InvariantCulture) : begin + record[3].Length;
                if (++count % linesPerBlock == 0) writer.Flush();
                builder.Add(record[0], begin, end, at, writer.VirtualOffset);
            }
        }
        using var index = new MemoryStream();
        builder.Write(index, leaveOpen: true);
        return (packed.ToArray(), Parse(index.ToArray()));
    }

    public FuzzIndex Copy() => new()
    {
        Contigs =
            [.. Contigs.Select(
            c => new Contig(c.Name, [.. c.Bins.Select(b => new Bin(b.Number, [.. b.Chunks]))], [.. c.Windows]))],
    };

    /// <summary>The index as it lies on disk.</summary>
    public byte[] Packed(bool csi) => Packing.Bgzf(Bytes(csi), _ => 60_000);

    /// <summary>The index before compression.</summary>
    public byte[] Bytes(bool csi)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        var names = Encoding.UTF8.GetBytes(string.Concat(Contigs.Select(c => c.Name + '\0')));
        writer.Write(csi ? "CSI\u0001"u8 : "TBI\u0001"u8);
        int[] fields = [2, 1, 2, 0, '#', 0, names.Length];
        if (csi) foreach (var field in (int[])[14, 5, 4 * fields.Length + names.Length]) writer.Write(field);
        else writer.Write(Contigs.Count);
        foreach (var field in fields) writer.Write(field);
        writer.Write(names);
        if (csi) writer.Write(Contigs.Count);
        foreach (var contig in Contigs)
        {
            writer.Write(contig.Bins.Count);
            foreach (var bin in contig.Bins)
            {
                writer.Write(bin.Number);
                if (csi) writer.Write(contig.Windows.ElementAtOrDefault(FirstWindow(bin.Number)));
                writer.Write(bin.Chunks.Count);
                foreach (var (begin, end) in bin.Chunks)
                {
                    writer.Write(begin);
                    writer.Write(end);
                }
            }
            if (csi) continue;
            writer.Write(contig.Windows.Count);
            foreach (var window in contig.Windows) writer.Write(window);
        }
        writer.Write(0L);
        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>The window in which a bin begins.</summary>
    public static int FirstWindow(uint bin)
    {
        var (level, first) = (0, 0u);
        while (level < 5 && bin >= first + (1u << 3 * level)) first += 1u << 3 * level++;
        return bin == Metadata ? 0 : (int)Math.Min(1 << 15, bin - first << 3 * (5 - level));
    }

    static FuzzIndex Parse(byte[] packed)
    {
        using var text = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(new MemoryStream(packed),
            System.IO.Compression.CompressionMode.Decompress)) gzip.CopyTo(text);
        text.Position = 4;
        using var reader = new BinaryReader(text);
        var count = reader.ReadInt32();
        for (var i = 0; i < 6; i++) reader.ReadInt32();
        var names = Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadInt32())).Split('\0');
        var index = new FuzzIndex();
        for (var i = 0; i < count; i++)
        {
            var contig = new Contig(names[i], [], []);
            for (var bins = reader.ReadInt32(); bins > 0; bins--)
            {
                var bin = new Bin(reader.ReadUInt32(), []);
                for (var chunks = reader.ReadInt32(); chunks > 0; chunks--)
                    bin.Chunks.Add((reader.ReadUInt64(), reader.ReadUInt64()));
                contig.Bins.Add(bin);
            }
            for (var windows = reader.ReadInt32(); windows > 0; windows--) contig.Windows.Add(reader.ReadUInt64());
            index.Contigs.Add(contig);
        }
        return index;
    }
}
