using Thrombophilia.Variants.Validation.Findings;
using Thrombophilia.Variants.Validation.Specification;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Validation.Rules;

/// <summary>What an allele of the ALT column is.</summary>
enum AlleleKind
{
    Bases,
    /// <summary><c>*</c>: missing because of an overlapping deletion.</summary>
    Overlap,
    /// <summary><c>&lt;ID&gt;</c>.</summary>
    Symbolic,
    Breakend,
    /// <summary>Not an allele; told.</summary>
    Bad,
}

/// <summary>
/// Judges REF and ALT of a record (VCF 4.2 specification, 1.4.1 and 5.4; 4.3, 1.6.1) and keeps how many alleles there
/// are and of what kind.
/// </summary>
sealed class RecordAlleles(Definitions definitions, Report report)
{
    (int Start, int Length, AlleleKind Kind)[] list = new (int, int, AlleleKind)[8];

    /// <summary>ALT alleles; none where ALT is <c>.</c></summary>
    public int Count { get; private set; }

    public bool RefIsValid { get; private set; }

    public AlleleKind Kind(int allele) => list[allele].Kind;

    /// <summary>The text of an ALT allele within the column.</summary>
    public ReadOnlySpan<byte> Text(ReadOnlySpan<byte> alt, int allele) =>
        alt.Slice(list[allele].Start, list[allele].Length);

    public void Judge(ReadOnlySpan<byte> refBases, ReadOnlySpan<byte> alt)
    {
        RefIsValid = AreBases(refBases);
        if (!RefIsValid) report.Add(FindingCodes.RefBases, "REF", "[ACGTNacgtn]+", refBases);
        Count = 0;
        if (alt is [(byte)'.']) return;
        for (var start = 0; start <= alt.Length; start += list[Count - 1].Length + 1)
        {
            var comma = alt[start..].IndexOf((byte)',');
            var allele = comma < 0 ? alt[start..] : alt.Slice(start, comma);
            if (Count == list.Length) Array.Resize(ref list, Count * 2);
            list[Count++] = (start, allele.Length, JudgeAllele(allele, refBases));
        }
        for (var i = 1; i < Count && Count <= 64; i++)
            for (var j = 0; j < i; j++)
                if (IsSame(i, Text(alt, i), Text(alt, j)))
                    report.Add(FindingCodes.AltTwice, "ALT", "each allele once", Text(alt, i));
    }

    /// <summary>Bases have no case; symbolic alleles of one ID may differ in length.</summary>
    bool IsSame(int allele, ReadOnlySpan<byte> text, ReadOnlySpan<byte> other) => list[allele].Kind switch
    {
        AlleleKind.Bases => System.Text.Ascii.EqualsIgnoreCase(text, other),
        AlleleKind.Overlap or AlleleKind.Breakend => text.SequenceEqual(other),
        _ => false,
    };

    AlleleKind JudgeAllele(ReadOnlySpan<byte> allele, ReadOnlySpan<byte> refBases)
    {
        if (allele.IsEmpty) return Bad(FindingCodes.AltEmpty, "allele", allele);
        if (AreBases(allele))
        {
            if (System.Text.Ascii.EqualsIgnoreCase(allele, refBases))
                report.Add(FindingCodes.AltIsRef, "ALT", "not REF", allele);
            return AlleleKind.Bases;
        }
        if (allele.Contains((byte)'*') && allele.IndexOfAnyExcept(BasesAndStar) < 0
            && (allele.Length == 1 || definitions.Version.Minor is 2 or 3))
        {
            // 4.1 does not know it; 4.2 and 4.3 have it in the list of bases, as if it could stand beside them.
            if (allele.Length > 1 || !definitions.Version.From(2)) report.Add(FindingCodes.AltStar, "ALT", "*", allele);
            return AlleleKind.Overlap;
        }
        if (allele is [(byte)'.']) return Bad(FindingCodes.AltMissing, ". alone", allele);
        if (allele.IndexOfAny((byte)'[', (byte)']') >= 0 && !(allele[0] == '<' && allele[^1] == '>'))
            return IsBreakend(allele) ? AlleleKind.Breakend
                : Bad(FindingCodes.AltBreakend, "t[p[ t]p] ]p]t [p[t", allele);
        if (allele[0] == '<' || allele[^1] == '>')
        {
            if (allele.Length < 3 || allele[0] != '<' || allele[^1] != '>' || !Names.IsSymbol(allele[1..^1]))
                return Bad(FindingCodes.AltSymbolic, "<ID> without whitespace , < >", allele);
            JudgeSymbol(allele[1..^1]);
            return AlleleKind.Symbolic;
        }
        // A breakend whose mate is unknown: bases and a dot on one side.
        if ((allele[0] == '.' && AreBases(allele[1..])) || (allele[^1] == '.' && AreBases(allele[..^1])))
            return AlleleKind.Breakend;
        return Bad(FindingCodes.AltBases, "[ACGTNacgtn]+ * <ID> breakend", allele);
    }

    void JudgeSymbol(ReadOnlySpan<byte> id)
    {
        // Unspecified alleles stand for what was not seen; only 4.3 and later write about the first of them.
        if (id.SequenceEqual("*"u8) || id.SequenceEqual("NON_REF"u8)) return;
        definitions.UseAllele(id);
        if (definitions.Version.From(4) && id.Contains((byte)':') && !Names.IsVariantType(id, definitions.Version))
            report.Add(FindingCodes.AltType, "ALT", "DEL INS DUP INV CNV", id);
    }

    AlleleKind Bad(FindingCode code, string expected, ReadOnlySpan<byte> found)
    {
        report.Add(code, "ALT", expected, found);
        return AlleleKind.Bad;
    }

    public static bool AreBases(ReadOnlySpan<byte> text) => !text.IsEmpty && text.IndexOfAnyExcept(Bases) < 0;

    static readonly System.Buffers.SearchValues<byte> Bases = System.Buffers.SearchValues.Create("ACGTNacgtn"u8),
        BasesAndStar = System.Buffers.SearchValues.Create("ACGTNacgtn*"u8);

    static bool IsBreakend(ReadOnlySpan<byte> allele)
    {
        if (!Breakend.TryRead(allele, out var breakend)) return false;
        ReadOnlySpan<byte> bases = breakend.Bases, contig = breakend.Contig;
        // A dot stands for the base that is missing before the first position of a contig.
        return (AreBases(bases) || (bases[0] == '.' && (bases.Length == 1 || AreBases(bases[1..]))))
            && (contig is [(byte)'<', .., (byte)'>'] ? Names.IsSymbol(contig[1..^1]) : Names.IsContig(contig));
    }
}
