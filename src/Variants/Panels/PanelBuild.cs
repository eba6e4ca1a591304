using System.Text;

namespace Thrombophilia.Variants.Panels;

/// <summary>Forward-strand bases that the panel knows, from 1-based <paramref name="Start"/>.</summary>
sealed record KnownSegment(int Start, byte[] Bases, bool Coding)
{
    public int End => Start + Bases.Length - 1;
}

/// <summary>A hot spot on one build.</summary>
/// <param name="HotSpot">The hot spot.</param>
/// <param name="Place">Its coordinates and alleles on this build.</param>
public sealed record PlacedHotSpot(HotSpot HotSpot, HotSpotPlace Place)
{
    /// <summary>First base whose state decides the site, 1-based.</summary>
    public int Start => Place.Pos;
    /// <summary>Last base whose state decides the site: proof of the reference has to reach it.</summary>
    public int End => Place.Pos + Place.Ref.Length - 1;
    /// <summary>The build's own bases are the counted allele, so silence must never be read as normal.</summary>
    public bool ReferenceIsCounted => Place.Ref == Place.Counted;
}

/// <summary>A gene on one build, 1-based and inclusive.</summary>
/// <param name="Gene">The gene.</param>
/// <param name="Start">First base of the transcript.</param>
/// <param name="End">Last base of the transcript.</param>
public sealed record PlacedGene(Gene Gene, int Start, int End);

/// <summary>The panel on one build: what lies where, and which reference bases are known.</summary>
public sealed class PanelBuild
{
    readonly Dictionary<string, PanelContig> contigs = new(StringComparer.Ordinal);

    internal PanelBuild(string id, Panel panel, IReadOnlyList<SequenceJson> sequences,
        IReadOnlyList<DifferenceJson> differences)
    {
        Id = id;
        Panel = panel;
        foreach (var name in panel.Contigs.Names)
        {
            var hotSpots = new List<PlacedHotSpot>();
            foreach (var hotSpot in panel.HotSpots)
                foreach (var place in hotSpot.Places)
                    if (place.Build == id && place.Chrom == name) hotSpots.Add(new PlacedHotSpot(hotSpot, place));
            var genes = new List<PlacedGene>();
            var segments = new List<KnownSegment>();
            foreach (var gene in panel.Genes)
                if (gene.Chrom == name)
                {
                    genes.Add(new PlacedGene(gene, gene.Bounds(id).Start, gene.Bounds(id).End));
                    segments.AddRange(gene.CodingSegments(id));
                }
            foreach (var known in sequences)
                if (known.Build == id && known.Chrom == name)
                    segments.Add(new KnownSegment(known.Start, Encoding.ASCII.GetBytes(known.Bases), Coding: false));
            if (hotSpots.Count + genes.Count == 0) continue;
            hotSpots.Sort(
                (a, b) => a.Start != b.Start ? a.Start.CompareTo(b.Start)
                    : string.CompareOrdinal(a.HotSpot.Id, b.HotSpot.Id));
            genes.Sort((a, b) => a.Start.CompareTo(b.Start));
            // Outside coding exons the hot spots themselves tell the build's bases.
            foreach (var hotSpot in hotSpots)
                if (!segments.Exists(s => s.Start <= hotSpot.End && s.End >= hotSpot.Start))
                    segments.Add(
                        new KnownSegment(hotSpot.Start, Encoding.ASCII.GetBytes(hotSpot.Place.Ref), Coding: false));
            segments.Sort((a, b) => a.Start.CompareTo(b.Start));
            List<KnownRegion> regions = [.. panel.Sequence.On(id, name)];
            foreach (var difference in differences)
                if (difference.Build == id && difference.Chrom == name)
                {
                    Apply(difference, segments);
                    if (Own is null) Apply(difference, regions);
                }
            if (Own is { } own) own.Demand(genes, segments, regions);
            contigs.Add(name, new PanelContig(name, hotSpots, genes, [.. segments], [.. regions]));
        }
        foreach (var contig in contigs.Values)
            foreach (var hotSpot in contig.HotSpots)
                for (var i = 0; i < hotSpot.Place.Ref.Length; i++)
                    if (contig.StatedBaseAt(hotSpot.Place.Pos + i) is var known and not 0
                        && known != hotSpot.Place.Ref[i])
                        throw new InvalidDataException(
                            $"{hotSpot.HotSpot.Id} on {id}: REF {hotSpot.Place.Ref} contradicts the known base {(char)known}.");
    }

    /// <summary>Where the assembly differs from the transcript, its base is the reference's.</summary>
    static void Apply(DifferenceJson difference, List<KnownSegment> segments)
    {
        var segment = segments.Find(s => s.Start <= difference.Pos && difference.Pos <= s.End);
        if (segment is null || segment.Bases[difference.Pos - segment.Start] != difference.Transcript[0])
            throw new InvalidDataException(
                $"{difference.Chrom}:{difference.Pos}: the transcript does not read {difference.Transcript} there.");
        segment.Bases[difference.Pos - segment.Start] = (byte)difference.Assembly[0];
    }

    /// <summary>The same in the shipped copy, which reads as the transcript does.</summary>
    static void Apply(DifferenceJson difference, List<KnownRegion> regions)
    {
        for (var i = 0; i < regions.Count; i++)
            if (regions[i].Start <= difference.Pos && difference.Pos <= regions[i].End)
                regions[i] = regions[i].With(difference.Pos, difference.Assembly[0]);
    }

