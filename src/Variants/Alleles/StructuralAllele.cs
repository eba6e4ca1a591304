using System.Buffers.Text;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Alleles;

/// <summary>What a symbolic allele or a breakend stands for (VCF 4.4 specification, 1.4.5 and 5.4).</summary>
enum StructuralKind
{
    Deletion,
    Duplication,
    /// <summary>
    /// <c>&lt;CNV&gt;</c> or <c>&lt;CNn&gt;</c>: the number of copies says whether bases are lost or gained.
    /// </summary>
    CopyNumber,
    Inversion,
    Insertion,
    Breakend,
    /// <summary>A name that the specification does not reserve.</summary>
    Other,
}

/// <summary>Offsets from a breakpoint between which it lies.</summary>
readonly record struct Confidence(int Low, int High)
{
    public bool IsExact => Low == 0 && High == 0;
}

/// <summary>
/// What a record says of one symbolic allele or breakend, whoever carries it. Positions are 1-based and inclusive, on
/// the forward strand.
/// </summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Start">First changed base: the one behind POS. Of an insertion and a breakend POS itself, the base
/// before the junction.</param>
/// <param name="End">Last changed base; of an insertion the base behind it; null where the record tells no end.</param>
/// <param name="StartRange">CIPOS; null where the record gives none.</param>
/// <param name="EndRange">CIEND; null where the record gives none.</param>
/// <param name="Imprecise">The record says so (IMPRECISE), or speaks from depth alone (SVCLAIM D, <c>&lt;CNV&gt;</c>),
/// or an interval cannot be read.</param>
/// <param name="Tandem">Extra copies are said to lie beside the first (<c>&lt;DUP:TANDEM&gt;</c>, or SVCLAIM
/// J).</param>
/// <param name="LengthsDiffer">END and SVLEN of a deletion tell different lengths; the longer one stands.</param>
/// <param name="InsertedLength">Bases put in, where the record tells them.</param>
/// <param name="AlleleCopies">Copies on one chromosome (<c>&lt;CNn&gt;</c>; INFO/CN from VCF 4.4 on).</param>
/// <param name="SampleCopies">Copies in a sample, as INFO/CN tells them before VCF 4.4.</param>
/// <param name="WrittenAt">The other place of a breakend (CHROM:POS) where the file has its record; null where it
/// stands here.</param>
sealed record StructuralAllele(
    StructuralKind Kind, int Start, int? End, Confidence? StartRange, Confidence? EndRange, bool Imprecise, bool Tandem,
        bool LengthsDiffer,
    int? InsertedLength, double? AlleleCopies, double? SampleCopies, string? WrittenAt)
{
    /// <summary>Copies that a diploid genome has of an autosome.</summary>
    const double Diploid = 2;

    /// <summary>Both breakpoints are known to the base.</summary>
    public bool IsExact => !Imprecise && (StartRange ?? default).IsExact && (EndRange ?? default).IsExact;

    /// <summary>Speaks of how often bases are there.</summary>
    public bool IsOfCopies =>
        Kind is StructuralKind.Deletion or StructuralKind.Duplication or StructuralKind.CopyNumber;

    /// <summary>
    /// It touches 1-based, inclusive <paramref name="start"/> to <paramref name="end"/>; an insertion lies between two
    /// bases of them.
    /// </summary>
    public bool Touches(int start, int end) =>
        Kind == StructuralKind.Insertion ? Start >= start && Start < end : Start <= end && (End ?? Start) >= start;

    /// <summary>
    /// Below zero where bases are lost, above zero where they are gained, 0 where they are there as often as they
    /// should be; null where that is not told. <paramref name="sampleCopies"/> are the sample's on an autosome, or
    /// null.
    /// </summary>
    public int? Change(double? sampleCopies) => Kind switch
    {
        StructuralKind.Deletion => -1,
        StructuralKind.Duplication => 1,
        StructuralKind.CopyNumber =>
            AlleleCopies is { } ofAllele ? Compare(ofAllele, 1)
            : (sampleCopies ?? SampleCopies) is { } ofSample ? Compare(ofSample, Diploid) : null,
        _ => null,
    };

    /// <summary>
    /// The sample's copies say that it has this change: fewer for a lost allele, more for a gained one, any other
    /// number for <c>&lt;CNV&gt;</c>.
    /// </summary>
    public bool IsShownBy(double sampleCopies) =>
        Compare(sampleCopies, Diploid) is not 0 and var told
        && (Change(sampleCopies) is not { } change || change == told);

    /// <summary>
    /// How often a diploid sample with so many copies has this allele; null where more than one combination makes them.
    /// </summary>
    public static int? CopiesBy(double sampleCopies) => (int)Math.Round(sampleCopies) switch
    {
        0 => 2,
        1 or 3 => 1,
        _ => null,
    };

    /// <summary>What the record says of an ALT.</summary>
    /// <param name="record">The record.</param>
    /// <param name="alt">The ALT as it stands.</param>
    /// <param name="number">Number of the ALT, 1 being the first.</param>
    /// <param name="alts">ALTs of the record.</param>
    /// <param name="copiesAreOfAllele">INFO/CN counts copies on one chromosome (VCF 4.4), not in the sample.</param>
    public static StructuralAllele Of(VcfRecord record, ReadOnlySpan<byte> alt, int number, int alts,
        bool copiesAreOfAllele)
    {
        var kind = KindOf(alt, out double? copies);
        if (kind != StructuralKind.Insertion && record.EndsElsewhere) kind = StructuralKind.Breakend;
        var claim = Value(record, "SVCLAIM"u8, number, alts);
        var imprecise = kind == StructuralKind.CopyNumber || record.HasInfo("IMPRECISE"u8)
            || claim.SequenceEqual("D"u8);
        double? told =
            Utf8Parser.TryParse(Value(record, "CN"u8, number, alts), out double n, out _) && double.IsFinite(n)
            && n >= 0 ? n : null;
        if (copiesAreOfAllele) copies ??= told;
        var (differ, end) = (false, (int?)null);
        var start = kind is StructuralKind.Insertion or StructuralKind.Breakend ? record.Pos : record.Pos + 1;
        if (kind == StructuralKind.Insertion) end = record.Pos + 1;
        else if (kind == StructuralKind.Breakend) end = record.Pos;
        else
        {
            int? byEnd =
                record.TryEnd(out var text) && Utf8Parser.TryParse(text, out int last, out var used)
                && used == text.Length && last >= start ? last : null;
            int? byLength =
                (alts > 1 ? record.EndBySvLen(number, alts) : record.EndBySvLen()) is { } reached && reached >= start
                ? reached : null;
            if (byEnd is null && byLength is null && record.EndBySvLen() is var longest && longest >= start)
                (byLength, imprecise) = (longest, true); // Not a length for each: the longest of them.
            differ = kind == StructuralKind.Deletion && byEnd is not null && byLength is not null && byEnd != byLength;
            // An END stands for all ALTs, a length for its own. Before 4.4 the length of a gain counts what is added.
            end = kind == StructuralKind.Deletion && differ && alts == 1 ? Math.Max(byEnd!.Value, byLength!.Value)
                : alts > 1 || kind == StructuralKind.Deletion ? byLength ?? byEnd : byEnd ?? byLength;
        }
        return new StructuralAllele(kind, start, end, Range(record, "CIPOS"u8, number, alts, ref imprecise),
            Range(record, "CIEND"u8, number, alts, ref imprecise),
            imprecise, alt.StartsWith("<DUP:TANDEM"u8) || claim.IndexOf((byte)'J') >= 0, differ,
                kind == StructuralKind.Insertion ? InsertedBases(record, number, alts) : null,
            copies, copiesAreOfAllele ? null : told, record.WrittenAt);
    }

    static int Compare(double copies, double normal) => Math.Round(copies).CompareTo(normal);

    static StructuralKind KindOf(ReadOnlySpan<byte> alt, out double? copies)
    {
        copies = null;
        if (alt is not [(byte)'<', .. var name, (byte)'>']) return StructuralKind.Breakend;
        if (name.StartsWith("CN"u8) && Utf8Parser.TryParse(name[2..], out int number, out var used)
            && used == name.Length - 2 && number >= 0)
        {
            copies = number;
            return number == 0 ? StructuralKind.Deletion : StructuralKind.CopyNumber;
        }
        if (name.SequenceEqual("CNV"u8)) return StructuralKind.CopyNumber;
        var colon = name.IndexOf((byte)':');
        return (colon < 0 ? name : name[..colon]) switch
        {
            [(byte)'D', (byte)'E', (byte)'L'] => StructuralKind.Deletion,
            [(byte)'D', (byte)'U', (byte)'P'] => StructuralKind.Duplication,
            [(byte)'I', (byte)'N', (byte)'V'] => StructuralKind.Inversion,
            [(byte)'I', (byte)'N', (byte)'S'] => StructuralKind.Insertion,
            [(byte)'B', (byte)'N', (byte)'D'] or [(byte)'T', (byte)'R', (byte)'A']
                or [(byte)'C', (byte)'T', (byte)'X'] => StructuralKind.Breakend,
            _ => StructuralKind.Other,
        };
    }

    /// <summary>
    /// The value of an INFO key for one ALT: its own of a list as long as the ALTs, the only one there is, or nothing.
    /// </summary>
    static ReadOnlySpan<byte> Value(VcfRecord record, ReadOnlySpan<byte> key, int number, int alts)
    {
        if (!record.TryInfo(key, out var list)) return default;
        var values = list.Count((byte)',') + 1;
        if (values != alts && values != 1) return default;
        return Item(list, values == 1 ? 1 : number);
    }

    static ReadOnlySpan<byte> Item(ReadOnlySpan<byte> list, int number)
    {
        while (--number > 0) list = list[(list.IndexOf((byte)',') + 1)..];
        var comma = list.IndexOf((byte)',');
        return comma < 0 ? list : list[..comma];
    }

    static int? InsertedBases(VcfRecord record, int number, int alts) =>
        Utf8Parser.TryParse(Value(record, "SVLEN"u8, number, alts), out int length, out _) && length > 0
        ? length : null;

    /// <summary>A pair for the record, or a pair for each ALT (VCF 4.4).</summary>
    static Confidence? Range(VcfRecord record, ReadOnlySpan<byte> key, int number, int alts, ref bool imprecise)
    {
        if (!record.TryInfo(key, out var list) || list is [(byte)'.']) return null;
        var values = list.Count((byte)',') + 1;
        var first = values == 2 ? 1 : values == 2 * alts ? 2 * number - 1 : 0;
        if (first > 0 && Utf8Parser.TryParse(Item(list, first), out int low, out _)
            && Utf8Parser.TryParse(Item(list, first + 1), out int high, out _)
            && low is <= 0 and > -1_000_000_000 && high is >= 0 and < 1_000_000_000) return new Confidence(low, high);
        imprecise = true;
        return null;
    }
}
