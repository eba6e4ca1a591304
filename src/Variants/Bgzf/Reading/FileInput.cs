using System.Buffers;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Variants.Bgzf.Reading;

/// <summary>The bytes of a file as they lie on disk, buffered, with their offsets.</summary>
sealed class FileInput : IDisposable
{
    const int Room = 128 * 1024;

    readonly Stream stream;
    readonly bool owned;
    // A file is read where the caller stands: the kernel reads ahead, and an asynchronous file read is a thread pool's
    // detour.
    readonly bool blocking;
    byte[] buffer;
    int start, end;
    bool ended, abandoned;

    internal FileInput(string path, string name) : this(Open(path), name, owned: true) => blocking = Length >= 0;

    internal FileInput(Stream stream, string name, bool owned = false)
    {
        (this.stream, this.owned, Name) = (stream, owned, name);
        Length = stream.CanSeek ? stream.Length - stream.Position : -1;
        // One byte more than the file has lets the first read see its end.
        buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(Length < 0 ? Room : Length + 1, Room));
    }

    /// <summary>The file's name as shown to the user.</summary>
    internal string Name { get; }

    /// <summary>Bytes of the file at the time of opening; -1 for a pipe.</summary>
    internal long Length { get; }

    /// <summary>Where the first waiting byte lies in the file.</summary>
    internal long Offset { get; private set; }

    internal FileLocation Here => new(Name, Offset: Offset);

    /// <summary>The bytes that were read and not yet skipped.</summary>
    internal ReadOnlySpan<byte> Waiting => buffer.AsSpan(start, end - start);

    /// <summary>Makes at least <paramref name="count"/> bytes wait; false where the file ends before.</summary>
    internal ValueTask<bool> HasAsync(int count, CancellationToken stop) =>
        end - start >= count ? new(true) : FillAsync(count, stop);

    internal void Skip(int count)
    {
        start += count;
        Offset += count;
    }

    /// <summary>Goes to <paramref name="offset"/>; only for files.</summary>
    internal void GoTo(long offset)
    {
        var ahead = offset - Offset;
        if (ahead >= 0 && ahead <= end - start)
        {
            Skip((int)ahead);
            return;
        }
        stream.Position = Offset = offset;
        (start, end, ended) = (0, 0, false);
    }

    /// <summary>Moves bytes out, past the buffer where it is empty; 0 at the file's end.</summary>
    internal ValueTask<int> TakeAsync(Memory<byte> into, CancellationToken stop)
    {
        if (start == end)
            return TakeFurtherAsync(into, stop);
        var count = Math.Min(into.Length, end - start);
        buffer.AsSpan(start, count).CopyTo(into.Span);
        Skip(count);
        return new(count);
    }

    async ValueTask<int> TakeFurtherAsync(Memory<byte> into, CancellationToken stop)
    {
        var count = await ReadAsync(into, stop).ConfigureAwait(false);
        Offset += count;
        return count;
    }

    async ValueTask<bool> FillAsync(int count, CancellationToken stop)
    {
        if (start > 0 && start + Math.Max(count, buffer.Length / 2) > buffer.Length)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }
        if (start + count > buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(count, 2 * buffer.Length));
            Waiting.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            (buffer, start, end) = (larger, 0, end - start);
        }
        while (end - start < count && !ended)
            end += await ReadAsync(buffer.AsMemory(end), stop).ConfigureAwait(false);
        return end - start >= count;
    }

    async ValueTask<int> ReadAsync(Memory<byte> into, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        if (ended)
            return 0;
        var count = blocking ? stream.Read(into.Span)
            : await WaitAsync(stream.ReadAsync(into, stop), stop).ConfigureAwait(false);
        ended = count == 0;
        return count;
    }

    /// <summary>
    /// A pipe's read cannot always be stopped; then it is left behind together with the buffer that it may still write
    /// to.
    /// </summary>
    async ValueTask<int> WaitAsync(ValueTask<int> read, CancellationToken stop)
    {
        if (read.IsCompletedSuccessfully)
            return read.Result;
        abandoned = true;
        var count = await read.AsTask().WaitAsync(stop).ConfigureAwait(false);
        abandoned = false;
        return count;
    }

    static FileStream Open(string path) => new(path, new FileStreamOptions
    {
        BufferSize = 0,
        Share = FileShare.Read | FileShare.Delete,
    });

    public void Dispose()
    {
        if (owned)
            stream.Dispose();
        if (!abandoned)
            ArrayPool<byte>.Shared.Return(buffer);
        abandoned = true;
    }
}
