using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Benchmarks.Inputs;

/// <summary>
/// The sites of an input, in the order of the build. Inside the panel's known sequence REF is the panel's own base, and
/// every hot
/// spot is there in the panel's own form, so that the product accepts the file; elsewhere REF is invented, the same at
/// every reading.
/// </summary>
sealed class Sites(PanelBuild build, SeededRandom random)
{
    const string Bases = "ACGT";

    /// <summary>
    /// Invented variants keep this far from hot spots: overlapping records are the business of tests, not of timing.
    /// </summary>
    const int Distance = 30;

    /// <summary>Share of the counted allele at a hot spot.</summary>
    const double HotSpotFrequency = 0.05;

    /// <summary>
    /// A wide stretch around the genes of the chromosome that has most of them, and a little of the panel's other
    /// chromosomes.
    /// </summary>
    public static IReadOnlyList<Window> Wide(PanelBuild build, int records)
    {
        var main = build.Contigs.MaxBy(c => c.Genes.Count)!;
        var others = build.Contigs.Count - 1;
        var each = others == 0 ? 0 : records / 25 / others;
        return [.. build.Contigs.Select(c => c == main
            ? new Window(c.Name, c.Start - 4_500_000, c.End + 4_500_000, records - each * others)
            : new Window(c.Name, c.Start - 250_000, c.End + 250_000, each))];
    }

    /// <summary>Only the panel's genes and hot spots, as a laboratory's gene panel sees them.</summary>
    public static IReadOnlyList<Window> Targeted(PanelBuild build, int records)
    {
        var intervals =
            build.Contigs.SelectMany(c => c.Intervals().Select(i => new Window(c.Name, i.Start, i.End, 0))).ToArray();
        var total = intervals.Sum(i => (long)i.Length);
        return [.. intervals.Select(i => i with { Records = (int)(records * (long)i.Length / total) })];
    }

    public IEnumerable<Site> In(IEnumerable<Window> windows)
    {
        foreach (var window in windows)
        {
            var contig = build.On(window.Chrom)!;
            var hotSpots = new Queue<PlacedHotSpot>(
                contig.HotSpots.Where(h => h.Start >= window.Start && h.Start <= window.End));
            for (var i = 0; i < window.Records; i++)
            {
                // One in each stretch of equal length: sorted without a list of all.
                var pos = window.Start + (int)((i + random.Unit()) * window.Length / window.Records);
                while (hotSpots.TryPeek(out var next) && next.Start <= pos)
                    yield return HotSpot(contig, hotSpots.Dequeue());
                var site = Invent(contig, pos);
                if (!contig.HotSpots.Any(h => pos <= h.End + Distance && pos + site.Ref.Length + Distance > h.Start))
                    yield return site;
            }
            while (hotSpots.TryDequeue(out var left)) yield return HotSpot(contig, left);
        }
    }

    static Site HotSpot(PanelContig contig, PlacedHotSpot spot) => spot.ReferenceIsCounted
        ? new Site(contig.Name, spot.Start, spot.Place.Ref, spot.Place.Normal, 2, 1 - HotSpotFrequency)
        : new Site(contig.Name, spot.Start, spot.Place.Ref, spot.Place.Counted, 2, HotSpotFrequency);

    /// <summary>92 % SNVs, 6 % short indels, 2 % with two ALTs.</summary>
    Site Invent(PanelContig contig, int pos)
    {
        var kind = random.Below(100);
        var first = Base(contig, pos);
        var other = Bases[(Bases.IndexOf(first, StringComparison.Ordinal) + 1 + random.Below(3)) % 4];
        if (kind < 3)
        {
            var length = 2 + random.Below(6);
            return new Site(contig.Name, pos, string.Create(length, (contig, pos), (text, at) =>
            {
                for (var i = 0; i < text.Length; i++) text[i] = Base(at.contig, at.pos + i);
            }), first.ToString(), 2, null);
        }
        if (kind < 6)
        {
            var inserted = new char[1 + random.Below(6)];
            for (var i = 0; i < inserted.Length; i++) inserted[i] = Bases[random.Below(4)];
            return new Site(contig.Name, pos, first.ToString(), first + new string(inserted), 2, null);
        }
        if (kind >= 8) return new Site(contig.Name, pos, first.ToString(), other.ToString(), 2, null);
        var third = Bases.First(b => b != first && b != other);
        return new Site(contig.Name, pos, first.ToString(), $"{other},{third}", 3, null);
    }

    static char Base(PanelContig contig, int pos) =>
        contig.BaseAt(pos) is not 0 and var known ? (char)known : Bases[(int)(SeededRandom.Mix((ulong)pos) & 3)];
}
