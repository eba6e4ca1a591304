using System.Text;

namespace Thrombophilia.Variants.Validation.Specification;

/// <summary>What is wrong with a list of values.</summary>
enum ValueFault
{
    None,
    Type,
    Range,
    Negative,
    Cigar,
    Phred,
    Probability,
    Fraction,
}

/// <summary>
/// Reads lists of values without making anything of them but a judgement (VCF 4.3 specification, 1.3).
/// </summary>
static class Values
{
    /// <summary>Judges each value of a list and counts them; <c>.</c> is always allowed.</summary>
    public static ValueFault Check(ReadOnlySpan<byte> list, FieldType type, Domain domain, out int count)
    {
        var fault = ValueFault.None;
        count = 1;
        switch (type)
        {
            case FieldType.Integer:
                fault = Integers(list, ref count, out var negative);
                return fault != ValueFault.None || !negative ? fault : Below(domain);
            case FieldType.Float or FieldType.Character:
                count = 0;
                for (var rest = list; ; count++)
                {
                    var comma = rest.IndexOf((byte)',');
                    var value = comma < 0 ? rest : rest[..comma];
                    if (!(type == FieldType.Float ? IsFloat(value) || value is [(byte)'.'] : IsCharacter(value)))
                        fault = ValueFault.Type;
                    else if (domain != Domain.None && fault == ValueFault.None)
                        fault = value is [(byte)'-', ..] && value.IndexOfAnyInRange((byte)'1', (byte)'9') >= 0
                            ? Below(domain) : Above(domain, value);
                    if (comma < 0) break;
                    rest = rest[(comma + 1)..];
                }
                count++;
                return fault;
            default:
                count = list.Count((byte)',') + 1;
                return domain == Domain.Cigar && !AreCigars(list) ? ValueFault.Cigar : ValueFault.None;
        }
    }

    /// <summary>What a value below zero is.</summary>
    static ValueFault Below(Domain domain) => domain switch
    {
        Domain.NonNegative => ValueFault.Negative,
        Domain.Phred => ValueFault.Phred,
        Domain.Probability => ValueFault.Probability,
        Domain.Fraction => ValueFault.Fraction,
        _ => ValueFault.None,
    };

    /// <summary>What a value is that may be above one.</summary>
    static ValueFault Above(Domain domain, ReadOnlySpan<byte> value) =>
        domain is Domain.Probability or Domain.Fraction && Number(value) > 1 ? Below(domain) : ValueFault.None;

    static ValueFault Integers(ReadOnlySpan<byte> list, ref int count, out bool negative)
    {
        negative = false;
        var fault = ValueFault.None;
        for (var i = 0; ; i++)
        {
            var begin = i;
            long value = 0;
            var minus = i < list.Length && list[i] == '-';
            if (minus || (i < list.Length && list[i] == '+')) i++;
            var digits = i;
            for (; i < list.Length && (uint)(list[i] - '0') <= 9; i++)
                if (value <= int.MaxValue) value = value * 10 + (list[i] - '0');
            if (i == digits || (i < list.Length && list[i] != ','))
            {
                if (!(i == begin && i < list.Length && list[i] == '.' && (++i == list.Length || list[i] == ',')))
                    fault = ValueFault.Type;
                while (i < list.Length && list[i] != ',') i++;
            }
            else
            {
                negative |= minus && value > 0;
                // The lowest eight values are those that BCF needs for itself.
                if (value > (minus ? int.MaxValue - 7L : int.MaxValue) && fault == ValueFault.None)
                    fault = ValueFault.Range;
            }
            if (i >= list.Length) return fault;
            count++;
        }
    }

    /// <summary><c>[-+]?[0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?</c>, infinity or not-a-number.</summary>
    public static bool IsFloat(ReadOnlySpan<byte> value)
    {
        var i = value.Length > 0 && value[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        var digits = Digits(value, ref i);
        if (i < value.Length && value[i] == '.')
        {
            i++;
            digits = Digits(value, ref i);
        }
        if (digits == 0) return IsNamedFloat(value);
        if (i < value.Length && value[i] is (byte)'e' or (byte)'E')
        {
            i++;
            if (i < value.Length && value[i] is (byte)'-' or (byte)'+') i++;
            if (Digits(value, ref i) == 0) return false;
        }
        return i == value.Length;
    }

    /// <summary>The number that a value is; not-a-number for a missing one.</summary>
    public static double Number(ReadOnlySpan<byte> value) =>
        System.Buffers.Text.Utf8Parser.TryParse(value, out double number, out var used) && used == value.Length ? number
        : double.NaN;

    static int Digits(ReadOnlySpan<byte> value, ref int i)
    {
        var begin = i;
        while (i < value.Length && (uint)(value[i] - '0') <= 9) i++;
        return i - begin;
    }

    static bool IsNamedFloat(ReadOnlySpan<byte> value)
    {
        if (value.Length > 0 && value[0] is (byte)'-' or (byte)'+') value = value[1..];
        return Ascii.EqualsIgnoreCase(value, "inf"u8) || Ascii.EqualsIgnoreCase(value, "infinity"u8)
            || Ascii.EqualsIgnoreCase(value, "nan"u8);
    }

    static bool IsCharacter(ReadOnlySpan<byte> value) =>
        value.Length == 1
        || (value.Length is > 1 and <= 4
        && Rune.DecodeFromUtf8(value, out _, out var used) == System.Buffers.OperationStatus.Done
        && used == value.Length)
        || value is [(byte)'%', _, _];

    static bool AreCigars(ReadOnlySpan<byte> list)
    {
        foreach (var range in list.Split((byte)','))
            if (!IsCigar(list[range])) return false;
        return true;
    }

    /// <summary>
    /// As in SAM: a length and one of MIDNSHP=X, repeated. A letter without a length counts once and is met in files.
    /// </summary>
    static bool IsCigar(ReadOnlySpan<byte> cigar)
    {
        if (cigar is [(byte)'.']) return true;
        for (var i = 0; i < cigar.Length; i++)
        {
            Digits(cigar, ref i);
            if (i == cigar.Length || "MIDNSHP=X"u8.IndexOf(cigar[i]) < 0) return false;
        }
        return !cigar.IsEmpty;
    }
}
