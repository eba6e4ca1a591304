using System.Buffers.Binary;
using Thrombophilia.Variants.Bgzf.Format;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Variants.Bgzf.Reading;

/// <summary>
/// The eight bytes after a member's data (RFC 1952 section 2.3.1). What they must be is known from the text; where they
/// lie is known to a piece only, so they are looked for: a wrong match has a chance of 2^-64.
/// </summary>
readonly ref struct GzipTrailer(long memberAt, uint crc, uint length)
{
    /// <summary>
    /// The index after the trailer; refuses what is cut, damaged or followed by anything but another member.
    /// </summary>
    /// <param name="waiting">The last piece given to the inflater and what follows it.</param>
    /// <param name="piece">Bytes of that piece; the member's data end inside.</param>
    /// <param name="isExact">The data end with the piece's last byte.</param>
    /// <param name="here">The address of the first byte waiting.</param>
    internal int Find(ReadOnlySpan<byte> waiting, int piece, bool isExact, FileLocation here)
    {
        Span<byte> expected = stackalloc byte[GzipFormat.Trailer];
        BinaryPrimitives.WriteUInt32LittleEndian(expected, crc);
        BinaryPrimitives.WriteUInt32LittleEndian(expected[4..], length);
        // An empty member's trailer is all zero, as padding is. Real ones are so short that their end is exact.
        if (length == 0 && !isExact)
            throw new RefusedException("gzip-data", here, memberAt);
        var from = isExact ? piece : 0;
        var match = waiting[from..].IndexOf(expected);
        if (match < 0 || isExact && match > 0 || from + match > piece)
            throw Missing(waiting[from..], expected, here);
        var end = from + match + expected.Length;
        var next = waiting[end..];
        if (GzipFormat.BeginsMember(next))
            return end;
        var after = here with { Offset = here.Offset + end };
        throw next.ContainsAnyExcept((byte)0)
            ? new RefusedException("gzip-garbage", after, GzipFormat.Hex(next))
            : new RefusedException("gzip-padding", after);
    }

    /// <summary>Tells a wrong checksum, a wrong length and a cut apart as well as the last bytes allow.</summary>
    RefusedException Missing(ReadOnlySpan<byte> waiting, ReadOnlySpan<byte> expected, FileLocation here)
    {
        if (waiting.IndexOf(expected[..4]) is >= 0 and var at && waiting.Length - at >= expected.Length)
            return new("gzip-length", here with { Offset = here.Offset + at }, length,
                GzipFormat.U32(waiting[(at + 4)..]));
        if (waiting.Length >= expected.Length && waiting[4..].IndexOf(expected[4..]) >= 0)
            return new("gzip-checksum", here, crc.ToString("x8", null));
        for (var count = expected.Length - 1; count > 0; count--)
            if (waiting.EndsWith(expected[..count]))
                return new("gzip-truncated", here with { Offset = here.Offset + waiting.Length }, memberAt);
        return new("gzip-end", here, crc.ToString("x8", null), length);
    }
}
