using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Calling.Evidence;

/// <summary>
/// One record near the panel: its alleles in normal form and what it can prove; <see cref="Sample"/> reads its cells.
/// A field that decides allele, genotype, depth, quality or filter and cannot be read refuses the file.
/// </summary>
sealed class RecordEvidence
{
    static readonly SearchValues<byte> Bases = SearchValues.Create("ACGTNacgtnRYSWKMBDHVryswkmbdhv"u8);
    VcfRecord record = null!;
    PanelContig contig = null!;
    readonly VcfHeader header;
    readonly Thresholds limits;
    readonly bool copiesAreOfAllele;
    readonly Imputation imputation;
    Allele[]? alleles;
    StructuralAllele?[]? structural;
    int[] altEnds = [];

    /// <summary>
    /// Reads records of a file with this header, one after the other: <see cref="Begin"/> takes the next.
    /// </summary>
    public RecordEvidence(VcfHeader header, Thresholds limits) : this(header, limits, new Imputation(header)) { }

    RecordEvidence(VcfHeader header, Thresholds limits, Imputation imputation)
    {
        (this.header, this.limits, this.imputation) = (header, limits, imputation);
        Sample = new SampleEvidence(this, header, limits);
        // Before 4.4 INFO/CN is the copy number of the segment (VCF 4.3 specification, 3; 4.4 specification, 3).
        copiesAreOfAllele = string.CompareOrdinal(header.FileFormat, "VCFv4.4") >= 0;
    }

    /// <summary>Takes a record, which has to stay valid while it is asked.</summary>
    public RecordEvidence Begin(VcfRecord record, PanelContig contig)
    {
        (this.record, this.contig, alleles, structural) = (record, contig, null, null);
        var refBases = record.Ref;
        IsUntold = refBases is [(byte)'I' or (byte)'D' or (byte)'-']
            && (record.Alt is [(byte)'.'] || Allele.KindOf(record.Alt) == AltKind.Untold);
        if (!IsUntold && (refBases.IsEmpty || refBases.IndexOfAnyExcept(Bases) >= 0))
            throw Refused("bad-ref", Excerpt.Text(refBases));
        Layout = FormatLayout.Of(record.Format, Layout)
            ?? throw Refused("format-key-twice", Excerpt.Text(record.Format));
        if (!Layout.IsReadable && record.HasSamples) throw Refused("bad-format", Excerpt.Text(record.Format));
        ReadAlts(refBases);
        Quality = QualityOf(record.Qual);
        var filter = record.Filter;
        if (filter.IsEmpty) throw Refused("bad-filter", "");
        FilterFails = !filter.SequenceEqual("PASS"u8) && !filter.SequenceEqual("."u8) && !imputation.IsMark(filter);
        Origin = imputation.Of(record);
        RefHasN = refBases.IndexOfAny((byte)'N', (byte)'n') >= 0;
        End = record.Pos + refBases.Length - 1;
        for (var a = 1; a < Kinds.Length; a++)
            if (Kinds[a] == AltKind.SymbolicDeletion) End = Math.Max(End, record.EndBySvLen());
        HasEnd = false;
        if (record.TryEnd(out var end) && !end.SequenceEqual("."u8) && !record.EndsElsewhere)
        {
            if (!Utf8Parser.TryParse(end, out int last, out var used) || used != end.Length)
                throw Refused("bad-end", Excerpt.Text(end));
            HasEnd = last > End;
            End = Math.Max(End, last);
        }
        ReferenceMismatch = ReferenceUnconfirmed = false;
        for (var i = 0; i < refBases.Length && !ReferenceMismatch && !IsUntold; i++)
            if (Contradicts(contig.BaseAt(record.Pos + i), refBases[i]))
            {
                ReferenceMismatch = contig.ConfirmedBaseAt(record.Pos + i) != 0;
                ReferenceUnconfirmed = !ReferenceMismatch;
            }
        Sample.Begin();
        return this;
    }

    /// <summary>
    /// The same evidence of an owned copy of the record. What the header and FORMAT tell is not worked out again.
    /// </summary>
    public RecordEvidence Keep() =>
        new RecordEvidence(header, limits, imputation) { Layout = Layout }.Begin(record.Keep(), contig);

