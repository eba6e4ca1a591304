using System.Numerics;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Calling.Evidence;
using Thrombophilia.Variants.Calling.HotSpots;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Calling.Proofs;

/// <summary>
/// Which coding bases of one gene are proven in which sample: by records that pass as they would have to at a hot spot,
/// and not where another record of the sample fails or leaves an allele open. Counted in the order of the chromosome.
/// </summary>
sealed class CodingProof
{
    readonly PlacedGene gene;
    readonly (int Exon, int Start, int End, int Before)[] exons;
    readonly ulong[]?[] proven, doubted;

    public CodingProof(PlacedGene gene, string build, int samples)
    {
        this.gene = gene;
        (proven, doubted) = (new ulong[samples][], new ulong[samples][]);
        var coding = gene.Gene.Exons(build).Where(e => e.CodingStart is not null).OrderBy(e => e.Start).ToArray();
        exons = new (int, int, int, int)[coding.Length];
        for (var i = 0; i < coding.Length; i++)
        {
            exons[i] = (coding[i].Number, coding[i].CodingStart!.Value, coding[i].CodingEnd!.Value, Bases);
            Bases += exons[i].End - exons[i].Start + 1;
        }
    }

    /// <summary>The gene.</summary>
    public Gene Gene => gene.Gene;
    /// <summary>Coding bases of it.</summary>
    public int Bases { get; }

    /// <summary>True when 1-based, inclusive positions touch a coding base.</summary>
    public bool Wants(int start, int end)
    {
        foreach (var exon in exons)
            if (start <= exon.End && end >= exon.Start) return true;
        return false;
    }

    /// <summary>Takes what the record says of a sample, whose cell was read.</summary>
    public void Take(RecordEvidence reading, int sample)
    {
        var said = reading.Sample;
        // A rearrangement says nothing about single bases.
        if (reading.IsStructural) return;
        var isBlock = reading.IsBlock && (reading.HasEnd || said.End > reading.End || reading.Kinds.Length > 1);
        var end = isBlock ? said.End : reading.Record.Pos + reading.Record.Ref.Length - 1;
        if (reading.ReferenceMismatch || said.Missing > 0 || said.IsSplit || said.Carries(AltKind.Unspecified)
            || said.Failing() is not null) Mark(ref doubted[sample], reading.Record.Pos, end);
        // A block must show a depth or a quality, or it proves nothing.
        else if (!reading.RefHasN && !(isBlock && said.Depth is null && said.Quality is null))
            Mark(ref proven[sample], reading.Record.Pos, end);
    }

    /// <summary>
    /// The coding bases that are not proven in a sample, with the help of callable regions where there are any.
    /// </summary>
    public (int Proven, IReadOnlyList<CodingGap> Gaps) Of(int sample, IReadOnlyList<Stretch> callable)
    {
        var known = proven[sample] is { } marked ? (ulong[])marked.Clone() : null;
        foreach (var stretch in callable) Mark(ref known, stretch.Start, stretch.End);
        if (known is null) return (0, [.. exons.Select(e => new CodingGap(e.Exon, e.Start, e.End))]);
        if (doubted[sample] is { } doubts)
            for (var i = 0; i < known.Length; i++) known[i] &= ~doubts[i];
        var count = 0;
        foreach (var word in known) count += BitOperations.PopCount(word);
        var gaps = new List<CodingGap>();
        if (count < Bases)
            foreach (var (exon, start, end, before) in exons)
                for (var at = start; at <= end; at++)
                {
                    if (Is(known, before + at - start)) continue;
                    var from = at;
                    while (at < end && !Is(known, before + at + 1 - start)) at++;
                    gaps.Add(new CodingGap(exon, from, at));
                }
        return (count, gaps);
    }

    void Mark(ref ulong[]? bits, int start, int end)
    {
        foreach (var exon in exons)
        {
            int from = Math.Max(start, exon.Start), to = Math.Min(end, exon.End);
            if (from > to) continue;
            bits ??= new ulong[(Bases + 63) / 64];
            for (var i = exon.Before + from - exon.Start; i <= exon.Before + to - exon.Start; i++)
                bits[i >> 6] |= 1UL << (i & 63);
        }
    }

    static bool Is(ulong[] bits, int index) => (bits[index >> 6] >> (index & 63) & 1) != 0;
}
