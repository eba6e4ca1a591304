using System.Text;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Bgzf.Format;
using Thrombophilia.Variants.Bgzf.Indexing;
using Thrombophilia.Variants.Calling.Builds;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants;

/// <summary>What is looked for: an allele of the panel, in normal form, in one sample.</summary>
/// <param name="Build">Build of the file.</param>
/// <param name="Sample">Sample name as in the header.</param>
/// <param name="Chrom">Chromosome without <c>chr</c>.</param>
/// <param name="Pos">1-based position of <paramref name="Ref"/>.</param>
/// <param name="Ref">REF in normal form.</param>
/// <param name="Alt">ALT in normal form; a symbolic one as it stands.</param>
public sealed record RecordQuestion(string Build, string Sample, string Chrom, int Pos, string Ref, string Alt);

/// <summary>A record as it stands in the file, with the column of one sample alone.</summary>
/// <param name="Line">1-based number of the line; 0 where an index led there.</param>
/// <param name="Columns">CHROM to INFO, as they stand.</param>
/// <param name="Format">FORMAT, as it stands.</param>
/// <param name="Cell">The column of the sample, as it stands.</param>
public sealed record OriginalRecord(long Line, IReadOnlyList<string> Columns, string Format, string Cell);

/// <summary>The records of a file at an allele.</summary>
/// <param name="FileFormat">As the first line says; null where it does not.</param>
/// <param name="Samples">Sample columns of the file.</param>
/// <param name="Descriptions">What the header says of keys, by kind and key: <c>FORMAT/GT</c>.</param>
/// <param name="Records">In the order of the file.</param>
/// <param name="IsMore">There are more than are given.</param>
public sealed record OriginalRecords(string? FileFormat, int Samples, IReadOnlyDictionary<string, string> Descriptions,
    IReadOnlyList<OriginalRecord> Records, bool IsMore);

/// <summary>
/// Finds the records of a file that speak of one allele of the panel: those that lie over it, and those whose ALT is the same
/// allele in normal form. Only records that touch the panel are given, and only the column of one sample leaves this class:
/// the genotypes of other samples, and INFO that counts them, are other people's data.
/// </summary>
public sealed class RecordSearch(Panel panel)
{
    /// <summary>More records at one place are not given.</summary>
    public const int Most = 20;

    /// <summary>Stands in the place of a value that counts the samples of the file.</summary>
    public const string Hidden = "*";

    // INFO of the specification and of common callers that counts over the samples.
    static readonly string[] Counts = ["AC", "AN", "AF", "NS", "MLEAC", "MLEAF", "NCC", "HWE", "ExcHet", "InbreedingCoeff", "MAF"];

    // How far a file may write an insertion or deletion from its normal form.
    const int Beside = 1000;

    /// <summary>Looks by the index beside the file where there is one, else from the beginning.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">How messages name it.</param>
    /// <param name="question">What is looked for.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>Null where the panel has nothing on the chromosome.</returns>
    /// <exception cref="RefusedException">The file cannot be trusted, or has no such sample.</exception>
    public async Task<OriginalRecords?> FindAsync(string path, string name, RecordQuestion question, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        if (panel.On(question.Build)?.On(question.Chrom) is not { } contig) return null;
        if (IndexedRead.Find(path, out _) is { } index)
            try
            {
                if (await ByIndexAsync(path, name, index, question, contig, stop).ConfigureAwait(false) is { } found) return found;
            }
            catch (RefusedException e) when (e.Problem.Place.File == index || e.Problem.Code.StartsWith("index-", StringComparison.Ordinal))
            {
                // An index that cannot be trusted costs only itself.
            }
        var source = TextSource.Open(path, name);
        await using var closing = source.ConfigureAwait(false);
        var reader = Reader(source, name);
        await reader.ReadHeaderAsync(stop).ConfigureAwait(false);
        return await ReadAsync(reader, question, contig, stop).ConfigureAwait(false);
    }

