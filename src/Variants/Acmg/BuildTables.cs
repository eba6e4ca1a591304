using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Hgvs;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Acmg;

/// <summary>
/// The tables of one build. Of several of one kind the first that has an answer is heard: the laboratory's own in the
/// order of their names, then those that the program brings.
/// </summary>
sealed class BuildTables
{
    readonly PanelBuild build;
    readonly VariantNamer namer;
    readonly AlleleTable[] all, frequencies, scores;
    readonly Lazy<KnownVariants>? known;
    readonly Lazy<PositionFilter> asserted;

    /// <param name="build">The build.</param>
    /// <param name="namer">What names its variants.</param>
    /// <param name="all">Tables of any build, in the order in which they are asked.</param>
    public BuildTables(PanelBuild build, VariantNamer namer, IReadOnlyList<AlleleTable> all)
    {
        (this.build, this.namer) = (build, namer);
        this.all = [.. all.Where(t => t.Build == build.Id)];
        (frequencies, scores) = (Of(AlleleTable.Frequency), Of(AlleleTable.Score));
        Assertions = [.. Of(AlleleTable.Assertion).DistinctBy(t => t.By)];
        asserted = new(() => new PositionFilter([.. Assertions.SelectMany(t => t.Positions)]));
        // An assertion that names the rules behind it is a known variant too.
        AlleleTable[] classified =
            [.. Of(AlleleTable.KnownVariant), .. Assertions.Where(t => t.HasColumn("rules"))];
        if (classified.Length > 0) known = new(() => new KnownVariants(build, namer, classified));
        // An assertion decides nothing, so a result does not rest on its table.
        Used = [.. this.all.Where(t => t.Kind != AlleleTable.Assertion || classified.Contains(t))
            .OrderBy(t => t.Kind, StringComparer.Ordinal).Select(t => t.Text),
            .. build.Own is { } reference ? [reference.Text] : (string[])[]];
    }

    /// <summary>The tables that have rows of one gene, or may.</summary>
    public BuildTables For(string gene) =>
        all.All(t => t.Genes is null) ? this
        : new BuildTables(build, namer, [.. all.Where(t => t.Genes is null || t.Genes.Contains(gene))]);

    /// <summary>What others assert: one table of each who does.</summary>
    public AlleleTable[] Assertions { get; }
    /// <summary>Others may assert something of the allele. Never wrong where it says no.</summary>
    public bool MayBeAsserted(Allele allele) => asserted.Value.MayHave(allele.Pos);
    /// <summary>Variants classified by named rule sets; null where there is no table.</summary>
    public KnownVariants? Known => known?.Value;
    /// <summary>There is a table of known variants.</summary>
    public bool HasKnown => known is not null;
    /// <summary>There is a table of scores.</summary>
    public bool HasScores => scores.Length > 0;
    /// <summary>There is a table of frequencies.</summary>
    public bool HasFrequencies => frequencies.Length > 0;
    /// <summary>Kind, version and checksum of each, and of the laboratory's own reference.</summary>
    public IReadOnlyList<string> Used { get; }

    /// <summary>There is a table of frequencies with this column.</summary>
    public bool HasFrequency(string column)
    {
        foreach (var table in frequencies) if (table.HasColumn(column)) return true;
        return false;
    }

    /// <summary>
    /// The least and the most that the frequency of the allele can be; null where no table tells it. Absent where a
    /// table covers the position means that nobody carried it. Below a table's floor its people are too few: the least
    /// is what it says, the most is the floor.
    /// </summary>
    public (double Least, double Most)? Frequency(VariantFacts facts, string column)
    {
        foreach (var table in frequencies)
            if (table.Index(column) is >= 0 and var at)
            {
                var cells = table.Cells(facts.Chrom, facts.Allele);
                var share = cells is not null ? AlleleTable.Number(cells[at])
                    : table.Covers(facts.Chrom, facts.Allele) ? 0 : null;
                if (share is { } least) return (least, Math.Max(least, table.Floor));
            }
        return null;
    }

    /// <summary>What the tables of frequencies have of an allele in normal form.</summary>
    public IEnumerable<TableFrequency> FrequenciesOf(string chrom, Allele allele) =>
        from table in frequencies
        let cells = table.Cells(chrom, allele)
        where cells is not null
        from column in Enumerable.Range(0, table.Columns.Count)
        let share = AlleleTable.Number(cells[column])
        where share is not null
        select new TableFrequency(table.Version, table.Columns[column], share.Value);

    /// <summary>A table of frequencies or scores may have something of the allele. Never wrong where it says no.</summary>
    public bool MayKnow(VariantFacts facts)
    {
        foreach (var table in frequencies) if (table.MayTell(facts.Allele)) return true;
        foreach (var table in scores) if (table.MayTell(facts.Allele)) return true;
        return false;
    }

    /// <summary>A score of the allele; null where no table has it.</summary>
    public double? Score(VariantFacts facts, string column)
    {
        foreach (var table in scores)
            if (table.Value(facts.Chrom, facts.Allele, column) is { } score) return score;
        return null;
    }

    AlleleTable[] Of(string kind) => [.. all.Where(t => t.Kind == kind)];
}

/// <summary>A variant that somebody classified.</summary>
sealed record KnownVariant(string Gene, string Name, int Residue, string Is, VariantClass Class, string Rules);

/// <summary>
/// Missense variants classified as pathogenic or likely pathogenic, each by a rule set that the row names.
/// </summary>
sealed class KnownVariants
{
    readonly List<KnownVariant> variants = [];

    public KnownVariants(PanelBuild build, VariantNamer namer, IEnumerable<AlleleTable> tables)
    {
        foreach (var table in tables) Add(build, namer, table);
    }

    void Add(PanelBuild build, VariantNamer namer, AlleleTable table)
    {
        int @class = table.Index("class"), rules = table.Index("rules");
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
