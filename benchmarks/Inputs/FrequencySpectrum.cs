namespace Thrombophilia.Benchmarks.Inputs;

/// <summary>
/// The neutral site-frequency spectrum: of all sites, a share proportional to 1/k has k copies of the ALT among the
/// haplotypes.
/// Half of the sites of 1000 Genomes are as rare as that, and rarity decides how well a file compresses.
/// </summary>
sealed class FrequencySpectrum
{
    readonly double[] upTo;

    public FrequencySpectrum(int haplotypes)
    {
        upTo = new double[Math.Max(1, haplotypes - 1)];
        var sum = 0.0;
        for (var k = 0; k < upTo.Length; k++) upTo[k] = sum += 1.0 / (k + 1);
    }

    /// <summary>The number of copies at the next site.</summary>
    public int Draw(SeededRandom random)
    {
        var found = Array.BinarySearch(upTo, random.Unit() * upTo[^1]);
        return Math.Min(upTo.Length, (found < 0 ? ~found : found) + 1);
    }
}
