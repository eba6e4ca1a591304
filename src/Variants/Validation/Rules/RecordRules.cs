using Thrombophilia.Variants.Validation.Findings;
using Thrombophilia.Variants.Validation.Specification;

namespace Thrombophilia.Variants.Validation.Rules;

/// <summary>
/// Judges a data line: its columns one after another, then what they say together (VCF 4.2 specification, 1.4; 4.3,
/// 1.6).
/// </summary>
sealed class RecordRules(Definitions definitions, Report report, Columns columns)
{
    readonly RecordAlleles alleles = new(definitions, report);
    readonly InfoRules info = new(definitions, report);
    readonly SampleRules samples = new(definitions, report);
    readonly OrderRules order = new(report);
    readonly int[] starts = new int[Columns.Fixed.Length + 3];
    byte[] chrom = [];
    Contig? contig;

    public long Records { get; private set; }

    /// <summary>Some record says how often its alleles were seen.</summary>
    public bool HasEvidence => info.HasEvidence;

    /// <summary>Judges a line which has <paramref name="tabs"/> tabs.</summary>
    public void Judge(ReadOnlySpan<byte> line, int tabs)
    {
        Records++;
        if (tabs + 1 != columns.Count)
        {
            report.Add(FindingCodes.ColumnCount, "", FormattableString.Invariant($"{columns.Count}"),
                FormattableString.Invariant($"{tabs + 1}"));
            return;
        }
        Cut(line);
        ReadOnlySpan<byte> alt = Column(line, 4), refBases = Column(line, 3);
        for (var i = 0; i < Columns.Fixed.Length; i++)
            if (Column(line, i).IsEmpty) report.Add(FindingCodes.EmptyColumn, Columns.Fixed[i], ".", "");
        JudgeChrom(Column(line, 0));
        var pos = JudgePos(Column(line, 1));
        JudgeId(Column(line, 2));
        alleles.Judge(refBases, alt);
        JudgeQual(Column(line, 5));
        JudgeFilter(Column(line, 6));
        if (pos >= 0) order.Judge(contig!, chrom, pos, refBases, alt, alleles);
        info.Judge(Column(line, 7), Records, pos, alleles, alt);
        if (columns.Count > Columns.Fixed.Length + 1)
            samples.Judge(Column(line, 8), line[Math.Min(line.Length, starts[9])..], alleles, alt, info);
    }

    void Cut(ReadOnlySpan<byte> line)
    {
        var wanted = Math.Min(columns.Count, Columns.Fixed.Length + 2);
        var at = 0;
        for (var i = 1; i <= wanted; i++)
        {
            var tab = line[at..].IndexOf((byte)'\t');
            at = tab < 0 ? line.Length + 1 : at + tab + 1;
            starts[i] = at;
            if (tab < 0) break;
        }
    }

    ReadOnlySpan<byte> Column(ReadOnlySpan<byte> line, int column) => line[starts[column]..(starts[column + 1] - 1)];

    void JudgeChrom(ReadOnlySpan<byte> name)
    {
        if (contig is not null && name.SequenceEqual(chrom)) return;
        chrom = name.ToArray();
        contig = definitions.Contig(name);
        // Before 4.3 the rule is only that there is no white space; brackets belong to names from the assembly file in
        // all versions.
        var inner = name is [(byte)'<', .., (byte)'>'] ? name[1..^1] : name;
        if (!name.IsEmpty
            && !(definitions.Version.From(3) ? Names.IsContig(inner) : inner.IndexOfAny(" <>"u8) < 0 && !inner.IsEmpty))
            report.Add(FindingCodes.ChromCharacters, "CHROM", "contig or <contig>", name);
        else if (definitions.Version.From(3) && name.Length == inner.Length
            && Names.IsVariantType(name, definitions.Version))
            report.Add(FindingCodes.ChromCharacters, "CHROM", "not the name of a symbolic allele", name);
        else if (definitions.Version.From(3) ? inner.IndexOfAny((byte)'*', (byte)'=') >= 0
            : !name.IsEmpty && !Names.IsContig(inner))
            report.Add(FindingCodes.ChromUnusual, "CHROM",
                definitions.Version.From(3) ? "no * or =" : "[!-~] without \\,\"`'()[]{}<>, not * or = first", name);
        if (!definitions.Version.From(3) && name.Contains((byte)':'))
            report.Add(FindingCodes.ChromColon, "CHROM", "no :", name);
    }

    /// <summary>The position, or -1 where there is none.</summary>
    long JudgePos(ReadOnlySpan<byte> text)
    {
        long pos = 0;
        foreach (var c in text)
            if (c is < (byte)'0' or > (byte)'9' || (pos = pos * 10 + (c - '0')) > int.MaxValue)
            {
                report.Add(FindingCodes.BadPos, "POS", "0..2147483647", text);
                return -1;
            }
        if (contig!.Length > 0 && pos > contig.Length + 1)
            report.Add(FindingCodes.PosPastContig, "POS", FormattableString.Invariant($"0..{contig.Length + 1}"), text);
        return text.IsEmpty ? -1 : pos;
    }

    void JudgeId(ReadOnlySpan<byte> ids)
    {
        if (ids is [(byte)'.'] or []) return;
        if (ids.IndexOf((byte)' ') >= 0 || ids[0] == ';' || ids[^1] == ';' || ids.IndexOf(";;"u8) >= 0)
            report.Add(FindingCodes.IdCharacters, "ID", "id;id without whitespace", ids);
        if (Repeated(ids)) report.Add(FindingCodes.IdTwice, "ID", "each ID once", ids);
    }

    void JudgeQual(ReadOnlySpan<byte> qual)
    {
        if (qual is [(byte)'.'] or []) return;
        if (!Values.IsFloat(qual)) report.Add(FindingCodes.Qual, "QUAL", "Float", qual);
        else if (qual[0] == '-' && qual.IndexOfAnyInRange((byte)'1', (byte)'9') >= 0)
            report.Add(FindingCodes.QualNegative, "QUAL", "0..", qual);
    }

    void JudgeFilter(ReadOnlySpan<byte> filters)
    {
        if (filters is [(byte)'.'] or [] || filters.SequenceEqual("PASS"u8)) return;
        var isSeveral = filters.Contains((byte)';');
        foreach (var range in filters.Split((byte)';'))
        {
            var filter = filters[range];
            if (filter.IsEmpty || filter.IndexOf((byte)' ') >= 0)
                report.Add(FindingCodes.FilterCharacters, "FILTER", "PASS . or code;code without whitespace", filters);
            else if (filter is [(byte)'0']) report.Add(FindingCodes.FilterZero, "FILTER", "not 0", filters);
            else if (isSeveral && (filter is [(byte)'.'] || filter.SequenceEqual("PASS"u8)))
                report.Add(FindingCodes.FilterPass, "FILTER", "PASS or . alone", filters);
            else definitions.UseFilter(filter);
        }
        if (isSeveral && definitions.Version.From(3) && Repeated(filters))
            report.Add(FindingCodes.FilterTwice, "FILTER", "each code once", filters);
    }

    /// <summary>A part of a list separated by semicolons stands twice in it.</summary>
    static bool Repeated(ReadOnlySpan<byte> list)
    {
        for (var rest = list; rest.IndexOf((byte)';') is var end and >= 0; rest = rest[(end + 1)..])
            foreach (var range in rest[(end + 1)..].Split((byte)';'))
                if (end > 0 && rest[(end + 1)..][range].SequenceEqual(rest[..end])) return true;
        return false;
    }
}
