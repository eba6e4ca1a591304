using System.Runtime.InteropServices;
using Thrombophilia.Variants.Alleles;

namespace Thrombophilia.Variants.Calling.Rows;

/// <summary>
/// What a sample has of one variant: a fixed-size row that can wait in memory or in a file. Texts are numbers into
/// <see cref="CallTexts"/>. <paramref name="HalfAt"/> is the POS of a record that tells one allele of a genotype and
/// leaves the other to another record (<see cref="SplitGenotypes"/>), 0 for any other; <paramref name="HalfNotes"/> are
/// its notes where that record is there.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
readonly record struct VariantCall(int Sample, int Genotype, int Filter, int Rsid, int Notes, int Depth, float Quality,
float Balance, float CopyNumber, int Copies, CallStatus Status, int PhaseSet, Haplotypes On, int HalfAt = 0,
int HalfNotes = 0);

/// <summary>Texts that many rows share, each kept once.</summary>
sealed class CallTexts
{
    readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    readonly List<string> texts = [];
    // Most alleles are one base: 1 more than the number of its text.
    readonly int[] letters = new int[128];

    public string this[int number] => texts[number];

    public int Of(string text)
    {
        if (text is not [< (char)128 and var letter]) return Find(text);
        if (letters[letter] == 0) letters[letter] = Find(text) + 1;
        return letters[letter] - 1;
    }

    int Find(string text)
    {
        if (numbers.TryGetValue(text, out var number)) return number;
        numbers.Add(text, number = texts.Count);
        texts.Add(text);
        return number;
    }

    public int Of(ReadOnlySpan<byte> text)
    {
        Span<char> chars = stackalloc char[128];
        if (text.Length > chars.Length) return Of(System.Text.Encoding.UTF8.GetString(text));
        var used = System.Text.Encoding.UTF8.GetChars(text, chars);
        return numbers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(chars[..used], out var number) ? number
            : Of(chars[..used].ToString());
    }
}
