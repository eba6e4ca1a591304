using System.Globalization;
using System.Text;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Acmg.Tables;

/// <summary>
/// The largest of the four scores of SpliceAI for a gene of the panel:
/// <c>SpliceAI=ALLELE|SYMBOL|DS_AG|DS_AL|DS_DG|DS_DL|...</c>, several separated by commas.
/// </summary>
sealed class SpliceFields(Panel panel) : IFieldReader
{
    const string Key = "SpliceAI";
    const int Scores = 4, FirstScore = 2;

    /// <exception cref="RefusedException">The header does not declare the field.</exception>
    public static SpliceFields Of(VcfHeader header, FileLocation place, Panel panel) =>
        header.Info.ContainsKey(Key) ? new SpliceFields(panel)
        : throw new RefusedException("table-source", place, Key, string.Join(", ", header.Info.Keys.Take(12)));

    public string[]? Cells(VcfRecord record, int alt, int alts)
    {
        if (!record.TryInfo(Encoding.ASCII.GetBytes(Key), out var text)) return null;
        var allele = Encoding.ASCII.GetString(record.Alt).Split(',')[alt];
        double? largest = null;
        foreach (var said in Encoding.ASCII.GetString(text).Split(','))
            if (said.Split('|') is { Length: >= FirstScore + Scores } parts && parts[0] == allele
                && panel.Genes.Any(gene => gene.Symbol == parts[1]))
                foreach (var part in parts.AsSpan(FirstScore, Scores))
                    if (double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var score)
                        && score is >= 0 and <= 1) largest = Math.Max(largest ?? 0, score);
        return largest is null ? null : [TableRows.Unknown, TableRows.Cell(largest)];
    }
}
