using Thrombophilia.Variants.Acmg;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Hgvs;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants;

/// <summary>The way of a list of variants: bytes, records, ALTs in genes of the panel, names, classes. Genotypes are not looked at, and need not be there.</summary>
public sealed class SiteAnalysis(Panel panel)
{
    readonly Classifier classifier = new(panel);

    /// <summary>Names every ALT of a VCF that touches a gene of the panel. <paramref name="path"/> stands as given in messages.</summary>
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
    public async Task<FileSites> AnnotateAsync(Stream stream, string name, string? build = null, CancellationToken stop = default)
    {
        var source = TextSource.Open(stream, name);
        await using var closing = source.ConfigureAwait(false);
        return await AnnotateAsync(source, name, build, stop).ConfigureAwait(false);
    }

    async Task<FileSites> AnnotateAsync(TextSource source, string name, string? stated, CancellationToken stop)
    {
        var (reader, place) = (new VcfReader(source, name), new Place(name));
        await reader.ReadHeaderAsync(stop).ConfigureAwait(false);
        var builds = BuildChoice.FromHeader(panel, reader.Header, stated, place);
        var collectors = builds.Select(b => new SiteCollector(b, reader.Header, buildIsOpen: builds.Count > 1)).ToArray();
        while (await reader.FillAsync(stop).ConfigureAwait(false))
            while (reader.Next())
                foreach (var collector in collectors) collector.Take(reader.Record, reader.Chroms);
        List<Problem> warnings = [.. reader.Warnings];
        if (reader.Records > 0 && reader.Chroms.All(chrom => panel.Contigs.Resolve(chrom) is null)) warnings.Add(new Problem("no-known-chromosome", place));
        var chosen = BuildChoice.AtEnd(collectors, panel.Contigs, reader.Chroms, place);
        var namer = new VariantNamer(chosen.Build);
        return new FileSites(name, chosen.Build.Id, reader.Records, [.. chosen.Alleles.Select(a => Annotated(a, chosen.Build.Id, namer))], warnings)
        {
            CopyNumberAssessed = CopyNumberEvidence.In(reader.Header) || chosen.ShowsCopyNumber,
        };
    }

    SiteAnnotation Annotated(GeneAllele site, string build, VariantNamer namer)
    {
        var (allele, notes) = (site.Allele, new List<string>());
        // What the REF of the file says is not what stands there: no name is true.
        var name = site.ReferenceMismatch ? null : namer.Name(site.Gene.Symbol, allele.Pos, allele.Ref, allele.Alt);
        var change = site.ReferenceMismatch || site.Structural is null ? null : namer.Name(site.Gene.Symbol, site.Structural);
        if (site.ReferenceMismatch) notes.Add("reference-mismatch");
        notes.AddRange(change?.Notes ?? []);
        if (!allele.LeftAligned) notes.Add("not-left-aligned");
        if (name?.Note is { } note) notes.Add(note);
        var found = name is null ? null : classifier.Classify(build, site.Gene.Symbol, allele.Pos, allele.Ref, allele.Alt);
        notes.AddRange(found?.Notes ?? []);
        notes.Sort(StringComparer.Ordinal);
        return new SiteAnnotation
        {
            Chrom = site.Chrom,
            Pos = allele.Pos,
            Ref = allele.Ref,
            Alt = allele.Alt,
            Gene = site.Gene.Symbol,
            Transcript = site.Gene.Transcript,
            HgvsC = name?.HgvsC ?? change?.HgvsC,
            HgvsP = name?.HgvsP ?? change?.HgvsP,
            Consequence = name?.Consequence ?? change?.Consequence,
            Class = found?.Class.Code() ?? site.HotSpot?.Class,
            // A class that the panel states rests on no criteria.
            Criteria = site.HotSpot?.Class is null ? found?.Text : null,
            Notes = notes,
        };
    }
}
