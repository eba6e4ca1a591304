namespace Thrombophilia.Variants.Hgvs;

/// <summary>The genetic code and the names of amino acids (NCBI translation table 1; HGVS three-letter names).</summary>
static class Protein
{
    const string Order = "TCAG";
    const string Code = "FFLLSSSSYY**CC*WLLLLPPPPHHQQRRRRIIIMTTTTNNKKSSRRVVVVAAAADDEEGGGG";

    /// <summary>The amino acid of a codon in one letter, <c>*</c> for a stop, <c>X</c> where a base is not known.</summary>
    public static char Translate(ReadOnlySpan<char> codon)
    {
        var index = 0;
        foreach (var b in codon)
        {
            var digit = Order.IndexOf(b, StringComparison.Ordinal);
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
