using System.Collections.Concurrent;
using System.Text;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Hgvs;
using Thrombophilia.Variants.Knowledge;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Acmg;

/// <summary>A frequency as a table has it.</summary>
/// <param name="Table">Version of the table.</param>
/// <param name="Column">Name of its column.</param>
/// <param name="Share">Share of alleles, 0 to 1.</param>
public sealed record TableFrequency(string Table, string Column, double Share);

/// <summary>
/// Classifies variants by the rule sets of <c>panels/acmg</c> and the tables of <c>panels/acmg/tables</c>; other stages
/// call only this class. A rule set is read when its gene is first asked for.
/// </summary>
public sealed class Classifier
{
    internal const string Area = "acmg";
    readonly Panel panel;
    readonly KnowledgeFolder knowledge;
    const string TablesArea = Area + "/tables";
    readonly Lazy<OwnClasses> own;
    readonly Lazy<PublishedEvidence> published;
    readonly Lazy<JudgedCriteria> judged;
    readonly Dictionary<string, Lazy<OfBuild>> builds;
    readonly ConcurrentDictionary<string, RuleSet?> sets = new(StringComparer.Ordinal);

    /// <summary>
    /// Classes by the files in the area <c>acmg</c> of <paramref name="folder"/>, or of the <c>panels</c> folder beside
    /// the program.
    /// </summary>
    /// <param name="panel">The panel whose genes are classified.</param>
    /// <param name="folder">A folder of knowledge. Its area holds rule sets, the list of own classes, and a folder
    /// <c>tables</c> where there are any.</param>
    /// <exception cref="InvalidDataException">A table of the laboratory's cannot be read.</exception>
    public Classifier(Panel panel, string? folder = null)
    {
        this.panel = panel;
        knowledge = folder is null ? panel.Knowledge : new KnowledgeFolder(folder);
        var tables = Path.Combine(knowledge.Path, TablesArea);
        // A table that cannot be read is told before the first file is.
        Tables = Directory.Exists(tables)
            ? [.. Directory.EnumerateFiles(tables, "*.tsv").Order(StringComparer.Ordinal)
            .Where(file => !knowledge.Lists($"{TablesArea}/{Path.GetFileName(file)}"))
            .Select(file => AlleleTable.Load(file, panel))] : [];
        (own, published) = (new(() => OwnClasses.Load(knowledge)), new(() => PublishedEvidence.Load(knowledge)));
        judged = new(() => JudgedCriteria.Load(knowledge));
        builds = panel.Builds.ToDictionary(b => b.Id,
            b => new Lazy<OfBuild>(() => new OfBuild(b, () => [.. Tables, .. Brought(b)])), StringComparer.Ordinal);
    }

    /// <summary>The laboratory's own tables.</summary>
    internal IReadOnlyList<AlleleTable> Tables { get; }

    /// <summary>
    /// Decides the class of an allele: one that the panel or the list of own classes states one for has that; any other
    /// has what the criteria of its gene's rule set say.
    /// </summary>
    /// <param name="build">Build id.</param>
    /// <param name="gene">HGNC symbol.</param>
    /// <param name="pos">1-based position of <paramref name="refBases"/>.</param>
    /// <param name="refBases">REF, upper case.</param>
    /// <param name="altBases">ALT, upper case.</param>
    /// <param name="evidence">What the caller knows; null for nothing.</param>
    /// <param name="rules">A rule set by id and version (<c>id@version</c>), partial ones too; null for the newest
    /// whole one of the gene.</param>
    /// <returns>Null where no transcript tells the allele, it is the transcript's own, or there is no such rule
    /// set.</returns>
    /// <exception cref="InvalidDataException">A rule set or table is not understood.</exception>
    public Classification? Classify(string build, string gene, int pos, string refBases, string altBases,
        CallerEvidence? evidence = null, string? rules = null)
    {
        var on = builds[build].Value;
        if (on.Namer.Name(gene, pos, refBases, altBases) is not { } name) return null;
        var allele =
            Allele.Normalise(on.Build.On(name.Change.Transcript.Gene.Chrom)!, pos, Encoding.ASCII.GetBytes(refBases),
            Encoding.ASCII.GetBytes(altBases));
        RuleSet? asked = null;
        if (rules is not null && (asked = RulesOf(gene, rules)) is null) return null;
        return On(build, gene).Classify(name, allele, evidence ?? CallerEvidence.None, asked);
    }

    /// <summary>Id, version and SHA-256 of the usual rule set of a gene; null where it has none.</summary>
    public (string Id, string Version, string Sha256)? RuleSetOf(string gene) =>
        RulesOf(gene) is { } set ? (set.Id, set.Version, set.Sha256) : null;

    /// <summary>What a person may judge of the criteria of a gene; empty where it has no rule set.</summary>
    public IReadOnlyList<CriterionChoice> ChoicesOf(string gene) => RulesOf(gene) is { } set ? judged.Value.Of(set) : [];

