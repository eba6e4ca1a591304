using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Thrombophilia.Variants.Acmg;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Hgvs;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Annotation;

/// <summary>What a variant is called and what it is.</summary>
/// <param name="HgvsC">HGVS coding name with its transcript.</param>
/// <param name="HgvsP">HGVS protein name.</param>
/// <param name="Consequence">Sequence Ontology terms joined by <c>&amp;</c>, the most severe first.</param>
/// <param name="Class">Class, by its code.</param>
/// <param name="Criteria">Criteria behind the class.</param>
/// <param name="Notes">Codes listed in docs/reference/notes.md on the names.</param>
/// <param name="ClassNotes">Codes listed in docs/reference/notes.md on the class.</param>
/// <param name="Legacy">Code of docs/reference/notes.md with the name from before HGVS.</param>
readonly record struct VariantAnnotation(
    string? HgvsC, string? HgvsP, string? Consequence, string? Class, string? Criteria, ImmutableArray<string> Notes,
        ImmutableArray<string> ClassNotes, string? Legacy)
{
    /// <summary>Nothing can be told.</summary>
    public static readonly VariantAnnotation None = new(null, null, null, null, null, [], [], null);

    readonly ImmutableArray<string> verdicts;

    /// <summary>Codes listed in docs/reference/notes.md with what others say of the variant.</summary>
    public ImmutableArray<string> Verdicts
    {
        get => verdicts.IsDefault ? [] : verdicts;
        init => verdicts = value;
    }
}

/// <summary>Names and classifies variants of one build.</summary>
sealed class Annotator(PanelBuild build, Classifier classifier)
{
    const string Legacy = "legacy-";
    readonly VariantNamer namer = classifier.NamerOn(build.Id);
    // Without an HGVS name nothing shows that an older name is the counted allele's: that of blood group O is the
    // build's own.
    readonly Dictionary<string, string> stated =
        build.Panel.HotSpots.Where(h => h is { HgvsC: not null, AlsoKnownAs.Count: > 0 })
        .ToDictionary(h => h.Id, h => Legacy + h.AlsoKnownAs[0], StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, AnnotatedGene?> genes = new(StringComparer.Ordinal);
    // Variants of one gene follow each other.
    volatile AnnotatedGene? last;

    /// <summary>
    /// An allele in bases, however it is written, in a gene (HGNC symbol) on a chromosome of the panel.
    /// </summary>
    public VariantAnnotation Of(string gene, string chrom, int pos, string refBases, string altBases) =>
        Of(gene, Normal(chrom, pos, refBases, altBases));

    /// <summary>The same in normal form.</summary>
    public VariantAnnotation Of(string gene, Allele allele) =>
        Tell(gene, allele) is var (name, found)
        ? Shown(name, found) with { Verdicts = On(gene)!.Classes.Verdicts(name, allele) } : VariantAnnotation.None;

    /// <summary>The names and the class behind it; null for an allele that no transcript tells.</summary>
    public (VariantName Name, Classification? Class)? Tell(string gene, Allele allele) =>
        allele.IsTold && On(gene) is (_, var transcript, var classes)
        && VariantNamer.Name(transcript, allele.Pos, allele.Ref, allele.Alt) is { } name
        ? (name, classes.Classify(name, allele)) : null;

    /// <summary>The same of a symbolic allele or a breakend; null in a gene without a transcript.</summary>
    public (StructuralName Name, Classification? Class)? Tell(string gene, StructuralAllele allele, double? copies) =>
        On(gene) is (_, _, var classes) && namer.Name(gene, allele, copies) is { } name
        ? (name, classes.Classify(name)) : null;

    /// <summary>
    /// The same of a hot spot's counted allele, whichever allele the build carries; null for one without a transcript.
    /// </summary>
    public (VariantName Name, Classification? Class)? Tell(PlacedHotSpot spot)
    {
        var place = spot.Place;
        return On(spot.HotSpot.Gene) is (_, var transcript, var classes)
            && VariantNamer.Name(transcript, place.Pos, place.Normal, place.Counted) is { } name
            ? (name, classes.Classify(name, Normal(place.Chrom, place.Pos, place.Normal, place.Counted))) : null;
    }

    /// <summary>
    /// What a variant is, read together with others: its own name, and protein and class of all. Null leaves open what
    /// all of them make.
    /// </summary>
    public VariantAnnotation Read(VariantName own, TranscriptChange? all)
    {
        if (all is null) return Unread(own);
        var gene = all.Transcript.Gene;
        var (pos, was, @is) = gene.Forward ? (all.First, all.Deleted, all.Inserted)
            : (-all.Last, Bases.ReverseComplement(all.Deleted), Bases.ReverseComplement(all.Inserted));
        var name = new VariantName(all);
        return Shown(name, On(gene.Symbol)!.Classes.Classify(name, Normal(gene.Chrom, pos, was, @is))) with
        {
            HgvsC =
            own.HgvsC,
            Notes = own.Notes
        };
    }

    /// <summary>
    /// What a variant is where nobody knows what stands beside it in its codon: neither protein nor class can be told.
    /// </summary>
    public static VariantAnnotation Unread(VariantName own) =>
        new(own.HgvsC, "p.?", own.Consequence, null, null, own.Notes, [], null);

    /// <summary>
    /// A symbolic allele or a breakend. <paramref name="copies"/> are those of a sample; null where none is asked, or
    /// the file does not tell.
    /// </summary>
    public VariantAnnotation Of(string gene, StructuralAllele allele, double? copies)
    {
        if (Tell(gene, allele, copies) is not var (name, found)) return VariantAnnotation.None;
        return new VariantAnnotation(name.HgvsC, name.HgvsP, name.Consequence, found?.Class.Code(), found?.Text,
            name.Notes, found?.Notes ?? [], null);
    }

    /// <summary>
    /// The code with the name before HGVS; of the counted allele of a hot spot (by its id) whose protein tells none,
    /// the panel's first.
    /// </summary>
    public string? LegacyOf(VariantAnnotation told, string? hotSpot) =>
        told.Legacy ?? (hotSpot is null ? null : stated.GetValueOrDefault(hotSpot));

    static VariantAnnotation Shown(VariantName name, Classification? found) =>
        new(name.HgvsC, name.HgvsP, name.Consequence, found?.Class.Code(), found?.Text, name.Notes, found?.Notes ?? [],
        name.Legacy(Legacy));

    Allele Normal(string chrom, int pos, string refBases, string altBases) =>
        Allele.Normalise(build.On(chrom)!, pos, Encoding.ASCII.GetBytes(refBases), Encoding.ASCII.GetBytes(altBases));

    AnnotatedGene? On(string gene)
    {
        if (last is { } found && found.Symbol == gene) return found;
        return last = genes.GetOrAdd(gene, static (gene, all) => all.namer.Find(gene) is { } transcript
            ? new AnnotatedGene(gene, transcript, all.classifier.On(all.Id, gene)) : null,
            (namer, classifier, build.Id));
    }

    sealed record AnnotatedGene(string Symbol, PlacedTranscript Transcript, GeneClasses Classes);
}
