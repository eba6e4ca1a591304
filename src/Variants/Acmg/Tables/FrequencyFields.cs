using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Acmg.Tables;

/// <summary>
/// The filtering allele frequency of a record: the source's own highest (gnomAD 4, 3, 2.1), the highest of those of its
/// groups, or worked out from the counts of groups or of all people (1000 Genomes).
/// </summary>
sealed class FrequencyFields : IFieldReader
{
    public const string Column = "faf_popmax";
    const double RuleOfThree = 3;
    // Joint before exomes or genomes alone; the release of the newest form first.
    static readonly string[] Highest = ["fafmax_faf95_max_joint", "fafmax_faf95_max", "faf95_popmax"];
    // The groups of which gnomAD takes the highest, in its own spelling and before release 3.
    static readonly string[][] OfGroups =
        [["faf95_afr", "faf95_amr", "faf95_eas", "faf95_nfe", "faf95_sas"],
        ["faf95-afr", "faf95-amr", "faf95-eas", "faf95-nfe", "faf95-sas"]];
    static readonly string[] Populations = ["AFR", "AMR", "EAS", "EUR", "SAS"];
    readonly string[] fields;
    readonly (string Count, string Number)[] counts = [];
    readonly Dictionary<string, double> most = new(StringComparer.Ordinal);

    /// <exception cref="RefusedException">The header declares none of the fields.</exception>
    public FrequencyFields(VcfHeader header, FileLocation place)
    {
        bool Has(string field) => header.Info.ContainsKey(field);
        (string, string)[] Counts(string suffix) =>
            [.. Populations.Select(p => ($"AC_{p}{suffix}", $"AN_{p}{suffix}"))
            .Where(f => Has(f.Item1) && Has(f.Item2))];
        fields = Highest.FirstOrDefault(Has) is { } one ? [one]
            : OfGroups.Select(groups => groups.Where(Has).ToArray()).FirstOrDefault(groups => groups.Length > 0) ?? [];
        if (fields.Length > 0) return;
        // Of people who are not related, where the source counts them apart.
        counts = Counts("_unrel") is { Length: > 0 } unrelated ? unrelated
            : Counts("") is { Length: > 0 } groups ? groups
            : Has("AC") && Has("AN") ? [("AC", "AN")]
            : throw new RefusedException("table-source", place,
                string.Join(", ", [.. Highest, OfGroups[0][0], "AC_EAS+AN_EAS", "AC+AN"]),
                string.Join(", ", header.Info.Keys.Take(12)));
    }

    /// <summary>
    /// Where frequencies were worked out from counts: the share below which the smallest group is too small (three
    /// divided by its alleles, the upper 95 % bound of none seen). 0 where the source tells them.
    /// </summary>
    public double Floor => most.Count == 0 ? 0 : RuleOfThree / most.Values.Min();

    public string[] Cells(VcfRecord record, int alt, int alts) =>
        // What the source itself filtered has no frequency that counts.
        [TableRows.Cell(record.Filter.SequenceEqual("PASS"u8) || record.Filter.SequenceEqual("."u8)
            ? Frequency(record, alt) : null)];

    double? Frequency(VcfRecord record, int alt)
    {
        double? highest = null;
        foreach (var field in fields)
            if (SourceVcf.Number(record, field, alt) is >= 0 and <= 1 and var value)
                highest = Math.Max(highest ?? 0, value);
        foreach (var (count, number) in counts)
            if (SourceVcf.Number(record, number, 0) is > 0 and var all
                && SourceVcf.Number(record, count, alt) is >= 0 and var seen)
            {
                most[number] = Math.Max(most.GetValueOrDefault(number), all);
                highest = Math.Max(highest ?? 0, PoissonBound.Lower95(seen) / all);
            }
        return highest;
    }
}
