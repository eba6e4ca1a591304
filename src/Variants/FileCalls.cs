using Thrombophilia.Variants.Calling.Proofs;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Variants;

/// <summary>
/// The result of one file that was judged trustworthy. Holds a temporary file past 16 MB of rows: dispose it.
/// </summary>
public sealed class FileCalls : IDisposable
{
    readonly Func<IReadOnlySet<string>?, IEnumerable<SampleCall>> calls;
    readonly Func<IEnumerable<Coverage>> coverage;
    readonly IDisposable? held;

    internal FileCalls(Func<IReadOnlySet<string>?, IEnumerable<SampleCall>> calls, Func<IEnumerable<Coverage>> coverage,
        IDisposable? held = null)
    {
        (this.calls, this.coverage) = (calls, coverage);
        this.held = held;
    }

    /// <summary>The file's name as given; <c>-</c> is standard input.</summary>
    public required string File { get; init; }
    /// <summary><c>GRCh37</c> or <c>GRCh38</c>.</summary>
    public required string Build { get; init; }
    /// <summary>Sample names in the order of the rows.</summary>
    public required IReadOnlyList<string> Samples { get; init; }
    /// <summary>
    /// False when an index was used: only the header, the panel's blocks and the end-of-file block were checked.
    /// </summary>
    public required bool ReadWhole { get; init; }
    /// <summary>Records read.</summary>
    public required long Records { get; init; }
    /// <summary>Records of them that touch a gene or a hot spot of the panel.</summary>
    public required long PanelRecords { get; init; }
    /// <summary>
    /// The file itself shows that lost and gained copies were looked for. Where it does not, its silence on them says
    /// nothing.
    /// </summary>
    public required bool CopyNumberAssessed { get; init; }
    /// <summary>What was odd but does not make the file untrustworthy.</summary>
    public required IReadOnlyList<Problem> Warnings { get; init; }

    /// <summary>
    /// The rows: by panel contig, position, ref, alt, then sample. Every hot spot has exactly one row per sample.
    /// </summary>
    /// <param name="only">Names of the samples whose rows are wanted; null for all. The variants of other samples are
    /// neither named nor classified.</param>
    public IEnumerable<SampleCall> Calls(IReadOnlySet<string>? only = null) => calls(only);

    /// <summary>
    /// How much of each gene is proven: by sample, then by gene in the order of the rows. Nothing where
    /// <see cref="CallOptions.Coverage"/> did not ask for it. That nothing was found in a gene is a negative answer
    /// only where its coverage is whole.
    /// </summary>
    public IEnumerable<Coverage> Coverage() => coverage();

    /// <inheritdoc/>
    public void Dispose() => held?.Dispose();
}
