using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Variants.Vcf;

/// <summary>
/// One record as a view on the reader's buffer, valid until the next record; <see cref="Keep"/> makes an owned copy.
/// Columns after POS are only looked for when they are asked for.
/// </summary>
sealed class VcfRecord
{
    // What the length of a value is where there is none.
    const int Absent = -1, Unasked = -2;
    readonly int[] starts = new int[10];
    readonly VcfReader? reader;
    // The line as a part of an array: a column is asked for many times, and memory would look at what it is made of
    // each time.
    byte[] text = [];
    int start, length;
    FileLocation place;
    int columns, endAt, endLength;
    bool split;

    internal VcfRecord(VcfReader? reader) => this.reader = reader;

    internal ReadOnlyMemory<byte> LineMemory => text.AsMemory(start, length);
    internal int Columns => columns;
    /// <summary>Where in the line the sample columns begin; the line's length where there are none.</summary>
    internal int SamplesStart
    {
        get
        {
            Split();
            return columns > 9 ? starts[9] : length;
        }
    }
    /// <summary>The whole line without its line end.</summary>
    public ReadOnlySpan<byte> Line => text.AsSpan(start, length);
    /// <summary>Number of the CHROM name within the file: an index into <see cref="VcfReader.Chroms"/>.</summary>
    public int Chrom { get; private set; }
    /// <summary>1-based position; 0 is the telomere.</summary>
    public int Pos { get; private set; }
    /// <summary>CHROM and POS with the tabs behind them: no other record of another position begins so.</summary>
    internal ReadOnlySpan<byte> Beginning => Line[..starts[2]];
    /// <summary>ID column.</summary>
    public ReadOnlySpan<byte> Id => Column(2);
    /// <summary>REF column.</summary>
    public ReadOnlySpan<byte> Ref => Column(3);
    /// <summary>ALT column, alleles separated by commas.</summary>
    public ReadOnlySpan<byte> Alt => Column(4);
    /// <summary>QUAL column.</summary>
    public ReadOnlySpan<byte> Qual => Column(5);
    /// <summary>FILTER column.</summary>
    public ReadOnlySpan<byte> Filter => Column(6);
    /// <summary>INFO column.</summary>
    public ReadOnlySpan<byte> Info => Column(7);
    /// <summary>The file has a FORMAT column: it is more than a list of sites.</summary>
    public bool HasSamples => columns > 8;
    /// <summary>FORMAT column; empty in a sites-only file.</summary>
    public ReadOnlySpan<byte> Format => HasSamples ? Column(8) : default;
    /// <summary>All sample columns, separated by tabs.</summary>
    public ReadOnlySpan<byte> Samples
    {
        get
        {
            var from = SamplesStart;
            return Line[from..];
        }
    }
    /// <summary>
    /// Where the other record stands that this one was made of (<see cref="Mate"/>); null for a record of the file.
    /// </summary>
    public string? WrittenAt { get; private init; }
    /// <summary>Where the record stands in the file.</summary>
    public FileLocation Place => reader?.Here ?? place;

    /// <summary>
    /// END lies on another chromosome, which CHR2 names: the record reaches no further than its own place.
    /// </summary>
    public bool EndsElsewhere =>
        TryInfo("CHR2"u8, out var other) && !Plain(other).SequenceEqual(Plain(Line[..Line.IndexOf((byte)'\t')]));

    static ReadOnlySpan<byte> Plain(ReadOnlySpan<byte> chrom) => chrom.StartsWith("chr"u8) ? chrom[3..] : chrom;

    /// <summary>The value of an INFO key; false where the key is absent or has no value.</summary>
    public bool TryInfo(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        var info = Info;
        value = default;
        for (var from = 0; info[from..].IndexOf(key) is var found and >= 0; from += found + key.Length)
        {
            var (at, after) = (from + found, from + found + key.Length);
            if ((at > 0 && info[at - 1] != ';') || after >= info.Length || info[after] != '=') continue;
            var rest = info[(after + 1)..];
            var end = rest.IndexOf((byte)';');
            value = end < 0 ? rest : rest[..end];
            return true;
        }
        return false;
    }

    /// <summary>The value of INFO/END, which more than one stage asks for: looked for once.</summary>
    public bool TryEnd(out ReadOnlySpan<byte> value)
    {
        if (endLength == Unasked)
        {
            endLength = TryInfo("END"u8, out value) ? value.Length : Absent;
            Line.Overlaps(value, out endAt);
        }
        value = endLength == Absent ? default : Line.Slice(endAt, endLength);
        return endLength != Absent;
    }

    /// <summary>INFO has the key, be it a flag or with a value.</summary>
    public bool HasInfo(ReadOnlySpan<byte> key)
    {
        foreach (var range in Info.Split((byte)';'))
        {
            var field = Info[range];
            if (field.StartsWith(key) && (field.Length == key.Length || field[key.Length] == '=')) return true;
        }
        return false;
    }