    async Task<OriginalRecords?> ByIndexAsync(string path, string name, string indexPath, RecordQuestion question, PanelContig contig,
        CancellationToken stop)
    {
        var source = TextSource.OpenIndexed(path, name);
        await using var closing = source.ConfigureAwait(false);
        var reader = Reader(source, name);
        await reader.ReadHeaderAsync(stop).ConfigureAwait(false);
        if (!IndexedRead.Serves(reader.Header)) return null;
        var index = await RegionIndex.OpenAsync(indexPath, indexPath, stop).ConfigureAwait(false);
        if (!index.Fits(path)) return null;
        var ranges = new List<VirtualRange>();
        foreach (var written in index.Contigs)
            if (panel.Contigs.Resolve(written)?.Name == contig.Name)
                ranges.AddRange(index.Find(written, Math.Max(0, question.Pos - Beside), End(question) + Beside));
        reader.GoTo(RegionIndex.Merge(ranges));
        return await ReadAsync(reader, question, contig, stop).ConfigureAwait(false);
    }

    async Task<OriginalRecords> ReadAsync(VcfReader reader, RecordQuestion question, PanelContig contig, CancellationToken stop)
    {
        var column = 0;
        while (column < reader.Header.Samples.Count && reader.Header.Samples[column] != question.Sample) column++;
        if (column == reader.Header.Samples.Count)
            throw new RefusedException("unknown-sample", new FileLocation(reader.Name), question.Sample);
        var found = new List<OriginalRecord>();
        var isMore = false;
        while (!isMore && await reader.FillAsync(stop).ConfigureAwait(false))
            while (!isMore && reader.Next())
                if (IsOf(reader.Record, reader.Chroms, question, contig))
                    if (found.Count == Most) isMore = true;
                    else found.Add(Shown(reader.Record, reader.Here.Line, column, isAlone: reader.Header.Samples.Count == 1));
        return new(reader.Header.FileFormat, reader.Header.Samples.Count, reader.Header.Descriptions!, found, isMore);
    }

    bool IsOf(VcfRecord record, IReadOnlyList<string> chroms, RecordQuestion question, PanelContig contig)
    {
        if (record.Pos > End(question) + Beside || panel.Contigs.Resolve(chroms[record.Chrom])?.Name != contig.Name) return false;
        var end = EndOf(record);
        return contig.Touches(record.Pos, end) && (record.Pos <= End(question) && end >= question.Pos
            || Math.Abs(record.Pos - question.Pos) <= Beside && WritesTheSame(record, question, contig));
    }

    static int EndOf(VcfRecord record)
    {
        var end = Math.Max(record.Pos + record.Ref.Length - 1, record.EndBySvLen());
        return record.TryEnd(out var told) && !record.EndsElsewhere
            && System.Buffers.Text.Utf8Parser.TryParse(told, out int last, out var used) && used == told.Length ? Math.Max(end, last) : end;
    }

    static bool WritesTheSame(VcfRecord record, RecordQuestion question, PanelContig contig)
    {
        foreach (var range in record.Alt.Split((byte)','))
        {
            var alt = record.Alt[range];
            if (Allele.KindOf(alt) != AltKind.Bases) continue;
            var allele = Allele.Normalise(contig, record.Pos, record.Ref, alt);
            if ((allele.Pos, allele.Ref, allele.Alt) == (question.Pos, question.Ref, question.Alt)) return true;
        }
        return false;
    }

    static OriginalRecord Shown(VcfRecord record, long line, int column, bool isAlone)
    {
        var cells = record.Samples;
        for (; column > 0; column--) cells = cells[(cells.IndexOf((byte)'\t') + 1)..];
        var end = cells.IndexOf((byte)'\t');
        var columns = Encoding.UTF8.GetString(record.Line[..(record.SamplesStart - 1)]).Split('\t')[..8];
        if (!isAlone) columns[7] = string.Join(';', columns[7].Split(';').Select(WithoutCounts));
        return new(line, columns, Encoding.UTF8.GetString(record.Format),
            Encoding.UTF8.GetString(end < 0 ? cells : cells[..end]));
    }

    static string WithoutCounts(string item) =>
        item.Split('=', 2) is [var key, _] && (Counts.Contains(key) || key.StartsWith("AC_", StringComparison.Ordinal)
            || key.StartsWith("AF_", StringComparison.Ordinal)) ? $"{key}={Hidden}" : item;

    static int End(RecordQuestion question) => question.Pos + Math.Max(1, question.Ref.Length) - 1;

    static VcfReader Reader(TextSource source, string name) =>
        new(source, name, new VcfHeader { Descriptions = new(StringComparer.Ordinal) });
}
