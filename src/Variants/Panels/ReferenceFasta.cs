using System.Globalization;
using System.Text;

namespace Thrombophilia.Variants.Panels;

/// <summary>A laboratory's reference genome: FASTA with its <c>.fai</c> beside it, of which few pieces are read.</summary>
public sealed class ReferenceFasta : IDisposable
{
    readonly string path;
    readonly FileStream stream;
    readonly List<Entry> entries = [];

    ReferenceFasta(string path)
    {
        this.path = path;
        var index = path + ".fai";
        if (!File.Exists(index)) throw new InvalidDataException($"{index}: expected an index, found none.");
        foreach (var line in File.ReadLines(index))
            entries.Add(Entry.Of(line)
                ?? throw new InvalidDataException($"{index}: expected name, length, offset, bases and bytes of a line, found '{line}'."));
        stream = File.OpenRead(path);
    }

    /// <summary>
    /// The text of a laboratory's own reference table: the panel's regions of <paramref name="build"/>, taken from the
    /// indexed FASTA at <paramref name="path"/>. Its chromosomes may have any of their names (<c>2</c>, <c>chr2</c>, an
    /// accession); length and known bases tell whether they are the build's.
    /// </summary>
    /// <param name="panel">The panel.</param>
    /// <param name="build">One of its builds.</param>
    /// <param name="path">The FASTA file, not compressed.</param>
    /// <exception cref="InvalidDataException">It has no index, is another genome, or lacks a base of the
    /// regions.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string Table(Panel panel, string build, string path)
    {
        using var fasta = new ReferenceFasta(path);
        var version = new StringBuilder(Path.GetFileNameWithoutExtension(path));
        for (var i = 0; i < version.Length; i++)
            if (!ReferenceTable.IsVersion(version[i].ToString())) version[i] = '_';
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var (chrom, start, end) in panel.Sequence.Stretches(build, panel.Genes))
        {
            var bases = fasta.Read(fasta.Find(panel, build, chrom), start, end);
            for (var pos = start; pos <= end; pos++)
            {
                var (found, known) = (bases[pos - start], panel.On(build)!.On(chrom)!.StatedBaseAt(pos));
                if (!"ACGT".Contains(found) || (known != 0 && known != found))
                    throw fasta.Wrong($"{(known == 0 ? "A, C, G or T" : (char)known)} at {chrom}:{pos} of {build}",
                        $"'{found}'");
            }
            ReferenceTable.Write(text, build, version.ToString(), chrom, start, bases);
        }
        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    Entry Find(Panel panel, string build, string chrom)
    {
        var length = panel.Contigs.On(build).First(contig => contig.Name == chrom).Length;
        Entry? other = null;
        foreach (var entry in entries)
            if ((panel.Contigs.Resolve(entry.Name)?.Name ?? panel.Sequence.ChromOf(build, entry.Name)) == chrom)
            {
                if (entry.Length == length) return entry;
                other ??= entry;
            }
        throw Wrong($"chromosome {chrom} of {build} with {length} bases",
            other is null ? "none of its names" : $"'{other.Name}' with {other.Length}");
    }

    /// <summary>1-based, inclusive, upper case.</summary>
    string Read(Entry entry, int start, int end)
    {
        long first = entry.At(start - 1), last = entry.At(end - 1);
        var bytes = new byte[last - first + 1];
        stream.Position = first;
        try { stream.ReadExactly(bytes); }
        catch (EndOfStreamException) { throw Wrong($"'{entry.Name}' as long as its index says", "the end of the file"); }
        var bases = Encoding.ASCII.GetString(bytes).Replace("\n", "", StringComparison.Ordinal)
            .Replace("\r", "", StringComparison.Ordinal).ToUpperInvariant();
        return bases.Length == end - start + 1 ? bases
            : throw Wrong("lines as long as the index says: make the index anew", "others");
    }

    InvalidDataException Wrong(string expected, string found) => new($"{path}: expected {expected}, found {found}.");

    sealed record Entry(string Name, long Length, long Offset, int LineBases, int LineBytes)
    {
        public static Entry? Of(string line)
        {
            var cells = line.Split('\t');
            return cells.Length >= 5 && Number(cells[1]) is { } length && Number(cells[2]) is { } offset
                && Number(cells[3]) is > 0 and <= int.MaxValue and var bases
                && Number(cells[4]) is > 0 and <= int.MaxValue and var bytes && bytes >= bases
                ? new Entry(cells[0], length, offset, (int)bases, (int)bytes) : null;
        }

        public long At(long index) => Offset + index / LineBases * LineBytes + index % LineBases;

        static long? Number(string text) =>
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
