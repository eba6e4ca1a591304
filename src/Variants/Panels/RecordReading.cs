using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Panels;

/// <summary>
/// One record near the panel: its alleles in normal form, what it can prove, and sample by sample what its genotype says.
/// A field that decides allele, genotype, depth, quality or filter and cannot be read refuses the file.
/// </summary>
sealed class RecordReading
{
    readonly VcfHeader header;
    readonly Thresholds limits;
    readonly (bool AreInteger, bool ArePerAllele) adPromises, aoPromises;
    VcfRecord record = null!;
    PanelContig contig = null!;
    Allele[]? alleles;
    int[] fieldEnds = [];
    long[] reads = [];
    int fields;
    Routine[]? routine;
    FormatLayout? routineOf;
    Counted counted;
    long countedReads;

    /// <summary>Reads records of a file with this header, one after the other: <see cref="Begin"/> takes the next.</summary>
    public RecordReading(VcfHeader header, Thresholds limits)
    {
        (this.header, this.limits) = (header, limits);
        (adPromises, aoPromises) = (Promises("AD", "R"), Promises("AO", "A"));
    }

    /// <summary>Takes a record, which has to stay valid while it is asked.</summary>
    public RecordReading Begin(VcfRecord record, PanelContig contig)
    {
        (this.record, this.contig, alleles) = (record, contig, null);
        var refBases = record.Ref;
        if (refBases.IsEmpty || refBases.IndexOfAnyExcept(Bases) >= 0) throw Refused("bad-ref", Shown.Text(refBases));
        Layout = FormatLayout.Of(record.Format, Layout) ?? throw Refused("format-key-twice", Shown.Text(record.Format));
        if (!Layout.IsReadable) throw Refused("bad-format", Shown.Text(record.Format));
        if (fieldEnds.Length < Layout.Fields) fieldEnds = new int[Layout.Fields];
        ReadKinds(refBases);
        (Depth, Quality, SampleFilterFails, ft, counted) = (null, null, false, null, Counted.Nothing);
        var filter = record.Filter;
        if (filter.IsEmpty) throw Refused("bad-filter", "");
        FilterFails = !filter.SequenceEqual("PASS"u8) && !filter.SequenceEqual("."u8);
        RefHasN = refBases.IndexOfAny((byte)'N', (byte)'n') >= 0;
        End = record.Pos + refBases.Length - 1;
        for (var a = 1; a < Kinds.Length; a++) if (Kinds[a] == AltKind.SymbolicDeletion) End = Math.Max(End, record.EndBySvLen());
        HasEnd = false;
        if (record.TryInfo("END"u8, out var end) && !end.SequenceEqual("."u8))
        {
            if (!Utf8Parser.TryParse(end, out int last1, out var used) || used != end.Length) throw Refused("bad-end", Shown.Text(end));
            HasEnd = last1 > End;
            End = Math.Max(End, last1);
        }
        SampleEnd = End;
        ReferenceMismatch = false;
        for (var i = 0; i < refBases.Length && !ReferenceMismatch; i++) ReferenceMismatch = Contradicts(contig.BaseAt(record.Pos + i), refBases[i]);
        return this;
    }

    static readonly System.Buffers.SearchValues<byte> Bases = System.Buffers.SearchValues.Create("ACGTNacgtnRYSWKMBDHVryswkmbdhv"u8);

    public VcfRecord Record => record;
    public FormatLayout Layout { get; private set; } = null!;
    /// <summary>Kind per allele; REF is at 0.</summary>
    public AltKind[] Kinds { get; private set; } = [];
    /// <summary>Normal form per allele; REF itself, at 0, has none. Made when it is asked for: most records only have to be readable.</summary>
    public Allele[] Alleles => alleles ??= Normalised();
    /// <summary>REF is not the build's base.</summary>
    public bool ReferenceMismatch { get; private set; }
    /// <summary>REF spells a base that the assembly does not know: it proves nothing.</summary>
    public bool RefHasN { get; private set; }
    /// <summary>FILTER is neither PASS nor missing.</summary>
    public bool FilterFails { get; private set; }
    /// <summary>Last base that the record speaks of, by REF or END.</summary>
    public int End { get; private set; }
    /// <summary>END reaches past REF.</summary>
    public bool HasEnd { get; private set; }
    /// <summary>Only symbolic alleles that stand for a rearrangement: its 0/0 says nothing about single bases.</summary>
    public bool IsStructural { get; private set; }
    /// <summary>No explicit ALT: the record is a statement that the reference was seen.</summary>
    public bool IsBlock { get; private set; }

