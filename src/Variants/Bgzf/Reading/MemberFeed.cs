namespace Thrombophilia.Variants.Bgzf.Reading;

/// <summary>
/// Gives the inflater a member's data in pieces and keeps the last piece, since the member ends inside it.
/// </summary>
sealed class MemberFeed(FileInput input) : Stream
{
    /// <summary>A member's first bytes go one by one, so that the end of an empty member is known exactly.</summary>
    const int Singly = 32;

    int given;

    /// <summary>Bytes of the last piece; they are still waiting in the input.</summary>
    internal int Piece { get; private set; }

    /// <summary>The last piece was a single byte: the member's data end with it.</summary>
    internal bool IsExact => Piece == 1;

    /// <summary>The inflater asked for more than the file has.</summary>
    internal bool RanDry { get; private set; }

    internal void Begin() => (given, Piece, RanDry) = (0, 0, false);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        input.Skip(Piece);
        Piece = 0;
        if (!await input.HasAsync(1, cancellationToken).ConfigureAwait(false))
        {
            RanDry = true;
            return 0;
        }
        Piece = given < Singly ? 1 : Math.Min(buffer.Length, input.Waiting.Length);
        given += Piece;
        input.Waiting[..Piece].CopyTo(buffer.Span);
        return Piece;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException(); set =>
        throw new NotSupportedException();
    }

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