    /// <summary>
    /// Last base by INFO/SVLEN, the longest of its values; POS where there is none (VCF 4.4 tells the length of a
    /// deletion by SVLEN alone).
    /// </summary>
    public int EndBySvLen()
    {
        var end = Pos;
        if (TryInfo("SVLEN"u8, out var lengths))
            foreach (var range in lengths.Split((byte)','))
                end = Math.Max(end, EndBy(lengths[range]) ?? end);
        return end;
    }

    /// <summary>
    /// The same of one of <paramref name="alts"/> ALT alleles, 1 being the first; null where SVLEN has not one value
    /// for each, or none for this one.
    /// </summary>
    public int? EndBySvLen(int alt, int alts)
    {
        if (!TryInfo("SVLEN"u8, out var lengths) || lengths.Count((byte)',') + 1 != alts) return null;
        foreach (var range in lengths.Split((byte)','))
            if (--alt == 0) return EndBy(lengths[range]);
        return null;
    }

    /// <summary>Older files give deletions a length below zero.</summary>
    int? EndBy(ReadOnlySpan<byte> length) =>
        Utf8Parser.TryParse(length, out long bases, out _)
        ? (int)Math.Min(int.MaxValue, Pos + Math.Min(Math.Abs(Math.Max(bases, -int.MaxValue)), int.MaxValue)) : null;

    /// <summary>A copy that stays valid.</summary>
    public VcfRecord Keep()
    {
        var kept = new VcfRecord(null) { WrittenAt = WrittenAt };
        kept.Set(Line.ToArray(), Chrom, Pos, starts[2], columns, Place);
        return kept;
    }

    /// <summary>
    /// The record that a breakend's other place would have: the same said from there, of the same samples. Its base and
    /// what INFO tells of this place are not known there; that a breakpoint is not exact is.
    /// </summary>
    /// <param name="breakend">The only ALT of this record.</param>
    /// <param name="contig">Name of this record's contig.</param>
    internal VcfRecord Mate(Breakend breakend, string contig)
    {
        var here = string.Create(CultureInfo.InvariantCulture, $"{contig}:{Pos}");
        var exact = !HasInfo("IMPRECISE"u8) && (!TryInfo("CIPOS"u8, out var range) || range.SequenceEqual("0,0"u8))
            && (!TryInfo("CIEND"u8, out range) || range.SequenceEqual("0,0"u8));
        var place =
            Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture,
                $"{Encoding.UTF8.GetString(breakend.Contig)}\t{breakend.Pos}\t"));
        byte[] line =
        [
            .. place, .. Id, .. "\tN\t"u8, .. Encoding.UTF8.GetBytes(breakend.OfMate(here)), (byte)'\t', .. Qual,
                (byte)'\t', .. Filter, (byte)'\t',
            .. exact ? "SVTYPE=BND"u8 : "SVTYPE=BND;IMPRECISE"u8, .. HasSamples ? Line[(starts[8] - 1)..] : [],
        ];
        var mate = new VcfRecord(null) { WrittenAt = here };
        mate.Set(line, -1, breakend.Pos, place.Length, columns, Place);
        return mate;
    }

    internal void Set(ReadOnlyMemory<byte> line, int chrom, int pos, int idStart, int columns)
    {
        (text, start) = MemoryMarshal.TryGetArray(line, out var array) ? (array.Array!, array.Offset)
            : (line.ToArray(), 0);
        length = line.Length;
        this.columns = columns;
        (Chrom, Pos) = (chrom, pos);
        starts[2] = idStart;
        split = false;
        endLength = Unasked;
    }

    internal void Set(ReadOnlyMemory<byte> line, int chrom, int pos, int idStart, int columns, FileLocation place)
    {
        Set(line, chrom, pos, idStart, columns);
        this.place = place;
    }

    ReadOnlySpan<byte> Column(int column)
    {
        Split();
        var from = starts[column];
        return column + 1 < columns ? Line[from..(starts[column + 1] - 1)] : Line[from..];
    }

    void Split()
    {
        if (!split) FindColumns();
    }

    // Nine tabs, most of them a few bytes apart: found by the register, not one by one.
    void FindColumns()
    {
        split = true;
        var line = Line;
        var at = starts[2];
        var (column, last) = (3, Math.Min(columns, starts.Length));
        for (; column < last && at <= line.Length - Vector256<byte>.Count; at += Vector256<byte>.Count)
            for (var tabs = Vector256.Equals(Vector256.Create(line[at..]), Vector256.Create((byte)'\t'))
                .ExtractMostSignificantBits(); tabs != 0 && column < last; tabs &= tabs - 1)
                starts[column++] = at + BitOperations.TrailingZeroCount(tabs) + 1;
        while (column < last)
        {
            at += line[at..].IndexOf((byte)'\t') + 1;
            starts[column++] = at;
        }
    }
}