    public VcfRecord Record => record;
    public FormatLayout Layout { get; private set; } = null!;
    /// <summary>What the record says of the sample read last.</summary>
    public SampleEvidence Sample { get; }
    /// <summary>Kind per allele; REF is at 0.</summary>
    public AltKind[] Kinds { get; private set; } = [];
    /// <summary>
    /// Normal form per allele; REF itself, at 0, has none. Made when it is asked for: most records only have to be
    /// readable.
    /// </summary>
    public Allele[] Alleles => alleles ??= Normalised();
    /// <summary>What is said of a symbolic allele or a breakend; null for any other.</summary>
    public StructuralAllele? Structural(int allele) => IsSymbolic(Kinds[allele])
        ? (structural ??= new StructuralAllele?[Kinds.Length])[allele] ??= StructuralAllele.Of(record, Alt(allele),
        allele, Kinds.Length - 1, copiesAreOfAllele) : null;
    /// <summary>One of the alleles is symbolic or a breakend.</summary>
    public bool HasStructural { get; private set; }
    /// <summary>REF is not the build's base.</summary>
    public bool ReferenceMismatch { get; private set; }
    /// <summary>
    /// REF is not the base of the panel's copy, where nothing confirms that one: the file is believed.
    /// </summary>
    public bool ReferenceUnconfirmed { get; private set; }
    /// <summary>REF spells a base that the assembly does not know: it proves nothing.</summary>
    public bool RefHasN { get; private set; }
    /// <summary>
    /// An insertion or deletion of an array, written I and D: which of the two is the build's is not told.
    /// </summary>
    public bool IsUntold { get; private set; }
    /// <summary>FILTER is neither PASS nor missing.</summary>
    public bool FilterFails { get; private set; }
    /// <summary>QUAL; null where it is missing or not a number.</summary>
    public double? Quality { get; private set; }
    /// <summary>Whether the genotypes were read or filled in.</summary>
    public Origin Origin { get; private set; }
    /// <summary>Last base that the record speaks of, by REF, END or the SVLEN of a deletion.</summary>
    public int End { get; private set; }
    /// <summary>END reaches past REF.</summary>
    public bool HasEnd { get; private set; }
    /// <summary>
    /// Only symbolic alleles that stand for a rearrangement: its 0/0 says nothing about single bases.
    /// </summary>
    public bool IsStructural { get; private set; }
    /// <summary>No explicit ALT: the record is a statement that the reference was seen.</summary>
    public bool IsBlock { get; private set; }
    /// <summary>Every sample has nothing but a plain genotype.</summary>
    public bool IsPlain(int samples) =>
        Layout is { Fields: 1, Gt: 0 } && PlainGenotypes.Fill(record.Samples, samples, Kinds.Length);
    /// <summary>The allele is one of the record's.</summary>
    public bool Lists(Allele? allele) => allele is not null && Array.IndexOf(Alleles, allele) > 0;

    /// <summary>Two symbolic alleles of which the record says the same.</summary>
    public bool AreSame(int allele, int other) =>
        IsSymbolic(Kinds[allele]) && Alt(allele).SequenceEqual(Alt(other)) && Structural(allele) == Structural(other);

    /// <summary>
    /// Last base that one of several ALTs speaks of, by its own SVLEN; null where the record tells one end for all. An
    /// insertion takes none away.
    /// </summary>
    public int? EndOf(int allele) =>
        Kinds.Length <= 2 ? null
        : Alt(allele).StartsWith("<INS"u8) ? record.Pos : record.EndBySvLen(allele, Kinds.Length - 1);

    /// <summary>
    /// Depth by INFO, which is that of a sample where the file has no other: of a reference block its smallest.
    /// </summary>
    public int? DepthOfAll(bool isReference) =>
        (isReference && record.TryInfo("MIN_DP"u8, out var text) || record.TryInfo("DP"u8, out text))
        && CellFields.TryDigits(text, out var depth) ? depth : null;

    /// <summary>An ALT in bases has one that was not read.</summary>
    public bool HasN(int allele) =>
        Kinds[allele] == AltKind.Bases && Alt(allele).IndexOfAny((byte)'N', (byte)'n') >= 0;

