namespace Thrombophilia.Variants.Panels;

/// <summary>
/// A stretch of a chromosome of which every forward-strand base is known: two bits a base, four bases a byte, the first
/// in the highest bits.
/// </summary>
/// <param name="start">1-based position of the first base.</param>
/// <param name="length">Bases.</param>
/// <param name="packed">The bases; builds may share them.</param>
/// <param name="confirmed">Places whose base is proven independently; null where every one is.</param>
sealed class KnownRegion(int start, int length, byte[] packed, ConfirmedPlaces? confirmed)
{
    public int Start => start;
    public int End => start + length - 1;

    /// <summary>Upper case; the position has to lie in the region.</summary>
    public byte BaseAt(int pos)
    {
        var at = pos - start;
        return "ACGT"u8[packed[at >> 2] >> (6 - 2 * (at & 3)) & 3];
    }

    /// <summary>The base at a position of the region is proven independently.</summary>
    public bool IsConfirmed(int pos) => confirmed is null || confirmed.Has(pos - start);

    /// <summary>The same with another base at a position.</summary>
    public KnownRegion With(int pos, char now)
    {
        var (copy, at) = ((byte[])packed.Clone(), pos - start);
        var shift = 6 - 2 * (at & 3);
        copy[at >> 2] = (byte)(copy[at >> 2] & ~(3 << shift) | Code((byte)now) << shift);
        return new KnownRegion(start, length, copy, confirmed);
    }

    /// <summary>The packed form of bases; null where one of them is none of A, C, G, T in either case.</summary>
    public static byte[]? Pack(ReadOnlySpan<byte> bases)
    {
        var packed = new byte[(bases.Length + 3) / 4];
        for (var i = 0; i < bases.Length; i++)
        {
            var code = Code((byte)(bases[i] & 0xDF));
            if (code < 0) return null;
            packed[i >> 2] |= (byte)(code << (6 - 2 * (i & 3)));
        }
        return packed;
    }

    static int Code(byte b) => "ACGT"u8.IndexOf(b);
}

/// <summary>
/// Places of a region, counted from 1: lines of numbers and ranges such as <c>12 15-40</c>. They are read when the
/// first one is asked for, which most starts of the program never do.
/// </summary>
sealed class ConfirmedPlaces(int length, IReadOnlyList<string> lines)
{
    byte[]? bits;

    /// <summary>The place, counted from 0, is among them.</summary>
    public bool Has(int at) => ((bits ??= Read())[at >> 3] >> (at & 7) & 1) != 0;

    byte[] Read()
    {
        var read = new byte[(length + 7) / 8];
        foreach (var line in lines)
        {
            // Nothing but numbers, spaces and '-' stands there.
            int first = 0, number = 0;
            foreach (var c in line + " ")
                if (char.IsAsciiDigit(c)) number = 10 * number + (c - '0');
                else if (c == '-' && first == 0 && number > 0) (first, number) = (number, 0);
                else if (c == ' ' && number > 0 && number <= length && first <= number)
                {
                    for (var at = first == 0 ? number : first; at <= number; at++)
                        read[(at - 1) >> 3] |= (byte)(1 << ((at - 1) & 7));
                    (first, number) = (0, 0);
                }
                else
                    throw new InvalidDataException(
                        $"Confirmed places of a region: expected numbers from 1 to {length}, found '{line}'.");
        }
        return read;
    }
}
