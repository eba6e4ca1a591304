namespace Thrombophilia.Variants.Hgvs;

/// <summary>What a change does to a transcript and to its protein.</summary>
/// <param name="Change">The change.</param>
/// <param name="Consequences">Its terms.</param>
/// <param name="Protein">What becomes of the protein; null where that cannot be told or nothing becomes of it.</param>
/// <param name="Coding">How the change lies to the coding sequence.</param>
sealed record ChangeEffect(TranscriptChange Change, Consequences Consequences, ProteinChange? Protein,
    CodingPart Coding)
{
    // Bases from the exon's border that belong to the splice region (SO:0001630) and to the splice site (SO:0001574,
    // SO:0001575).
    const int RegionInExon = 3, RegionInIntron = 8, Site = 2;

    /// <summary>One of the two bases at an end of an intron.</summary>
    public const Consequences SpliceSite = Consequences.SpliceDonor | Consequences.SpliceAcceptor;

    /// <summary>
    /// The predicted protein name; null where no coding base changes, <c>p.?</c> where the transcript's own splicing
    /// may, and for an insertion between an exon and its intron: which of the two takes it is not known.
    /// </summary>
    public string? HgvsP =>
        IsAtBorder ? "p.?" : Protein?.Name ?? (Consequences.HasAny(SpliceSite) ? "p.?"
            : Coding != CodingPart.Across ? null
            : Consequences.HasAny(Consequences.StartLost) ? ProteinChange.WithoutStart(Change.Transcript) : "p.?");

    bool IsAtBorder => Protein is not null && Change.Deleted.Length == 0
        && Change.Transcript.ExonAt(Change.First) < 0 != Change.Transcript.ExonAt(Change.Last) < 0;

    public static ChangeEffect Of(TranscriptChange change)
    {
        if (change.Kind == ChangeKind.Same) return OfSame(change);
        var transcript = change.Transcript;
        // An insertion lies between two bases and touches what both of them are part of.
        var isInsertion = change.Deleted.Length == 0;
        int first = change.First, last = change.Last;
        if (isInsertion) (first, last) = (last, first);
        var terms = Regions(transcript, first, last, isInsertion);
        var coding = PartOf(transcript, first, last, isInsertion);
        ProteinChange? protein = null;
        if (coding == CodingPart.Inside)
        {
            // Between an exon and its intron it goes to the exon: both splice sites stay whole.
            protein = ProteinChange.Of(transcript, change.CodingIndex, change.Deleted.Length, change.Inserted);
            terms |= protein.Consequences;
        }
        else if (coding == CodingPart.Across)
        {
            if (Covers(transcript, first, last, 0, 3)) terms |= Consequences.StartLost;
            else if (Covers(transcript, first, last, transcript.CodingLength - 3, transcript.CodingLength))
            {
                if (transcript.ExonAt(first) == transcript.ExonAt(last))
                    protein = ProteinChange.OverStop(transcript, change.CodingIndex, change.Deleted.Length,
                        change.Inserted);
                terms |= protein?.Consequences ?? Consequences.StopLost;
            }
            else terms |= Consequences.CodingSequence;
        }
        // What is told by the site needs no word of its surroundings.
        if (terms.HasAny(SpliceSite)) terms &= ~(Consequences.SpliceRegion | Consequences.Intron);
        return new ChangeEffect(change, terms, protein, coding);
    }

    /// <summary>The transcript's own bases: where they are coding, the residues stay (HGVS, <c>=</c>).</summary>
    static ChangeEffect OfSame(TranscriptChange change) =>
        change.Transcript.CodingIndex(change.First) is >= 0 and var index
        ? new ChangeEffect(change, Consequences.None,
        ProteinChange.Of(change.Transcript, index, change.Deleted.Length, change.Inserted), CodingPart.Inside)
        : new ChangeEffect(change, Consequences.None, null, CodingPart.Outside);

    /// <summary>
    /// A coding base from <paramref name="from"/> up to <paramref name="end"/>, which it leaves out, lies in the
    /// places.
    /// </summary>
    internal static bool Covers(PlacedTranscript transcript, int first, int last, int from, int end)
    {
        for (var place = first; place <= last; place++)
            if (transcript.CodingIndex(place) is var index && index >= from && index < end) return true;
        return false;
    }

    static CodingPart PartOf(PlacedTranscript transcript, int first, int last, bool isInsertion)
    {
        int exon = transcript.ExonAt(first), other = first == last ? exon : transcript.ExonAt(last);
        if (exon < 0 && exon == other) return CodingPart.Outside; // In one intron.
        int from = transcript.CodingIndex(first), to = transcript.CodingIndex(last);
        if (isInsertion)
            return (from >= 0 && to >= 0) || (from >= 0 && other < 0) || (to >= 0 && exon < 0) ? CodingPart.Inside
                : CodingPart.Outside;
        if (from >= 0 && to >= 0 && exon == other) return CodingPart.Inside;
        return from >= 0 || to >= 0 || Covers(transcript, first, last, 0, transcript.CodingLength) ? CodingPart.Across
            : CodingPart.Outside;
    }

    /// <summary>What parts of the transcript the places touch.</summary>
    internal static Consequences Regions(PlacedTranscript transcript, int first, int last, bool isInsertion)
    {
        var terms = Consequences.None;
        if (first < transcript.First) terms |= Consequences.Upstream;
        if (last > transcript.Last) terms |= Consequences.Downstream;
        for (var exon = transcript.FirstNear(first, RegionInExon); exon < transcript.Exons; exon++)
        {
            var (begin, stop) = transcript.Exon(exon);
            // What lies in front of an exon was told with the one before it.
            if (begin > last + 1) break;
            // Untranslated parts.
            if (Overlap(first, last, begin, stop, isInsertion))
            {
                var (low, high) = (transcript.At(Math.Max(first, begin)).Base,
                    transcript.At(Math.Min(last, stop)).Base);
                if (low < 1) terms |= Consequences.FivePrimeUtr;
                if (high > transcript.CodingLength) terms |= Consequences.ThreePrimeUtr;
            }
            if (exon + 1 < transcript.Exons)
            {
                var next = transcript.Exon(exon + 1).First;
                if (Overlap(first, last, stop + 1, next - 1, isInsertion)) terms |= Consequences.Intron;
                if (Overlap(first, last, stop + 1, stop + Site, isInsertion)) terms |= Consequences.SpliceDonor;
                if (Overlap(first, last, next - Site, next - 1, isInsertion)) terms |= Consequences.SpliceAcceptor;
                if (Overlap(first, last, stop - RegionInExon + 1, stop, isInsertion)
                    || Overlap(first, last, stop + Site + 1, stop + RegionInIntron, isInsertion)
                    || Overlap(first, last, next, next + RegionInExon - 1, isInsertion)
                    || Overlap(first, last, next - RegionInIntron, next - Site - 1, isInsertion)
                    || (isInsertion
                    && (last == stop + 1 || first == next - 1 || first == stop + Site || last == next - Site)))
                    terms |= Consequences.SpliceRegion;
            }
        }
        return terms;
    }

    /// <summary>An insertion is inside an interval when both its neighbours are.</summary>
    internal static bool Overlap(int first, int last, int begin, int end, bool isInsertion) =>
        isInsertion ? first >= begin && last <= end : first <= end && last >= begin;
}

/// <summary>How a change lies to the coding sequence.</summary>
enum CodingPart
{
    /// <summary>It changes no coding base.</summary>
    Outside,
    /// <summary>It lies in the coding part of one exon.</summary>
    Inside,
    /// <summary>It reaches from coding bases beyond their exon, or into an untranslated part.</summary>
    Across,
}
