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
    /// What becomes of a transcript's coding sequence when <paramref name="length"/> bases from index
    /// <paramref name="at"/> become <paramref name="inserted"/>. Where reading runs past the stop it goes on into the
    /// untranslated part; its end is written <c>?</c> where bases are unknown or not confirmed.
    /// </summary>
    public static ProteinChange Of(PlacedTranscript transcript, int at, int length, string inserted)
    {
        var (coding, protein, shift) = (transcript.Gene.Coding, transcript.Protein, inserted.Length - length);
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
                return new ProteinChange(WithoutStart(transcript),
                    shift == 0 ? Consequences.StartLost : Consequences.StartLost | kind, 1, protein[..1],
                        start.Length > 0 ? start[..1] : "");
        }
        if (kind == Consequences.Frameshift) return Shifted(transcript, at, length, inserted);
        var before = coding.AsSpan(3 * window, at - 3 * window);
        var end = Math.Min(protein.Length, (at + length + 2) / 3);
        var (was, @is) = (protein[window..end],
            Protein.Translation(string.Concat(before, inserted, coding.AsSpan(at + length, 3 * end - at - length))));
        return was is [.., '*'] && !@is.Contains('*')
            ? WithoutStop(transcript, at, length, inserted, kind == Consequences.Missense ? Consequences.None : kind)
            : InFrame(protein, window, was, @is, kind);
    }

    /// <summary>
    /// The same of a change that reaches from the coding sequence beyond its end: what becomes of the stop.
    /// </summary>
    public static ProteinChange OverStop(PlacedTranscript transcript, int at, int length, string inserted) =>
        WithoutStop(transcript, at, length, inserted, Consequences.None);

    /// <summary>The name of what is left without a start codon.</summary>
    public static string WithoutStart(PlacedTranscript transcript) => $"p.({Numbered(transcript.Protein, 0)}?)";

    /// <summary>
    /// The bases of the stop are replaced by none: reading goes on behind it, and may meet a stop at once.
    /// </summary>
    static ProteinChange WithoutStop(PlacedTranscript transcript, int at, int length, string inserted,
        Consequences kind)
    {
        var (protein, window) = (transcript.Protein, at / 3);
        var read = Protein.ReadOn(transcript.Onward, at, length, inserted);
        var same = protein.AsSpan(window).CommonPrefixLength(read);
        var first = window + same;
        if (first == protein.Length)
            return StopAgain(transcript, window, kind, inserted.Length - length);
        // Other residues before a stop at the same number.
        if (read is [.., '*'] && window + read.Length == protein.Length)
            return InFrame(protein, window, protein[window..], read,
                kind == Consequences.None ? Consequences.Missense : kind);
        var isExtended = first == protein.Length - 1 && same < read.Length;
        return new ProteinChange(
            isExtended ? Extended(transcript, first, read[same..], inserted.Length - length) : "p.?",
            kind | Consequences.StopLost, first + 1, protein[first..], isExtended ? read[same..(same + 1)] : "");
    }

    /// <summary>Another frame is read from the change on.</summary>
    static ProteinChange Shifted(PlacedTranscript transcript, int at, int length, string inserted)
    {
        var (protein, window, shift) = (transcript.Protein, at / 3, inserted.Length - length);
        var read = Protein.ReadOn(transcript.Onward, at, length, inserted);
        var same = protein.AsSpan(window).CommonPrefixLength(read);
        var first = window + same;
        if (first == protein.Length)
            return StopAgain(transcript, protein.Length - 1, Consequences.Frameshift, shift);
        var was = protein[first..(first + 1)];
        // A frame shifts between start and stop; without the stop's own bases the protein has lost it.
        var terms = was == "*" || (length > 0 && at + length > transcript.CodingLength - 3)
            ? Consequences.Frameshift | Consequences.StopLost : Consequences.Frameshift;
        // What follows is not known.
        if (same == read.Length)
            return new ProteinChange(was == "*" ? "p.?" : $"p.({Numbered(protein, first)}fs)", terms, first + 1, was, "");
        var @is = read[same..(same + 1)];
        if (was == "*")
            return new ProteinChange(Extended(transcript, first, read[same..], shift), terms, first + 1, was, @is);
        if (@is == "*")
            return new ProteinChange($"p.({Numbered(protein, first)}Ter)",
                Consequences.StopGained | Consequences.Frameshift, first + 1, was, @is);
        return new ProteinChange(
            $"p.({Numbered(protein, first)}{Protein.Name(@is[0])}fsTer{Number(transcript, first, read[same..], shift, 1)})",
            terms, first + 1, was, @is);
    }

    /// <summary>
    /// A stop stands where the protein's own was. That its bases are there has to be confirmed: an unconfirmed one may
    /// hide a stop that is lost.
    /// </summary>
    static ProteinChange StopAgain(PlacedTranscript transcript, int from, Consequences kind, int shift)
    {
        var protein = transcript.Protein;
        return 3 * protein.Length - shift <= transcript.ConfirmedOnward
            ? Same(protein, from, protein.Length, kind | Consequences.StopRetained)
            : new ProteinChange("p.?", kind | Consequences.StopLost, protein.Length, "*", "");
    }

    /// <summary>
    /// How far behind the residue of index <paramref name="first"/>, with which <paramref name="read"/> begins, the
    /// stop is; a question mark where there is none, or a base up to it is not confirmed.
    /// </summary>
    static string Number(PlacedTranscript transcript, int first, string read, int shift, int ofFirst) =>
        read is [.., '*'] && 3 * (first + read.Length) - shift <= transcript.ConfirmedOnward
            ? (read.Length - 1 + ofFirst).ToString(CultureInfo.InvariantCulture) : "?";

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

    static string Extended(PlacedTranscript transcript, int first, string read, int shift) =>
        $"p.({Numbered(transcript.Protein, first)}{Protein.Name(read[0])}ext"
        + $"Ter{Number(transcript, first, read, shift, 0)})";

    static ProteinChange Same(string protein, int first, int end, Consequences consequences) =>
        new($"p.({Range(protein, first, Math.Max(end, first + 1))}=)", consequences, first + 1, "", "");

    static string Numbered(string protein, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{Protein.Name(protein[index])}{index + 1}");

    static string Range(string protein, int first, int end) =>
        end - first == 1 ? Numbered(protein, first) : $"{Numbered(protein, first)}_{Numbered(protein, end - 1)}";
}
