using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Thrombophilia.Variants.Vcf;

/// <summary>
/// Finds the end of a line and counts its tabs in one pass: every column of every line is counted, also far from the
/// panel.
/// </summary>
static class LineScanner
{
    const byte Newline = (byte)'\n', Tab = (byte)'\t';

    /// <summary>
    /// Index of the first newline in <paramref name="text"/>, or -1; <paramref name="tabs"/> counts the tabs before it.
    /// </summary>
    // Every byte of a file passes here: compiled fully at once, since vector code of the widest kind is not
    // precompiled.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int FindEnd(ReadOnlySpan<byte> text, out int tabs)
    {
        tabs = 0;
        var at = 0;
        ref var start = ref MemoryMarshal.GetReference(text);
        if (Vector512.IsHardwareAccelerated)
            for (; at <= text.Length - 64; at += 64)
            {
                var bytes = Vector512.LoadUnsafe(ref start, (nuint)at);
                var ends = Vector512.Equals(bytes, Vector512.Create(Newline)).ExtractMostSignificantBits();
                var found = Vector512.Equals(bytes, Vector512.Create(Tab)).ExtractMostSignificantBits();
                if (ends != 0) return At(at, ends, found, ref tabs);
                tabs += BitOperations.PopCount(found);
            }
        else if (Vector256.IsHardwareAccelerated)
            for (; at <= text.Length - 32; at += 32)
            {
                var bytes = Vector256.LoadUnsafe(ref start, (nuint)at);
                var ends = Vector256.Equals(bytes, Vector256.Create(Newline)).ExtractMostSignificantBits();
                var found = Vector256.Equals(bytes, Vector256.Create(Tab)).ExtractMostSignificantBits();
                if (ends != 0) return At(at, ends, found, ref tabs);
                tabs += BitOperations.PopCount(found);
            }
        for (; at < text.Length; at++)
            if (text[at] == Newline) return at;
            else if (text[at] == Tab) tabs++;
        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int At(int at, ulong ends, ulong found, ref int tabs)
    {
        var end = BitOperations.TrailingZeroCount(ends);
        tabs += BitOperations.PopCount(found & ((1UL << end) - 1));
        return at + end;
    }
}