    // What the sample read last has.
    public int[] Copies { get; private set; } = [];
    public int Ploidy { get; private set; }
    public int Missing { get; private set; }
    public int? Depth { get; private set; }
    public double? Quality { get; private set; }
    public bool SampleFilterFails { get; private set; }
    /// <summary>Last base the sample's cell speaks of, by FORMAT/LEN where it has one.</summary>
    public int SampleEnd { get; private set; }
    ReadOnlyMemory<byte> gt;
    string? ft;

    /// <summary>GT as it stands in the file.</summary>
    public ReadOnlySpan<byte> Gt => gt.Span;
    /// <summary>FILTER, with the sample's FT where that fails.</summary>
    public string Filter => SampleFilterFails ? $"{Encoding.UTF8.GetString(record.Filter)};FT={ft}" : Encoding.UTF8.GetString(record.Filter);
    /// <summary>The sample carries an allele with a base that was not read.</summary>
    public bool CarriesN
    {
        get
        {
            for (var a = 1; a < Kinds.Length; a++)
                if (Copies[a] > 0 && Kinds[a] == AltKind.Bases && Alleles[a].Alt.Contains('N', StringComparison.Ordinal)) return true;
            return false;
        }
    }
    /// <summary>The allele is one of the record's.</summary>
    public bool Lists(Allele? allele) => allele is not null && Array.IndexOf(Alleles, allele) > 0;
    /// <summary>Every allele is REF.</summary>
    public bool AllReference => Missing == 0 && Copies[0] == Ploidy;

    /// <summary>What makes the sample's genotype worthless as it stands, in the order of precedence; null when nothing does. Missing alleles are not asked here.</summary>
    public CallStatus? Failing()
    {
        if (FilterFails || SampleFilterFails) return CallStatus.Filtered;
        if (Depth == 0) return CallStatus.NotCovered;
        if (Depth < limits.MinDepth || Quality < limits.MinGenotypeQuality) return CallStatus.LowQuality;
        if (Ploidy == 2 && Missing == 0)
            for (var a = 0; a < Copies.Length; a++)
                if (Copies[a] == 1 && (Share(a) is var one && (one < limits.MinHeterozygousBalance || one > limits.MaxHeterozygousBalance))) return CallStatus.MosaicOrAmbiguous;
                else if (Copies[a] == 2 && Share(a) < limits.MinHomozygousBalance) return CallStatus.MosaicOrAmbiguous;
        return null;
    }

