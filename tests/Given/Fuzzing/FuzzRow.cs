using System.Globalization;
using Thrombophilia.Variants;
using Thrombophilia.Variants.Calling.Rows;

namespace Thrombophilia.Given.Fuzzing;

/// <summary>One row of the result in the form in which two files are compared.</summary>
/// <param name="Key">Sample and hot spot, or sample and allele.</param>
/// <param name="Value">All that is said, except how GT is spelled and what its phase tells.</param>
/// <param name="Genotype">GT as the file spells it, and what the row says of other variants by its phase.</param>
/// <param name="Proof">Status and copies where something is proven; null for every other status.</param>
/// <param name="Notes">Notes of the row that may say why it proves less; a further name says no such thing.</param>
public sealed record FuzzRow(string Key, string Value, string Genotype, string? Proof, IReadOnlyList<string> Notes)
{
    public static Dictionary<string, FuzzRow> Of(FileCalls calls)
    {
        var rows = new Dictionary<string, FuzzRow>(StringComparer.Ordinal);
        foreach (var (sample, c) in calls.Calls())
        {
            var key = c.HotSpot is { } id ? $"{sample} {id}" : $"{sample} {c.Gene} {c.Chrom}:{c.Pos} {c.Ref}>{c.Alt}";
            var status = c.Status.Code();
            // What is read together has another name, and what that is phase tells.
            var byPhase =
                c.Notes.Where(
                n => n.Contains("-with-", StringComparison.Ordinal)
                    || n.StartsWith("legacy-", StringComparison.Ordinal)).ToArray();
            string[] notes = [.. c.Notes.Except(byPhase)];
            var value = string.Create(CultureInfo.InvariantCulture,
                $"{c.Build} {c.Pos} {c.Ref}>{c.Alt} {status} {c.Copies} {c.Depth} {c.GenotypeQuality} "
                + $"{c.AlleleBalance:F4} {c.Filter} {c.Rsid} {string.Join(';', notes)}");
            rows.Add(key,
                new FuzzRow(key, value, $"{c.Genotype} {string.Join(';', byPhase)}",
                    c.Status is CallStatus.Called or CallStatus.Reference ? $"{status} {c.Copies}" : null, notes));
        }
        return rows;
    }
}
