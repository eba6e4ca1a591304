using Thrombophilia.Variants.Acmg;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Bgzf.Indexing;
using Thrombophilia.Variants.Calling.Builds;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants;

/// <summary>The way of the data: bytes, records, panel calls, their names, their classes.</summary>
public sealed class PanelAnalysis(Panel panel)
{
    // A scan for hot spots asks for no class.
    readonly Lazy<Classifier> classifier = new(() => new Classifier(panel));

    /// <summary>The panel this analysis calls.</summary>
    public Panel Panel => panel;

    /// <summary>Calls the panel in one VCF. <paramref name="path"/> stands as given in messages.</summary>
    /// <exception cref="RefusedException">The file cannot be trusted; nothing of it is returned.</exception>
    public async Task<FileCalls> CallAsync(string path, CallOptions options, CancellationToken stop = default)
    {
        var warnings = new List<Problem>();
        if (options.Regions != Regions.Scan)
        {
            var index = IndexedRead.Find(path, out var stale);
            try
            {
                if (index is not null
                    && await CallByIndexAsync(path, index, options, stop).ConfigureAwait(false) is { } calls)
                    return calls;
            }
            catch (RefusedException e) when (options.Regions == Regions.Auto
                && (e.Problem.Place.File == index || e.Problem.Code.StartsWith("index-", StringComparison.Ordinal)))
            {
                warnings.Add(e.Problem); // An index that cannot be trusted costs only itself.
            }
            if (options.Regions == Regions.Index)
                throw new RefusedException(stale is null ? "index-missing" : "index-older", new FileLocation(path),
                    stale ?? path);
            if (stale is not null) warnings.Add(new Problem("index-older-ignored", new FileLocation(path), stale));
        }
        var source = TextSource.Open(path, path, options.Threads);
        await using var closing = source.ConfigureAwait(false);
        return await CallAsync(new FileRead(panel, classifier, new VcfReader(source, path), options), warnings, stop)
            .ConfigureAwait(false);
    }

    /// <summary>The same from a stream that cannot seek; <paramref name="name"/> stands for it in messages.</summary>
    /// <exception cref="RefusedException">The file cannot be trusted; nothing of it is returned.</exception>
    public async Task<FileCalls> CallAsync(Stream stream, string name, CallOptions options,
        CancellationToken stop = default)
    {
        var source = TextSource.Open(stream, name, options.Threads);
        await using var closing = source.ConfigureAwait(false);
        return await CallAsync(new FileRead(panel, classifier, new VcfReader(source, name), options), [], stop)
            .ConfigureAwait(false);
    }

    static async Task<FileCalls> CallAsync(FileRead read, IReadOnlyList<Problem> warnings, CancellationToken stop)
    {
        using (read)
        {
            await read.HeaderAsync(stop).ConfigureAwait(false);
            await read.RecordsAsync(stop).ConfigureAwait(false);
            return read.Calls(readWhole: true, warnings);
        }
    }

    /// <summary>Null when the index cannot serve this file, which is then to be read whole.</summary>
    async Task<FileCalls?> CallByIndexAsync(string path, string indexPath, CallOptions options, CancellationToken stop)
    {
        var source = TextSource.OpenIndexed(path, path);
        await using var closing = source.ConfigureAwait(false);
        using var read = new FileRead(panel, classifier, new VcfReader(source, path), options);
        await read.HeaderAsync(stop).ConfigureAwait(false);
        if (!IndexedRead.Serves(read.Header)) return null;
        var index = await RegionIndex.OpenAsync(indexPath, indexPath, stop).ConfigureAwait(false);
        if (!index.Fits(path)) throw new RefusedException("index-of-another", new FileLocation(indexPath));
        foreach (var (name, range) in IndexedRead.FirstLines(index, panel, read.Builds))
            if (await read.ChromAtAsync(range, stop).ConfigureAwait(false) != name)
                throw new RefusedException("index-names", new FileLocation(indexPath), name);
        read.GoTo(IndexedRead.Ranges(index, panel, read.Builds));
        await read.RecordsAsync(stop).ConfigureAwait(false);
        List<Problem> warnings = [new("not-read-whole", new FileLocation(path))];
        if (IndexedRead.Absent(index, panel, read.Builds) is { Count: > 0 } absent)
            warnings.Add(
                new Problem("index-without-chromosome", new FileLocation(indexPath), string.Join(", ", absent)));
        return read.Calls(readWhole: false, warnings);
    }
}
