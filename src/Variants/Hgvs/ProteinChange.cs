using System.Globalization;

namespace Thrombophilia.Variants.Hgvs;

/// <summary>What a change inside the coding sequence makes of the protein: its predicted HGVS name and its Sequence Ontology term.</summary>
/// <param name="Name">For example <c>p.(Lys193del)</c>.</param>
/// <param name="Consequence">The protein's own consequence, without what the change does to splicing.</param>
/// <param name="Was">Amino acids that are replaced, one letter each; of the first codon behind for an insertion none.</param>
/// <param name="Is">Amino acids that stand there instead.</param>
/// <param name="Residue">Number of the first residue concerned.</param>
sealed record ProteinChange(string Name, Consequence Consequence, string Was, string Is, int Residue)
{
    /// <summary>
    /// What becomes of a coding sequence (with its stop) when <paramref name="length"/> bases from index <paramref name="at"/> become
    /// <paramref name="inserted"/>. What follows the stop is not known: where reading runs past it, its end is written <c>?</c>.
    /// </summary>
    public static ProteinChange Of(string coding, int at, int length, string inserted)
    {
        var changed = string.Concat(coding.AsSpan(0, at), inserted, coding.AsSpan(at + length));
        string was = Protein.Translation(coding), @is = Protein.Translation(changed);
        var first = 0;
        while (first < was.Length && first < @is.Length && was[first] == @is[first]) first++;
        var shift = inserted.Length - length;
        if (first < was.Length && first == 0) return new ProteinChange("p.(Met1?)", Consequence.StartLost, was[..1], @is.Length > 0 ? @is[..1] : "", 1);
        if (shift % 3 != 0) return Frameshift(was, @is, first, coding, changed);
        // The codons that the change touches; what lies behind them is as it was.
        var window = at / 3;
        var wasEnd = Math.Min(was.Length, (at + length + 2) / 3);
        if (length == 0 && at % 3 != 0) wasEnd = Math.Min(was.Length, at / 3 + 1);
        var isEnd = Math.Min(@is.Length, wasEnd + shift / 3);
        return InFrame(was, window, was[window..wasEnd], @is[window..isEnd]);
    }

    static ProteinChange Frameshift(string was, string @is, int first, string coding, string changed)
    {
        _ = (coding, changed);
        var stop = @is.IndexOf('*', StringComparison.Ordinal);
        // The same residues up to the same stop.
        if (first >= was.Length || (stop >= 0 && stop < first)) return Silent(was, was.Length - 1, was.Length, Consequence.StopRetained);
        if (first >= @is.Length) return new ProteinChange($"p.({Named(was, first)}fs)", Consequence.Frameshift, was[first..(first + 1)], "", first + 1);
        if (was[first] == '*') return Extension(was, first, @is);
        if (@is[first] == '*') return new ProteinChange($"p.({Named(was, first)}Ter)", Consequence.Frameshift, was[first..(first + 1)], "*", first + 1);
        var end = stop < 0 ? "?" : (stop - first + 1).ToString(CultureInfo.InvariantCulture);
        return new ProteinChange($"p.({Named(was, first)}{Protein.Name(@is[first])}fsTer{end})", Consequence.Frameshift, was[first..(first + 1)], @is[first..(first + 1)], first + 1);
    }

    static ProteinChange Extension(string was, int first, string @is) =>
        new($"p.({Named(was, first)}{Protein.Name(@is[first])}extTer{(@is.IndexOf('*', first) is > 0 and var stop ? (stop - first).ToString(CultureInfo.InvariantCulture) : "?")})",
            Consequence.StopLost, "*", @is[first..(first + 1)], first + 1);

    static ProteinChange InFrame(string protein, int window, string was, string @is)
    {
        var stop = @is.IndexOf('*', StringComparison.Ordinal);
        // Nothing behind a stop is made.
        var endsEarly = stop >= 0 && (window + stop < protein.Length - 1 || !was.Contains('*', StringComparison.Ordinal));
        if (stop >= 0) @is = @is[..(stop + 1)];
        var head = 0;
        while (head < was.Length && head < @is.Length && was[head] == @is[head]) head++;
        if (head == @is.Length && head == was.Length) return Silent(protein, window, window + was.Length, was.EndsWith('*') ? Consequence.StopRetained : Consequence.Synonymous);
        var tail = 0;
        if (!endsEarly) while (tail < was.Length - head && tail < @is.Length - head && was[^(tail + 1)] == @is[^(tail + 1)]) tail++;
        var first = window + head;
        was = was[head..^tail];
        @is = @is[head..^tail];

        if (endsEarly)
        {
            if (@is == "*") return new ProteinChange($"p.({Named(protein, first)}Ter)", Consequence.StopGained, was.Length > 0 ? was[..1] : "", "*", first + 1);
            return new ProteinChange(was.Length == 0 ? $"p.({Named(protein, first - 1)}_{Named(protein, first)}ins{Protein.Names(@is)})"
                : $"p.({Range(protein, first, first + was.Length)}delins{Protein.Names(@is)})", Consequence.StopGained, was, @is, first + 1);
        }
        if (was.Contains('*', StringComparison.Ordinal))
            return was == "*" && @is.Length > 0
                ? new ProteinChange($"p.({Named(protein, first)}{Protein.Name(@is[0])}extTer?)", Consequence.StopLost, was, @is, first + 1)
                : new ProteinChange("p.?", Consequence.StopLost, was, @is, first + 1);
        if (was.Length == 1 && @is.Length == 1)
            return new ProteinChange($"p.({Named(protein, first)}{Protein.Name(@is[0])})", Consequence.Missense, was, @is, first + 1);
        if (@is.Length == 0)
        {
            var last = first + was.Length;
            while (last < protein.Length && protein[first] == protein[last]) (first, last) = (first + 1, last + 1);
            return new ProteinChange($"p.({Range(protein, first, last)}del)", Consequence.InframeDeletion, was, @is, first + 1);
        }
        if (was.Length == 0)
        {
            while (protein[first] == @is[0]) (@is, first) = (@is[1..] + @is[0], first + 1);
            return first >= @is.Length && protein.AsSpan(first - @is.Length, @is.Length).SequenceEqual(@is)
                ? new ProteinChange($"p.({Range(protein, first - @is.Length, first)}dup)", Consequence.InframeInsertion, was, @is, first - @is.Length + 1)
                : new ProteinChange($"p.({Named(protein, first - 1)}_{Named(protein, first)}ins{Protein.Names(@is)})", Consequence.InframeInsertion, was, @is, first);
        }
        return new ProteinChange($"p.({Range(protein, first, first + was.Length)}delins{Protein.Names(@is)})",
            was.Length == @is.Length ? Consequence.Missense : Consequence.ProteinAltering, was, @is, first + 1);
    }

    static ProteinChange Silent(string protein, int first, int end, Consequence consequence) =>
        new($"p.({Range(protein, first, Math.Max(end, first + 1))}=)", consequence, "", "", first + 1);

    static string Named(string protein, int index) => string.Create(CultureInfo.InvariantCulture, $"{Protein.Name(protein[index])}{index + 1}");

    static string Range(string protein, int first, int end) => end - first == 1 ? Named(protein, first) : $"{Named(protein, first)}_{Named(protein, end - 1)}";
}
