using System.Collections.Immutable;
using System.Globalization;
using Thrombophilia.Variants.Alleles;

namespace Thrombophilia.Variants.Hgvs;

/// <summary>What a symbolic allele or a breakend does to one transcript.</summary>
/// <param name="HgvsC">
/// Coding name with its transcript, of exact breakpoints (<c>c.71-250_237+410del</c>) or of uncertain ones
/// (<c>c.(70+1_71-1)_(237+1_238-1)del</c>); null where the record tells too little: the notes say what is missing.
/// </param>
/// <param name="HgvsP"><c>p.?</c> where coding bases are surely touched; else null.</param>
/// <param name="Consequences">What is sure of what it does.</param>
/// <param name="Notes">Codes listed in docs/reference/notes.md.</param>
sealed record StructuralName(string? HgvsC, string? HgvsP, Consequences Consequences, ImmutableArray<string> Notes)
{
    /// <summary>
    /// Sequence Ontology terms joined by <c>&amp;</c>, the most severe first; null where none is sure.
    /// </summary>
    public string? Consequence => Consequences.Joined();

    /// <summary>First changed place of the transcript, by the best estimate; 0 where the record tells no end.</summary>
    public int First { get; init; }
    /// <summary>Last changed place in the same way.</summary>
    public int Last { get; init; }
    /// <summary>What of the transcript is surely lost; null for nothing.</summary>
    public ChangeEffect? Loss { get; init; }

    /// <summary>Names <paramref name="allele"/>. <paramref name="copies"/> are a sample's, or null.</summary>
    public static StructuralName Of(PlacedTranscript transcript, StructuralAllele allele, double? copies) =>
        new LaidAllele(transcript, allele, copies).Name();
}

/// <summary>One allele laid on one transcript.</summary>
sealed class LaidAllele(PlacedTranscript transcript, StructuralAllele allele, double? copies)
{
    readonly List<string> notes = [];
    readonly int? change = allele.Change(copies);

    bool IsInsertion => allele.Kind == StructuralKind.Insertion;

    public StructuralName Name()
    {
        if ((copies ?? allele.SampleCopies) is { } ofSample) notes.Add(Number("copy-number-", ofSample));
        if (allele.AlleleCopies is { } ofAllele) notes.Add(Number("allele-copy-number-", ofAllele));
        if (allele.Kind == StructuralKind.CopyNumber && change is null) notes.Add("copy-number-unknown");
        if (allele.Kind is StructuralKind.Breakend or StructuralKind.Inversion) notes.Add("rearrangement-review");
        if (allele.WrittenAt is { } other) notes.Add("written-at-" + other);
        if (allele.Kind == StructuralKind.Other) notes.Add("symbolic-allele");
        if (!allele.IsExact) notes.Add("imprecise");
        if (allele.LengthsDiffer) notes.Add("length-conflict");
        if (allele.End is not { } end)
        {
            notes.Add("end-unknown");
            return new StructuralName(null, null, Consequences.None, [.. notes]);
        }
        var (first, last) = transcript.Span(allele.Start, end);
        var sure = Sure(end);
        Where(sure, Possible(end), first, last);
        var terms = Terms(sure);
        var name = HgvsName(first, last, end);
        if (name is not null && change > 0 && !allele.Tandem) notes.Add("tandem-not-shown");
        var touchesProtein = terms != Consequences.None
            && (IsCoding(sure!.Value) || terms.HasAny(ChangeEffect.SpliceSite));
        return new StructuralName(name is null ? null : $"{transcript.Gene.Transcript}:c.{name}",
            touchesProtein ? "p.?" : null, terms, [.. notes])
        { First = first, Last = last, Loss = Loss(sure, terms) };
    }

    /// <summary>
    /// Places that are changed wherever in their intervals the breakpoints lie; null where there are none.
    /// </summary>
    (int First, int Last)? Sure(int end)
    {
        if (IsInsertion) return transcript.Span(allele.Start, end);
        int from = Moved(allele.Start, allele.StartRange?.High), to = Moved(end, allele.EndRange?.Low);
        return from <= to ? transcript.Span(from, to) : null;
    }

    /// <summary>Places that are changed if the breakpoints lie as far apart as they may.</summary>
    (int First, int Last) Possible(int end) =>
        transcript.Span(Moved(allele.Start, allele.StartRange?.Low), Moved(end, allele.EndRange?.High));

