using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Thrombophilia.Variants.Acmg;
using Thrombophilia.Variants.Annotation;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Calling;
using Thrombophilia.Variants.Calling.Builds;
using Thrombophilia.Variants.Calling.Evidence;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants;

/// <summary>
/// The way of a list of variants: bytes, records, ALTs in genes of the panel, names, classes. Genotypes are not looked
/// at, and need not be there.
/// </summary>
public sealed class SiteAnalysis(Panel panel)
{
    static readonly ImmutableArray<string> Mismatch = ["reference-mismatch"], NotLeftAligned = ["not-left-aligned"],
        Unconfirmed = ["reference-unconfirmed"];
    readonly Classifier classifier = new(panel);

    /// <summary>
    /// Names every ALT of a VCF that touches a gene of the panel. <paramref name="path"/> stands as given in messages.
    /// </summary>
    /// <param name="path">The file, always read whole.</param>
    /// <param name="build">The build that the caller states; null lets the file tell.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="RefusedException">The file cannot be trusted; nothing of it is returned.</exception>
    public async Task<FileSites> AnnotateAsync(string path, string? build = null, CancellationToken stop = default)
    {
        var source = TextSource.Open(path, path);
        await using var closing = source.ConfigureAwait(false);
        return await AnnotateAsync(source, path, build, stop).ConfigureAwait(false);
    }

    /// <summary>The same from a stream that cannot seek; <paramref name="name"/> stands for it in messages.</summary>
    /// <exception cref="RefusedException">The file cannot be trusted; nothing of it is returned.</exception>
    public async Task<FileSites> AnnotateAsync(Stream stream, string name, string? build = null,
        CancellationToken stop = default)
    {
        var source = TextSource.Open(stream, name);
        await using var closing = source.ConfigureAwait(false);
        return await AnnotateAsync(source, name, build, stop).ConfigureAwait(false);
    }

    /// <summary>
    /// Classes of the counted alleles of the panel's hot spots, by id; those are left out that nothing classifies.
    /// </summary>
    public IReadOnlyDictionary<string, string> ClassesOfHotSpots()
    {
        var (found, build) = (new Dictionary<string, string>(StringComparer.Ordinal), panel.Builds.First());
        var annotator = new Annotator(build, classifier);
        foreach (var spot in build.Contigs.SelectMany(contig => contig.HotSpots))
            if (annotator.Tell(spot) is (_, { } told)) found[spot.HotSpot.Id] = told.Class.Code();
        return found;
    }

    async Task<FileSites> AnnotateAsync(TextSource source, string name, string? stated, CancellationToken stop)
    {
        var (reader, place) = (new VcfReader(source, name), new FileLocation(name));
        await reader.ReadHeaderAsync(stop).ConfigureAwait(false);
        List<Problem> ofHeader = [];
        var builds = BuildChoice.FromHeader(panel, reader.Header, stated, place, ofHeader);
        List<SiteCollector> collectors =
            [.. builds.Select(b => new SiteCollector(b, reader.Header, buildIsOpen: builds.Count > 1))];
        try
        {
            while (await reader.FillAsync(stop).ConfigureAwait(false))
                while (reader.Next())
                    foreach (var collector in collectors) collector.Take(reader.Record, reader.Chroms);
            foreach (var collector in collectors) await collector.EndAsync().ConfigureAwait(false);
            List<Problem> warnings = [.. ofHeader, .. reader.Warnings];
            if (reader.Records > 0 && reader.Chroms.All(chrom => panel.Contigs.Resolve(chrom) is null))
                warnings.Add(new Problem("no-known-chromosome", place));
            var chosen = BuildChoice.AtEnd(collectors, reader.Header, reader.Chroms, place, warnings);
            collectors.Remove(chosen); // The chosen one now belongs to the result.
            return new FileSites(() => Batches(chosen), chosen)
            {
                File = name,
                Build = chosen.Build.Id,
                Records = reader.Records,
                CopyNumberAssessed = CopyNumberEvidence.In(reader.Header) || chosen.ShowsCopyNumber,
                Warnings = warnings,
            };
        }
        finally
        {
            foreach (var collector in collectors) collector.Dispose();
        }
    }

    IEnumerable<IEnumerable<SiteAnnotation>> Batches(SiteCollector collected)
    {
        var annotator = new Annotator(collected.Build, classifier);
        return collected.Held().Select(batch => collected.Of(batch).Select(site => Annotated(annotator, site)));
    }

    static SiteAnnotation Annotated(Annotator annotator, in GeneAllele site)
    {
        var (gene, allele) = (site.Gene, site.Allele);
        // What the REF of the file says is not what stands there: no name is true.
        var told = site.ReferenceMismatch ? VariantAnnotation.None
            : site.Structural is { } structural ? annotator.Of(gene.Symbol, structural, copies: null)
            : annotator.Of(gene.Symbol, allele);
        return new SiteAnnotation
        {
            Chrom = gene.Chrom,
            Pos = allele.Pos,
            Ref = allele.Ref,
            Alt = allele.Alt,
            Gene = gene.Symbol,
            Transcript = gene.Transcript,
            HgvsC = told.HgvsC,
            HgvsP = told.HgvsP,
            Consequence = told.Consequence,
            Class = told.Class ?? site.HotSpot?.Class,
            // A class that the panel states rests on no criteria.
            Criteria = site.HotSpot?.Class is null ? told.Criteria : null,
            Written = site.Written,
            Notes = Notes(site, told, site.ReferenceMismatch ? null : annotator.LegacyOf(told, site.HotSpot?.Id)),
        };
    }

    static ImmutableArray<string> Notes(in GeneAllele site, in VariantAnnotation told, string? legacy)
    {
        var verdicts = Verdict.Beside(told.Verdicts, site.HotSpot?.Class);
        // Most sites have one note or none.
        if (site is { ReferenceMismatch: false, ReferenceUnconfirmed: false, Allele.LeftAligned: true }
            && told.ClassNotes.Length + verdicts.Length == 0)
        {
            if (legacy is null && told.Notes.Length < 2) return told.Notes;
            if (legacy is not null && told.Notes.Length == 0) return [legacy];
        }
        string[] notes = [.. told.Notes, .. told.ClassNotes, .. verdicts,
            .. site.ReferenceMismatch ? Mismatch : [], .. site.ReferenceUnconfirmed ? Unconfirmed : [],
            .. site.Allele.LeftAligned ? [] : NotLeftAligned];
        if (legacy is not null) notes = [.. notes, legacy];
        if (notes.Length > 1) Array.Sort(notes, StringComparer.Ordinal);
        return ImmutableCollectionsMarshal.AsImmutableArray(notes);
    }
}
