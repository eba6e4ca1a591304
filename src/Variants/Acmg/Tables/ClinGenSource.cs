using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Thrombophilia.Variants.Hgvs;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Variants.Acmg.Tables;

/// <summary>
/// The export of the ClinGen Evidence Repository. An entry is placed by its name on the panel's transcript; a version
/// of an expert panel's rules that is known here makes it a known variant by these rules.
/// </summary>
sealed partial class ClinGenSource(Panel panel, VariantNamer namer, DiseaseWords words,
    Func<string, string, RuleSet?> rulesOf)
{
    public const string By = "clingen";
    public static readonly string[] Columns = ["class", "date", "for", "condition", "status", "rules"];
    static readonly string[] Needed =
        ["HGVS Expressions", "HGNC Gene Symbol", "Disease", "Assertion", "Approval Date", "Guideline", "Retracted"];

    /// <exception cref="RefusedException">A column is missing, or a cell is not understood.</exception>
    public Task ReadAsync(string path, TableRows into, CancellationToken stop) =>
        DelimitedSource.ReadAsync(path, Needed, _ => true, row => Take(row, into), stop);

    void Take(DelimitedRow row, TableRows into)
    {
        if (row.Cells is not [var names, var symbol, var disease, var said, var approved, var guideline, var retracted]
            || panel.Genes.SingleOrDefault(g => g.Symbol == symbol) is not { } gene
            || retracted.Equals("true", StringComparison.OrdinalIgnoreCase)) return;
        if (AssertedClasses.Of(said) is not { } @class)
            throw new RefusedException("table-source", row.Place, "Assertion", said);
        if (!DateOnly.TryParse(approved, CultureInfo.InvariantCulture, out var date))
            throw new RefusedException("table-source", row.Place, "Approval Date", approved);
        if (Change(names, gene) is not { } change)
        {
            into.LeftOut++;
            return;
        }
        var rules = Version().Match(guideline) is { Success: true } found
            ? rulesOf(gene.Symbol, found.Value) is { Authority: Authority.ExpertPanel } set ? set.Text : null : null;
        var (pos, was, @is) = gene.Forward ? (change.First, change.Deleted, change.Inserted)
            : (-change.Last, Bases.ReverseComplement(change.Deleted), Bases.ReverseComplement(change.Inserted));
        into.Add(into.Build.On(gene.Chrom)!, pos, Encoding.ASCII.GetBytes(was), Encoding.ASCII.GetBytes(@is),
            [@class, date.ToString("yyyy-MM", CultureInfo.InvariantCulture), words.For(disease), disease,
                "reviewed by expert panel", rules ?? TableRows.Unknown]);
    }

    TranscriptChange? Change(string names, Gene gene)
    {
        foreach (var name in names.Split([',', ' ', ';', '|'], StringSplitOptions.RemoveEmptyEntries))
            if (name.StartsWith(gene.Transcript + ":", StringComparison.Ordinal))
                return TranscriptChange.Read(namer.On(gene.Symbol), name[(gene.Transcript!.Length + 1)..]);
        return null;
    }

    [GeneratedRegex(@"\d+\.\d+\.\d+")]
    private static partial Regex Version();
}
