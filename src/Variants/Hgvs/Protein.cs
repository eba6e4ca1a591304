using System.Text;

namespace Thrombophilia.Variants.Hgvs;

/// <summary>
/// The genetic code and the names of amino acids (NCBI translation table 1; HGVS three-letter names).
/// </summary>
static class Protein
{
    // In the order T, C, A, G of each base.
    const string Code = "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG";

    /// <summary>
    /// The amino acid of a codon in one letter, <c>*</c> for a stop, <c>X</c> where a base is not known.
    /// </summary>
    public static char Translate(ReadOnlySpan<char> codon)
    {
        var index = 0;
        foreach (var b in codon)
        {
            var digit = b switch { 'T' => 0, 'C' => 1, 'A' => 2, 'G' => 3, _ => -1 };
            if (digit < 0) return 'X';
            index = index * 4 + digit;
        }
        return Code[index];
    }

    /// <summary>Amino acids of the whole codons of a coding sequence, stops included.</summary>
    public static string Translation(string coding) => string.Create(coding.Length / 3, coding, static (to, from) =>
    {
        for (var i = 0; i < to.Length; i++) to[i] = Translate(from.AsSpan(3 * i, 3));
    });

    /// <summary>
    /// Residues from the codon of index <paramref name="at"/> on, when <paramref name="length"/> bases there become
    /// <paramref name="inserted"/>, up to the
    /// first stop, which is the last of them where there is one. No codon before is another.
    /// </summary>
    public static string ReadOn(string coding, int at, int length, string inserted)
    {
        var (shift, from) = (inserted.Length - length, at - at % 3);
        var residues = new StringBuilder(32);
        Span<char> codon = stackalloc char[3];
        for (var next = from; next + 3 <= coding.Length + shift; next += 3)
        {
            for (var i = 0; i < 3; i++)
                codon[i] = next + i < at ? coding[next + i]
                    : next + i < at + inserted.Length ? inserted[next + i - at] : coding[next + i - shift];
            residues.Append(Translate(codon));
            if (residues[^1] == '*') break;
        }
        return residues.ToString();
    }

    /// <summary>Three-letter name; <c>Ter</c> for a stop, <c>Xaa</c> for an unknown one.</summary>
    public static string Name(char aminoAcid) => aminoAcid switch
    {
        'A' => "Ala",
        'R' => "Arg",
        'N' => "Asn",
        'D' => "Asp",
        'C' => "Cys",
        'Q' => "Gln",
        'E' => "Glu",
        'G' => "Gly",
        'H' => "His",
        'I' => "Ile",
        'L' => "Leu",
        'K' => "Lys",
        'M' => "Met",
        'F' => "Phe",
        'P' => "Pro",
        'S' => "Ser",
        'T' => "Thr",
        'W' => "Trp",
        'Y' => "Tyr",
        'V' => "Val",
        '*' => "Ter",
        _ => "Xaa",
    };

    /// <summary>The names of several, one behind the other.</summary>
    public static string Names(string aminoAcids) => string.Concat(aminoAcids.Select(Name));
}