    static int Moved(int position, int? offset) => (int)Math.Clamp((long)position + (offset ?? 0), 1, int.MaxValue - 1);

    /// <summary>
    /// Says which exons lie inside, surely and perhaps, or in which intron all of it lies. Numbers count from 1.
    /// </summary>
    void Where((int First, int Last)? sure, (int First, int Last) possible, int first, int last)
    {
        var inside = sure is { } s ? Exons(s.First, s.Last) : null;
        var perhaps = Exons(possible.First, possible.Last);
        if (inside is { } i) notes.Add(Range("exons-", i));
        if (perhaps is { } p && perhaps != inside) notes.Add(Range("perhaps-exons-", p));
        if (perhaps is null && transcript.ExonAt(first) is < 0 and var behind && ~behind > 0
            && ~behind < transcript.Exons && transcript.ExonAt(last) == behind)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"intron-{~behind}"));
        if (!allele.IsExact || inside is not { } exact || IsInsertion || allele.Kind == StructuralKind.Breakend) return;
        foreach (var exon in exact.First == exact.Last ? (ReadOnlySpan<int>)[exact.First] : [exact.First, exact.Last])
            if (transcript.Exon(exon) is var (begin, stop) && (first > begin || last < stop))
                notes.Add(string.Create(CultureInfo.InvariantCulture, $"part-of-exon-{exon + 1}"));
    }

    /// <summary>
    /// First and last exon (from 0) of which bases lie between two places; an insertion lies in an exon when both its
    /// neighbours do.
    /// </summary>
    (int First, int Last)? Exons(int first, int last)
    {
        int from = transcript.ExonAt(first), to = transcript.ExonAt(last);
        if (IsInsertion) return from >= 0 && from == to ? (from, to) : null;
        if (from < 0) from = ~from;
        if (to < 0) to = ~to - 1;
        return from <= to ? (from, to) : null;
    }

    /// <summary>What a lost start or stop does is told by the exons that go with it.</summary>
    ChangeEffect? Loss((int First, int Last)? sure, Consequences terms)
    {
        if (change is not < 0 || sure is not { } places) return null;
        var (first, last) = (Math.Max(places.First, transcript.First), Math.Min(places.Last, transcript.Last));
        return first > last ? null
            : new ChangeEffect(TranscriptChange.Loss(transcript, first, last),
            terms & ~(Consequences.StartLost | Consequences.StopLost), null, CodingPart.Across);
    }

    bool IsCoding((int First, int Last) places) =>
        ChangeEffect.Covers(transcript, Math.Max(places.First, transcript.First),
        Math.Min(places.Last, transcript.Last), 0, transcript.CodingLength)
        && (!IsInsertion || (transcript.CodingIndex(places.First) >= 0 && transcript.CodingIndex(places.Last) >= 0));

    Consequences Terms((int First, int Last)? sure)
    {
        if (sure is not { } places || change == 0 || allele.Kind is StructuralKind.Breakend or StructuralKind.Other)
            return Consequences.None;
        if (!IsInsertion && places.First <= transcript.First && places.Last >= transcript.Last)
            return change switch
            {
                < 0 => Consequences.TranscriptAblation,
                > 0 => Consequences.TranscriptAmplification,
                _ => Consequences.None
            };
        var (first, last) = (Math.Max(places.First, transcript.First), Math.Min(places.Last, transcript.Last));
        if (first > last) return Consequences.None;
        var terms = ChangeEffect.Regions(transcript, first, last, IsInsertion);
        // A copy more leaves the first with its splice sites, and a border that nobody knows hits none.
        if (change is not < 0 || !allele.IsExact) terms &= ~(ChangeEffect.SpliceSite | Consequences.SpliceRegion);
        if (terms.HasAny(ChangeEffect.SpliceSite)) terms &= ~(Consequences.SpliceRegion | Consequences.Intron);
        if (IsCoding(places))
        {
            terms |= Consequences.CodingSequence;
            if (change < 0 && ChangeEffect.Covers(transcript, first, last, 0, 3)) terms |= Consequences.StartLost;
            if (change < 0
                && ChangeEffect.Covers(transcript, first, last, transcript.CodingLength - 3, transcript.CodingLength))
                terms |= Consequences.StopLost;
        }
        if (Exons(places.First, places.Last) is null) return terms;
        if (change < 0) terms |= Consequences.FeatureTruncation;
        else if (change > 0 || IsInsertion) terms |= Consequences.FeatureElongation;
        return terms;
    }

    /// <summary>
    /// The name behind <c>c.</c>; null where there is none, with a note that says why where no other does.
    /// </summary>
    string? HgvsName(int first, int last, int end)
    {
        var what = change switch
        {
            < 0 => "del",
            > 0 => "dup",
            _ => allele.Kind == StructuralKind.Inversion ? "inv" : null
        };
        if (IsInsertion)
        {
            if (!allele.IsExact || first < transcript.First || last > transcript.Last) return null;
            notes.Add("not-3-prime-aligned");
            return $"{Point(first)}_{Point(last)}insN[{allele.InsertedLength?.ToString(CultureInfo.InvariantCulture) ?? "?"}]";
        }
        if (what is null) return null;
        if (allele.IsExact)
        {
            if (first >= transcript.First && last <= transcript.Last && what != "inv") notes.Add("not-3-prime-aligned");
            return first == last && first >= transcript.First && last <= transcript.Last ? Point(first) + what
                : $"{Exact(first, isBefore: true)}_{Exact(last, isBefore: false)}{what}";
        }
        // On the reverse strand the range of the end is that of the first place.
        var ((low, high), (from, to)) =
            (transcript.Span(Moved(allele.Start, allele.StartRange?.Low), Moved(allele.Start, allele.StartRange?.High)),
            transcript.Span(Moved(end, allele.EndRange?.Low), Moved(end, allele.EndRange?.High)));
        if (!transcript.Gene.Forward) ((low, high), (from, to)) = ((from, to), (low, high));
        var (before, after) = (Before(low, high), After(from, to));
        if (before is null || after is null) notes.Add("breakpoint-in-exon");
        return before is null || after is null || before == after ? null : $"{before}_{after}{what}";
    }

    /// <summary>
    /// A breakpoint known to the base; outside the transcript only that it lies beyond its last base can be said in its
    /// words.
    /// </summary>
    string Exact(int place, bool isBefore) => isBefore && place < transcript.First ? $"(?_{Point(transcript.First)})"
        : !isBefore && place > transcript.Last ? $"({Point(transcript.Last)}_?)" : Point(place);

    /// <summary>
    /// The first changed place lies between two. Null where only one inside an exon is told: how much of the exon is
    /// changed is not known.
    /// </summary>
    string? Before(int low, int high)
    {
        // All of an exon and no more is what is told where only exons are known: the breakpoint lies in front of it.
        if (low == high && transcript.ExonAt(low) is >= 0 and var exon && transcript.Exon(exon).First == low)
            low = high = low - 1;
        return high < transcript.First ? $"(?_{Point(transcript.First)})" : InIntron(low, high) ?? (low == high ? null
            : $"({(low < transcript.First ? "?" : Point(low))}_{Point(Math.Min(high, transcript.Last))})");
    }

    /// <summary>The same of the last changed place.</summary>
    string? After(int low, int high)
    {
        if (low == high && transcript.ExonAt(low) is >= 0 and var exon && transcript.Exon(exon).Last == low)
            low = high = low + 1;
        return low > transcript.Last ? $"({Point(transcript.Last)}_?)" : InIntron(low, high) ?? (low == high ? null
            : $"({Point(Math.Max(low, transcript.First))}_{(high > transcript.Last ? "?" : Point(high))})");
    }

    /// <summary>Somewhere between two exons; null where the two places lie elsewhere.</summary>
    string? InIntron(int low, int high) =>
        transcript.ExonAt(low) is < 0 and var gap && gap == transcript.ExonAt(high) && ~gap > 0
        && ~gap < transcript.Exons
        ? $"({Point(transcript.Exon(~gap - 1).Last)}+1_{Point(transcript.Exon(~gap).First)}-1)" : null;

    string Point(int place) => transcript.At(place).Text(transcript.CodingLength);

    static string Range(string code, (int First, int Last) exons) => exons.First == exons.Last
        ? string.Create(CultureInfo.InvariantCulture, $"{code}{exons.First + 1}")
        : string.Create(CultureInfo.InvariantCulture, $"{code}{exons.First + 1}-{exons.Last + 1}");

    static string Number(string code, double copies) =>
        string.Create(CultureInfo.InvariantCulture, $"{code}{copies:0.##}");
}
