using System.Globalization;

namespace Thrombophilia.Variants.Hgvs;

/// <summary>
/// What a change of the coding sequence makes of the protein: its predicted HGVS name and its Sequence Ontology terms.
/// </summary>
/// <param name="Name">For example <c>p.(Lys193del)</c>.</param>
/// <param name="Consequences">The protein's own consequences, without what the change does to splicing.</param>
/// <param name="Residue">Number of the first residue that is another, or of the first of those that stay the
/// same.</param>
/// <param name="Was">Residues that are replaced, one letter each; empty for an insertion.</param>
/// <param name="Is">Residues that stand there instead; of a frameshift the first.</param>
sealed record ProteinChange(string Name, Consequences Consequences, int Residue, string Was, string Is)
{
    /// <summary>
    /// What becomes of a coding sequence (with its stop, read as <paramref name="protein"/>) when
    /// <paramref name="length"/> bases from index
    /// <paramref name="at"/> become <paramref name="inserted"/>. What follows the stop is not known: where reading runs
    /// past it, its end is written <c>?</c>.
    /// </summary>
    public static ProteinChange Of(string coding, string protein, int at, int length, string inserted)
    {
        var shift = inserted.Length - length;
        var kind = shift % 3 != 0 ? Consequences.Frameshift
            : shift == 0 ? Consequences.Missense
            : length == 0 ? Consequences.InframeInsertion
            : inserted.Length == 0 ? Consequences.InframeDeletion : Consequences.ProteinAltering;
        // The codons that the change touches: those before and behind are as they were, or out of frame.
        var window = at / 3;
        if (window == 0)
        {
            var start = Protein.Translation(string.Concat(coding.AsSpan(0, at), inserted, coding.AsSpan(at + length)));
            if (start.Length == 0 || start[0] != protein[0])
                return new ProteinChange($"p.({Numbered(protein, 0)}?)",
                    shift == 0 ? Consequences.StartLost : Consequences.StartLost | kind, 1, protein[..1],
                        start.Length > 0 ? start[..1] : "");
        }
        if (kind == Consequences.Frameshift)
            return Shifted(protein, window, Protein.ReadOn(coding, at, length, inserted));
        var before = coding.AsSpan(3 * window, at - 3 * window);
        var end = Math.Min(protein.Length, (at + length + 2) / 3);
        return InFrame(protein, window, protein[window..end],
            Protein.Translation(string.Concat(before, inserted, coding.AsSpan(at + length, 3 * end - at - length))),
                kind);
    }

    /// <summary><paramref name="changed"/> stands from index <paramref name="window"/> of the protein on.</summary>
    static ProteinChange Shifted(string protein, int window, string changed)
    {
        var same = protein.AsSpan(window).CommonPrefixLength(changed);
        var (first, stop) = (window + same, changed.IndexOf('*', StringComparison.Ordinal));
        if (first == protein.Length)
            return Same(protein, protein.Length - 1, protein.Length,
                Consequences.Frameshift | Consequences.StopRetained);
        var was = protein[first..(first + 1)];
        // What follows the coding sequence is not known.
        if (same == changed.Length)
            return new ProteinChange($"p.({Numbered(protein, first)}fs)", Consequences.Frameshift, first + 1, was, "");
        var @is = changed[same..(same + 1)];
        if (was == "*")
            return new ProteinChange(Extended(protein, first, changed[same..]),
                Consequences.Frameshift | Consequences.StopLost, first + 1, was, @is);
        if (@is == "*")
            return new ProteinChange($"p.({Numbered(protein, first)}Ter)",
                Consequences.StopGained | Consequences.Frameshift, first + 1, was, @is);
        var distance = stop < 0 ? "?" : (stop - same + 1).ToString(CultureInfo.InvariantCulture);
        return new ProteinChange($"p.({Numbered(protein, first)}{Protein.Name(@is[0])}fsTer{distance})",
            Consequences.Frameshift, first + 1, was, @is);
    }

