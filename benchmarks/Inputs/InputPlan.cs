using System.Globalization;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Benchmarks.Inputs;

/// <summary>What the sample columns hold.</summary>
enum Shape
{
    /// <summary>Phased genotypes only.</summary>
    Gt,
    /// <summary>GT:AD:DP:GQ:PL.</summary>
    Full,
}

/// <summary>All that decides an input: the same plan gives the same text.</summary>
sealed record InputPlan(Shape Shape, int Samples, int Megabytes, ulong Seed, PanelBuild Build)
{
    public const ulong UsualSeed = 20261122;
    public const int UsualMegabytes = 400;

    /// <summary>
    /// Raised whenever the generator writes another text for the same plan, so that a kept file is not taken for it.
    /// </summary>
    public const int Revision = 1;

    public static int UsualSamples(Shape shape) => shape == Shape.Gt ? 2504 : 200;

    /// <summary>Records that make about as many megabytes.</summary>
    public int Records => (int)(Megabytes * 1_000_000L / (Samples * (Shape == Shape.Gt ? 4L : 25L) + 100));

    public string FileName => string.Create(CultureInfo.InvariantCulture,
        $"{(Shape == Shape.Gt ? "gt" : "full")}.{Samples}x{Megabytes}MB.{Build.Id}.seed{Seed}.r{Revision}.vcf.gz");
}
