using Thrombophilia.Variants.Validation.Findings;
using Thrombophilia.Variants.Validation.Specification;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Validation.Rules;

/// <summary>
/// Judges FORMAT and the cells of the samples: GT against the alleles, values against number, type and ploidy (VCF 4.2
/// specification, 1.4.2; 4.3, 1.6.2).
/// </summary>
sealed class SampleRules(Definitions definitions, Report report)
{
    const int MostLayouts = 1 << 10;
    readonly Dictionary<byte[], FormatKeys> layouts = new(Utf8Keys.Instance);
    readonly PhaseRules phases = new(report);
    FormatKeys? keys;
    int[] copies = new int[8];
    /// <summary>Room for alleles that the record does not have: a genotype of them is one, of another record.</summary>
    int[]? wide;
    int alts;
    SpecVersion Version => definitions.Version;

    /// <summary>Judges a record's FORMAT column and everything after it.</summary>
    public void Judge(ReadOnlySpan<byte> column, ReadOnlySpan<byte> cells, RecordAlleles alleles,
        ReadOnlySpan<byte> alt, InfoRules info)
    {
        var layout = Layout(column);
        alts = alleles.Count;
        if (copies.Length < alts + 1) copies = new int[alts + 1];
        layout.For(alts);
        if (layout is { Gt: 0, Fields.Length: 1 }) JudgeGenotypes(cells);
        else JudgeCells(layout, cells);
        if (layout.CopyNumber >= 0 && info.Structural.LengthsDiffer && Version.From(4))
            report.Add(FindingCodes.FormatCopyNumber, "FORMAT/CN", "one SVLEN for DEL DUP CNV", alt);
        else if (layout.CopyNumber >= 0 && info.Structural.LengthsOfAdjacenciesDiffer && Version.From(4))
            report.Add(FindingCodes.FormatCopyNumberClaim, "FORMAT/CN", "one SVLEN for DEL DUP CNV", alt);
    }

    FormatKeys Layout(ReadOnlySpan<byte> column)
    {
        if (keys is not null && column.SequenceEqual(keys.Text)) return keys;
        if (layouts.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(column, out keys)) return keys;
        if (layouts.Count == MostLayouts) layouts.Clear();
        keys = FormatKeys.Read(column, definitions, report);
        layouts.Add(keys.Text, keys);
        return keys;
    }

    /// <summary>Cells of GT alone: two alleles of one digit are nearly all there are.</summary>
    void JudgeGenotypes(ReadOnlySpan<byte> cells)
    {
        var most = '0' + Math.Min(9, alts);
        for (var sample = 1; ; sample++)
        {
            if (cells.Length > 3 && cells[3] == '\t' && cells[0] <= most && cells[0] >= '0' && cells[2] <= most
                && cells[2] >= '0' && cells[1] is (byte)'|' or (byte)'/')
            {
                cells = cells[4..];
                continue;
            }
            var end = cells.IndexOf((byte)'\t');
            var cell = end < 0 ? cells : cells[..end];
            if (cell.Contains((byte)':')) report.Add(FindingCodes.CellFields, "FORMAT", "1", cell, sample);
            else JudgeGenotype(cell, sample);
            if (end < 0) return;
            cells = cells[(end + 1)..];
        }
    }

    void JudgeCells(FormatKeys layout, ReadOnlySpan<byte> cells)
    {
        for (var sample = 1; ; sample++)
        {
            var end = cells.IndexOf((byte)'\t');
            JudgeCell(layout, end < 0 ? cells : cells[..end], sample);
            if (end < 0) return;
            cells = cells[(end + 1)..];
        }
    }

