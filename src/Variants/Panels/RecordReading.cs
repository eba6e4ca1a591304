using System.Buffers.Text;
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
    readonly VcfRecord record;
    readonly VcfHeader header;
    readonly Thresholds limits;
    readonly (bool AreInteger, bool ArePerAllele) adPromises, aoPromises;
    readonly long[] reads;

    public RecordReading(VcfRecord record, PanelContig contig, VcfHeader header, Thresholds limits, FormatLayout? last)
    {
        (this.record, this.header, this.limits) = (record, header, limits);
        var refBases = record.Ref;
        if (refBases.IsEmpty || refBases.IndexOfAnyExcept(Bases) >= 0) throw Refused("bad-ref", Shown.Text(refBases));
        Layout = FormatLayout.Of(record.Format, last) ?? throw Refused("format-key-twice", Shown.Text(record.Format));
        if (!Layout.IsReadable) throw Refused("bad-format", Shown.Text(record.Format));
        ReadAlleles(contig, refBases);
        Copies = new int[Kinds.Length];
        Shares = new double[Kinds.Length];
        reads = new long[Kinds.Length];
        Array.Fill(Shares, double.NaN);
        var filter = record.Filter;
        if (filter.IsEmpty) throw Refused("bad-filter", "");
        FilterFails = !filter.SequenceEqual("PASS"u8) && !filter.SequenceEqual("."u8);
        (adPromises, aoPromises) = (Promises("AD", "R"), Promises("AO", "A"));
        RefHasN = refBases.IndexOfAny((byte)'N', (byte)'n') >= 0;
        End = record.Pos + refBases.Length - 1;
        for (var a = 1; a < Kinds.Length; a++) if (Kinds[a] == AltKind.SymbolicDeletion) End = Math.Max(End, record.EndBySvLen());
        if (record.TryInfo("END"u8, out var end) && !end.SequenceEqual("."u8))
        {
            if (!Utf8Parser.TryParse(end, out int last1, out var used) || used != end.Length) throw Refused("bad-end", Shown.Text(end));
            HasEnd = last1 > End;
            End = Math.Max(End, last1);
        }
        SampleEnd = End;
        for (var i = 0; i < refBases.Length && !ReferenceMismatch; i++) ReferenceMismatch = Contradicts(contig.BaseAt(record.Pos + i), refBases[i]);
    }

    static readonly System.Buffers.SearchValues<byte> Bases = System.Buffers.SearchValues.Create("ACGTNacgtnRYSWKMBDHVryswkmbdhv"u8);

    public VcfRecord Record => record;
    public FormatLayout Layout { get; }
    /// <summary>Kind per allele; REF is at 0.</summary>
    public AltKind[] Kinds { get; private set; } = [];
    /// <summary>Normal form per allele; REF itself, at 0, has none.</summary>
    public Allele[] Alleles { get; private set; } = [];
    /// <summary>REF is not the build's base.</summary>
    public bool ReferenceMismatch { get; }
    /// <summary>REF spells a base that the assembly does not know: it proves nothing.</summary>
    public bool RefHasN { get; }
    /// <summary>FILTER is neither PASS nor missing.</summary>
    public bool FilterFails { get; }
    /// <summary>Last base that the record speaks of, by REF or END.</summary>
    public int End { get; }
    /// <summary>END reaches past REF.</summary>
    public bool HasEnd { get; }
    /// <summary>Only symbolic alleles that stand for a rearrangement: its 0/0 says nothing about single bases.</summary>
    public bool IsStructural { get; private set; }
    /// <summary>No explicit ALT: the record is a statement that the reference was seen.</summary>
    public bool IsBlock { get; private set; }

    // What the sample read last has.
    public int[] Copies { get; }
    /// <summary>Share of reads per allele; NaN where the record does not tell.</summary>
    public double[] Shares { get; }
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
                if (Copies[a] == 1 && (Shares[a] < limits.MinHeterozygousBalance || Shares[a] > limits.MaxHeterozygousBalance)) return CallStatus.MosaicOrAmbiguous;
                else if (Copies[a] == 2 && Shares[a] < limits.MinHomozygousBalance) return CallStatus.MosaicOrAmbiguous;
        return null;
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
        // The last cell has no tab behind it.
        for (; cells.Length >= PlainStride; cells = cells[PlainStride..])
            if (!IsPlain(cells, alleles) || cells[PlainCell] != '\t') return false;
        return IsPlain(cells, alleles);
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
        // A field may be dropped at the end or be '.', but not be empty: what stood there may have decided.
        if (cell is [] or [(byte)':', ..] or [.., (byte)':'] || cell.IndexOf("::"u8) >= 0 || cell.Count((byte)':') >= Layout.Fields) throw Refused("bad-cell", Layout.Fields, header.Samples[sample], Shown.Text(cell));
        var text = FormatLayout.Field(cell, Layout.Gt);
        cell.Overlaps(text, out var from);
        gt = line.Slice(from, text.Length);
        if (Layout.Gt >= 0) ReadGenotype(text, sample);
        else
        {
            (Ploidy, Missing) = (1, 1);
            Array.Clear(Copies);
        }
        Depth = (AllReference ? Integer(cell, Layout.MinDp, sample, "MIN_DP") : null) ?? Integer(cell, Layout.Dp, sample, "DP");
        Quality = Number(cell, Layout.Gq, sample, "GQ") ?? Number(cell, Layout.Rgq, sample, "RGQ");
        var filter = FormatLayout.Field(cell, Layout.Ft);
        SampleFilterFails = !(filter.IsEmpty || filter.SequenceEqual("PASS"u8) || filter.SequenceEqual("."u8));
        ft = SampleFilterFails ? Encoding.UTF8.GetString(filter) : null;
        // The sample's own length stands over the record's END (VCF 4.5 specification, 1.6.2).
        SampleEnd = Integer(cell, Layout.Len, sample, "LEN") is { } length and > 0
            ? (int)Math.Min(int.MaxValue, (long)record.Pos + Math.Max(length, record.Ref.Length) - 1) : End;
        if (Layout.Ad >= 0 || Layout.Ao >= 0) ReadShares(cell, sample);
    }

    void ReadGenotype(ReadOnlySpan<byte> text, int sample)
    {
        if (!Genotype.TryRead(text, Copies, out var ploidy, out var missing))
            throw Refused("bad-genotype", Kinds.Length, header.Samples[sample], Shown.Text(text));
        (Ploidy, Missing) = (ploidy, missing);
    }

    public RefusedException Refused(string code, params object[] facts) => new(code, record.Place, facts);

    static bool Contradicts(byte known, byte given) => known != 0 && (given & 0xDF) != known && (given & 0xDF) != 'N';

    void ReadAlleles(PanelContig contig, ReadOnlySpan<byte> refBases)
    {
        var alt = record.Alt;
        if (alt.IsEmpty) throw Refused("bad-alt", "");
        var none = alt.SequenceEqual("."u8);
        var count = none ? 0 : alt.Count((byte)',') + 1;
        Kinds = new AltKind[count + 1];
        Alleles = new Allele[count + 1];
        bool structural = count > 0, block = true;
        for (var a = 1; a <= count; a++)
        {
            var comma = alt.IndexOf((byte)',');
            var one = comma < 0 ? alt : alt[..comma];
            alt = comma < 0 ? default : alt[(comma + 1)..];
            var kind = Kinds[a] = Allele.KindOf(one);
            // An ALT that is the REF leaves it open which of the two was meant.
            if (kind is AltKind.None or AltKind.Unreadable || Listed(one, alt) || Ascii.EqualsIgnoreCase(one, refBases)) throw Refused("bad-alt", Shown.Text(record.Alt));
            Alleles[a] = kind == AltKind.Bases
                ? Allele.Normalise(contig, record.Pos, refBases, one)
                : new Allele(record.Pos, Encoding.ASCII.GetString(refBases).ToUpperInvariant(), Encoding.UTF8.GetString(one), true);
            structural &= kind is AltKind.Symbolic or AltKind.SymbolicDeletion;
            block &= kind == AltKind.Unspecified;
        }
        (IsStructural, IsBlock) = (structural, block);
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

    void ReadShares(ReadOnlySpan<byte> cell, int sample)
    {
        Array.Fill(Shares, double.NaN);
        if (Layout.Ad >= 0 && Counts(adPromises, FormatLayout.Field(cell, Layout.Ad), reads, sample, "AD"))
        {
            long all = 0;
            foreach (var n in reads) all += n;
            if (all > 0) for (var a = 0; a < reads.Length; a++) Shares[a] = (double)reads[a] / all;
        }
        else if (Layout.Ao >= 0 && reads.Length > 1 && Integer(cell, Layout.Dp, sample, "DP") is { } depth and > 0
            && Counts(aoPromises, FormatLayout.Field(cell, Layout.Ao), reads.AsSpan(1), sample, "AO"))
        {
            Shares[0] = 1;
            for (var a = 1; a < reads.Length; a++) Shares[0] -= Shares[a] = (double)reads[a] / depth;
            Shares[0] = Math.Max(0, Shares[0]);
        }
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
            if (one.SequenceEqual("."u8)) known = false;
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
        var text = FormatLayout.Field(cell, index);
        if (text.IsEmpty || text.SequenceEqual("."u8)) return null;
        return Utf8Parser.TryParse(text, out int value, out var used) && used == text.Length && value >= 0
            ? value : throw Refused("bad-number", key, header.Samples[sample], Shown.Text(text));
    }

    double? Number(ReadOnlySpan<byte> cell, int index, int sample, string key)
    {
        var text = FormatLayout.Field(cell, index);
        if (text.IsEmpty || text.SequenceEqual("."u8)) return null;
        return Utf8Parser.TryParse(text, out double value, out var used) && used == text.Length && double.IsFinite(value)
            ? value : throw Refused("bad-number", key, header.Samples[sample], Shown.Text(text));
    }
}
