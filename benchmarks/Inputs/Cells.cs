namespace Thrombophilia.Benchmarks.Inputs;

/// <summary>The sample columns of one record, with what INFO says about them.</summary>
abstract class Cells
{
    /// <summary>FORMAT column.</summary>
    public abstract ReadOnlySpan<byte> Format { get; }
    /// <summary>The columns separated by tabs, with the line end.</summary>
    public abstract ReadOnlySpan<byte> Text { get; }
    /// <summary>Alleles drawn, by index; REF is at 0.</summary>
    public int[] Counts { get; } = new int[3];
    /// <summary>Alleles drawn, the missing ones left out.</summary>
    public int Total => Counts[0] + Counts[1] + Counts[2];

    /// <summary>Draws everybody's genotype at a site whose ALTs together have this share.</summary>
    public abstract void Draw(Site site, double frequency, SeededRandom random);
}
