using Thrombophilia.Variants.Hgvs;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Acmg;

/// <summary>The tables of one build: at most one of each kind.</summary>
sealed class BuildTables
{
    readonly Lazy<KnownVariants>? known;
    readonly AlleleTable? scores;

    public BuildTables(PanelBuild build, VariantNamer namer, IReadOnlyList<AlleleTable> all)
    {
        AlleleTable[] mine = [.. all.Where(t => t.Build == build.Id)];
        Frequencies = mine.SingleOrDefault(t => t.Kind == "frequency");
        scores = mine.SingleOrDefault(t => t.Kind == "score");
        if (mine.SingleOrDefault(t => t.Kind == "known-variant") is { } table)
            known = new(() => new KnownVariants(build, namer, table));
        Used = [.. mine.OrderBy(t => t.Kind, StringComparer.Ordinal).Select(t => t.Text),
            .. build.Own is { } reference ? [reference.Text] : (string[])[]];
    }

    /// <summary>Allele frequencies; null where there is no table.</summary>
    public AlleleTable? Frequencies { get; }
    /// <summary>Variants classified by named rule sets; null where there is no table.</summary>
    public KnownVariants? Known => known?.Value;
    /// <summary>There is a table of known variants.</summary>
    public bool HasKnown => known is not null;
    /// <summary>There is a table of scores.</summary>
    public bool HasScores => scores is not null;
    /// <summary>Kind, version and checksum of each, and of the laboratory's own reference.</summary>
    public IReadOnlyList<string> Used { get; }

    /// <summary>A score of the allele; null where no table has it.</summary>
    public double? Score(VariantFacts facts, string column) => scores?.Value(facts.Chrom, facts.Allele, column);
}

/// <summary>A variant that somebody classified.</summary>
sealed record KnownVariant(string Gene, string Name, int Residue, string Is, VariantClass Class, string Rules);

/// <summary>
/// Missense variants classified as pathogenic or likely pathogenic, each by a rule set that the row names.
/// </summary>
sealed class KnownVariants
{
    readonly List<KnownVariant> variants = [];

    public KnownVariants(PanelBuild build, VariantNamer namer, AlleleTable table)
    {
        var columns = table.Columns.ToList();
        int @class = columns.IndexOf("class"), rules = columns.IndexOf("rules");
        foreach (var ((chrom, allele), cells) in table.Rows)
        {
            if (VariantClasses.Read(
                cells[@class]) is not ({ } read and (VariantClass.Pathogenic or VariantClass.LikelyPathogenic)))
                continue;
            foreach (var gene in build.On(chrom)!.Genes)
                if (namer.Name(gene.Gene.Symbol, allele.Pos, allele.Ref, allele.Alt) is { } name
                    && VariantFacts.Of(name, allele) is { Effect.Protein: { } protein } facts)
                    variants.Add(
                        new KnownVariant(facts.Gene, facts.Name, protein.Residue, facts.IsMissense ? protein.Is : "",
                            read, cells[rules]));
        }
    }

    /// <summary>
    /// The worst class among variants of the gene that <paramref name="fits"/>, classified by these very rules (id and
    /// version) and not the variant itself; null for none. For a comparison of residues only missense variants are
    /// asked.
    /// </summary>
    public VariantClass? Worst(VariantFacts facts, RuleSet rules, Func<KnownVariant, bool> fits)
    {
        VariantClass? worst = null;
        foreach (var known in variants)
            if (known.Gene == facts.Gene && known.Rules == rules.Text && known.Name != facts.Name && fits(known)
                && (worst is null || known.Class > worst)) worst = known.Class;
        return worst;
    }
}
