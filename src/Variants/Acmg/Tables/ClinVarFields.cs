using System.Text;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Acmg.Tables;

/// <summary>What ClinVar's VCF says of an allele: CLNSIG, CLNREVSTAT and CLNDN.</summary>
sealed class ClinVarFields(DiseaseWords words, string date) : IFieldReader
{
    public const string By = "clinvar";
    public static readonly string[] Columns = ["class", "date", "for", "condition", "status"];

    /// <exception cref="RefusedException">The header does not declare the fields, or no month.</exception>
    public static ClinVarFields Of(VcfHeader header, FileLocation place, DiseaseWords words, string? month)
    {
        foreach (var field in (string[])["CLNSIG", "CLNREVSTAT", "CLNDN"])
            if (!header.Info.ContainsKey(field))
                throw new RefusedException("table-source", place, field, string.Join(", ", header.Info.Keys.Take(12)));
        return new ClinVarFields(words, month ?? throw new RefusedException("table-source", place, "##fileDate", ""));
    }

    public string[]? Cells(VcfRecord record, int alt, int alts) =>
        AssertedClasses.Of(Text(record, "CLNSIG"u8)) is { } @class && Text(record, "CLNDN"u8) is var diseases
        ? [@class, date, words.For(diseases), diseases.Length == 0 ? TableRows.Unknown : diseases,
            Text(record, "CLNREVSTAT"u8).Replace('_', ' ')] : null;

    /// <summary>Two records of one allele.</summary>
    public static string[] Join(string[] one, string[] other) =>
        [AssertedClasses.Joined([one[0], other[0]])!, .. one.AsSpan(1)];

    static string Text(VcfRecord record, ReadOnlySpan<byte> key) =>
        record.TryInfo(key, out var value) ? Encoding.UTF8.GetString(value) : "";
}
