using Thrombophilia.Variants.Validation.Findings;
using Thrombophilia.Variants.Validation.Specification;

namespace Thrombophilia.Variants.Validation.Rules;

/// <summary>
/// A FORMAT column, judged once and kept: the fields of every cell below it (VCF 4.2 specification, 1.4.2; 4.3, 1.6.2).
/// </summary>
sealed class FormatKeys
{
    FormatKeys(ReadOnlySpan<byte> text, Field[] fields) =>
        (Text, Fields, Expected) = (text.ToArray(), fields, new int[fields.Length]);

    /// <summary>The column as it stands.</summary>
    public byte[] Text { get; }

    public Field[] Fields { get; }
    /// <summary>
    /// Values of each field in the record at hand; negative where that depends on the sample or is open.
    /// </summary>
    public int[] Expected { get; }
    public int Gt { get; private set; } = -1;
    public int Laa { get; private set; } = -1;
    public int Psl { get; private set; } = -1;
    public int Pso { get; private set; } = -1;
    public int Ps { get; private set; } = -1;
    public int Filter { get; private set; } = -1;
    public int CopyNumber { get; private set; } = -1;
    public int Interval { get; private set; } = -1;

    public static FormatKeys Read(ReadOnlySpan<byte> format, Definitions definitions, Report report)
    {
        var fields = new List<Field>();
        // A record may say nothing of its samples; every cell is then a dot too.
        if (format is [(byte)'.']) return new FormatKeys(format, []);
        foreach (var range in format.Split((byte)':'))
        {
            var key = format[range];
            if (key.IsEmpty) report.Add(FindingCodes.FormatEmpty, "FORMAT", "key", format);
            else JudgeKey(key, definitions.Version, report);
            foreach (var earlier in fields)
                if (!key.IsEmpty && key.SequenceEqual(earlier.Key))
                    report.Add(FindingCodes.FormatKeyTwice, earlier.Column, "key once", format);
            fields.Add(
                key.IsEmpty
                    ? new Field("FORMAT", key, new Shape(Cardinality.Any, 0, FieldType.Any), false, false, Domain.None)
                    : definitions.Format(key));
        }
        var keys = new FormatKeys(format, [.. fields]);
        keys.Gt = keys.IndexOf("GT"u8);
        (keys.Laa, keys.Psl, keys.Pso) = (keys.IndexOf("LAA"u8), keys.IndexOf("PSL"u8), keys.IndexOf("PSO"u8));
        (keys.Ps, keys.Filter) = (keys.IndexOf("PS"u8), keys.IndexOf("FT"u8));
        (keys.CopyNumber, keys.Interval) = (keys.IndexOf("CN"u8), keys.IndexOf("CICN"u8));
        if (keys.Gt > 0) report.Add(FindingCodes.FormatGtFirst, "FORMAT/GT", "GT first", format);
        if (definitions.Version.From(5) && keys.Gt < 0 && fields.Find(f => f.Shape.Cardinality == Cardinality.M) is { } modification)
            report.Add(FindingCodes.FormatModification, modification.Column, "GT", format);
        if (definitions.Version.From(5) && keys.Laa > (keys.Gt == 0 ? 1 : 0)
            && fields.Exists(f => f.Shape.Cardinality is Cardinality.LA or Cardinality.LR or Cardinality.LG))
            report.Add(FindingCodes.FormatLocal, "FORMAT/LAA", "LAA before all but GT", format);
        for (var i = 0; i < fields.Count; i++)
            if (fields[i].Shape.Cardinality is Cardinality.LA or Cardinality.LR or Cardinality.LG
                && (keys.Laa < 0 || keys.Laa > i))
                report.Add(FindingCodes.FormatLocal, fields[i].Column, "LAA before", format);
        return keys;
    }

    static void JudgeKey(ReadOnlySpan<byte> key, SpecVersion version, Report report)
    {
        if (version.From(3) ? Names.IsKey(key) : Names.IsAlphanumeric(key))
        {
            if (!version.From(3) && key.IndexOfAny((byte)'_', (byte)'.') >= 0)
                report.Add(FindingCodes.FormatKeyAlphanumeric, $"FORMAT/{Problems.Excerpt.Text(key)}",
                    "[0-9A-Za-z]+", key);
            return;
        }
        // A key with %3A for a colon is refused by the letter and taken by other readers.
        var isEncoded = key.Contains((byte)'%');
        Span<byte> plain = stackalloc byte[Math.Min(256, key.Length)];
        var length = 0;
        for (var i = 0; isEncoded && i < key.Length && length < plain.Length; i++)
            if (key[i] == '%' && i + 2 < key.Length && IsHex(key[i + 1]) && IsHex(key[i + 2])) i += 2;
            else plain[length++] = key[i];
        isEncoded &= version.From(3) ? Names.IsKey(plain[..length]) : Names.IsAlphanumeric(plain[..length]);
        report.Add(isEncoded ? FindingCodes.FormatKeyPercent : FindingCodes.FormatKey, "FORMAT",
            version.From(3) ? "[A-Za-z_][0-9A-Za-z_.]*" : "[0-9A-Za-z_.]+", key);
    }

    static bool IsHex(byte c) => char.IsAsciiHexDigit((char)c);

    int IndexOf(ReadOnlySpan<byte> key)
    {
        for (var i = 0; i < Fields.Length; i++)
            if (key.SequenceEqual(Fields[i].Key)) return i;
        return -1;
    }

    /// <summary>What a value count depends on the sample for.</summary>
    public const int ByGenotype = -1, ByPloidy = -2, ByLocal = -3, Open = -4;

    /// <summary>Prepares <see cref="Expected"/> for a record.</summary>
    public void For(int alts)
    {
        for (var i = 0; i < Fields.Length; i++)
            Expected[i] = Fields[i].Shape.Cardinality switch
            {
                Cardinality.Exactly => Fields[i].Shape.Count,
                Cardinality.A => Math.Max(1, alts),
                Cardinality.R => alts + 1,
                Cardinality.G => ByGenotype,
                Cardinality.P => ByPloidy,
                Cardinality.LA or Cardinality.LR or Cardinality.LG => ByLocal,
                _ => Open,
            };
    }
}
