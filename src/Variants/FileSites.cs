using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Variants;

/// <summary>
/// One ALT in one gene of the panel, with its names: a row of <c>annotate</c>. <c>null</c> means not applicable.
/// </summary>
public sealed record SiteAnnotation
{
    /// <summary>Chromosome without <c>chr</c>.</summary>
    public required string Chrom { get; init; }
    /// <summary>1-based position, parsimonious and left-aligned where the panel has sequence.</summary>
    public required int Pos { get; init; }
    /// <summary>REF in normal form.</summary>
    public required string Ref { get; init; }
    /// <summary>ALT in normal form; a symbolic one as it stands.</summary>
    public required string Alt { get; init; }
    /// <summary>HGNC symbol.</summary>
    public required string Gene { get; init; }
    /// <summary>MANE Select transcript with version.</summary>
    public required string Transcript { get; init; }
    /// <summary>HGVS coding name with its transcript.</summary>
    public string? HgvsC { get; init; }
    /// <summary>HGVS protein name.</summary>
    public string? HgvsP { get; init; }
    /// <summary>Sequence Ontology terms joined by <c>&amp;</c>, the most severe first.</summary>
    public string? Consequence { get; init; }
    /// <summary>Class of the variant.</summary>
    public string? Class { get; init; }
    /// <summary>Criteria behind the class.</summary>
    public string? Criteria { get; init; }
    /// <summary>Codes of docs/reference/notes.md, in lower case but for the name after <c>legacy-</c>.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
    /// <summary>
    /// <see cref="Id"/>, a tab and <see cref="Input"/> in UTF-8: a row that is only printed on makes no text of them. Empty
    /// where there is no ID and the record writes the allele as the row does.
    /// </summary>
    public ReadOnlyMemory<byte> Written { get; init; }
    /// <summary>ID of the record; empty for none.</summary>
    public string Id => Encoding.UTF8.GetString(Written.Span[..Tab]);
    /// <summary>
    /// CHROM:POS:REF:ALT as they stand in the file, ALT being this one alone: what leads from a row to its record.
    /// </summary>
    public string Input => Written.IsEmpty ? string.Create(CultureInfo.InvariantCulture, $"{Chrom}:{Pos}:{Ref}:{Alt}")
        : Encoding.UTF8.GetString(Written.Span[(Tab + 1)..]);

    int Tab => Math.Max(0, Written.Span.IndexOf((byte)'\t'));
}

/// <summary>
/// The variants of one file that touch a gene of the panel. The file was judged trustworthy. Holds a temporary file
/// past 16 MB of rows: dispose it.
/// </summary>
public sealed class FileSites : IDisposable
{
    readonly Func<IEnumerable<IEnumerable<SiteAnnotation>>> batches;
    readonly IDisposable held;

    internal FileSites(Func<IEnumerable<IEnumerable<SiteAnnotation>>> batches, IDisposable held) =>
        (this.batches, this.held) = (batches, held);

    /// <summary>The file's name as given.</summary>
    public required string File { get; init; }
    /// <summary>Build id.</summary>
    public required string Build { get; init; }
    /// <summary>Records read.</summary>
    public required long Records { get; init; }
    /// <summary>
    /// The file itself shows that lost and gained copies were looked for. Where it does not, its silence on them says
    /// nothing.
    /// </summary>
    public required bool CopyNumberAssessed { get; init; }
    /// <summary>What was odd but does not make the file untrustworthy.</summary>
    public required IReadOnlyList<Problem> Warnings { get; init; }

    /// <summary>In the order of the file: one for each ALT and gene.</summary>
    public IEnumerable<SiteAnnotation> Sites() => batches().SelectMany(batch => batch);

    /// <summary>
    /// The same rows some at a time. Their names and classes are worked out where <paramref name="use"/> looks at them,
    /// which is called on several threads at once; what it makes of them comes in the order of the file.
    /// </summary>
    public async IAsyncEnumerable<T> BatchesAsync<T>(Func<IEnumerable<SiteAnnotation>, T> use)
    {
        var ahead = new Queue<Task<T>>();
        foreach (var batch in batches())
        {
            if (ahead.Count > 2 * Environment.ProcessorCount) yield return await ahead.Dequeue().ConfigureAwait(false);
            ahead.Enqueue(Task.Run(() => use(batch)));
        }
        while (ahead.TryDequeue(out var made)) yield return await made.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => held.Dispose();
}
