using System.Globalization;

namespace Thrombophilia.Benchmarks.Biobank;

/// <summary>
/// How large an invented biobank is. The same plan gives the same rows on every machine, but for what is encrypted.
/// </summary>
/// <param name="Scale">1 is the size that the bars are for.</param>
/// <param name="Seed">Of everything that is drawn.</param>
sealed record BiobankPlan(double Scale, ulong Seed)
{
    /// <summary>
    /// Raised when another version of the generator makes other rows: what was kept of an older one is not used.
    /// </summary>
    const int Revision = 2;

    public const ulong UsualSeed = 1;

    public int Subjects => Of(20_000);
    public int Samples => Of(100_000);
    public int Tubes => Of(300_000);
    public int AuditEntries => Of(2_000_000);
    public int Shipments => Of(2_000);
    public int Imports => Of(500);
    public int Families => Of(4_000);
    public int Distributions => Of(1_000);
    public int Excursions => Of(300);
    /// <summary>Rows of a file that is imported.</summary>
    public int Rows => Of(10_000);

    public string FolderName => string.Create(CultureInfo.InvariantCulture, $"biobank.{Scale}.seed{Seed}.r{Revision}");

    int Of(int full) => Math.Max(1, (int)Math.Round(full * Scale));
}
