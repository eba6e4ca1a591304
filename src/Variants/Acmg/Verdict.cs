using System.Collections.Immutable;
using Thrombophilia.Variants.Alleles;

namespace Thrombophilia.Variants.Acmg;

/// <summary>
/// What others say of an allele: rows of assertion tables. It stands beside the class and never makes one (PP5 and BP6
/// are not to be used: Biesecker 2018, Genet Med 20:1687).
/// </summary>
static class Verdict
{
    /// <summary>
    /// The classes that an assertion may have. <c>disease</c> is the word of a list that links an allele with a disease
    /// and does not grade.
    /// </summary>
    public static readonly string[] Classes =
        ["pathogenic", "likely-pathogenic", "uncertain", "likely-benign", "benign", "conflicting", "risk-allele",
        "disease"];

    /// <summary>For which disease: the panel's own, another one, or none was said.</summary>
    public static readonly string[] Diseases = ["thrombophilia", "other", "unstated"];

    /// <summary>The verdicts that say something beside a class that the panel states: a mere link does not.</summary>
    /// <param name="notes">What <see cref="Notes"/> gives.</param>
    /// <param name="stated">The class; null where the panel states none.</param>
    public static ImmutableArray<string> Beside(ImmutableArray<string> notes, string? stated) =>
        stated is null || notes.Length == 0 ? notes
        : [.. notes.Where(n => !n.Contains("=disease@", StringComparison.Ordinal))];

    /// <summary>
    /// Codes of docs/reference/notes.md: <c>clinvar=pathogenic@2017-04</c>, and <c>clinvar-for-another-disease</c>
    /// where that is so. Of each who asserts the first table counts alone: a verdict that was withdrawn since would
    /// come back from an older one.
    /// </summary>
    public static ImmutableArray<string> Notes(AlleleTable[] tables, string chrom, Allele allele)
    {
        ImmutableArray<string> notes = [];
        foreach (var table in tables)
            if (table.Cells(chrom, allele) is { } cells)
            {
                notes = notes.Add($"{table.By}={cells[table.Index("class")]}@{cells[table.Index("date")]}");
                if (cells[table.Index("for")] == "other") notes = notes.Add($"{table.By}-for-another-disease");
            }
        return notes;
    }
}
