using System.Text;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Bgzf.Format;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Variants.Vcf;

/// <summary>
/// Reads a VCF record by record from decompressed text: <c>while (await FillAsync()) while (Next()) use(Record);</c>.
/// Every line's column count and POS are checked; what lies in the columns is the business of whoever looks there.
/// </summary>
sealed class VcfReader
{
    const int LongestHeader = 1 << 26;
    readonly TextLines lines;
    long headerBytes;
    bool indexed;
    readonly List<string> chroms = [];
    readonly Dictionary<string, int> chromNumbers = new(StringComparer.Ordinal);
    readonly List<Problem> warnings = [];
    byte[] chrom = [];
    int chromNumber = -1, lastPos;
    bool unsorted, scattered;
    FileLocation? blank;

    /// <summary>Reads from <paramref name="source"/>, which stays the caller's to dispose.</summary>
    public VcfReader(TextSource source, string name, VcfHeader? header = null)
    {
        (Name, Header) = (name, header ?? new());
        lines = new TextLines(source, name);
        Record = new VcfRecord(this);
    }

    /// <summary>The file's name in messages.</summary>
    public string Name { get; }
    /// <summary>Set by <see cref="ReadHeaderAsync"/>.</summary>
    public VcfHeader Header { get; }
    /// <summary>The record that <see cref="Next"/> stands on; a view, valid until the next call.</summary>
    public VcfRecord Record { get; }
    /// <summary>Names seen in the CHROM column, by <see cref="VcfRecord.Chrom"/>.</summary>
    public IReadOnlyList<string> Chroms => chroms;
    /// <summary>Records read.</summary>
    public long Records { get; private set; }
    /// <summary>What was odd.</summary>
    public IReadOnlyList<Problem> Warnings => warnings;

    /// <summary>Where in the file on disk the text at hand begins.</summary>
    internal long Offset => lines.Offset;
    internal FileLocation Here => lines.Here;

    /// <summary>Reads up to and with the <c>#CHROM</c> line.</summary>
    public async ValueTask ReadHeaderAsync(CancellationToken stop = default)
    {
        while (await lines.FillAsync(stop).ConfigureAwait(false))
            while (lines.Next())
            {
                if ((headerBytes += lines.Line.Length) > LongestHeader)
                    throw new RefusedException("header-too-long", lines.Here, LongestHeader);
                if (TakeHeaderLine()) return;
            }
        throw new RefusedException("header-no-columns", lines.Here);
    }

