using System.Globalization;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>
/// Copies of the counted allele at one hot spot, worked out from the output of bcftools and the panel's data alone:
/// nothing of the
/// product's way of calling is used. Alleles are compared as the whole sequence of the stretch they change.
/// </summary>
sealed class HotSpotTruth(PlacedHotSpot spot, Thresholds limits)
{
    /// <summary>Records that overlap the hot spot.</summary>
    public int Records { get; private set; }
    /// <summary>Per sample: copies, or null where the product has to say that it does not know.</summary>
    public int?[] Copies { get; private set; } = [];

    /// <summary>One line: CHROM POS REF ALT FILTER, then per sample GT, or GT:DP:GQ:AD.</summary>
    public void Take(string line)
    {
        var columns = line.Split('\t');
        var pos = int.Parse(columns[1], CultureInfo.InvariantCulture);
        string refBases = columns[2], alts = columns[3];
        if (pos > spot.End || pos + refBases.Length - 1 < spot.Start) return;
        Records++;
        string[] alleles = alts == "." ? [refBases] : [refBases, .. alts.Split(',')];
        var isCounted =
            alleles.Select(
            a => Whole(pos, refBases, a) == Whole(spot.Start, spot.Place.Ref, spot.Place.Counted, pos, refBases))
                .ToArray();
        var passes = columns[4] is "PASS" or ".";
        Copies = [.. columns.Skip(5).Select(cell => passes ? CopiesIn(cell.Split(':'), isCounted) : null)];
    }

    /// <summary>The sequence over hot spot and record, with one of both replaced.</summary>
    string Whole(int pos, string refBases, string allele, int otherPos = 0, string? otherRef = null)
    {
        (otherPos, otherRef) = otherRef is null ? (spot.Start, spot.Place.Ref) : (otherPos, otherRef);
        var before = otherPos < pos ? otherRef[..Math.Min(pos - otherPos, otherRef.Length)] : "";
        var over = otherPos + otherRef.Length - (pos + refBases.Length);
        return before + allele + (over > 0 ? otherRef[^Math.Min(over, otherRef.Length)..] : "");
    }

    int? CopiesIn(string[] fields, bool[] isCounted)
    {
        var alleles = fields[0].Split('/', '|');
        if (alleles.Length != 2 || alleles.Contains(".")) return null;
        var numbers = alleles.Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToArray();
        return fields.Length > 1 && !IsGood(fields, numbers) ? null : numbers.Count(n => isCounted[n]);
    }

    /// <summary>Depth, quality and balance by the panel's limits.</summary>
    bool IsGood(string[] fields, int[] genotype)
    {
        if (Number(fields[1]) is { } depth && depth < limits.MinDepth) return false;
        if (Number(fields[2]) is { } quality && quality < limits.MinGenotypeQuality) return false;
        var reads = fields[3].Split(',').Select(Number).ToArray();
        if (reads.Contains(null) || reads.Sum() == 0) return true;
        double Share(int allele) => reads[allele]!.Value / reads.Sum()!.Value;
        return genotype[0] == genotype[1]
            ? Share(genotype[0]) >= limits.MinHomozygousBalance
            : genotype.All(a => Share(a) >= limits.MinHeterozygousBalance && Share(a) <= limits.MaxHeterozygousBalance);
    }

    static double? Number(string text) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : null;
}
