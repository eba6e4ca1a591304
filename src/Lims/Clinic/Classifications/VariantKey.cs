using System.Globalization;
using Thrombophilia.Variants.Calling.Rows;

namespace Thrombophilia.Lims.Clinic.Classifications;

/// <summary>
/// A variant as classifications name it, the same in every person and at every site: by its coding name, which is one on every
/// build, else by build and place.
/// </summary>
/// <param name="Gene">HGNC symbol.</param>
/// <param name="Name">Coding name with transcript and version; else <c>build:chromosome:position:ref:alt</c>.</param>
public sealed record VariantKey(string Gene, string Name)
{
    /// <summary>The variant of a call.</summary>
    internal static VariantKey Of(PanelCall call) =>
        new(call.Gene, call.HgvsC ?? new VariantPlace(call.Build, call.Chrom, call.Pos, call.Ref, call.Alt).Name);

    /// <summary>It is named by build and place.</summary>
    public bool IsPlace => Name.Count(c => c == ':') == 4;

    /// <summary>For people: the coding name without its transcript.</summary>
    public string Shown => IsPlace ? Name : Name[(Name.IndexOf(':', StringComparison.Ordinal) + 1)..];
}

/// <summary>Where a variant lies, as one file wrote it in normal form.</summary>
/// <param name="Build">Genome build.</param>
/// <param name="Chrom">Chromosome without <c>chr</c>.</param>
/// <param name="Pos">1-based position.</param>
/// <param name="Ref">Reference bases.</param>
/// <param name="Alt">Alternate bases.</param>
public sealed record VariantPlace(string Build, string Chrom, int Pos, string Ref, string Alt)
{
    /// <summary>As <see cref="VariantKey.Name"/> has it where there is no coding name.</summary>
    internal string Name => string.Create(CultureInfo.InvariantCulture, $"{Build}:{Chrom}:{Pos}:{Ref}:{Alt}");

    /// <summary>The allele is written in bases.</summary>
    internal bool IsSpelled => Ref.All(IsBase) && Alt.All(IsBase);

    static bool IsBase(char c) => c is 'A' or 'C' or 'G' or 'T';
}
