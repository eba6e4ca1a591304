using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Thrombophilia.Variants.Calling.Evidence;

/// <summary>
/// Cells that are a genotype and nothing else, and that two alleles of one digit, none missing: most records of the
/// largest files have no others.
/// </summary>
static class PlainGenotypes
{
    /// <summary>Bytes of a cell: two alleles and their separator.</summary>
    public const int Cell = 3;
    /// <summary>From one cell to the next, with the tab between them.</summary>
    public const int Stride = Cell + 1;
    /// <summary>Plain genotypes that can be told apart.</summary>
    public const int Kinds = 200;

    /// <summary>A number below <see cref="Kinds"/> for a plain genotype.</summary>
    public static int Kind(ReadOnlySpan<byte> cell) =>
        ((cell[0] - '0') * 10 + cell[2] - '0') * 2 + (cell[1] == '|' ? 1 : 0);

    /// <summary>The sample columns are <paramref name="samples"/> such cells, of a record of so many alleles.</summary>
    public static bool Fill(ReadOnlySpan<byte> cells, int samples, int alleles)
    {
        if (cells.Length != samples * Stride - 1) return false;
        var digits = (uint)Math.Min(alleles, 10);
        var at = 0;
        // Four cells a step. A vector of this width is compiled ahead on every machine.
        if (Vector128.IsHardwareAccelerated)
        {
            ref var start = ref MemoryMarshal.GetReference(cells);
            var (numbers, separators, tabs) = (Vector128.Create(0x00FF00FFu).AsByte(),
                Vector128.Create(0x0000FF00u).AsByte(), Vector128.Create(0xFF000000u).AsByte());
            var (zero, most) = (Vector128.Create((byte)'0'), Vector128.Create((byte)(digits - 1)));
            for (; at <= cells.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
            {
                var bytes = Vector128.LoadUnsafe(ref start, (nuint)at);
                var values = bytes - zero;
                var good = (Vector128.Equals(Vector128.Min(values, most), values) & numbers)
                    | ((Vector128.Equals(bytes, Vector128.Create((byte)'|'))
                    | Vector128.Equals(bytes, Vector128.Create((byte)'/'))) & separators)
                    | (Vector128.Equals(bytes, Vector128.Create((byte)'\t')) & tabs);
                if (good != Vector128<byte>.AllBitsSet) return false;
            }
        }
        // The last cell has no tab behind it.
        for (; at <= cells.Length - Stride; at += Stride)
            if (!IsOne(cells[at..], digits) || cells[at + Cell] != '\t') return false;
        return IsOne(cells[at..], digits);
    }

    static bool IsOne(ReadOnlySpan<byte> cell, uint digits) =>
        (uint)(cell[0] - '0') < digits && (uint)(cell[2] - '0') < digits && cell[1] is (byte)'|' or (byte)'/';
}
