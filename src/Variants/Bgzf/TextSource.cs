using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Thrombophilia.Variants.Bgzf.Codecs;
using Thrombophilia.Variants.Bgzf.Format;
using Thrombophilia.Variants.Bgzf.Reading;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Variants.Bgzf;

/// <summary>
/// The text of a file, decompressed, in chunks. BGZF, plain gzip and plain text are told apart by content. The end is
/// proven before it is reported: every checksum and length on the way, BGZF's end-of-file block, nothing after the end.
/// </summary>
/// <remarks>
/// Not for two callers at once. A file which cannot be trusted ends in a <see cref="RefusedException"/>, after the good
/// text before the damage. Any exception out of <see cref="ReadAsync"/> is final: the next call throws it again.
/// </remarks>
public sealed class TextSource : IAsyncDisposable
{
    readonly FileInput input;
    readonly SourceSettings settings;
    readonly RangeReader? ranges;
    BatchReader? reader;
    Inflater? inflater;
    ReadAhead? pipeline;
    BlockBatch? own, current;
    ExceptionDispatchInfo? failure;
    bool textWasSeen, wasDelivered, isDisposed;

    TextSource(FileInput input, SourceSettings settings, bool isIndexed = false)
    {
        (this.input, this.settings) = (input, settings);
        ranges = isIndexed ? new RangeReader(input) : null;
    }

    /// <summary>Opens a file.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="name">How messages name it to the user.</param>
    /// <param name="workers">Inflating tasks for a large BGZF file; 0 takes one per processor, four at most.</param>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read, or is a folder.</exception>
    public static TextSource Open(string path, string name, int workers = 0) =>
        Open(path, name, new SourceSettings(workers));

    /// <summary>
    /// Opens a stream, standard input for example, at its position. The caller keeps the stream and disposes of it.
    /// </summary>
    /// <inheritdoc cref="Open(string, string, int)"/>
    public static TextSource Open(Stream stream, string name, int workers = 0) =>
        Open(stream, name, new SourceSettings(workers));

    /// <summary>
    /// Opens a BGZF file for reading by an index. It begins with the file's first line; <see cref="GoTo"/> leads to
    /// what the index found. The end-of-file block is checked before any text is delivered, and every block that is
    /// touched.
    /// </summary>
    /// <inheritdoc cref="Open(string, string, int)"/>
    public static TextSource OpenIndexed(string path, string name) =>
        new(new FileInput(path, name), new SourceSettings(1), isIndexed: true);

    internal static TextSource Open(string path, string name, SourceSettings settings) =>
        new(new FileInput(path, name), settings);

    internal static TextSource Open(Stream stream, string name, SourceSettings settings) =>
        new(new FileInput(stream, name), settings);

    /// <summary>Known once <see cref="ReadAsync"/> has returned.</summary>
    public SourceKind Kind { get; private set; }

    /// <summary>
    /// The text that the last <see cref="ReadAsync"/> brought; valid until the next one or until disposal.
    /// </summary>
    public ReadOnlyMemory<byte> Chunk { get; private set; }

    /// <summary>
    /// The chunk does not go on from the one before it: it begins a range of <see cref="GoTo"/>, with a whole line.
    /// </summary>
    public bool BeginsRange => current is { BeginsRange: true };

    /// <summary>
    /// Where a byte of the chunk lies in the file on disk: the start of its block (BGZF) or member (gzip), or the byte
    /// (text).
    /// </summary>
    public long OffsetOf(int indexInChunk)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)indexInChunk, (uint)Chunk.Length, nameof(indexInChunk));
        return current is null ? 0 : current.OffsetOf(indexInChunk) + (Kind == SourceKind.Text ? indexInChunk : 0);
    }

    /// <summary>
    /// Brings the next chunk, never an empty one; false at the proven end (of the file, or of the last range).
    /// </summary>
    /// <exception cref="RefusedException">The file cannot be trusted from here on.</exception>
    /// <exception cref="IOException">The file could not be read.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))] // It may wait for each chunk: see Pipeline.
    public async ValueTask<bool> ReadAsync(CancellationToken stop)
    {
        failure?.Throw();
        Chunk = default;
        try
        {
            reader ??= await BeginAsync(stop).ConfigureAwait(false);
            while (current is null || current.Text.IsEmpty || wasDelivered)
            {
                if (current is { Failure: { } inItsPlace })
                    ExceptionDispatchInfo.Throw(inItsPlace);
                if (current is { IsLast: true })
                    return false;
                current = await NextAsync(stop).ConfigureAwait(false);
                wasDelivered = false;
            }
            if (!textWasSeen)
                Signature.RefuseBinary(current.Text.Span, new FileLocation(input.Name, Offset: 0));
            Chunk = current.Text;
            return textWasSeen = wasDelivered = true;
        }
        catch (Exception e)
        {
            failure = ExceptionDispatchInfo.Capture(e);
            pipeline?.Stop();
            throw;
        }
    }

    /// <summary>
    /// Leads an indexed source away from where it is: from now on it delivers these ranges, in this order.
    /// </summary>
    internal void GoTo(IReadOnlyList<VirtualRange> wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (ranges is null)
            throw new InvalidOperationException("Only a source of OpenIndexed can go to ranges.");
        foreach (var range in wanted)
            if (range.Begin > range.End)
                throw new ArgumentException($"A range ends before it begins: {range}.", nameof(wanted));
        ranges.GoTo(wanted);
        (current, Chunk) = (null, default);
    }

    async ValueTask<BatchReader> BeginAsync(CancellationToken stop)
    {
        await Signature.AwaitAsync(input, stop).ConfigureAwait(false);
        Kind = Signature.Kind(input);
        if (ranges is not null)
            return Kind == SourceKind.Bgzf ? ranges : throw new RefusedException("index-needs-bgzf", input.Here, Kind);
        BatchReader found = Kind switch
        {
            SourceKind.Bgzf => new BlockReader(input),
            SourceKind.Gzip => new GzipReader(input, Compression.NewInflater(settings.BuiltIn)),
            _ => new PlainReader(input),
        };
        var isSmall = input.Length >= 0 && input.Length <= settings.InlineLength;
        if (Kind != SourceKind.Text && !isSmall)
            pipeline = new ReadAhead(found, input.Name, settings);
        return found;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    async ValueTask<BlockBatch> NextAsync(CancellationToken stop)
    {
        if (pipeline is not null)
            return await pipeline.NextAsync(current, stop).ConfigureAwait(false);
        own ??= new BlockBatch();
        await own.FillAsync(reader!, stop).ConfigureAwait(false);
        if (reader!.NeedsInflater)
            own.Inflate(inflater ??= Compression.NewInflater(settings.BuiltIn), input.Name, stop);
        return own;
    }

    /// <summary>Stops what still works ahead and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (isDisposed)
            return;
        isDisposed = true;
        failure ??= ExceptionDispatchInfo.Capture(new ObjectDisposedException(nameof(TextSource)));
        Chunk = default;
        if (pipeline is not null)
            await pipeline.DisposeAsync().ConfigureAwait(false);
        reader?.Dispose();
        inflater?.Dispose();
        own?.Dispose();
        input.Dispose();
    }
}
