using System.Buffers.Binary;

namespace Thrombophilia.Variants.Bgzf.Codecs;

/// <summary>The checksum of RFC 1952 section 8, eight bytes a step, for machines without libdeflate.</summary>
static class Crc32
{
    static readonly uint[] Tables = MakeTables();

    /// <summary>Goes on from <paramref name="crc"/> (0 at the start) over <paramref name="bytes"/>.</summary>
    internal static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<uint> t = Tables;
        crc = ~crc;
        while (bytes.Length >= 8)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = t[(int)(0x700 + (low & 0xFF))] ^ t[(int)(0x600 + (low >> 8 & 0xFF))]
                ^ t[(int)(0x500 + (low >> 16 & 0xFF))] ^ t[(int)(0x400 + (low >> 24))]
                ^ t[(int)(0x300 + (high & 0xFF))] ^ t[(int)(0x200 + (high >> 8 & 0xFF))]
                ^ t[(int)(0x100 + (high >> 16 & 0xFF))] ^ t[(int)(high >> 24)];
            bytes = bytes[8..];
        }
        foreach (var b in bytes)
            crc = t[(byte)(crc ^ b)] ^ crc >> 8;
        return ~crc;
    }

    static uint[] MakeTables()
    {
        var tables = new uint[8 * 256];
        for (var i = 0u; i < 256; i++)
        {
            var c = i;
            for (var bit = 0; bit < 8; bit++)
                c = (c & 1) != 0 ? 0xEDB88320 ^ c >> 1 : c >> 1;
            tables[i] = c;
        }
        // Table k is table 0 followed by k zero bytes.
        for (var i = 256; i < tables.Length; i++)
            tables[i] = tables[(byte)tables[i - 256]] ^ tables[i - 256] >> 8;
        return tables;
    }
}
