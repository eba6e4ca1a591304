using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Calling.Evidence;

/// <summary>
/// What a record says of one sample: genotype, depth, quality, filter and read counts of its cell, the last one read.
/// </summary>
sealed class SampleEvidence
{
    readonly RecordEvidence reading;
    readonly VcfHeader header;
    readonly Thresholds limits;
    readonly (bool AreInteger, bool ArePerAllele) adPromises, aoPromises;
    VcfRecord record = null!;
    FormatLayout layout = null!;
    ReadOnlyMemory<byte> gt, cellText;
    string? ft;
    int[] fieldEnds = [];
    int fields;
    long[] reads = [];
    Counted counted;
    long countedReads;
    Routine[]? routine;

    /// <summary>Reads cells of the record that <paramref name="reading"/> stands on.</summary>
    public SampleEvidence(RecordEvidence reading, VcfHeader header, Thresholds limits)
    {
        (this.reading, this.header, this.limits) = (reading, header, limits);
        (adPromises, aoPromises) = (Promises("AD", "R"), Promises("AO", "A"));
    }

    /// <summary>Gets ready for the cells of the record that was begun.</summary>
    public void Begin()
    {
        record = reading.Record;
        if (layout != reading.Layout)
        {
            layout = reading.Layout;
            if (fieldEnds.Length < layout.Fields) fieldEnds = new int[layout.Fields];
            FindRoutine();
        }
        if (Copies.Length != reading.Kinds.Length)
            (Copies, reads) = (new int[reading.Kinds.Length], new long[reading.Kinds.Length]);
        (Depth, Quality, CopyNumber, FilterFails, ft, counted, End) = (null, null, null, false, null, Counted.Nothing,
            reading.End);
    }

    /// <summary>Alleles in the genotype by their number; REF is at 0.</summary>
    public int[] Copies { get; private set; } = [];
    /// <summary>Alleles in the genotype, missing ones included.</summary>
    public int Ploidy { get; private set; }
    /// <summary>Missing alleles in the genotype.</summary>
    public int Missing { get; private set; }
    /// <summary>DP, for a genotype of REF alone MIN_DP first.</summary>
    public int? Depth { get; private set; }
    /// <summary>GQ, else RGQ.</summary>
    public double? Quality { get; private set; }
    /// <summary>
    /// Copies of the bases that a record of structural alleles speaks of (CN); null for any other record.
    /// </summary>
    public double? CopyNumber { get; private set; }
    /// <summary>FT is neither PASS nor missing.</summary>
    public bool FilterFails { get; private set; }
    /// <summary>Last base the cell speaks of, by LEN where it has one.</summary>
    public int End { get; private set; }
    /// <summary>GT as it stands in the file.</summary>
    public ReadOnlySpan<byte> Gt => gt.Span;
    /// <summary>FILTER, with the sample's FT where that fails.</summary>
    public string Filter =>
        FilterFails ? $"{Encoding.UTF8.GetString(record.Filter)};FT={ft}" : Encoding.UTF8.GetString(record.Filter);
    /// <summary>FILTER or FT fails.</summary>
    public bool IsFiltered => reading.FilterFails || FilterFails;
    /// <summary>Every allele is REF.</summary>
    public bool AllReference => Missing == 0 && Copies[0] == Ploidy;
    /// <summary>The genotype names an allele of this kind.</summary>
    public bool Carries(AltKind kind)
    {
        for (var a = 1; a < Copies.Length; a++)
            if (Copies[a] > 0 && reading.Kinds[a] == kind) return true;
        return false;
    }

    /// <summary>The genotype names an allele with a base that was not read.</summary>
    public bool CarriesN
    {
        get
        {
            for (var a = 1; a < Copies.Length; a++)
                if (Copies[a] > 0 && reading.Kinds[a] == AltKind.Bases
                    && reading.Alleles[a].Alt.Contains('N', StringComparison.Ordinal)) return true;
            return false;
        }
    }

    /// <summary>
    /// What makes the sample's genotype worthless as it stands, in the order of precedence; null when nothing does.
    /// Missing alleles are not asked here.
    /// </summary>
    public CallStatus? Failing()
    {
        if (IsFiltered) return CallStatus.Filtered;
        if (Depth == 0) return CallStatus.NotCovered;
        if (Depth < limits.MinDepth || Quality < limits.MinGenotypeQuality) return CallStatus.LowQuality;
        if (Ploidy == 2 && Missing == 0)
            for (var a = 0; a < Copies.Length; a++)
                if (Copies[a] == 1
                    && (Share(a) is var one
                    && (one < limits.MinHeterozygousBalance || one > limits.MaxHeterozygousBalance)))
                    return CallStatus.MosaicOrAmbiguous;
                else if (Copies[a] == 2 && Share(a) < limits.MinHomozygousBalance) return CallStatus.MosaicOrAmbiguous;
        return null;
    }