    /// <summary>Share of the sample's reads that show an allele; NaN where the record does not tell.</summary>
    public double Share(int allele)
    {
        switch (counted)
        {
            case Counted.Everything:
                return (double)reads[allele] / countedReads;
            case Counted.Alts when allele > 0:
                return (double)reads[allele] / countedReads;
            case Counted.Alts:
                var rest = 1.0;
                for (var a = 1; a < reads.Length; a++) rest -= (double)reads[a] / countedReads;
                return Math.Max(0, rest);
            default:
                return double.NaN;
        }
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

    /// <summary>Bytes of a plain genotype: two alleles of one digit and their separator.</summary>
    public const int PlainCell = 3;
    /// <summary>From one plain genotype to the next, with the tab between them.</summary>
    public const int PlainStride = PlainCell + 1;
    /// <summary>Plain genotypes that can be told apart.</summary>
    public const int PlainKinds = 200;

    /// <summary>A number below <see cref="PlainKinds"/> for a plain genotype.</summary>
    public static int PlainKind(ReadOnlySpan<byte> cell) => ((cell[0] - '0') * 10 + cell[2] - '0') * 2 + (cell[1] == '|' ? 1 : 0);

    /// <summary>Every sample has nothing but a genotype, and that two alleles of one digit, none missing: most records of the largest files.</summary>
    public bool IsPlain(int sampleCount)
    {
        var cells = record.Samples;
        if (Layout is not { Fields: 1, Gt: 0 } || cells.Length != sampleCount * PlainStride - 1) return false;
        var alleles = (uint)Math.Min(Kinds.Length, 10);
        var at = 0;
        // Four cells a step. A vector of this width is compiled ahead on every machine.
        if (Vector128.IsHardwareAccelerated)
        {
            ref var start = ref MemoryMarshal.GetReference(cells);
            var (digits, separators, tabs) = (Vector128.Create(0x00FF00FFu).AsByte(), Vector128.Create(0x0000FF00u).AsByte(), Vector128.Create(0xFF000000u).AsByte());
            var (zero, most) = (Vector128.Create((byte)'0'), Vector128.Create((byte)(alleles - 1)));
            for (; at <= cells.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
            {
                var bytes = Vector128.LoadUnsafe(ref start, (nuint)at);
                var numbers = bytes - zero;
                var good = (Vector128.Equals(Vector128.Min(numbers, most), numbers) & digits)
                    | ((Vector128.Equals(bytes, Vector128.Create((byte)'|')) | Vector128.Equals(bytes, Vector128.Create((byte)'/'))) & separators)
                    | (Vector128.Equals(bytes, Vector128.Create((byte)'\t')) & tabs);
                if (good != Vector128<byte>.AllBitsSet) return false;
            }
        }
        // The last cell has no tab behind it.
        for (; at <= cells.Length - PlainStride; at += PlainStride)
            if (!IsPlain(cells[at..], alleles) || cells[at + PlainCell] != '\t') return false;
        return IsPlain(cells[at..], alleles);
    }

    static bool IsPlain(ReadOnlySpan<byte> cell, uint alleles) =>
        (uint)(cell[0] - '0') < alleles && (uint)(cell[2] - '0') < alleles && cell[1] is (byte)'|' or (byte)'/';

    /// <summary>Reads the cell of sample <paramref name="sample"/> (index in the header), which is <paramref name="at"/> in the record's line.</summary>
    public void Read(Range at, int sample)
    {
        var line = record.LineMemory[at];
        var cell = line.Span;
        if (Layout is { Fields: 1, Gt: 0 }) // GT alone, as in the largest files: nothing else to look for.
        {
            gt = line;
            ReadGenotype(cell, sample);
            return;
        }
        SplitCell(cell, sample);
        if (Layout.Gt >= 0)
        {
            gt = line[..fieldEnds[0]];
            if (Layout.Gt > 0) gt = Layout.Gt < fields ? line[(fieldEnds[Layout.Gt - 1] + 1)..fieldEnds[Layout.Gt]] : default;
            ReadGenotype(gt.Span, sample);
        }
        else
        {
            gt = default;
            (Ploidy, Missing) = (1, 1);
            Array.Clear(Copies);
        }
        Depth = (AllReference ? Integer(cell, Layout.MinDp, sample, "MIN_DP") : null) ?? Integer(cell, Layout.Dp, sample, "DP");
        Quality = Number(cell, Layout.Gq, sample, "GQ") ?? Number(cell, Layout.Rgq, sample, "RGQ");
        var filter = Field(cell, Layout.Ft);
        SampleFilterFails = !(filter.IsEmpty || filter.SequenceEqual("PASS"u8) || filter.SequenceEqual("."u8));
        ft = SampleFilterFails ? Encoding.UTF8.GetString(filter) : null;
        // The sample's own length stands over the record's END (VCF 4.5 specification, 1.6.2).
        SampleEnd = Integer(cell, Layout.Len, sample, "LEN") is { } length and > 0
            ? (int)Math.Min(int.MaxValue, (long)record.Pos + Math.Max(length, record.Ref.Length) - 1) : End;
        if (Layout.Ad >= 0 || Layout.Ao >= 0) ReadCounts(cell, sample);
    }

    /// <summary>
    /// Reads the cell that begins at <paramref name="start"/> in the line where it is as nearly all are: two alleles of one digit, whole numbers
    /// of few digits, one count for each allele. Its length, or -1 where <see cref="Read"/> has to look: only that may refuse or doubt.
    /// </summary>
    public unsafe int TryRead(int start)
    {
        if (Layout != routineOf) FindRoutine();
        if (routine is null) return -1;
        var alleles = (uint)Math.Min(Kinds.Length, 10);
        int depth = -1, quality = -1, length;
        uint first, second;
        long all = 0;
        var isCounted = false;
        // Without the checks of bounds that `at < end` makes already: tens of millions of cells pass here.
        fixed (byte* line = record.Line)
        {
            byte* cell = line + start, end = line + record.Line.Length, at = cell;
            if (end - cell < PlainCell || (first = (uint)(cell[0] - '0')) >= alleles || (second = (uint)(cell[2] - '0')) >= alleles || cell[1] is not ((byte)'/' or (byte)'|'))
                return -1;
            at += PlainCell;
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
        gt = record.LineMemory.Slice(start, PlainCell);
        Array.Clear(Copies);
        Copies[first]++;
        Copies[second]++;
        (Ploidy, Missing, SampleFilterFails, ft, SampleEnd) = (2, 0, false, null, End);
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
        routineOf = Layout;
        routine = null;
        // What is rarer decides in its own ways.
        if (Layout is not { Gt: 0, MinDp: < 0, Rgq: < 0, Ao: < 0, Ft: < 0, Len: < 0 }) return;
        routine = new Routine[Layout.Fields];
        if (Layout.Dp > 0) routine[Layout.Dp] = Routine.Depth;
        if (Layout.Gq > 0) routine[Layout.Gq] = Routine.Quality;
        if (Layout.Ad > 0) routine[Layout.Ad] = Routine.Counts;
    }

    /// <summary>What <see cref="TryRead"/> expects of a field after the genotype.</summary>
    enum Routine : byte
    {
        Anything,
        Depth,
        Quality,
        Counts,
    }

    /// <summary>Finds the fields. One may be dropped at the end or be '.', but not be empty: what stood there may have decided.</summary>
    void SplitCell(ReadOnlySpan<byte> cell, int sample)
    {
        fields = 0;
        for (int i = 0, from = 0; i <= cell.Length; i++)
        {
            if (i < cell.Length && cell[i] != ':') continue;
            if (i == from || fields == Layout.Fields) throw Refused("bad-cell", Layout.Fields, header.Samples[sample], Shown.Text(cell));
            fieldEnds[fields++] = i;
            from = i + 1;
        }
    }

    /// <summary>A field of the cell split last; empty where FORMAT lacks it or the cell drops it.</summary>
    ReadOnlySpan<byte> Field(ReadOnlySpan<byte> cell, int index) =>
        (uint)index >= (uint)fields ? default : index == 0 ? cell[..fieldEnds[0]] : cell[(fieldEnds[index - 1] + 1)..fieldEnds[index]];

    void ReadGenotype(ReadOnlySpan<byte> text, int sample)
    {
        if (!Genotype.TryRead(text, Copies, out var ploidy, out var missing))
            throw Refused("bad-genotype", Kinds.Length, header.Samples[sample], Shown.Text(text));
        (Ploidy, Missing) = (ploidy, missing);
    }

    public RefusedException Refused(string code, params object[] facts) => new(code, record.Place, facts);

    static bool Contradicts(byte known, byte given) => known != 0 && (given & 0xDF) != known && (given & 0xDF) != 'N';

    void ReadKinds(ReadOnlySpan<byte> refBases)
    {
        var alt = record.Alt;
        if (alt.IsEmpty) throw Refused("bad-alt", "");
        var count = alt is [(byte)'.'] ? 0 : alt.Count((byte)',') + 1;
        if (Kinds.Length != count + 1) (Kinds, Copies, reads) = (new AltKind[count + 1], new int[count + 1], new long[count + 1]);
        bool structural = count > 0, block = true;
        for (var a = 1; a <= count; a++)
        {
            var comma = alt.IndexOf((byte)',');
            var one = comma < 0 ? alt : alt[..comma];
            alt = comma < 0 ? default : alt[(comma + 1)..];
            var kind = Kinds[a] = Allele.KindOf(one);
            // An ALT that is the REF leaves it open which of the two was meant.
            if (kind is AltKind.None or AltKind.Unreadable || Listed(one, alt) || Ascii.EqualsIgnoreCase(one, refBases)) throw Refused("bad-alt", Shown.Text(record.Alt));
            structural &= kind is AltKind.Symbolic or AltKind.SymbolicDeletion;
            block &= kind == AltKind.Unspecified;
        }
        (IsStructural, IsBlock) = (structural, block);
    }

    Allele[] Normalised()
    {
        var normal = new Allele[Kinds.Length];
        ReadOnlySpan<byte> alt = record.Alt, refBases = record.Ref;
        for (var a = 1; a < normal.Length; a++)
        {
            var comma = alt.IndexOf((byte)',');
            var one = comma < 0 ? alt : alt[..comma];
            alt = comma < 0 ? default : alt[(comma + 1)..];
            normal[a] = Kinds[a] == AltKind.Bases
                ? Allele.Normalise(contig, record.Pos, refBases, one)
                : new Allele(record.Pos, Encoding.ASCII.GetString(refBases).ToUpperInvariant(), Encoding.UTF8.GetString(one), true);
        }
        return normal;
    }

    // The same ALT twice cannot be counted.
    static bool Listed(ReadOnlySpan<byte> one, ReadOnlySpan<byte> rest)
    {
        while (!rest.IsEmpty)
        {
            var comma = rest.IndexOf((byte)',');
            if (!one.IsEmpty && (comma < 0 ? rest : rest[..comma]).SequenceEqual(one)) return true;
            rest = comma < 0 ? default : rest[(comma + 1)..];
        }
        return false;
    }

    void ReadCounts(ReadOnlySpan<byte> cell, int sample)
    {
        counted = Counted.Nothing;
        if (Layout.Ad >= 0 && Counts(adPromises, Field(cell, Layout.Ad), reads, sample, "AD"))
        {
            countedReads = 0;
            foreach (var n in reads) countedReads += n;
            if (countedReads > 0) counted = Counted.Everything;
        }
        else if (Layout.Ao >= 0 && reads.Length > 1 && Integer(cell, Layout.Dp, sample, "DP") is { } depth and > 0
            && Counts(aoPromises, Field(cell, Layout.Ao), reads.AsSpan(1), sample, "AO"))
            (counted, countedReads) = (Counted.Alts, depth);
    }

    // A header that declares another Number does not make counts of the right length less; one that declares no integers promises nothing.
    (bool AreInteger, bool ArePerAllele) Promises(string key, string number) =>
        header.Format.TryGetValue(key, out var declared) ? (declared.Type == "Integer", declared.Type == "Integer" && declared.Number == number) : (true, false);

    /// <summary>False when the counts are missing; refuses what is not a list of counts, or of as many as the header promises.</summary>
    bool Counts((bool AreInteger, bool ArePerAllele) promises, ReadOnlySpan<byte> list, Span<long> into, int sample, string key)
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
        // Only a declared Number promises one count per allele; other lists of another length are left by a tool that split the record.
        if (readable ? promises.ArePerAllele : promises.AreInteger) throw Refused("bad-counts", key, into.Length, header.Samples[sample], Shown.Text(list));
        return false;
    }

    int? Integer(ReadOnlySpan<byte> cell, int index, int sample, string key)
    {
        var text = Field(cell, index);
        if (text.IsEmpty || text is [(byte)'.']) return null;
        if (TryDigits(text, out var digits)) return digits;
        return Utf8Parser.TryParse(text, out int value, out var used) && used == text.Length && value >= 0
            ? value : throw Refused("bad-number", key, header.Samples[sample], Shown.Text(text));
    }

    double? Number(ReadOnlySpan<byte> cell, int index, int sample, string key)
    {
        var text = Field(cell, index);
        if (text.IsEmpty || text is [(byte)'.']) return null;
        if (TryDigits(text, out var digits)) return digits;
        return Utf8Parser.TryParse(text, out double value, out var used) && used == text.Length && double.IsFinite(value)
            ? value : throw Refused("bad-number", key, header.Samples[sample], Shown.Text(text));
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
