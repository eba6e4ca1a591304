using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Thrombophilia.Lims.Data;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Lims;

/// <summary>A variant under a name that somebody typed.</summary>
/// <param name="Gene">HGNC symbol.</param>
/// <param name="Name">Coding name without its transcript.</param>
/// <param name="Display">For people: the hot spot with its names, or gene and name.</param>
public sealed record NamedVariant(string Gene, string Name, string Display);

/// <summary>
/// Every name under which people ask for a variant: id and older names of a hot spot, rsid, HGVS with or without its gene and
/// transcript. The names are the panel's; nothing is looked up elsewhere.
/// </summary>
sealed partial class VariantNames
{
    const int FewestDigits = 3;

    readonly Dictionary<string, string> genes;
    readonly Dictionary<string, string> geneOfTranscript;
    readonly List<(NamedVariant Variant, HashSet<string> Keys, HashSet<string> Numbers)> hotSpots = [];

    public VariantNames(Panel panel)
    {
        genes = panel.Genes.ToDictionary(g => SearchKey.Of(g.Symbol), g => g.Symbol, StringComparer.Ordinal);
        geneOfTranscript = panel.Genes.ToDictionary(g => SearchKey.Of(g.Transcript), g => g.Symbol, StringComparer.Ordinal);
        // Records are kept by coding name: what has none cannot be asked for.
        foreach (var h in panel.HotSpots.Where(h => h.HgvsC is not null))
        {
            var coding = h.HgvsC![(h.HgvsC!.IndexOf(':', StringComparison.Ordinal) + 1)..];
            string[] names = [.. new[] { h.Id, h.Rsid, h.HgvsC, coding, h.HgvsP, h.HgvsP?.Replace("(", "", StringComparison.Ordinal)
                .Replace(")", "", StringComparison.Ordinal) }.OfType<string>(), .. h.AlsoKnownAs];
            var keys = names.Concat(names.Where(n => n.StartsWith("p.", StringComparison.Ordinal)).Select(n => n[2..]))
                .Select(SearchKey.Of).ToHashSet(StringComparer.Ordinal);
            keys.UnionWith(keys.SelectMany(k => new[] { SearchKey.Of(h.Gene) + k, $"{SearchKey.Of(h.Gene)}:{k}" }).ToList());
            hotSpots.Add((new(h.Gene, coding, string.Join(" · ", new[] { h.Id, $"{h.Gene} {coding}", h.HgvsP, h.Rsid }
                    .Concat(h.AlsoKnownAs).OfType<string>().Distinct())),
                keys, [.. names.SelectMany(n => Digits().Matches(n)).Select(m => m.Value).Where(n => n.Length >= FewestDigits)]));
        }
    }

    /// <summary>The hot spots of a name or of a number in one of their names, and the variant that an HGVS name of a gene of the
    /// panel names.</summary>
    /// <param name="typed">As it was typed.</param>
    public IEnumerable<(NamedVariant Variant, bool IsExact)> Find(string? typed)
    {
        var key = SearchKey.Of(typed);
        if (key.Length == 0) return [];
        var named = hotSpots.Where(h => h.Keys.Contains(key)).Select(h => (h.Variant, IsExact: true)).ToList();
        if (named.Count == 0 && key.All(char.IsAsciiDigit))
            named = [.. hotSpots.Where(h => h.Numbers.Contains(key)).Select(h => (h.Variant, IsExact: true))];
        if (named.Count == 0 && OfHgvs(key) is { } other) named = [(other, true)];
        return named;
    }

    NamedVariant? OfHgvs(string key)
    {
        if (Hgvs().Match(key) is not { Success: true } found) return null;
        var by = found.Groups["by"].Value;
        if (!genes.TryGetValue(by, out var gene) && !geneOfTranscript.TryGetValue(by, out gene)) return null;
        var name = "c." + Coding(found.Groups["name"].Value);
        return new(gene, name, $"{gene} {name}");
    }

    // Bases are capitals, the words between them small letters.
    static string Coding(string capitals)
    {
        var written = new StringBuilder();
        for (var at = 0; at < capitals.Length;)
            if (Words().Match(capitals, at) is { Success: true } word)
            {
                written.Append(word.Value.ToLower(CultureInfo.InvariantCulture));
                at += word.Length;
            }
            else written.Append(capitals[at++]);
        return written.ToString();
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^(?<by>[A-Z0-9_.-]+?)[:,]?(\([A-Z0-9]+\):?)?C\.(?<name>[0-9*+_>A-Z-]+)$")]
    private static partial Regex Hgvs();

    [GeneratedRegex(@"\G(DELINS|DEL|DUP|INS|INV)")]
    private static partial Regex Words();
}