    /// <summary>Brings in more text; false at the proven end of the file.</summary>
    [System.Runtime.CompilerServices.AsyncMethodBuilder(typeof(System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> FillAsync(CancellationToken stop = default)
    {
        if (!await lines.FillAsync(stop).ConfigureAwait(false))
        {
            if (blank is { } empty) warnings.Add(new Problem("blank-at-end", empty));
            blank = null;
            return false;
        }
        if (lines.BeginsRange) (chromNumber, lastPos) = (-1, 0);
        return true;
    }

    /// <summary>After the header of an indexed source: from now on only the records in these ranges.</summary>
    public void GoTo(IReadOnlyList<VirtualRange> ranges)
    {
        indexed = true;
        lines.GoTo(ranges);
    }

    /// <summary>Moves to the next record in the text at hand; false when more has to be filled in.</summary>
    public bool Next()
    {
        while (lines.Next())
        {
            var line = lines.Line.Span;
            if (lines.IsOpen) warnings.Add(new Problem("no-final-newline", Here));
            if (line.IsEmpty)
            {
                blank ??= Here;
                continue;
            }
            if (blank is { } empty) throw new RefusedException("blank-line", empty, Header.Columns);
            if (line[0] == '#')
                throw line.StartsWith("#CHROM"u8) ? new RefusedException("header-twice", Here)
                    : new RefusedException("header-in-body", Here, Excerpt.Text(line));
            if (lines.Tabs + 1 != Header.Columns)
                throw new RefusedException("column-count", Here, Header.Columns, lines.Tabs + 1);
            TakeRecord(line);
            return true;
        }
        return false;
    }

    void TakeRecord(ReadOnlySpan<byte> line)
    {
        var posStart = chrom.Length + 1;
        if (chromNumber < 0 || line.Length < posStart || line[chrom.Length] != '\t' || !line.StartsWith(chrom))
        {
            posStart = line.IndexOf((byte)'\t') + 1;
            EnterChrom(line[..(posStart - 1)]);
        }
        long pos = 0;
        var i = posStart;
        for (; i < line.Length && line[i] is >= (byte)'0' and <= (byte)'9' && pos <= int.MaxValue; i++)
            pos = pos * 10 + (line[i] - '0');
        if (i == posStart || i >= line.Length || line[i] != '\t' || pos > int.MaxValue)
        {
            var rest = line[posStart..];
            throw new RefusedException("bad-pos", Here, Excerpt.Text(rest[..Math.Max(0, rest.IndexOf((byte)'\t'))]));
        }
        if (pos < lastPos && indexed) throw new RefusedException("index-unsorted", Here, lastPos, pos);
        if (pos < lastPos && !unsorted)
        {
            unsorted = true;
            warnings.Add(new Problem("unsorted", Here, lastPos, pos));
        }
        lastPos = (int)pos;
        Records++;
        Record.Set(lines.Line, chromNumber, (int)pos, i + 1, Header.Columns);
    }

    void EnterChrom(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty) throw new RefusedException("empty-chrom", Here);
        // Such a name is no chromosome's: the record would be passed over as one of a contig that the panel does not
        // ask for.
        if (name.IndexOfAnyInRange((byte)0, (byte)' ') >= 0)
            throw new RefusedException("bad-chrom", Here, Excerpt.Text(name));
        chrom = name.ToArray();
        var text = Encoding.UTF8.GetString(name);
        lastPos = 0;
        if (chromNumbers.TryGetValue(text, out chromNumber))
        {
            if (scattered || indexed) return;
            scattered = true;
            warnings.Add(new Problem("contig-scattered", Here, Excerpt.Text(name)));
            return;
        }
        chromNumbers.Add(text, chromNumber = chroms.Count);
        chroms.Add(text);
    }

    /// <summary>True on the column line.</summary>
    bool TakeHeaderLine()
    {
        var line = lines.Line.Span;
        if (lines.Number == 1)
        {
            if (line.StartsWith("\uFEFF"u8))
            {
                warnings.Add(new Problem("byte-order-mark", Here));
                line = line[3..];
            }
            OtherFormats.RefuseFirstLine(line, Here);
            if (line.IsEmpty || line[0] != '#') throw new RefusedException("not-a-vcf", Here, Excerpt.Text(line));
            if (line.StartsWith("##fileformat="u8)) Header.FileFormat = Encoding.UTF8.GetString(line[13..]).Trim();
            if (Header.FileFormat is null) warnings.Add(new Problem("no-fileformat", Here, Excerpt.Text(line)));
            else if (!Header.FileFormat.StartsWith("VCFv4.", StringComparison.Ordinal))
                throw new RefusedException("unsupported-version", Here, Excerpt.Text(Header.FileFormat));
        }
        if (line.StartsWith("##"u8)) Header.AddMeta(line);
        else if (line.StartsWith("#CHROM"u8))
        {
            // Cut here, the last name may be another person's.
            if (lines.IsOpen) warnings.Add(new Problem("no-final-newline", Here));
            Header.SetColumns(Encoding.UTF8.GetString(line), Here);
            return true;
        }
        else throw new RefusedException("header-no-columns", Here);
        return false;
    }

    /// <summary>The record is the file's last line and nothing ends it: a cut file may look like that.</summary>
    internal bool RecordIsOpen => lines.IsOpen;
}