    /// <summary>
    /// The haplotypes that carry any of some alleles (a bit each by number), and the name of their phase set. GT with
    /// its PS tells them; where GT is not phased, PGT with PID does for the one ALT of a record. Two ALTs in one
    /// genotype lie on two haplotypes, whatever is phased.
    /// </summary>
    public Haplotypes On(ulong alleles, out ReadOnlySpan<byte> set)
    {
        set = default;
        if (Ploidy != 2 || Missing > 0 || !TryTwo(Gt, out var first, out var second, out var isPhased))
            return Haplotypes.Unknown;
        var on = Mask(alleles, first, second);
        if (on is Haplotypes.Both or Haplotypes.Unknown) return on;
        if (isPhased) set = Named(layout.Ps);
        else if (first > 0 && second > 0) set = record.Beginning;
        else if (Copies.Length != 2 || (set = Named(layout.Pid)).IsEmpty
            || !TryTwo(Named(layout.Pgt), out first, out second, out isPhased) || !isPhased || first == second)
            return Haplotypes.Unknown;
        return Mask(alleles, first, second);
    }

    static Haplotypes Mask(ulong alleles, int first, int second) =>
        ((alleles >> first & 1) != 0 ? Haplotypes.First : 0) | ((alleles >> second & 1) != 0 ? Haplotypes.Second : 0);

    ReadOnlySpan<byte> Named(int field) =>
        FormatLayout.Field(cellText.Span, field) is var text && text is [(byte)'.'] ? default : text;

    /// <summary>The two alleles of a diploid genotype in their order.</summary>
    static bool TryTwo(ReadOnlySpan<byte> text, out int first, out int second, out bool isPhased)
    {
        (first, second, isPhased) = (0, 0, false);
        if (text is [(byte)'/' or (byte)'|', ..]) text = text[1..];
        if (!Utf8Parser.TryParse(text, out first, out var used) || used + 1 >= text.Length) return false;
        isPhased = text[used] == '|';
        // More alleles than there are bits are more than one site has.
        return Utf8Parser.TryParse(text[(used + 1)..], out second, out _) && first is >= 0 and < 64
            && second is >= 0 and < 64;
    }

    /// <summary>Share of the sample's reads that show an allele; NaN where the record does not tell.</summary>
    public double Share(int allele)
    {
        if (counted == Counted.Nothing) return double.NaN;
        if (counted == Counted.Everything || allele > 0) return (double)reads[allele] / countedReads;
        var rest = 1.0;
        for (var a = 1; a < reads.Length; a++) rest -= (double)reads[a] / countedReads;
        return Math.Max(0, rest);
    }

    /// <summary>Whose reads the sample's cell counts.</summary>
    enum Counted
    {
        /// <summary>No allele's.</summary>
        Nothing,
        /// <summary>REF's and every ALT's (AD).</summary>
        Everything,
        /// <summary>Every ALT's (AO), beside the depth.</summary>
        Alts,
    }

    /// <summary>
    /// Reads the cell of sample <paramref name="sample"/> (index in the header), which is <paramref name="at"/> in the
    /// record's line.
    /// </summary>
    public void Read(Range at, int sample)
    {
        var line = cellText = record.LineMemory[at];
        var cell = line.Span;
        if (layout is { Fields: 1, Gt: 0 }) // GT alone, as in the largest files: nothing else to look for.
        {
            gt = line;
            ReadGenotype(cell, sample);
            return;
        }
        SplitCell(cell, sample);
        if (layout.Gt >= 0)
        {
            gt = line[..fieldEnds[0]];
            if (layout.Gt > 0)
                gt = layout.Gt < fields ? line[(fieldEnds[layout.Gt - 1] + 1)..fieldEnds[layout.Gt]] : default;
            ReadGenotype(gt.Span, sample);
        }
        else
        {
            gt = default;
            (Ploidy, Missing) = (1, 1);
            Array.Clear(Copies);
        }
        Depth = (AllReference ? Integer(cell, layout.MinDp, sample, "MIN_DP") : null)
            ?? Integer(cell, layout.Dp, sample, "DP");
        Quality = Number(cell, layout.Gq, sample, "GQ") ?? Number(cell, layout.Rgq, sample, "RGQ");
        CopyNumber = reading.HasStructural && Number(cell, layout.Cn, sample, "CN") is { } copies and >= 0
            ? copies : null;
        var filter = Field(cell, layout.Ft);
        FilterFails = !(filter.IsEmpty || filter.SequenceEqual("PASS"u8) || filter.SequenceEqual("."u8));
        ft = FilterFails ? Encoding.UTF8.GetString(filter) : null;
        // The sample's own length stands over the record's END (VCF 4.5 specification, 1.6.2).
        End = Integer(cell, layout.Len, sample, "LEN") is { } length and > 0
            ? (int)Math.Min(int.MaxValue, (long)record.Pos + Math.Max(length, record.Ref.Length) - 1) : reading.End;
        if (layout.Ad >= 0 || layout.Ao >= 0) ReadCounts(cell, sample);
    }

