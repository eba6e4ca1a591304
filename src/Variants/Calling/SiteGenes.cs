using System.Text;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Calling;

/// <summary>The genes of a build and the counted alleles of its hot spots, numbered.</summary>
sealed class SiteGenes
{
    readonly List<Gene> genes = [];
    readonly List<HotSpot> hotSpots = [];
    // By the position of the normal form: the numbers of those that are counted there.
    readonly Dictionary<int, List<(int HotSpot, Allele Counted)>> counted = [];

    public SiteGenes(PanelBuild build)
    {
        foreach (var contig in build.Contigs)
        {
            genes.AddRange(contig.Genes.Select(g => g.Gene));
            foreach (var spot in contig.HotSpots)
            {
                if (spot.ReferenceIsCounted) continue;
                var allele = Allele.Normalise(contig, spot.Place.Pos, Encoding.ASCII.GetBytes(spot.Place.Ref),
                    Encoding.ASCII.GetBytes(spot.Place.Counted));
                if (!counted.TryGetValue(allele.Pos, out var here)) counted.Add(allele.Pos, here = []);
                here.Add((hotSpots.Count, allele));
                hotSpots.Add(spot.HotSpot);
            }
        }
    }

    /// <summary>The gene of a number.</summary>
    public Gene Gene(int number) => genes[number];
    /// <summary>The hot spot of a number.</summary>
    public HotSpot HotSpot(int number) => hotSpots[number];
    /// <summary>Number of the first gene on a chromosome.</summary>
    public int FirstOn(PanelContig contig) => genes.FindIndex(g => g.Chrom == contig.Name);

    /// <summary>Number of the hot spot whose counted allele it is; -1 for none.</summary>
    public int HotSpotOf(Gene gene, Allele allele)
    {
        if (counted.TryGetValue(allele.Pos, out var here))
            foreach (var (spot, one) in here)
                if (hotSpots[spot].Gene == gene.Symbol && one == allele) return spot;
        return -1;
    }
}
