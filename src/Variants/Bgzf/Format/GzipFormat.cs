using System.Buffers.Binary;

namespace Thrombophilia.Variants.Bgzf.Format;

/// <summary>The bytes of a gzip member's header (RFC 1952) and of a BGZF block's (SAM specification 4.1).</summary>
static class GzipFormat
{
    /// <summary>A BGZF block's text has at most this many bytes (SAM specification 4.1).</summary>
    internal const int LargestText = 65536;

    /// <summary>Bytes of a member's header before its extra field, the length of that included.</summary>
    internal const int FixedHeader = 12;

    /// <summary>CRC32 and ISIZE.</summary>
    internal const int Trailer = 8;

    internal const byte HeaderChecksum = 2, Extra = 4, Name = 8, Comment = 16, Reserved = 0xE0;

    /// <summary>ID1, ID2 and CM = deflate.</summary>
    internal static ReadOnlySpan<byte> Magic => [0x1F, 0x8B, 8];

    /// <summary>The empty block that ends a BGZF file (SAM specification 4.1.2).</summary>
    internal static ReadOnlySpan<byte> EndBlock =>
        [0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 0xFF, 6, 0, 0x42, 0x43, 2, 0, 0x1B, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Whether the bytes agree with the magic as far as they go.</summary>
    internal static bool BeginsMember(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= Magic.Length ? bytes.StartsWith(Magic) : Magic.StartsWith(bytes);

    internal static int U16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    internal static uint U32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    /// <summary>
    /// The size of the whole block (BSIZE + 1) from the subfield BC among the others; 0 where there is none.
    /// </summary>
    /// <param name="extra">The extra field without its length.</param>
    internal static int BlockSize(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            var length = U16(extra[2..]);
            if (length > extra.Length - 4)
                return 0;
            if (extra[0] == 'B' && extra[1] == 'C' && length == 2)
                return U16(extra[4..]) + 1;
            extra = extra[(4 + length)..];
        }
        return 0;
    }

    /// <summary>The first bytes as a message shows them.</summary>
    internal static string Hex(ReadOnlySpan<byte> bytes) =>
        Convert.ToHexStringLower(bytes[..Math.Min(bytes.Length, 4)]);
}
