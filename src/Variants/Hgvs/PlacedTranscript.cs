using System.Text;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Hgvs;

/// <summary>
/// A gene's transcript on one build. Places are counted in the direction of the transcript: the chromosome's position
/// on the forward strand, its negative on the reverse strand, so that a larger place always lies further 3'.
/// </summary>
sealed class PlacedTranscript
{
    readonly PanelContig contig;
    readonly Lazy<MatureProtein?> legacy;
    // Of each exon, in the transcript's order: its first and last place, and the base of its first as CodingPoint
    // counts.
    readonly int[] starts, ends, bases;
    readonly Lazy<(string Bases, int Confirmed)> onward;
    string? protein;

    public PlacedTranscript(Gene gene, PanelBuild build)
    {
        (Gene, Prefix, contig) = (gene, gene.Transcript + ":", build.On(gene.Chrom)!);
        onward = new(ReadOnward);
        legacy = new(() => build.Panel.Legacy.Of(gene.Symbol));
        var exons = gene.Exons(build.Id);
        (starts, ends, bases) = (new int[exons.Count], new int[exons.Count], new int[exons.Count]);
        int? before = null;
        var length = 0;
        for (var i = 0; i < exons.Count; i++)
        {
            (starts[i], ends[i]) = Span(exons[i].Start, exons[i].End);
            if (exons[i] is { CodingStart: { } from, CodingEnd: { } to })
                before ??= length + Span(from, to).First - starts[i];
            bases[i] = length + 1;
            length += ends[i] - starts[i] + 1;
        }
        var utr = before ?? length;
        for (var i = 0; i < bases.Length; i++) bases[i] -= utr;
        (FirstBase, LastBase) = (1 - utr, length - utr);
    }

    /// <summary>The gene whose MANE Select transcript this is.</summary>
    public Gene Gene { get; }
    /// <summary>What stands in front of its names.</summary>
    public string Prefix { get; }
    /// <summary>The transcript's first base, as <see cref="CodingPoint.Base"/> counts.</summary>
    public int FirstBase { get; }
    /// <summary>The transcript's last base.</summary>
    public int LastBase { get; }
    /// <summary>Length of the coding sequence with its stop.</summary>
    public int CodingLength => Gene.Coding.Length;
    /// <summary>Residues of the coding sequence, its stop included.</summary>
    public string Protein => protein ??= Hgvs.Protein.Translation(Gene.Coding);
    /// <summary>
    /// The coding sequence and what follows it in the transcript, as far as it is known without a gap: what is read
    /// when a stop is lost.
    /// </summary>
    public string Onward => onward.Value.Bases;
    /// <summary>So many of the first bases of <see cref="Onward"/> are confirmed.</summary>
    public int ConfirmedOnward => onward.Value.Confirmed;
    /// <summary>How its residues were counted before HGVS; null where that is not known.</summary>
    public MatureProtein? Legacy => legacy.Value;
    /// <summary>Exons of the transcript.</summary>
    public int Exons => starts.Length;

    /// <summary>
    /// Places of 1-based, inclusive forward-strand positions; of an empty interval (last before first) too.
    /// </summary>
    public (int First, int Last) Span(int start, int end) => Gene.Forward ? (start, end) : (-end, -start);

    /// <summary>First place of the transcript.</summary>
    public int First => starts[0];
    /// <summary>Last place of the transcript.</summary>
    public int Last => ends[^1];

    /// <summary>First and last place of an exon, counted from 0.</summary>
    public (int First, int Last) Exon(int number) => (starts[number], ends[number]);

    /// <summary>
    /// The exon (from 0) in which a place lies; else the complement of the exon behind it: 0 is before the transcript.
    /// </summary>
    public int ExonAt(int place) => IntervalSearch.At(starts, ends, place);

