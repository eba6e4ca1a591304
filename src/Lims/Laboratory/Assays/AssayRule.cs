using Thrombophilia.Lims.Kernel;
using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Lims.Laboratory.Assays;

/// <summary>The level of an assay method: what its results may do in a conclusion.</summary>
public enum AssayLevel
{
    /// <summary>Its low and normal values count.</summary>
    Decides,
    /// <summary>Its low value asks for a deciding assay; its normal value proves nothing.</summary>
    Screens,
    /// <summary>It describes a defect found otherwise.</summary>
    Describes,
}

/// <summary>Where a value stands between the limits of its assay.</summary>
enum Grade
{
    /// <summary>The limits do not apply: none given, or they differ by a sex that is not recorded.</summary>
    None,
    /// <summary>Below the limit of deficiency (or, for a screening assay, below its interval).</summary>
    Low,
    /// <summary>Between the limit of deficiency and the interval.</summary>
    Borderline,
    /// <summary>Within the interval or above it.</summary>
    Normal,
}

/// <summary>Limits in U/dL for adults of one sex, or of both when <paramref name="Sex"/> is null.</summary>
/// <param name="NormalFrom">A value from here on counts as normal.</param>
/// <param name="Sources">Keys of the sources.</param>
/// <param name="Confidence"><c>sourced</c> or <c>to be confirmed</c>.</param>
/// <param name="Sex">The sex these limits hold for.</param>
/// <param name="DeficientBelow">A value below counts as low; null for assays that never call a deficiency.</param>
public sealed record Limits(decimal NormalFrom, IReadOnlyList<string> Sources, string Confidence, Sex? Sex = null,
    decimal? DeficientBelow = null)
{
    internal static Limits Of(StrictJson j) => new(
        j.DecimalNumber("normalFrom"), j.Texts("sources"), j.Text("confidence"),
            j.CodeOrNull<Sex>("sex", sex => sex.ToString()),
        j.DecimalNumberOrNull("deficientBelow"));
}

/// <summary>One analyte measured by one method.</summary>
/// <param name="Analyte">Code of the analyte.</param>
/// <param name="Method">Code of the method.</param>
/// <param name="Level">What the method may do: its level.</param>
/// <param name="Limits">For each sex or for both; empty when it only describes.</param>
/// <param name="NormalLeavesOpen">Code of the defect that a normal value of this assay alone does not exclude.</param>
/// <param name="NormalLeavesOpenSources">Sources of that.</param>
public sealed record AssayRule(
    string Analyte, string Method, AssayLevel Level, IReadOnlyList<Limits> Limits,
    string? NormalLeavesOpen = null, IReadOnlyList<string>? NormalLeavesOpenSources = null)
{
    internal static AssayRule Of(StrictJson j) => new(
        j.Text("analyte"), j.Text("method"), j.Code<AssayLevel>("role", KnowledgeCodes.Of),
            j.List("limits", Assays.Limits.Of),
        j.TextOrNull("normalLeavesOpen"), j.TextsOrNull("normalLeavesOpenSources"));

    /// <summary>Analyte and method as the interference table names its columns.</summary>
    public string Key => $"{Analyte}/{Method}";

    /// <summary>Grades a value in U/dL. With the sex unknown, only a grade that both sexes share.</summary>
    internal Grade GradeOf(decimal unitsPerDecilitre, Sex sex)
    {
        var grades = Limits
            .Where(l => l.Sex is null || sex is Sex.Unknown || l.Sex == sex)
            .Select(l => unitsPerDecilitre < (l.DeficientBelow ?? l.NormalFrom) ? Grade.Low
                : unitsPerDecilitre < l.NormalFrom ? Grade.Borderline : Grade.Normal)
            .Distinct().ToList();
        return grades is [var only] ? only : Grade.None;
    }
}