    static ProteinChange InFrame(string protein, int window, string was, string @is, Consequences kind)
    {
        var stop = @is.IndexOf('*', StringComparison.Ordinal);
        // What is read now ends with the bases of the protein's own stop too, or behind as many residues: nothing is
        // cut short.
        var keepsStop = stop >= 0
            && ((was is [.., '*'] && stop == @is.Length - 1) || window + stop >= protein.Length - 1);
        if (keepsStop) was = protein[window..];
        // Nothing behind a stop is made.
        if (stop >= 0) @is = @is[..(stop + 1)];
        var endsEarly = stop >= 0 && !keepsStop;
        var losesStop = was is [.., '*'] && stop < 0;
        // A missense is one only where residues are replaced and the protein goes on.
        var other = (kind == Consequences.Missense ? Consequences.None : kind)
            | (keepsStop ? Consequences.StopRetained : Consequences.None);
        if (was == @is)
            return Same(protein, window, window + was.Length,
                other == Consequences.None ? Consequences.Synonymous : other);
        // A stop that is kept is no part of the change.
        if (keepsStop) (was, @is, kind) = (was[..^1], @is[..^1], kind | Consequences.StopRetained);
        var head = was.AsSpan().CommonPrefixLength(@is);
        var tail = 0;
        if (!endsEarly)
            while (tail < was.Length - head && tail < @is.Length - head && was[^(tail + 1)] == @is[^(tail + 1)]) tail++;
        var first = window + head;
        (was, @is) = (was[head..^tail], @is[head..^tail]);
        if (losesStop)
            return new ProteinChange(was == "*" && @is.Length > 0 ? Extended(protein, first, @is) : "p.?",
                Consequences.StopLost | other, first + 1, was, @is);
        if (endsEarly) return EndsEarly(protein, first, was, @is, Consequences.StopGained | other);
        if (was.Length == 1 && @is.Length == 1)
            return new ProteinChange($"p.({Numbered(protein, first)}{Protein.Name(@is[0])})", kind,
                first + 1, was, @is);
        if (@is.Length == 0)
        {
            var last = first + was.Length;
            while (last < protein.Length && protein[first] == protein[last]) (first, last) = (first + 1, last + 1);
            return new ProteinChange($"p.({Range(protein, first, last)}del)", kind, first + 1,
                protein[first..last], "");
        }
        if (was.Length == 0)
        {
            while (protein[first] == @is[0]) (@is, first) = (@is[1..] + @is[0], first + 1);
            var repeats = first >= @is.Length && protein.AsSpan(first - @is.Length, @is.Length).SequenceEqual(@is);
            return repeats
                ? new ProteinChange($"p.({Range(protein, first - @is.Length, first)}dup)", kind,
                first - @is.Length + 1, "", @is)
                : new ProteinChange(
                $"p.({Numbered(protein, first - 1)}_{Numbered(protein, first)}ins{Protein.Names(@is)})", kind,
                    first, "", @is);
        }
        return new ProteinChange($"p.({Range(protein, first, first + was.Length)}delins{Protein.Names(@is)})", kind,
            first + 1, was, @is);
    }

    /// <summary>
    /// A stop before the protein's own (HGVS: a nonsense change, whatever the bases did; residues before the stop are
    /// told).
    /// </summary>
    static ProteinChange EndsEarly(string protein, int first, string was, string @is, Consequences kind) =>
        new(@is == "*" ? $"p.({Numbered(protein, first)}Ter)"
            : was.Length == 0 ? $"p.({Numbered(protein, first - 1)}_{Numbered(protein, first)}ins{Protein.Names(@is)})"
            : $"p.({Range(protein, first, first + was.Length)}delins{Protein.Names(@is)})", kind, first + 1, was, @is);

    static string Extended(string protein, int first, string @is)
    {
        var stop = @is.IndexOf('*', StringComparison.Ordinal);
        return $"p.({Numbered(protein, first)}{Protein.Name(@is[0])}extTer"
            + $"{(stop < 0 ? "?" : stop.ToString(CultureInfo.InvariantCulture))})";
    }

    static ProteinChange Same(string protein, int first, int end, Consequences consequences) =>
        new($"p.({Range(protein, first, Math.Max(end, first + 1))}=)", consequences, first + 1, "", "");

    static string Numbered(string protein, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{Protein.Name(protein[index])}{index + 1}");

    static string Range(string protein, int first, int end) =>
        end - first == 1 ? Numbered(protein, first) : $"{Numbered(protein, first)}_{Numbered(protein, end - 1)}";
}