    public RefusedException Refused(string code, params object[] facts) => new(code, record.Place, facts);

    double? QualityOf(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'.']) return null;
        if (CellFields.TryDigits(text, out var digits)) return digits;
        // A word there is most often the filter, one column off.
        if (!CellFields.TryFloat(text, out var value)) throw Refused("bad-qual", Excerpt.Text(text));
        return double.IsNaN(value) ? null : value;
    }

    static bool Contradicts(byte known, byte given) => known != 0 && (given & 0xDF) != known && (given & 0xDF) != 'N';

    void ReadAlts(ReadOnlySpan<byte> refBases)
    {
        var alt = record.Alt;
        if (alt.IsEmpty) throw Refused("bad-alt", "");
        var count = alt is [(byte)'.'] ? 0 : alt.Count((byte)',') + 1;
        if (Kinds.Length != count + 1) (Kinds, altEnds) = (new AltKind[count + 1], new int[count + 1]);
        altEnds[0] = -1;
        bool onlyStructural = count > 0, block = true;
        HasStructural = false;
        var rest = alt;
        for (var a = 1; a <= count; a++)
        {
            var comma = rest.IndexOf((byte)',');
            var one = comma < 0 ? rest : rest[..comma];
            rest = comma < 0 ? default : rest[(comma + 1)..];
            altEnds[a] = altEnds[a - 1] + 1 + one.Length;
            var kind = Kinds[a] = Allele.KindOf(one);
            // An ALT that is the REF leaves it open which of the two was meant.
            if (kind is AltKind.None or AltKind.Unreadable || kind == AltKind.Untold && !IsUntold || IsListedBefore(a)
                || Ascii.EqualsIgnoreCase(one, refBases)) throw Refused("bad-alt", Excerpt.Text(alt));
            onlyStructural &= IsSymbolic(kind);
            HasStructural |= IsSymbolic(kind);
            block &= kind == AltKind.Unspecified;
        }
        (IsStructural, IsBlock) = (onlyStructural, block);
    }

    static bool IsSymbolic(AltKind kind) => kind is AltKind.Symbolic or AltKind.SymbolicDeletion;

    /// <summary>An ALT as the record writes it; the first is 1.</summary>
    internal ReadOnlySpan<byte> Alt(int allele) => record.Alt[(altEnds[allele - 1] + 1)..altEnds[allele]];

    // The same bases twice cannot be counted; bases have no case. Symbolic alleles of one name are told apart by what
    // INFO says of each (VCF 4.4 specification, 1.6.1).
    bool IsListedBefore(int allele)
    {
        for (var a = 1; a < allele; a++)
            if (Alt(allele)[0] != '<' && Ascii.EqualsIgnoreCase(Alt(a), Alt(allele))) return true;
        return false;
    }

    /// <summary>
    /// The inserted bases alone, behind POS, as Sniffles writes them: REF is N, and ALT is as long as SVLEN tells the
    /// insertion to be.
    /// </summary>
    bool IsUnanchored(int allele) =>
        record.Ref is [(byte)'N' or (byte)'n'] && record.TryInfo("SVTYPE"u8, out var type) && type.SequenceEqual("INS"u8)
        && record.EndBySvLen(allele, Kinds.Length - 1) - record.Pos == Alt(allele).Length;

    Allele Inserted(int allele)
    {
        var anchor = contig.BaseAt(record.Pos) is not 0 and var known ? known : (byte)'N';
        return Allele.Normalise(contig, record.Pos, [anchor], [anchor, .. Alt(allele)]);
    }

    Allele[] Normalised()
    {
        var normal = new Allele[Kinds.Length];
        for (var a = 1; a < normal.Length; a++)
            normal[a] = Kinds[a] == AltKind.Bases
                ? IsUnanchored(a) ? Inserted(a) : Allele.Normalise(contig, record.Pos, record.Ref, Alt(a))
                : new Allele(record.Pos, Encoding.ASCII.GetString(record.Ref).ToUpperInvariant(),
                Encoding.UTF8.GetString(Alt(a)), true);
        return normal;
    }
}
