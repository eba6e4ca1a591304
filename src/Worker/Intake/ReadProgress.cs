using System.Collections.Concurrent;

namespace Thrombophilia.Worker.Intake;

/// <summary>How far each file is that this process reads now, by its path.</summary>
internal sealed class ReadProgress
{
    readonly ConcurrentDictionary<string, CountedStream> open = new(StringComparer.Ordinal);

    /// <summary>Percent of the file's bytes; null where it is not being read here.</summary>
    public int? Of(string path) => open.TryGetValue(path, out var file) ? file.Percent : null;

    /// <summary>
    /// The bytes of a file, from where they stand, counted as they are read, until the count is closed. The file stays open.
    /// </summary>
    public Stream Open(string path, Stream bytes)
    {
        var file = new CountedStream(bytes, () => open.TryRemove(path, out _));
        open[path] = file;
        return file;
    }

    // Whoever asks does so from another thread: the count is this class's own, a file's position is not for two
    // threads.
    sealed class CountedStream(Stream file, Action closed) : Stream
    {
        readonly long length = file.Length;
        long read;

        public int Percent => length == 0 ? 100 : (int)(Interlocked.Read(ref read) * 100 / length);

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException(); set =>
            throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Counted(file.Read(buffer, offset, count));
        public override int Read(Span<byte> buffer) => Counted(file.Read(buffer));
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer,
            CancellationToken cancellationToken = default) => Counted(await file.ReadAsync(buffer, cancellationToken));

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) closed();
            base.Dispose(disposing);
        }

        int Counted(int bytes)
        {
            Interlocked.Add(ref read, bytes);
            return bytes;
        }
    }
}
