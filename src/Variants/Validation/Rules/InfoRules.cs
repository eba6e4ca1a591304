using Thrombophilia.Variants.Validation.Findings;
using Thrombophilia.Variants.Validation.Specification;

namespace Thrombophilia.Variants.Validation.Rules;

/// <summary>
/// Judges the INFO column: keys, and values against their declared or reserved number and type (VCF 4.2 specification,
/// 1.4.1; 4.3, 1.6.1).
/// </summary>
sealed class InfoRules(Definitions definitions, Report report)
{
    readonly StructuralRules structural = new(report);
    readonly (int Start, int Length, long Record)[] slots = new (int, int, long)[Enum.GetValues<Slot>().Length];
    SpecVersion Version => definitions.Version;

    /// <summary>The length of structural alleles is kept for the copy numbers of the samples.</summary>
    public StructuralRules Structural => structural;

    /// <summary>An allele count or frequency was met.</summary>
    public bool HasEvidence { get; private set; }

    /// <summary>A key as the version allows it.</summary>
    public static bool IsKey(ReadOnlySpan<byte> key, SpecVersion version) =>
        version.From(3) ? Names.IsKey(key) || key.SequenceEqual(Names.LegacyKey)
        : !key.IsEmpty && key.IndexOfAny(" ,"u8) < 0;

    public void Judge(ReadOnlySpan<byte> info, long record, long pos, RecordAlleles alleles, ReadOnlySpan<byte> alt)
    {
        if (info is not [(byte)'.'] and not []) JudgeEntries(info, record, pos, alleles);
        if (Version.From(4)) structural.Judge(info, slots, record, alleles, alt);
    }

    void JudgeEntries(ReadOnlySpan<byte> info, long record, long pos, RecordAlleles alleles)
    {
        for (var at = 0; at <= info.Length;)
        {
            var end = info[at..].IndexOf((byte)';');
            end = end < 0 ? info.Length : at + end;
            var entry = info[at..end];
            if (entry.IsEmpty)
                report.Add(FindingCodes.InfoEmpty, "INFO", "key[=value]",
                    info[Math.Max(0, at - 20)..Math.Min(info.Length, end + 20)]);
            else
            {
                var equal = entry.IndexOf((byte)'=');
                var field = definitions.Info(equal < 0 ? entry : entry[..equal]);
                if (!field.IsKeyValid)
                    report.Add(FindingCodes.InfoKey, field.Column,
                        Version.From(3) ? "[A-Za-z_][0-9A-Za-z_.]*" : "no whitespace or comma", field.Key);
                if (field.SeenIn == record) report.Add(FindingCodes.InfoKeyTwice, field.Column, "key once", entry);
                field.SeenIn = record;
                HasEvidence |= field.IsEvidence;
                if (equal < 0) JudgeFlag(field);
                else
                {
                    if (field.Slot != Slot.None)
                        slots[(int)field.Slot] = (at + equal + 1, entry.Length - equal - 1, record);
                    JudgeValue(field, entry[(equal + 1)..], pos, alleles);
                }
            }
            at = end + 1;
        }
    }

    void JudgeFlag(Field field)
    {
        if ((field.IsDeclared || field.IsReserved)
            && field.Shape is not ({ Type: FieldType.Flag } or { Cardinality: Cardinality.Exactly, Count: 0 }
            or { Type: FieldType.Any }))
            report.Add(FindingCodes.InfoNoValue, field.Column, $"Number={field.Shape.Number}", "");
    }

    void JudgeValue(Field field, ReadOnlySpan<byte> value, long pos, RecordAlleles alleles)
    {
        if (field.Shape.Type == FieldType.Flag || field.Shape is { Cardinality: Cardinality.Exactly, Count: 0 })
        {
            // 0 and 1 are written by old programs for a group that the record is not, or is, a member of (4.2: 1.4.1).
            report.Add(value is [(byte)'0' or (byte)'1'] ? FindingCodes.InfoFlagNumber : FindingCodes.InfoFlag,
                field.Column, "no value", value);
            return;
        }
        if (value.IsEmpty)
        {
            report.Add(FindingCodes.InfoNoValue, field.Column, "value", "");
            return;
        }
        if (value.Contains((byte)'=') || (!Version.From(3) && value.Contains((byte)' ')))
            report.Add(FindingCodes.InfoCharacters, field.Column,
                Version.From(3) ? "no =" : "no = or whitespace", value);
        value = value.TrimEnd((byte)' ');
        if (field.Slot == Slot.SVTYPE && !Version.From(4)
            && !(Names.IsVariantType(value, Version) || value.SequenceEqual("BND"u8)))
            report.Add(FindingCodes.InfoSvType, field.Column, "DEL INS DUP INV CNV BND", value);
        if (value is [] or [(byte)'.']
            || (field.Shape is { Cardinality: Cardinality.Any, Type: FieldType.Any or FieldType.String }
            && field.Domain == Domain.None)) return;
        var fault = Values.Check(value, field.Shape.Type, field.Domain, out var count);
        if (fault != ValueFault.None) JudgeFault(field, fault, value);
        var expected = field.Shape.Cardinality switch
        {
            Cardinality.Exactly => field.Shape.Count,
            Cardinality.A => Math.Max(1, alleles.Count),
            Cardinality.R => alleles.Count + 1,
            _ => -1, // The genotypes that G counts are not those of one sample here.
        };
        if (expected >= 0 && count != expected
            && !(alleles.Count == 0 && field.Shape.Cardinality == Cardinality.R && count == 2))
            report.Add(Counted(field), field.Column, Numbered(field.Shape, expected),
                FormattableString.Invariant($"{count}"));
        if (fault == ValueFault.None && pos >= 0 && field.Slot == Slot.None && field.Key.AsSpan().SequenceEqual("END"u8)
            && Values.Number(value) < pos)
            report.Add(FindingCodes.InfoEnd, field.Column, FormattableString.Invariant($"{pos}.."), value);
    }

    static FindingCode Counted(Field field) =>
        !field.IsDeclared ? FindingCodes.InfoNumberReserved
            : field.Shape.Cardinality != Cardinality.Exactly ? FindingCodes.InfoNumberAllele
            : field.Shape.Type is FieldType.String or FieldType.Character or FieldType.Any ? FindingCodes.InfoNumberText
            : FindingCodes.InfoNumber;

    /// <summary>A number as the header writes it and what it comes to here.</summary>
    public static string Numbered(Shape shape, int expected) =>
        shape.Cardinality == Cardinality.Exactly ? $"Number={shape.Number}"
        : FormattableString.Invariant($"Number={shape.Number} ({expected})");

    void JudgeFault(Field field, ValueFault fault, ReadOnlySpan<byte> value)
    {
        var (code, expected) = fault switch
        {
            ValueFault.Range => (FindingCodes.InfoRange, "-2147483640..2147483647"),
            ValueFault.Negative => (FindingCodes.InfoNegative, "0.."),
            ValueFault.Cigar => (FindingCodes.InfoCigar, "([0-9]+[MIDNSHP=X])+"),
            _ => (!field.IsDeclared ? FindingCodes.InfoTypeReserved
                : field.Shape.Type == FieldType.Character ? FindingCodes.InfoTypeCharacter : FindingCodes.InfoType,
                field.Shape.Type.ToString()),
        };
        report.Add(code, field.Column, expected, value);
    }
}