    /// <summary>The class that criteria make as a person judges them, by the usual rule set of the gene.</summary>
    /// <param name="gene">HGNC symbol of a gene with a rule set.</param>
    /// <param name="byRules">What the rules say by themselves; what is not judged stays so. Null where they say nothing.</param>
    /// <param name="criteria">The criteria that are judged.</param>
    /// <exception cref="ArgumentException">The gene has no rule set.</exception>
    public Judgement Judge(string gene, Classification? byRules, IReadOnlyList<JudgedCriterion> criteria) =>
        RulesOf(gene) is { } set ? judged.Value.Judge(set, byRules, criteria)
        : throw new ArgumentException($"{gene} has no rule set.", nameof(gene));

    /// <summary>
    /// What a stored row says, by its text; null where it is not of the usual rule set of the gene in its present version. For alleles
    /// that are not written in bases, of which nothing else tells the class again.
    /// </summary>
    public Classification? Written(string gene, string criteria) =>
        RulesOf(gene) is { } set && criteria.Split(';').Contains("@" + set.Text) ? judged.Value.Written(set, criteria) : null;

    /// <summary>What the tables of frequencies have of an allele; empty where none has a row.</summary>
    /// <inheritdoc cref="Classify(string, string, int, string, string, CallerEvidence?, string?)"/>
    public IReadOnlyList<TableFrequency> FrequenciesOf(string build, string gene, int pos, string refBases, string altBases)
    {
        var on = builds[build].Value;
        if (on.Namer.Find(gene)?.Gene.Chrom is not { } chrom) return [];
        var allele = Allele.Normalise(on.Build.On(chrom)!, pos, Encoding.ASCII.GetBytes(refBases), Encoding.ASCII.GetBytes(altBases));
        return [.. on.Tables.For(gene).FrequenciesOf(chrom, allele)];
    }

    /// <summary>What decides the classes of one gene of the panel.</summary>
    internal GeneClasses On(string build, string gene)
    {
        var on = builds[build].Value;
        return on.Genes.GetOrAdd(gene,
            static (gene, asked) => new GeneClasses(gene, asked.on.Build, asked.on.Tables.For(gene), asked.all.own.Value,
                () => asked.all.Usual(gene)), (on, all: this));
    }

    GeneClasses.UsualRules Usual(string gene)
    {
        var set = RulesOf(gene);
        return new(set, published.Value.Of(gene, set), published.Value.Text);
    }

    /// <summary>The tables that the program brings for a build: their ids begin with the kind and the build.</summary>
    IEnumerable<AlleleTable> Brought(PanelBuild build) =>
        AlleleTable.Kinds
        .SelectMany(kind => knowledge.InForce(TablesArea, $"{kind}-{build.Id.ToLowerInvariant()}-"))
        .Select(file => AlleleTable.Open(file, panel));

    /// <summary>What names the variants of a build.</summary>
    internal VariantNamer NamerOn(string build) => builds[build].Value.Namer;

    /// <summary>The class of a name on a form that no published identity stands behind.</summary>
    internal static Classification Classify(Unresolved name, Panel panel) =>
        panel.Unresolved.Contains(name) ? Classification.Stated(VariantClass.Unresolved, $"{panel.Id}@{panel.Version}")
        : throw new ArgumentException($"{name.Id} is not of panel {panel.Id}.", nameof(name));

    /// <summary>A rule set of a gene; null where it has none.</summary>
    /// <param name="gene">HGNC symbol.</param>
    /// <param name="rules">By id and version; null for the newest whole one.</param>
    /// <exception cref="InvalidDataException">A rule set is not understood, or two of different ids are for the
    /// gene.</exception>
    internal RuleSet? RulesOf(string gene, string? rules = null) =>
        sets.GetOrAdd(rules ?? gene, static (_, asked) => asked.Item1.Find(asked.gene, asked.rules),
        (this, gene, rules));

    RuleSet? Find(string gene, string? rules)
    {
        if (!panel.Genes.Any(g => g.Symbol == gene)) return null;
        var namer = builds.Values.First().Value.Namer;
        var files = knowledge.Versions(Area, $"{gene.ToLowerInvariant()}-").Reverse();
        if (rules is not null)
            return files.Where(file => $"{file.Id}@{file.Version}" == rules).Select(Read).SingleOrDefault();
        // Of each id the newest whole version; older ones are not read.
        var whole = files.GroupBy(file => file.Id)
            .Select(versions => versions.Select(Read).FirstOrDefault(set => !set.IsPartial)).OfType<RuleSet>().ToList();
        return whole.Count <= 1 ? whole.FirstOrDefault()
            : throw new InvalidDataException($"{knowledge.Path}: rule sets of different ids for {gene}.");

        RuleSet Read(KnowledgeFile file)
        {
            var set = RuleSet.Read(file, namer);
            file.Demand(set.Gene == gene, $"holds {set.Text} of {set.Gene}.");
            return set;
        }
    }

    /// <summary>What belongs to one build.</summary>
    sealed class OfBuild(PanelBuild build, Func<IReadOnlyList<AlleleTable>> tables)
    {
        public PanelBuild Build => build;
        public VariantNamer Namer { get; } = new(build);
        public ConcurrentDictionary<string, GeneClasses> Genes { get; } = new(StringComparer.Ordinal);
        public BuildTables Tables => field ??= new BuildTables(build, Namer, tables());
    }
}
