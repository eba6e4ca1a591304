namespace Thrombophilia.Benchmarks.Micro;

/// <summary>A text whose body comes again and again: what is read from it costs nothing but the reading.</summary>
sealed class EndlessText(byte[] text, int bodyStart) : MemoryStream
{
    int at;

    /// <summary>As a pipe.</summary>
    public override bool CanSeek => false;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (at == text.Length) at = bodyStart;
        var count = Math.Min(buffer.Length, text.Length - at);
        text.AsSpan(at, count).CopyTo(buffer.Span);
        at += count;
        return new(count);
    }
}
