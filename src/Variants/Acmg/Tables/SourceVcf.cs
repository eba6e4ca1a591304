using System.Globalization;
using System.Text;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Bgzf.Indexing;
using Thrombophilia.Variants.Calling.Builds;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Acmg.Tables;

/// <summary>How the INFO fields of one kind of VCF become cells.</summary>
interface IFieldReader
{
    /// <summary>The cells of one ALT of a record, the first being 0; null for nothing to say.</summary>
    string[]? Cells(VcfRecord record, int alt, int alts);
}

/// <summary>
/// A VCF that somebody publishes, read for the panel's genes: by its index where it has one that fits, else whole.
/// </summary>
sealed class SourceVcf(PanelBuild build) : IBuildCandidate
{
    public PanelBuild Build => build;
    public BuildEvidence Evidence { get; } = new(build, decides: false);
    public RefusedException? Fault => null;

    /// <param name="path">The file.</param>
    /// <param name="into">Where its rows go.</param>
    /// <param name="fields">What reads the fields, by the file's header.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="RefusedException">The file cannot be trusted, is of another build, or lacks a
    /// field.</exception>
    public async Task ReadAsync(string path, TableRows into, Func<VcfHeader, FileLocation, IFieldReader> fields,
        CancellationToken stop)
    {
        if (IndexedRead.Find(path, out _) is { } index
            && await RegionIndex.OpenAsync(index, index, stop).ConfigureAwait(false) is var regions
            && regions.Fits(path))
        {
            var source = TextSource.OpenIndexed(path, path);
            await using var closing = source.ConfigureAwait(false);
            await ReadAsync(new VcfReader(source, path), regions, into, fields, stop).ConfigureAwait(false);
        }
        else
        {
            var source = TextSource.Open(path, path);
            await using var closing = source.ConfigureAwait(false);
            await ReadAsync(new VcfReader(source, path), null, into, fields, stop).ConfigureAwait(false);
        }
    }

    async Task ReadAsync(VcfReader reader, RegionIndex? index, TableRows into,
        Func<VcfHeader, FileLocation, IFieldReader> fields, CancellationToken stop)
    {
        var place = new FileLocation(reader.Name);
        await reader.ReadHeaderAsync(stop).ConfigureAwait(false);
        _ = BuildChoice.FromHeader(build.Panel, reader.Header, build.Id, place, []);
        var read = fields(reader.Header, place);
        if (index is not null) reader.GoTo(IndexedRead.Ranges(index, build.Panel, [build]));
        while (await reader.FillAsync(stop).ConfigureAwait(false))
            while (reader.Next())
                if (build.Panel.Contigs.Resolve(reader.Chroms[reader.Record.Chrom]) is { } known
                    && build.On(known.Name) is { } contig) Take(reader.Record, contig, into, read);
        _ = BuildChoice.AtEnd([this], reader.Header, reader.Chroms, place, []);
    }

    void Take(VcfRecord record, PanelContig contig, TableRows into, IFieldReader fields)
    {
        // An indel may be anchored on the base before a gene.
        if (!contig.Touches(record.Pos, record.Pos + record.Ref.Length)) return;
        Evidence.Take(contig, record.Pos, record.Ref);
        var alts = record.Alt.Count((byte)',') + 1;
        var alt = 0;
        foreach (var range in record.Alt.Split((byte)','))
        {
            var bases = record.Alt[range];
            if (Allele.KindOf(bases) == AltKind.Bases && fields.Cells(record, alt, alts) is { } cells)
                into.Add(contig, record.Pos, record.Ref, bases, cells);
            alt++;
        }
    }

    /// <summary>
    /// A number of an INFO field that has one value for each ALT, or one for all; null where there is none.
    /// </summary>
    public static double? Number(VcfRecord record, string key, int alt)
    {
        if (!record.TryInfo(Encoding.ASCII.GetBytes(key), out var text)) return null;
        var values = Encoding.ASCII.GetString(text).Split(',');
        return double.TryParse(values[values.Length == 1 ? 0 : Math.Min(alt, values.Length - 1)], NumberStyles.Float,
            CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
    }
}
