using System.Buffers.Binary;
using Thrombophilia.Variants.Bgzf.Format;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Variants.Bgzf.Indexing;

/// <summary>
/// The decompressed bytes of an index, read from first to last; no count in it is believed beyond what is there.
/// </summary>
sealed class IndexBytes(byte[] bytes, string name)
{
    internal int Position { get; private set; }

    internal int Left => bytes.Length - Position;

    internal int I32(string what) => BinaryPrimitives.ReadInt32LittleEndian(Take(4, what));

    internal uint U32(string what) => BinaryPrimitives.ReadUInt32LittleEndian(Take(4, what));

    internal VirtualOffset Offset(string what) => new(BinaryPrimitives.ReadUInt64LittleEndian(Take(8, what)));

    /// <summary>A number of things that take at least <paramref name="size"/> bytes each.</summary>
    internal int Count(int size, string what)
    {
        var count = I32(what);
        return count < 0 ? throw Damaged(what + " >= 0", count)
            : count > Left / size ? throw Truncated(what)
            : count;
    }

    internal ReadOnlySpan<byte> Take(int count, string what)
    {
        if (count > Left)
            throw Truncated(what);
        Position += count;
        return bytes.AsSpan(Position - count, count);
    }

    internal RefusedException Damaged(string expected, object found) =>
        new("index-damaged", new FileLocation(name), expected, found, Position);

    internal RefusedException Format(object found) => new("index-format", new FileLocation(name), found);

    RefusedException Truncated(string what) => new("index-truncated", new FileLocation(name), what, Position);
}