    void JudgeCell(FormatKeys layout, ReadOnlySpan<byte> cell, int sample)
    {
        if (layout.Fields.Length == 0 && cell is [(byte)'.']) return;
        int ploidy = 2, local = 0;
        var isUncalled = false;
        var rest = cell;
        for (var i = 0; ; i++)
        {
            var colon = rest.IndexOf((byte)':');
            var value = colon < 0 ? rest : rest[..colon];
            if (i == layout.Fields.Length)
            {
                report.Add(FindingCodes.CellFields, "FORMAT", FormattableString.Invariant($"{i}"), cell, sample);
                return;
            }
            if (i == layout.Gt) (ploidy, isUncalled) = JudgeGenotype(value, sample);
            else
            {
                if (i == layout.Laa && Version.From(5)) local = JudgeLocal(value, sample);
                if (i == layout.Filter) JudgeFilter(value, sample);
                JudgeValue(layout.Fields[i], layout.Expected[i], value, sample, ploidy, isUncalled, local);
            }
            if (colon < 0) break;
            rest = rest[(colon + 1)..];
        }
        if (!Version.From(4)) return;
        if (layout.Psl >= 0)
            phases.Judge(FormatLayout.Field(cell, layout.Gt), FormatLayout.Field(cell, layout.Psl),
                FormatLayout.Field(cell, layout.Pso), sample);
        if (layout.Psl >= 0 && FormatLayout.Field(cell, layout.Ps) is not ([] or [(byte)'.'])
            && FormatLayout.Field(cell, layout.Psl).IndexOfAnyExcept((byte)'.', (byte)',') >= 0)
            report.Add(FindingCodes.FormatPsPsl, "FORMAT/PSL", "PS or PSL", cell, sample);
        if (layout.Interval >= 0) JudgeInterval(FormatLayout.Field(cell, layout.Interval), sample);
    }

    /// <summary>
    /// Ploidy, and whether no allele at all is called: then the number of alleles is not known either.
    /// </summary>
    (int Ploidy, bool IsUncalled) JudgeGenotype(ReadOnlySpan<byte> gt, int sample)
    {
        if (Genotype.TryRead(gt, copies.AsSpan(0, alts + 1), out var ploidy, out var missing))
        {
            if (gt[0] is (byte)'/' or (byte)'|' && !Version.From(4))
                report.Add(FindingCodes.Genotype, "FORMAT/GT", "allele first", gt, sample);
            return (ploidy, missing == ploidy);
        }
        if (gt is [.., (byte)'/' or (byte)'|']
            && Genotype.TryRead(gt[..^1], copies.AsSpan(0, alts + 1), out ploidy, out missing))
        {
            report.Add(FindingCodes.GenotypeTrailing, "FORMAT/GT", "allele last", gt, sample);
            return (ploidy, missing == ploidy);
        }
        if (gt.IsEmpty) report.Add(FindingCodes.CellEmpty, "FORMAT/GT", "GT", gt, sample);
        else if (Genotype.TryRead(gt, wide ??= new int[1 << 12], out ploidy, out _))
        {
            report.Add(FindingCodes.GenotypeAllele, "FORMAT/GT", FormattableString.Invariant($"0..{alts}"), gt, sample);
            return (ploidy, false);
        }
        else report.Add(FindingCodes.Genotype, "FORMAT/GT", "allele[/|allele]", gt, sample);
        return (2, true);
    }

    /// <summary>FT has the codes of the FILTER column.</summary>
    void JudgeFilter(ReadOnlySpan<byte> filters, int sample)
    {
        if (filters is [] or [(byte)'.'] || filters.SequenceEqual("PASS"u8)) return;
        foreach (var range in filters.Split((byte)';'))
            if (filters[range] is [] or [(byte)'0'] || filters[range].Contains((byte)' '))
                report.Add(FindingCodes.FormatFilter, "FORMAT/FT", "PASS . or code;code without whitespace",
                    filters, sample);
            else definitions.UseFilter(filters[range]);
    }

    /// <summary>The number of local alleles.</summary>
    int JudgeLocal(ReadOnlySpan<byte> list, int sample)
    {
        if (list is [] or [(byte)'.']) return 0;
        int count = 0, seen = 0;
        foreach (var range in list.Split((byte)','))
        {
            count++;
            if (!System.Buffers.Text.Utf8Parser.TryParse(list[range], out int allele, out var used)
                || used != list[range].Length) continue;
            if (allele < 1 || allele > alts || (allele < 31 && (seen & (1 << allele)) != 0))
                report.Add(FindingCodes.FormatLaa, "FORMAT/LAA", FormattableString.Invariant($"distinct 1..{alts}"),
                    list, sample);
            if (allele is > 0 and < 31) seen |= 1 << allele;
        }
        return count;
    }

