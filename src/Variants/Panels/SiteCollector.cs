using System.Text;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Panels;

/// <summary>One ALT of a record in one gene, whoever carries it.</summary>
/// <param name="Gene">The gene.</param>
/// <param name="Chrom">Chromosome without <c>chr</c>.</param>
/// <param name="Allele">In normal form.</param>
/// <param name="HotSpot">The hot spot whose counted allele it is; null for none.</param>
/// <param name="ReferenceMismatch">REF is not the build's base.</param>
/// <param name="Structural">What is said of a symbolic allele or a breakend; null for bases.</param>
sealed record GeneAllele(Gene Gene, string Chrom, Allele Allele, HotSpot? HotSpot, bool ReferenceMismatch, StructuralAllele? Structural);

/// <summary>Collects the ALTs that touch a gene region, on the supposition that a file is of one build. Genotypes are not looked at.</summary>
sealed class SiteCollector : IBuildCandidate
{
    const int Most = 1 << 20;
    readonly List<PanelContig?> contigs = [];
    readonly Dictionary<Allele, HotSpot> counted = [];
    readonly RecordReading reading;

    public SiteCollector(PanelBuild build, VcfHeader header, bool buildIsOpen)
    {
        (Build, Evidence) = (build, new BuildEvidence(build, buildIsOpen));
        reading = new RecordReading(header, build.Panel.Thresholds);
        foreach (var contig in build.Contigs)
            foreach (var spot in contig.HotSpots)
                if (!spot.ReferenceIsCounted)
                    counted.TryAdd(Allele.Normalise(contig, spot.Place.Pos, Encoding.ASCII.GetBytes(spot.Place.Ref), Encoding.ASCII.GetBytes(spot.Place.Counted)), spot.HotSpot);
    }

    public PanelBuild Build { get; }
    public BuildEvidence Evidence { get; }
    public RefusedException? Fault { get; private set; }
    /// <summary>A record speaks of lost or gained copies.</summary>
    public bool ShowsCopyNumber { get; private set; }
    /// <summary>In the order of the file.</summary>
    public List<GeneAllele> Alleles { get; } = [];

    /// <summary>Takes a record. <paramref name="names"/> are the file's CHROM names.</summary>
    public void Take(VcfRecord record, IReadOnlyList<string> names)
    {
        while (contigs.Count < names.Count) contigs.Add(Build.Panel.Contigs.Resolve(names[contigs.Count]) is { } known ? Build.On(known.Name) : null);
        if (contigs[record.Chrom] is not { } contig || record.Pos > contig.End + 1 || Fault is not null) return;
        try { Take(record, contig); }
        catch (RefusedException e) { Fault = e; }
    }

    void Take(VcfRecord record, PanelContig contig)
    {
        Evidence.Take(contig, record.Pos, record.Ref);
        if (RecordLength.Fault(record) is { IsEmpty: false } unreadable) throw new RefusedException("bad-end", record.Place, Shown.Text(unreadable));
        // An indel may be anchored on the base before a gene; how far a rearrangement reaches is known once it is read.
        if (record.Pos + Math.Max(1, record.Ref.Length) < contig.Start && !record.Alt.Contains((byte)'<')) return;
        reading.Begin(record, contig);
        ShowsCopyNumber = ShowsCopyNumber || CopyNumberEvidence.In(reading);
        for (var a = 1; a < reading.Kinds.Length; a++)
        {
            if (reading.Kinds[a] is AltKind.Star or AltKind.Unspecified or AltKind.None) continue;
            var allele = reading.Alleles[a];
            var structural = reading.Structural(a);
            foreach (var gene in contig.Genes)
            {
                if (structural is { } s ? !s.Touches(gene.Start, gene.End) : allele.Pos > gene.End || Math.Max(allele.Pos, allele.ChangeEnd) < gene.Start) continue;
                if (Alleles.Count == Most) throw reading.Refused("too-much-to-hold", Most);
                Alleles.Add(new GeneAllele(gene.Gene, contig.Name, allele, counted.GetValueOrDefault(allele) is { } spot && spot.Gene == gene.Gene.Symbol ? spot : null, reading.ReferenceMismatch, structural));
            }
        }
    }
}