    /// <summary>Build id.</summary>
    public string Id { get; }
    /// <summary>The laboratory's own reference of this build; null where the shipped copy serves.</summary>
    internal ReferenceTable? Own => Panel.Sequence.Own(Id);
    /// <summary>The panel.</summary>
    public Panel Panel { get; }
    /// <summary>Chromosomes with something on them, in the order of the build.</summary>
    public IReadOnlyCollection<PanelContig> Contigs => contigs.Values;

    /// <summary>The panel on one chromosome (plain name); null when it has nothing there.</summary>
    public PanelContig? On(string chrom) => contigs.GetValueOrDefault(chrom);
}

/// <summary>The panel on one chromosome of one build.</summary>
public sealed class PanelContig
{
    readonly KnownSegment[] segments;
    readonly KnownRegion[] regions;
    // Where the segments begin and end, to be searched: each record asks for its bases.
    readonly int[] segmentStarts, segmentEnds;
    readonly int[] starts, ends;

    internal PanelContig(string name, IReadOnlyList<PlacedHotSpot> hotSpots, IReadOnlyList<PlacedGene> genes,
        KnownSegment[] segments, KnownRegion[] regions)
    {
        (Name, HotSpots, Genes, this.segments, this.regions) = (name, hotSpots, genes, segments, regions);
        (segmentStarts, segmentEnds) = (Array.ConvertAll(segments, s => s.Start),
            Array.ConvertAll(segments, s => s.End));
        (starts, ends) = Merged(hotSpots, genes);
        (Start, End) = (starts[0], ends[^1]);
    }

    /// <summary>Chromosome without <c>chr</c>.</summary>
    public string Name { get; }
    /// <summary>A person has two of it.</summary>
    public bool IsAutosome => Name is not ("X" or "Y" or "MT");
    /// <summary>Hot spots by position.</summary>
    public IReadOnlyList<PlacedHotSpot> HotSpots { get; }
    /// <summary>Genes by position.</summary>
    public IReadOnlyList<PlacedGene> Genes { get; }
    /// <summary>First base of interest, 1-based.</summary>
    public int Start { get; }
    /// <summary>Last base of interest.</summary>
    public int End { get; }

    /// <summary>The genes and hot spots as intervals (1-based, inclusive), merged and in order.</summary>
    public IReadOnlyList<(int Start, int End)> Intervals() => [.. starts.Zip(ends)];

    /// <summary>
    /// True when 1-based, inclusive <paramref name="start"/> to <paramref name="end"/> touches a gene or a hot spot.
    /// </summary>
    public bool Touches(int start, int end)
    {
        for (var i = 0; i < starts.Length; i++)
            if (start <= ends[i] && end >= starts[i]) return true;
        return false;
    }

    static (int[] Starts, int[] Ends) Merged(IReadOnlyList<PlacedHotSpot> hotSpots, IReadOnlyList<PlacedGene> genes)
    {
        var (starts, ends) = (new int[hotSpots.Count + genes.Count], new int[hotSpots.Count + genes.Count]);
        for (var i = 0; i < hotSpots.Count; i++) (starts[i], ends[i]) = (hotSpots[i].Start, hotSpots[i].End);
        for (var i = 0; i < genes.Count; i++)
            (starts[hotSpots.Count + i], ends[hotSpots.Count + i]) = (genes[i].Start, genes[i].End);
        Array.Sort(starts, ends);
        var last = 0;
        for (var i = 1; i < starts.Length; i++)
            if (starts[i] <= ends[last] + 1) ends[last] = Math.Max(ends[last], ends[i]);
            else (starts[++last], ends[last]) = (starts[i], ends[i]);
        return (starts[..(last + 1)], ends[..(last + 1)]);
    }

    /// <summary>
    /// The build's forward-strand base at a 1-based position, upper case; 0 where the panel has no sequence. It places
    /// and names alleles; whether a file may be told that its REF is wrong, <see cref="ConfirmedBaseAt"/> says.
    /// </summary>
    public byte BaseAt(int pos) => RegionAt(pos) is { } region ? region.BaseAt(pos) : StatedBaseAt(pos);

    /// <summary>The same, but 0 where nothing but the copied sequence tells the base.</summary>
    internal byte ConfirmedBaseAt(int pos) =>
        RegionAt(pos) is { } region && region.IsConfirmed(pos) ? region.BaseAt(pos) : StatedBaseAt(pos);

    /// <summary>The same, but only what the transcripts and the hot spots state.</summary>
    internal byte StatedBaseAt(int pos) => SegmentAt(pos) is { } s ? s.Bases[pos - s.Start] : (byte)0;

    /// <summary>The same, but only inside coding exons: what decides the build.</summary>
    internal byte CodingBaseAt(int pos) => SegmentAt(pos) is { Coding: true } s ? s.Bases[pos - s.Start] : (byte)0;

    KnownRegion? RegionAt(int pos)
    {
        foreach (var region in regions) if (pos >= region.Start && pos <= region.End) return region;
        return null;
    }

    KnownSegment? SegmentAt(int pos) =>
        IntervalSearch.At(segmentStarts, segmentEnds, pos) is >= 0 and var found ? segments[found] : null;
}
