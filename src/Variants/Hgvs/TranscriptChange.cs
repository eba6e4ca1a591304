namespace Thrombophilia.Variants.Hgvs;

/// <summary>What kind of change HGVS calls it.</summary>
enum ChangeKind
{
    /// <summary>The allele reads as the transcript does.</summary>
    Same,
    Substitution,
    Deletion,
    Duplication,
    Insertion,
    Inversion,
    /// <summary>Bases are replaced by others.</summary>
    Delins,
}

/// <summary>
/// A change in the words of a transcript: <paramref name="Deleted"/>, which lies at the places <paramref name="First"/> to <paramref name="Last"/>,
/// becomes <paramref name="Inserted"/>. An insertion lies between <paramref name="Last"/> and <paramref name="First"/>, which follow each other.
/// A pure insertion or deletion lies as far 3' as the known sequence allows (HGVS, 3' rule).
/// </summary>
/// <param name="Transcript">The transcript.</param>
/// <param name="First">First changed place.</param>
/// <param name="Last">Last changed place.</param>
/// <param name="Deleted">Bases of the transcript; empty for an insertion.</param>
/// <param name="Inserted">Bases that stand there instead.</param>
/// <param name="Kind">As HGVS orders the kinds.</param>
/// <param name="IsSettled">False where unknown sequence leaves open whether it could lie further 3', or whether an insertion repeats what stands before it.</param>
sealed record TranscriptChange(PlacedTranscript Transcript, int First, int Last, string Deleted, string Inserted, ChangeKind Kind, bool IsSettled)
{
    /// <summary>The change that an allele of the forward strand makes (1-based position of its first base; bases in upper case).</summary>
    public static TranscriptChange Of(PlacedTranscript transcript, int pos, string refBases, string altBases)
    {
        var (first, last) = transcript.Span(pos, pos + refBases.Length - 1);
        var given = transcript.Gene.Forward ? refBases : Bases.ReverseComplement(refBases);
        var inserted = transcript.Gene.Forward ? altBases : Bases.ReverseComplement(altBases);
        // Names are against the transcript, even where the assembly reads otherwise.
        var deleted = string.Create(given.Length, (transcript, first, given), static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = from.transcript.CodingIndex(from.first + i) is >= 0 and var index ? from.transcript.Gene.Coding[index] : from.given[i];
        });
        var known = new KnownBases(transcript, first, deleted);
        int tail = 0, head = 0;
        while (tail < deleted.Length && tail < inserted.Length && deleted[^(tail + 1)] == inserted[^(tail + 1)]) tail++;
        while (head < deleted.Length - tail && head < inserted.Length - tail && deleted[head] == inserted[head]) head++;
        if (head + tail == deleted.Length && head + tail == inserted.Length)
            return new TranscriptChange(transcript, first, last, deleted, inserted, ChangeKind.Same, true);
        return Settled(known, first + head, deleted[head..^tail], inserted[head..^tail]);
    }

    static TranscriptChange Settled(KnownBases known, int first, string deleted, string inserted)
    {
        var last = first + deleted.Length - 1;
        if (deleted.Length > 0 && inserted.Length > 0)
            return new TranscriptChange(known.Transcript, first, last, deleted, inserted,
                deleted.Length == 1 && inserted.Length == 1 ? ChangeKind.Substitution
                    : deleted.Length == inserted.Length && inserted == Bases.ReverseComplement(deleted) ? ChangeKind.Inversion : ChangeKind.Delins, true);

        var changed = (deleted.Length > 0 ? deleted : inserted).ToCharArray();
        for (var next = known.At(last + 1); next == changed[0]; next = known.At(last + 1))
        {
            Array.Copy(changed, 1, changed, 0, changed.Length - 1);
            changed[^1] = next;
            first++;
            last++;
        }
        var settled = known.At(last + 1) != 0;
        var text = new string(changed);
        if (deleted.Length > 0) return new TranscriptChange(known.Transcript, first, last, text, "", ChangeKind.Deletion, settled);
        var repeats = true;
        for (var i = 1; i <= text.Length && repeats; i++)
        {
            var before = known.At(first - i);
            if (before == 0) settled = false;
            repeats = before == text[^i];
        }
        return new TranscriptChange(known.Transcript, first, last, "", text, repeats ? ChangeKind.Duplication : ChangeKind.Insertion, settled);
    }

    /// <summary>The HGVS name behind the transcript's, for example <c>c.577_579del</c>.</summary>
    public string Name()
    {
        var (first, last) = Kind switch
        {
            ChangeKind.Insertion => (Last, First),
            ChangeKind.Duplication => (First - Inserted.Length, Last),
            _ => (First, Last),
        };
        var where = first == last ? Point(first) : $"{Point(first)}_{Point(last)}";
        return "c." + where + Kind switch
        {
            ChangeKind.Same => "=",
            ChangeKind.Substitution => $"{Deleted}>{Inserted}",
            ChangeKind.Deletion => "del",
            ChangeKind.Duplication => "dup",
            ChangeKind.Insertion => $"ins{Inserted}",
            ChangeKind.Inversion => "inv",
            _ => $"delins{Inserted}",
        };
    }

    string Point(int place) => Transcript.At(place).Text(Transcript.CodingLength);

    /// <summary>Bases that the panel or the file's own REF tells.</summary>
    readonly struct KnownBases(PlacedTranscript transcript, int first, string given)
    {
        public PlacedTranscript Transcript => transcript;

        public char At(int place) => place >= first && place < first + given.Length ? given[place - first] : transcript.BaseAt(place);
    }
}
