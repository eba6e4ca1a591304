using Thrombophilia.Variants.Hgvs;

namespace Thrombophilia.Variants.Acmg;

/// <summary>What is left of a protein.</summary>
enum NullKind
{
    /// <summary>No exon is left.</summary>
    WholeGene,
    /// <summary>A stop so far before the last junction that the messenger decays.</summary>
    Decays,
    /// <summary>A stop too late for decay: the protein ends early.</summary>
    EndsEarly,
    /// <summary>Residues of skipped or deleted exons are missing, the rest is in frame.</summary>
    LacksResidues,
    /// <summary>The start codon is lost.</summary>
    LosesStart,
    /// <summary>Splicing changes and no coding base can be told to be lost.</summary>
    Unclear,
}

/// <summary>
/// The way of a null variant through the decision tree (Abou Tayoun 2018, Hum Mutat 39:1517): a stop is read in the
/// altered sequence; a changed splice site skips its exon; a deletion takes the exons that it covers or whose sites it
/// breaks.
/// </summary>
/// <param name="Kind">What is left.</param>
/// <param name="First">First residue that is lost or another; 0 where none can be told.</param>
/// <param name="Last">Last one.</param>
/// <param name="Residues">Residues of the whole protein.</param>
sealed record NullEffect(NullKind Kind, int First, int Last, int Residues)
{
    /// <summary>Share of the protein that is lost, 0 to 1.</summary>
    public double Share => First == 0 ? 0 : (double)(Last - First + 1) / Residues;

    /// <summary>The effect; null for a variant that is not null.</summary>
    /// <param name="effect">What the variant does.</param>
    /// <param name="decayBeyond">Bases: a stop further than this before the last junction of two exons lets the
    /// messenger decay.</param>
    public static NullEffect? Of(ChangeEffect effect, int decayBeyond)
    {
        var (change, transcript, terms) = (effect.Change, effect.Change.Transcript, effect.Consequences);
        if (ExonsHit(change) is { } exons) return Without(transcript, exons.First, exons.Last, decayBeyond);
        if (terms.HasAny(Consequences.StartLost)) return LosesStart(transcript);
        if (!terms.HasAny(Consequences.StopGained | Consequences.Frameshift)
            || terms.HasAny(Consequences.StopLost | Consequences.StopRetained)) return null;
        if (effect is not { Coding: CodingPart.Inside, Protein: { } protein }) return null;
        return Stops(transcript, change.CodingIndex, change.Deleted.Length, change.Inserted, protein.Residue,
            transcript.Exons, decayBeyond);
    }

    /// <summary>
    /// The residue with which a protein could begin anew: the next methionine in frame; null for none.
    /// </summary>
    public static int? NextStart(PlacedTranscript transcript) =>
        transcript.Protein.IndexOf('M', 1) is > 0 and var index ? index + 1 : null;

    /// <summary>First and last exon, from 0, that is deleted whole or has a splice site changed.</summary>
    public static (int First, int Last)? ExonsHit(TranscriptChange change)
    {
        var transcript = change.Transcript;
        var isInsertion = change.Deleted.Length == 0;
        var (first, last) = isInsertion ? (change.Last, change.First) : (change.First, change.Last);
        (int First, int Last)? hit = null;
        for (var exon = transcript.FirstNear(first, 0); exon < transcript.Exons; exon++)
        {
            var (begin, end) = transcript.Exon(exon);
            if (begin - 2 > last) break;
            if ((exon > 0 && ChangeEffect.Overlap(first, last, begin - 2, begin - 1, isInsertion))
                || (exon + 1 < transcript.Exons && ChangeEffect.Overlap(first, last, end + 1, end + 2, isInsertion))
                || (!isInsertion && first <= begin && last >= end)) hit = (hit?.First ?? exon, exon);
        }
        return hit;
    }

    /// <summary>The transcript without exons <paramref name="from"/> to <paramref name="to"/>.</summary>
    static NullEffect Without(PlacedTranscript transcript, int from, int to, int decayBeyond)
    {
        var residues = transcript.CodingLength / 3 - 1;
        if (from == 0 && to == transcript.Exons - 1) return new NullEffect(NullKind.WholeGene, 1, residues, residues);
        int first = Math.Max(1, transcript.At(transcript.Exon(from).First).Base),
            last = Math.Min(transcript.CodingLength, transcript.At(transcript.Exon(to).Last).Base);
        if (last < first) return new NullEffect(NullKind.Unclear, 0, 0, residues);
        if (first == 1) return LosesStart(transcript);
        var residue = (first - 1) / 3 + 1;
        if (last == transcript.CodingLength) return new NullEffect(NullKind.EndsEarly, residue, residues, residues);
        var (at, length) = (first - 1, last - first + 1);
        var altered =
            Protein.Translation(
            string.Concat(transcript.Gene.Coding.AsSpan(0, at), transcript.Gene.Coding.AsSpan(at + length)));
        if (length % 3 == 0 && altered.IndexOf('*', StringComparison.Ordinal) == altered.Length - 1)
            return new NullEffect(NullKind.LacksResidues, residue, residue + length / 3 - 1, residues);
        return Stops(transcript, at, length, "", residue, transcript.Exons - (to - from + 1), decayBeyond);
    }

    static NullEffect LosesStart(PlacedTranscript transcript)
    {
        var residues = transcript.CodingLength / 3 - 1;
        return new NullEffect(NullKind.LosesStart, 1, NextStart(transcript) - 1 ?? residues, residues);
    }

    /// <summary>Where the altered sequence stops, against the last junction that it has.</summary>
    static NullEffect Stops(PlacedTranscript transcript, int at, int length, string inserted, int residue, int exons,
        int decayBeyond)
    {
        var coding = transcript.Gene.Coding;
        var residues = coding.Length / 3 - 1;
        var read = Protein.ReadOn(coding, at, length, inserted);
        var stop = read is [.., '*'] ? at / 3 + read.Length - 1 : -1;
        // The last base before the last exon; what changes before it moves it.
        var junction = transcript.At(transcript.Exon(transcript.Exons - 1).First).Base - 1;
        if (at < junction) junction += inserted.Length - length;
        var decays = exons > 1 && stop >= 0 && junction - (3 * stop + 3) > decayBeyond;
        return new NullEffect(decays ? NullKind.Decays : NullKind.EndsEarly, residue, residues, residues);
    }
}
