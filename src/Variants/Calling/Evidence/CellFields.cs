using System.Buffers.Text;
using System.Globalization;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Validation.Specification;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Calling.Evidence;

/// <summary>The fields of one sample's cell. A number that decides and cannot be read refuses the file.</summary>
sealed class CellFields(RecordEvidence reading, VcfHeader header)
{
    FormatLayout layout = null!;
    ReadOnlyMemory<byte> text;
    int[] ends = [];
    int fields, sample;

    /// <summary>Name of the sample whose cell was split last.</summary>
    public string Sample => header.Samples[sample];

    public void Begin(FormatLayout of)
    {
        layout = of;
        if (ends.Length < of.Fields) ends = new int[of.Fields];
    }

    /// <summary>Takes a cell without looking at it: only <see cref="Find"/> may be asked.</summary>
    public void Take(ReadOnlyMemory<byte> cell) => text = cell;

    /// <summary>
    /// Finds the fields. One may be dropped at the end or be '.', but not be empty: what stood there may have decided.
    /// </summary>
    public void Split(ReadOnlyMemory<byte> cell, int ofSample)
    {
        (text, sample, fields) = (cell, ofSample, 0);
        var bytes = cell.Span;
        for (int i = 0, from = 0; i <= bytes.Length; i++)
        {
            if (i < bytes.Length && bytes[i] != ':') continue;
            if (i == from || fields == layout.Fields)
                throw reading.Refused("bad-cell", layout.Fields, Sample, Excerpt.Text(bytes));
            ends[fields++] = i;
            from = i + 1;
        }
    }

    /// <summary>Where a field stands in the cell split last; empty where FORMAT lacks it or the cell drops it.</summary>
    public Range At(int index) =>
        (uint)index >= (uint)fields ? default : (index == 0 ? 0 : ends[index - 1] + 1)..ends[index];

    /// <summary>A field of the cell split last; empty where FORMAT lacks it or the cell drops it.</summary>
    public ReadOnlySpan<byte> this[int index] => text.Span[At(index)];

    /// <summary>A field of the cell, split or not; empty also for '.'.</summary>
    public ReadOnlySpan<byte> Find(int index) =>
        FormatLayout.Field(text.Span, index) is var field && field is [(byte)'.'] ? default : field;

    /// <summary>The field tells something.</summary>
    public bool Has(int index) => this[index] is var field && field is not ([] or [(byte)'.']);

    public int? Integer(int index, string key)
    {
        if (!Has(index)) return null;
        var field = this[index];
        if (TryDigits(field, out var digits)) return digits;
        return Utf8Parser.TryParse(field, out int value, out var used) && used == field.Length && value >= 0
            ? value : throw reading.Refused("bad-integer", key, Sample, Excerpt.Text(field));
    }

    /// <summary>Null also for NaN and infinity, which a Float may be (VCF 4.3 specification, 1.3) and which tell
    /// nothing.</summary>
    public double? Number(int index, string key)
    {
        if (!Has(index)) return null;
        var field = this[index];
        if (TryDigits(field, out var digits)) return digits;
        if (!TryFloat(field, out var value)) throw reading.Refused("bad-number", key, Sample, Excerpt.Text(field));
        return double.IsFinite(value) ? value : null;
    }

    /// <summary>A number as VCF writes a Float, in any case of its letters.</summary>
    public static bool TryFloat(ReadOnlySpan<byte> field, out double value)
    {
        if (TryDecimal(field, out value)
            || double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out value)) return true;
        value = double.NaN;
        return Values.IsFloat(field);
    }

    /// <summary>
    /// Few digits with a point among them, as nearly all QUAL are. Both numbers are exact, so that their quotient is the
    /// number that a parser finds.
    /// </summary>
    static bool TryDecimal(ReadOnlySpan<byte> field, out double value)
    {
        value = 0;
        if (field.Length is < 3 or > 16 || field[0] == '.') return false;
        long digits = 0;
        double scale = 0; // 1 at the point, and ten times as much with each digit behind it.
        foreach (var b in field)
            if (b == '.' && scale == 0) scale = 1;
            else if ((uint)(b - '0') > 9) return false;
            else (digits, scale) = (digits * 10 + (b - '0'), scale * 10);
        value = digits / scale;
        return scale > 1;
    }

    /// <summary>Digits alone, and few of them: nearly all numbers there are.</summary>
    public static bool TryDigits(ReadOnlySpan<byte> field, out int value)
    {
        value = 0;
        if (field.Length is 0 or > 9) return false;
        foreach (var digit in field)
        {
            if ((uint)(digit - '0') > 9) return false;
            value = value * 10 + (digit - '0');
        }
        return true;
    }
}
