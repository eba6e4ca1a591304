namespace Thrombophilia.Benchmarks.Inputs;

/// <summary>A record to be written, before anyone's genotype is drawn.</summary>
/// <param name="Chrom">Chromosome without <c>chr</c>.</param>
/// <param name="Pos">1-based.</param>
/// <param name="Ref">REF column.</param>
/// <param name="Alt">ALT column, alleles separated by commas.</param>
/// <param name="Alleles">Number of alleles, REF included.</param>
/// <param name="Frequency">Share of the ALT at a hot spot; null leaves it to the spectrum.</param>
readonly record struct Site(string Chrom, int Pos, string Ref, string Alt, int Alleles, double? Frequency)
{
    public bool IsHotSpot => Frequency is not null;
    public bool IsIndel => Ref.Length > 1 || (Alleles == 2 && Alt.Length > 1);
}

/// <summary>Where records shall lie: 1-based, inclusive.</summary>
readonly record struct Window(string Chrom, int Start, int End, int Records)
{
    public int Length => End - Start + 1;
}
