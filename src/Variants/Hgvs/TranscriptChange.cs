using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

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
/// A change in the words of a transcript: <paramref name="Deleted"/>, which lies at the places <paramref name="First"/>
/// to <paramref name="Last"/>, becomes <paramref name="Inserted"/>. An insertion lies between <paramref name="Last"/>
/// and <paramref name="First"/>, which follow each other. A pure insertion or deletion lies as far 3' as the known
/// sequence allows (HGVS, 3' rule), but does not leave an exon.
/// </summary>
/// <param name="Transcript">The transcript.</param>
/// <param name="First">First changed place.</param>
/// <param name="Last">Last changed place.</param>
/// <param name="Deleted">Bases of the transcript; empty for an insertion, one N for a loss of which nobody has written
/// the bases.</param>
/// <param name="Inserted">Bases that stand there instead.</param>
/// <param name="Kind">As HGVS orders the kinds.</param>
/// <param name="IsSettled">False where unknown sequence leaves open whether it could lie further 3', or whether an
/// insertion repeats what stands before it.</param>
sealed record TranscriptChange(PlacedTranscript Transcript, int First, int Last, string Deleted, string Inserted,
    ChangeKind Kind, bool IsSettled)
{
    /// <summary>
    /// The change that an allele of the forward strand makes (1-based position of its first base; bases in upper case).
    /// </summary>
    public static TranscriptChange Of(PlacedTranscript transcript, int pos, string refBases, string altBases)
    {
        var (first, last) = transcript.Span(pos, pos + refBases.Length - 1);
        var given = transcript.Gene.Forward ? refBases : Bases.ReverseComplement(refBases);
        var inserted = transcript.Gene.Forward ? altBases : Bases.ReverseComplement(altBases);
        // Names are against the transcript, even where the assembly reads otherwise.
        var deleted = transcript.Read(first, given);
        var known = new KnownBases(transcript, first, deleted);
        return Trimmed(known, first, deleted, inserted);
    }

    /// <summary>The loss of all bases between two places, of which nobody has written any.</summary>
    public static TranscriptChange Loss(PlacedTranscript transcript, int first, int last) =>
        new(transcript, first, last, "N", "", ChangeKind.Deletion, IsSettled: false);

    /// <summary>Without what both ways have in common.</summary>
    static TranscriptChange Trimmed(KnownBases known, int first, string deleted, string inserted)
    {
        int tail = 0, head = 0;
        while (tail < deleted.Length && tail < inserted.Length && deleted[^(tail + 1)] == inserted[^(tail + 1)]) tail++;
        while (head < deleted.Length - tail && head < inserted.Length - tail && deleted[head] == inserted[head]) head++;
        return head + tail == deleted.Length && head + tail == inserted.Length
            ? new TranscriptChange(known.Transcript, first, first + deleted.Length - 1, deleted, inserted,
            ChangeKind.Same, true)
            : Settled(known, first + head, deleted[head..^tail], inserted[head..^tail]);
    }

    static TranscriptChange Settled(KnownBases known, int first, string deleted, string inserted)
    {
        var last = first + deleted.Length - 1;
        if (deleted.Length > 0 && inserted.Length > 0)
            return new TranscriptChange(known.Transcript, first, last, deleted, inserted,
                deleted.Length == 1 && inserted.Length == 1 ? ChangeKind.Substitution
                    : deleted.Length == inserted.Length && inserted == Bases.ReverseComplement(deleted)
                    ? ChangeKind.Inversion : ChangeKind.Delins, true);

        var text = deleted.Length > 0 ? deleted : inserted;
        var moved = 0;
        while (known.At(last + 1) == text[moved % text.Length])
        {
            // What is moved over is what is moved: its bases come round again.
            moved++;
            first++;
            last++;
        }
        var settled = known.At(last + 1) != 0;
        if (BackIntoExon(known, first, last, text, moved) is > 0 and var back)
        {
            (first, last, moved, settled) = (first - back, last - back, moved - back, true);
            if (moved < 0) moved += (-moved / text.Length + 1) * text.Length;
        }
        if (moved % text.Length is > 0 and var turned)
            text = string.Concat(text.AsSpan(turned), text.AsSpan(0, turned));
        if (deleted.Length > 0)
            return new TranscriptChange(known.Transcript, first, last, text, "", ChangeKind.Deletion, settled);
        var repeats = true;
        for (var i = 1; i <= text.Length && repeats; i++)
        {
            var before = known.At(first - i);
            if (before == 0) settled = false;
            repeats = before == text[^i];
        }
        return new TranscriptChange(known.Transcript, first, last, "", text,
            repeats ? ChangeKind.Duplication : ChangeKind.Insertion, settled);
    }

    /// <summary>
    /// How far a change has to go back to lie in an exon, where it can lie there as well as behind it: there it leaves
    /// the splice sites as they are, and so do the bases, whichever way they are written. 0 where it is in one, or
    /// cannot.
    /// </summary>
    static int BackIntoExon(KnownBases known, int first, int last, string text, int moved)
    {
        var exon = known.Transcript.ExonAt(last);
        if (exon >= 0 || ~exon == 0) return 0;
        var (begin, end) = known.Transcript.Exon(~exon - 1);
        var back = last - end;
        if (first - back < begin) return 0;
        for (var i = 1; i <= back; i++)
            if (known.At(first - i) is var before
                && before != text[((moved - i) % text.Length + text.Length) % text.Length]) return 0;
        return back;
    }

    /// <summary>
    /// Index in the coding sequence at which the change begins, an insertion between an exon and its intron at the
    /// exon's end; -1 outside of it.
    /// </summary>
    public int CodingIndex =>
        Transcript.CodingIndex(First) is >= 0 and var index ? index
        : Transcript.CodingIndex(Last) is >= 0 and var last ? last + 1 : -1;

    /// <summary>Both change one base, wherever in a repeat they could be written.</summary>
    public bool Overlaps(TranscriptChange other) =>
        IsInPlace && other.IsInPlace && First <= other.Last && other.First <= Last;

    /// <summary>Another change of bases for as many bases leaves all that this one does, and more.</summary>
    public bool IsPartOf(TranscriptChange whole) =>
        IsSubstitution && whole.IsSubstitution && Deleted.Length < whole.Deleted.Length
        && First >= whole.First && Last <= whole.Last
        && whole.Inserted.AsSpan(First - whole.First, Inserted.Length).SequenceEqual(Inserted);

    /// <summary>
    /// The two may be one event, written twice: one leaves what the other does, or replaces bases by another number of
    /// them, which has many spellings.
    /// </summary>
    public bool MayBe(TranscriptChange other) =>
        IsPartOf(other) || other.IsPartOf(this) || IsReplacement || other.IsReplacement;

    bool IsSubstitution => Deleted.Length > 0 && Deleted.Length == Inserted.Length;

    bool IsReplacement => Deleted.Length > 0 && Inserted.Length > 0 && Deleted.Length != Inserted.Length;

    /// <summary>It changes bases and cannot be written at others.</summary>
    bool IsInPlace => Deleted.Length > 0 && (Inserted.Length > 0 || (CodingIndex >= 0 && EarliestIndex == CodingIndex));

    /// <summary>
    /// The first index at which the same change could be written: the other end of the repeat at whose 3' end HGVS
    /// writes it.
    /// </summary>
    int EarliestIndex
    {
        get
        {
            var index = CodingIndex;
            if (Deleted.Length > 0 && Inserted.Length > 0) return index;
            var text = Deleted.Length > 0 ? Deleted : Inserted;
            for (var moved = 0; index > 0
                && Transcript.Gene.Coding[index - 1] == text[^(1 + moved % text.Length)]; moved++) index--;
            return index;
        }
    }

    /// <summary>
    /// What changes of one coding sequence that lie on one haplotype make of it together (HGVS describes neighbours
    /// that change one residue as one change); null where they overlap, where one could as well be written on the other
    /// side of another, or where an intron lies between them.
    /// </summary>
    /// <param name="changes">Each inside the coding part of an exon, in the order of the transcript, insertions before
    /// what begins at the same base.</param>
    public static TranscriptChange? Together(IReadOnlyList<TranscriptChange> changes)
    {
        var (transcript, from) = (changes[0].Transcript, changes[0].CodingIndex);
        var (inserted, end) = (new StringBuilder(), from);
        for (var i = 0; i < changes.Count; i++)
        {
            var (change, at) = (changes[i], changes[i].CodingIndex);
            // Of two insertions at one place nobody knows which comes first.
            if (i > 0
                && (change.EarliestIndex < end
                || (at == end && change.Deleted.Length == 0 && changes[i - 1].Deleted.Length == 0))) return null;
            inserted.Append(transcript.Gene.Coding, end, at - end).Append(change.Inserted);
            end = at + change.Deleted.Length;
        }
        if (end == from || transcript.Place(new CodingPoint(from + 1, 0)) is not { } first
            || transcript.Place(new CodingPoint(end, 0)) != first + end - from - 1) return null;
        var deleted = transcript.Gene.Coding[from..end];
        return Trimmed(new KnownBases(transcript, first, deleted), first, deleted, inserted.ToString());
    }

    /// <summary>
    /// The HGVS name behind the transcript's, for example <c>c.577_579del</c>; with <paramref name="prefix"/> in front.
    /// </summary>
    public string Name(string prefix = "")
    {
        var (first, last) = Kind switch
        {
            ChangeKind.Insertion => (Last, First),
            ChangeKind.Duplication => (First - Inserted.Length, Last),
            _ => (First, Last),
        };
        var text = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[64]);
        text.AppendLiteral(prefix);
        text.AppendLiteral("c.");
        Transcript.At(first).AppendTo(ref text, Transcript.CodingLength);
        if (first != last)
        {
            text.AppendLiteral("_");
            Transcript.At(last).AppendTo(ref text, Transcript.CodingLength);
        }
        if (Kind == ChangeKind.Substitution) text.AppendLiteral(Deleted);
        text.AppendLiteral(Kind switch
        {
            ChangeKind.Same => "=",
            ChangeKind.Substitution => ">",
            ChangeKind.Deletion => "del",
            ChangeKind.Duplication => "dup",
            ChangeKind.Insertion => "ins",
            ChangeKind.Inversion => "inv",
            _ => "delins",
        });
        if (Kind is ChangeKind.Substitution or ChangeKind.Insertion or ChangeKind.Delins) text.AppendLiteral(Inserted);
        return text.ToStringAndClear();
    }

    /// <summary>
    /// Reads what <see cref="Name"/> writes, and the older forms that spell out what is deleted or repeated. Null for
    /// what is no such name, has places that the transcript has not, or says bases that are not there. Bases that
    /// nobody knows and the name does not tell are written N.
    /// </summary>
    public static TranscriptChange? Read(PlacedTranscript transcript, string name)
    {
        if (!name.StartsWith("c.", StringComparison.Ordinal)) return null;
        var text = name.AsSpan(2);
        var end = text.IndexOfAny(AfterPlaces);
        if (end < 0) return null;
        ReadOnlySpan<char> places = text[..end], what = text[end..];
        var line = places.IndexOf('_');
        if (Place(transcript, line < 0 ? places : places[..line]) is not { } first
            || Place(transcript, line < 0 ? places : places[(line + 1)..]) is not { } last || last < first) return null;
        var there = string.Create(last - first + 1, (transcript, first), static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
                to[i] = from.transcript.BaseAt(from.first + i) is not (char)0 and var b ? b : 'N';
        });
        if (what is "=") return new TranscriptChange(transcript, first, last, there, there, ChangeKind.Same, true);
        if (what is [var was, '>', var @is] && line < 0)
            return Says(was.ToString(), there) && Reads(@is.ToString()) ? Change(was.ToString(), @is.ToString()) : null;
        if (what is "inv") return Change(there, Bases.ReverseComplement(there));
        if (what.StartsWith("ins"))
            return line >= 0 && last == first + 1 && what.Length > 3 && Reads(what[3..])
                ? Inserts(last, what[3..].ToString()) : null;
        if (what.StartsWith("dup"))
            return Says(what[3..], there) ? Inserts(last + 1, what.Length > 3 ? what[3..].ToString() : there) : null;
        if (!what.StartsWith("del")) return null;
        what = what[3..];
        var ins = what.IndexOf("ins");
        var deleted = ins < 0 ? what : what[..ins];
        var inserted = ins < 0 ? default : what[(ins + 3)..];
        return Says(deleted, there) && (ins < 0 || (inserted.Length > 0 && Reads(inserted)))
            ? Change(deleted.Length > 0 ? deleted.ToString() : there, inserted.ToString()) : null;

        TranscriptChange Inserts(int before, string bases) =>
            Settled(new KnownBases(transcript, before, ""), before, "", bases);

        TranscriptChange Change(string from, string to) =>
            Trimmed(new KnownBases(transcript, first, from), first, from, to);
    }

    static readonly SearchValues<char> AfterPlaces = SearchValues.Create("=ACGTdi");

    static int? Place(PlacedTranscript transcript, ReadOnlySpan<char> text) =>
        CodingPoint.TryRead(text, transcript.CodingLength, out var point) ? transcript.Place(point) : null;

    static bool Reads(ReadOnlySpan<char> bases) => bases.IndexOfAnyExcept("ACGTN") < 0;

    /// <summary>Nothing is said, or what is there as far as it is known.</summary>
    static bool Says(ReadOnlySpan<char> said, string there)
    {
        if (said.Length > 0 && said.Length != there.Length) return false;
        for (var i = 0; i < said.Length; i++)
            if (!"ACGT".Contains(said[i]) || (there[i] != 'N' && there[i] != said[i])) return false;
        return true;
    }

    /// <summary>Bases that the panel or the file's own REF tells.</summary>
    readonly struct KnownBases(PlacedTranscript transcript, int first, string given)
    {
        public PlacedTranscript Transcript => transcript;

        public char At(int place) =>
            place >= first && place < first + given.Length ? given[place - first] : transcript.BaseAt(place);
    }
}