    void JudgeValue(Field field, int expected, ReadOnlySpan<byte> value, int sample, int ploidy,
        bool isUncalled, int local)
    {
        if (value is [(byte)'.']) return;
        if (value.IsEmpty)
        {
            // An empty list of local alleles is a list, and so are the values over it (4.5).
            if (field.Shape.Cardinality is Cardinality.LA or Cardinality.LR or Cardinality.LG
                || field.Key.AsSpan().SequenceEqual("LAA"u8)) return;
            report.Add(FindingCodes.CellEmpty, field.Column, ".", value, sample);
            return;
        }
        if (expected == FormatKeys.Open && field is { Shape.Type: FieldType.Any or FieldType.String }) return;
        var fault = Values.Check(value, field.Shape.Type, field.Domain, out var count);
        if (fault != ValueFault.None)
        {
            // Some libraries write a list of characters as one word.
            if (field.Shape is { Type: FieldType.Character, Cardinality: Cardinality.Exactly, Count: > 1 } && count == 1
                && value.Length == field.Shape.Count)
            {
                report.Add(FindingCodes.FormatPacked, field.Column, InfoRules.Numbered(field.Shape, expected),
                    value, sample);
                return;
            }
            JudgeFault(field, fault, value, sample);
        }
        if (count == expected || expected == FormatKeys.Open) return;
        JudgeCount(field, expected, value, count, sample, ploidy, isUncalled, local);
    }

    void JudgeCount(Field field, int expected, ReadOnlySpan<byte> value, int count, int sample, int ploidy,
        bool isUncalled, int local)
    {
        if (expected < 0)
        {
            var alternates = expected == FormatKeys.ByLocal ? local : alts;
            expected = field.Shape.Cardinality switch
            {
                Cardinality.G or Cardinality.LG => Genotypes(alternates, ploidy),
                Cardinality.P => ploidy,
                Cardinality.LA => local,
                _ => local + 1,
            };
            // A genotype that is missing as a whole is written with one dot for any ploidy.
            if (isUncalled && field.Shape.Cardinality is Cardinality.G or Cardinality.LG
                && (count == Genotypes(alternates, 1) || count == Genotypes(alternates, 2))) return;
        }
        if (count == expected || AreMissing(value)) return;
        report.Add(
            !field.IsDeclared ? FindingCodes.FormatNumberReserved
                : field.Shape.Cardinality == Cardinality.Exactly ? FindingCodes.FormatNumber
                : FindingCodes.FormatNumberAllele, field.Column, InfoRules.Numbered(field.Shape, expected),
                FormattableString.Invariant($"{count}"), sample);
    }

    /// <summary>A list of dots of any length says that nothing is known.</summary>
    static bool AreMissing(ReadOnlySpan<byte> value) => value.IndexOfAnyExcept((byte)'.', (byte)',') < 0;

    /// <summary>Genotypes of some ploidy over REF and these alternates: combinations with repetition.</summary>
    static int Genotypes(int alternates, int ploidy)
    {
        long number = 1;
        for (var i = 1; i <= ploidy && number < int.MaxValue; i++) number = number * (alternates + i) / i;
        return (int)Math.Min(int.MaxValue, number);
    }

    void JudgeFault(Field field, ValueFault fault, ReadOnlySpan<byte> value, int sample)
    {
        var (code, expected) = fault switch
        {
            ValueFault.Range => (FindingCodes.FormatRange, "-2147483640..2147483647"),
            ValueFault.Negative => (FindingCodes.FormatNegative, "0.."),
            ValueFault.Phred => (FindingCodes.FormatPhred, "0.."),
            ValueFault.Probability => (FindingCodes.FormatProbability, "0..1"),
            ValueFault.Fraction => (FindingCodes.FormatFraction, "0..1"),
            _ => (field.IsDeclared ? FindingCodes.FormatType : FindingCodes.FormatTypeReserved,
                field.Shape.Type.ToString()),
        };
        report.Add(code, field.Column, expected, value, sample);
    }

    void JudgeInterval(ReadOnlySpan<byte> value, int sample)
    {
        var comma = value.IndexOf((byte)',');
        if (comma >= 0 && (Values.Number(value[..comma]) > 0 || Values.Number(value[(comma + 1)..]) < 0))
            report.Add(FindingCodes.FormatInterval, "FORMAT/CICN", "..0,0..", value, sample);
    }
}