    /// <summary>
    /// Reads the cell that begins at <paramref name="start"/> in the line where it is as nearly all are: two alleles of
    /// one digit, whole numbers of few digits, one count for each allele. Its length, or -1 where <see cref="Read"/>
    /// has to look: only that may refuse or doubt.
    /// </summary>
    public unsafe int TryRead(int start)
    {
        if (routine is null) return -1;
        var alleles = (uint)Math.Min(Copies.Length, 10);
        int depth = -1, quality = -1, length;
        uint first, second;
        long all = 0;
        var isCounted = false;
        // Without the checks of bounds that `at < end` makes already: tens of millions of cells pass here.
        var text = record.Line;
        fixed (byte* line = text)
        {
            byte* cell = line + start, end = line + text.Length, at = cell;
            if (end - cell < PlainGenotypes.Cell || (first = (uint)(cell[0] - '0')) >= alleles
                || (second = (uint)(cell[2] - '0')) >= alleles || cell[1] is not ((byte)'/' or (byte)'|'))
                return -1;
            at += PlainGenotypes.Cell;
            for (var field = 1; at < end && *at != '\t'; field++)
            {
                if (*at++ != ':' || field == routine.Length) return -1;
                switch (routine[field])
                {
                    case Routine.Depth:
                        if ((at = Digits(at, end, out depth)) == null) return -1;
                        break;
                    case Routine.Quality:
                        if ((at = Digits(at, end, out quality)) == null) return -1;
                        break;
                    case Routine.Counts:
                        for (var a = 0; a < reads.Length; a++)
                        {
                            if (a > 0 && (at >= end || *at++ != ',')) return -1;
                            if ((at = Digits(at, end, out var count)) == null) return -1;
                            all += reads[a] = count;
                        }
                        isCounted = true;
                        break;
                    default:
                        var begin = at;
                        while (at < end && *at != ':' && *at != '\t') at++;
                        if (at == begin) return -1;
                        break;
                }
            }
            length = (int)(at - cell);
        }
        gt = record.LineMemory.Slice(start, PlainGenotypes.Cell);
        cellText = record.LineMemory.Slice(start, length);
        Array.Clear(Copies);
        Copies[first]++;
        Copies[second]++;
        (Ploidy, Missing, FilterFails, ft, End) = (2, 0, false, null, reading.End);
        Depth = depth < 0 ? null : depth;
        Quality = quality < 0 ? null : quality;
        (counted, countedReads) = (isCounted && all > 0 ? Counted.Everything : Counted.Nothing, all);
        return length;
    }

    /// <summary>Where up to nine digits end; null where there is none, or more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static unsafe byte* Digits(byte* at, byte* end, out int value)
    {
        var number = 0u;
        var begin = at;
        for (uint digit; at < end && (digit = (uint)(*at - '0')) <= 9; at++) number = number * 10 + digit;
        value = (int)number;
        return at == begin || at - begin > 9 ? null : at;
    }

    void FindRoutine()
    {
        routine = null;
        // What is rarer decides in its own ways.
        if (layout is not { Gt: 0, MinDp: < 0, Rgq: < 0, Ao: < 0, Ft: < 0, Len: < 0, Cn: < 0 }) return;
        routine = new Routine[layout.Fields];
        if (layout.Dp > 0) routine[layout.Dp] = Routine.Depth;
        if (layout.Gq > 0) routine[layout.Gq] = Routine.Quality;
        if (layout.Ad > 0) routine[layout.Ad] = Routine.Counts;
    }

    /// <summary>What <see cref="TryRead"/> expects of a field after the genotype.</summary>
    enum Routine : byte
    {
        Anything,
        Depth,
        Quality,
        Counts,
    }

