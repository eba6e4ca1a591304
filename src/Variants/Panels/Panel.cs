using System.Security.Cryptography;
using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Variants.Panels;

/// <summary>
/// A versioned panel: genes with their transcripts, hot spots, thresholds and sources. Knowledge comes from
/// <c>panels/</c> alone.
/// </summary>
public sealed class Panel
{
    readonly Dictionary<string, PanelBuild> builds;

    readonly Lazy<string> sha256;
    readonly Lazy<PanelLimits> limits;
    readonly Lazy<LegacyNumbering> legacy;

    Panel(KnowledgeFolder knowledge, PanelJson json, TranscriptsJson transcripts, PanelSequence sequence,
        Func<string> sha256, Func<Panel, PanelLimits> limits, Func<Panel, LegacyNumbering> legacy)
    {
        (Knowledge, Sequence) = (knowledge, sequence);
        (Id, Version, Title, this.sha256) = (json.Id, json.Version, json.Title, new(sha256));
        (this.limits, this.legacy) = (new(() => limits(this)), new(() => legacy(this)));
        (Thresholds, Sources, Unresolved) = (json.Thresholds, json.Sources, json.Unresolved);
        Genes = [
            .. json.Genes.Select(
                gene => new Gene(gene, transcripts.Transcripts.SingleOrDefault(t => t.Transcript == gene.Transcript)
            ?? throw new InvalidDataException($"Panel {json.Id}: the transcripts have no {gene.Transcript}.")))];
        HotSpots = json.HotSpots;
        Contigs = new ContigNames(json.Builds, json.OtherAssemblies);
        builds = json.Builds.ToDictionary(b => b.Id,
            b => new PanelBuild(b.Id, this, json.KnownSequences, transcripts.Differences), StringComparer.Ordinal);
    }

    /// <summary>For example <c>thrombophilia-core</c>.</summary>
    public string Id { get; }
    /// <summary>Version of the panel's content; published content never changes under a version.</summary>
    public string Version { get; }
    /// <summary>For people.</summary>
    public string Title { get; }
    /// <summary>SHA-256 over the files that decide a call, lower-case hexadecimal.</summary>
    public string Sha256 => sha256.Value;
    /// <summary>The folder that the panel was loaded from.</summary>
    internal KnowledgeFolder Knowledge { get; }
    /// <summary>Limits below which a genotype proves nothing.</summary>
    internal Thresholds Thresholds { get; }
    /// <summary>Where the facts come from.</summary>
    public IReadOnlyList<Source> Sources { get; }
    /// <summary>The genes with what lies in and around them.</summary>
    internal PanelSequence Sequence { get; }
    /// <summary>Genes whose every carried variant is listed.</summary>
    public IReadOnlyList<Gene> Genes { get; }
    /// <summary>Sites that always get a row.</summary>
    public IReadOnlyList<HotSpot> HotSpots { get; }
    /// <summary>Names on a form that no published identity stands behind: never called from a VCF.</summary>
    public IReadOnlyList<Unresolved> Unresolved { get; }
    /// <summary>
    /// What small variants cannot tell of its genes. Read when it is asked for: no call depends on it.
    /// </summary>
    /// <exception cref="InvalidDataException">The file of the limits is no such file, or names a gene that the panel
    /// has not.</exception>
    public PanelLimits Limits => limits.Value;
    /// <summary>
    /// How the residues of its proteins were counted before HGVS. Read when it is asked for: no call depends on it.
    /// </summary>
    /// <exception cref="InvalidDataException">The file of the numbers is no such file, names a gene that the panel has
    /// not, or contradicts itself.</exception>
    internal LegacyNumbering Legacy => legacy.Value;
    /// <summary>Builds the panel has coordinates for.</summary>
    public IReadOnlyCollection<PanelBuild> Builds => builds.Values;
    /// <summary>Chromosome names, lengths and accessions of all builds.</summary>
    public ContigNames Contigs { get; }

    /// <summary>The panel on one build; null when it has no coordinates there.</summary>
    public PanelBuild? On(string build) => builds.GetValueOrDefault(build);

    /// <summary>
    /// The panel on the build of this name in any case, with a patch (<c>GRCh38.p14</c>) or as UCSC calls it
    /// (<c>hg38</c>); null when it has no coordinates there.
    /// </summary>
    public PanelBuild? Named(string name) => BuildNames.Find(this, name);

    /// <summary>
    /// The ids of the panels in <paramref name="folder"/>, or in the <c>panels</c> folder beside the program.
    /// </summary>
    /// <exception cref="InvalidDataException">The list of released files is not understood.</exception>
    public static IReadOnlyList<string> Ids(string? folder = null)
    {
        var knowledge = new KnowledgeFolder(folder);
        return [.. knowledge.Areas.Where(area => knowledge.Newest(area, $"{area}-transcripts") is not null)];
    }

    /// <summary>
    /// Loads the newest released version of a panel from <paramref name="folder"/>, or from the <c>panels</c> folder
    /// beside the program.
    /// </summary>
    /// <exception cref="InvalidDataException">The panel contradicts itself.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such panel.</exception>
    public static Panel Load(string id = "thrombophilia-core", string? folder = null)
    {
        var knowledge = new KnowledgeFolder(folder);
        var panel = knowledge.Newest(id, id)
            ?? throw new DirectoryNotFoundException($"{knowledge.Path}: no panel '{id}' is released.");
        var transcripts = knowledge.Demand(id, $"{id}-transcripts");
        var json = panel.Read(PanelJson.Of);
        var sequence = PanelSequence.Load(knowledge, id, json.Builds);
        return new Panel(
            knowledge, json, transcripts.Read(TranscriptsJson.Of), sequence,
            () => Convert.ToHexStringLower(
                SHA256.HashData([.. panel.Bytes, .. transcripts.Bytes, .. sequence.Bytes.SelectMany(b => b)])),
            loaded => PanelLimits.Load(knowledge.Newest(id, $"{id}-limits"), loaded),
            loaded => LegacyNumbering.Load(knowledge.Newest(id, $"{id}-legacy-names"), loaded));
    }
}
