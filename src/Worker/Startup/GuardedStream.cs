namespace Thrombophilia.Worker.Startup;

/// <summary>
/// A stream whose failure names what could not be written, once. After it nothing more is written, so that whoever
/// closes what is open does not fail again.
/// </summary>
/// <param name="inner">What is written to.</param>
/// <param name="target">Its name for the user; null for standard output.</param>
internal class GuardedStream(Stream inner, string? target) : Stream
{
    /// <summary>A write has failed.</summary>
    protected bool HasFailed { get; private set; }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (HasFailed) return;
        try
        {
            Put(buffer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            HasFailed = true;
            throw new OutputException(target, FailureText.Reason(e));
        }
    }

    /// <summary>Writes to what is guarded.</summary>
    protected virtual void Put(ReadOnlySpan<byte> buffer) => inner.Write(buffer);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }
    public override void Flush() { }
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