    /// <summary>
    /// Finds the fields. One may be dropped at the end or be '.', but not be empty: what stood there may have decided.
    /// </summary>
    void SplitCell(ReadOnlySpan<byte> cell, int sample)
    {
        fields = 0;
        for (int i = 0, from = 0; i <= cell.Length; i++)
        {
            if (i < cell.Length && cell[i] != ':') continue;
            if (i == from || fields == layout.Fields)
                throw reading.Refused("bad-cell", layout.Fields, header.Samples[sample], Excerpt.Text(cell));
            fieldEnds[fields++] = i;
            from = i + 1;
        }
    }

    /// <summary>A field of the cell split last; empty where FORMAT lacks it or the cell drops it.</summary>
    ReadOnlySpan<byte> Field(ReadOnlySpan<byte> cell, int index) =>
        (uint)index >= (uint)fields ? default
        : index == 0 ? cell[..fieldEnds[0]] : cell[(fieldEnds[index - 1] + 1)..fieldEnds[index]];

    void ReadGenotype(ReadOnlySpan<byte> text, int sample)
    {
        if (!Genotype.TryRead(text, Copies, out var ploidy, out var missing))
            throw reading.Refused("bad-genotype", Copies.Length, header.Samples[sample], Excerpt.Text(text));
        (Ploidy, Missing) = (ploidy, missing);
    }

    void ReadCounts(ReadOnlySpan<byte> cell, int sample)
    {
        counted = Counted.Nothing;
        if (layout.Ad >= 0 && Counts(adPromises, Field(cell, layout.Ad), reads, sample, "AD"))
        {
            countedReads = 0;
            foreach (var n in reads) countedReads += n;
            if (countedReads > 0) counted = Counted.Everything;
        }
        else if (layout.Ao >= 0 && reads.Length > 1 && Integer(cell, layout.Dp, sample, "DP") is { } depth and > 0
            && Counts(aoPromises, Field(cell, layout.Ao), reads.AsSpan(1), sample, "AO"))
            (counted, countedReads) = (Counted.Alts, depth);
    }

    // A header that declares another Number does not make counts of the right length less; one that declares no
    // integers promises nothing.
    (bool AreInteger, bool ArePerAllele) Promises(string key, string number) =>
        header.Format.TryGetValue(key, out var declared)
        ? (declared.Type == "Integer", declared.Type == "Integer" && declared.Number == number) : (true, false);

    /// <summary>
    /// False when the counts are missing; refuses what is not a list of counts, or of as many as the header promises.
    /// </summary>
    bool Counts((bool AreInteger, bool ArePerAllele) promises, ReadOnlySpan<byte> list, Span<long> into, int sample,
        string key)
    {
        if (list.IsEmpty || list.SequenceEqual("."u8)) return false;
        bool known = true, readable = true;
        var count = 0;
        for (var rest = list; ;)
        {
            var comma = rest.IndexOf((byte)',');
            var one = comma < 0 ? rest : rest[..comma];
            long n = 0;
            if (one is [(byte)'.']) known = false;
            else if (TryDigits(one, out var digits)) n = digits;
            else readable &= Utf8Parser.TryParse(one, out n, out var used) && used == one.Length && n >= 0;
            if (count < into.Length) into[count] = n;
            count++;
            if (comma < 0) break;
            rest = rest[(comma + 1)..];
        }
        if (readable && count == into.Length) return known;
        // Only a declared Number promises one count per allele; other lists of another length are left by a tool that
        // split the record.
        if (readable ? promises.ArePerAllele : promises.AreInteger)
            throw reading.Refused("bad-counts", key, into.Length, header.Samples[sample], Excerpt.Text(list));
        return false;
    }

    int? Integer(ReadOnlySpan<byte> cell, int index, int sample, string key)
    {
        var text = Field(cell, index);
        if (text.IsEmpty || text is [(byte)'.']) return null;
        if (TryDigits(text, out var digits)) return digits;
        return Utf8Parser.TryParse(text, out int value, out var used) && used == text.Length && value >= 0
            ? value : throw reading.Refused("bad-integer", key, header.Samples[sample], Excerpt.Text(text));
    }

    double? Number(ReadOnlySpan<byte> cell, int index, int sample, string key)
    {
        var text = Field(cell, index);
        if (text.IsEmpty || text is [(byte)'.']) return null;
        if (TryDigits(text, out var digits)) return digits;
        return Utf8Parser.TryParse(text, out double value, out var used) && used == text.Length
            && double.IsFinite(value)
            ? value : throw reading.Refused("bad-number", key, header.Samples[sample], Excerpt.Text(text));
    }

    /// <summary>Digits alone, and few of them: nearly all numbers there are.</summary>
    static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        if (text.Length is 0 or > 9) return false;
        foreach (var digit in text)
        {
            if ((uint)(digit - '0') > 9) return false;
            value = value * 10 + (digit - '0');
        }
        return true;
    }
}