    /// <summary>
    /// The first exon (from 0) that a place may have to do with: the one it lies in or the one before its intron; one
    /// more where that begins less than <paramref name="within"/> bases before it.
    /// </summary>
    public int FirstNear(int place, int within)
    {
        var exon = ExonAt(place);
        if (exon < 0) exon = ~exon - 1;
        while (exon > 0 && place - starts[exon] < within) exon--;
        return Math.Max(0, exon);
    }

    /// <summary>What HGVS calls a place.</summary>
    public CodingPoint At(int place)
    {
        var exon = ExonAt(place);
        if (exon >= 0) return new CodingPoint(bases[exon] + place - starts[exon], 0);
        var next = ~exon;
        if (next == 0) return new CodingPoint(bases[0] - (starts[0] - place), 0);
        var after = place - ends[next - 1];
        var lastBase = bases[next - 1] + ends[next - 1] - starts[next - 1];
        if (next == starts.Length) return new CodingPoint(lastBase + after, 0);
        // The base in the middle of an intron counts from the exon before it (HGVS, numbering of introns).
        var before = starts[next] - place;
        return after <= before ? new CodingPoint(lastBase, after) : new CodingPoint(bases[next], -before);
    }

    /// <summary>
    /// The place of a point; null where no such base is: beyond its intron's middle, or an offset from inside an exon.
    /// </summary>
    public int? Place(CodingPoint point)
    {
        int place;
        if (point.Base < bases[0]) place = starts[0] - (bases[0] - point.Base);
        else
        {
            var exon = Array.BinarySearch(bases, point.Base);
            if (exon < 0) exon = ~exon - 1;
            place = starts[exon] + point.Base - bases[exon];
            if (place > ends[exon] && exon + 1 < starts.Length) return null;
        }
        place += point.Offset;
        return At(place) == point ? place : null;
    }

    /// <summary>Index in the coding sequence from 0; -1 for a place that is not coding.</summary>
    public int CodingIndex(int place)
    {
        var exon = ExonAt(place);
        if (exon < 0) return -1;
        var index = bases[exon] + place - starts[exon] - 1;
        return (uint)index < (uint)CodingLength ? index : -1;
    }

    /// <summary>The assembly reads another base there than the transcript.</summary>
    public bool AssemblyDiffers(int place) => CodingIndex(place) >= 0 && BaseAt(place) != Assembly(place);

    /// <summary>
    /// The transcript's own base at a place; where it has none the assembly's on this strand; 0 where neither is known.
    /// </summary>
    public char BaseAt(int place)
    {
        var index = CodingIndex(place);
        if (index >= 0) return Gene.Coding[index];
        return Assembly(place);
    }

    /// <summary>
    /// What the transcript reads from a place on: its own bases where it has some, else those of
    /// <paramref name="given"/>.
    /// </summary>
    public string Read(int first, string given)
    {
        for (var i = 0; i < given.Length; i++)
            if (CodingIndex(first + i) is >= 0 and var index && Gene.Coding[index] != given[i])
                return string.Create(given.Length, (this, first, given), static (to, from) =>
                {
                    for (var i = 0; i < to.Length; i++)
                        to[i] = from.Item1.CodingIndex(from.first + i) is >= 0 and var index
                            ? from.Item1.Gene.Coding[index] : from.given[i];
                });
        return given;
    }

    (string Bases, int Confirmed) ReadOnward()
    {
        var (bases, proven) = (new StringBuilder(Gene.Coding), -1);
        for (var at = CodingLength + 1; at <= LastBase && Place(new CodingPoint(at, 0)) is { } place; at++)
        {
            if (Assembly(place) is not (not (char)0 and var known)) break;
            if (proven < 0 && contig.ConfirmedBaseAt(Gene.Forward ? place : -place) == 0) proven = bases.Length;
            bases.Append(known);
        }
        return (bases.ToString(), proven < 0 ? bases.Length : proven);
    }

    char Assembly(int place) =>
        Gene.Forward ? (char)contig.BaseAt(place) : Bases.Complement((char)contig.BaseAt(-place));
}
