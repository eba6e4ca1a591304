namespace Thrombophilia.Variants.Hgvs;

/// <summary>Words of A, C, G, T and N.</summary>
static class Bases
{
    public static char Complement(char b) => b switch { 'A' => 'T', 'C' => 'G', 'G' => 'C', 'T' => 'A', _ => b };

    /// <summary>The same on the other strand.</summary>
    public static string ReverseComplement(string bases) => bases switch
    {
        "A" => "T",
        "C" => "G",
        "G" => "C",
        "T" => "A",
        _ => string.Create(bases.Length, bases, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = Complement(from[^(i + 1)]);
        }),
    };
}
