using System.Globalization;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Lims.Kernel;

/// <summary>Why a step was refused, as data.</summary>
/// <param name="Code">Stable lower-case code, a key of <c>Refusals.resx</c>.</param>
/// <param name="Field">The field that it concerns; empty for the step as a whole.</param>
/// <param name="Facts">Arguments of the sentence.</param>
public sealed record Refusal(string Code, string Field, params IReadOnlyList<object> Facts)
{
    static readonly ResourceTexts Texts = new("Thrombophilia.Lims.Kernel.Refusals", typeof(Refusal).Assembly);

    /// <summary>What is wrong, in the reader's language.</summary>
    public string Text(CultureInfo? culture = null) => Texts.Get(Code, culture, Facts);

    /// <summary>What to do.</summary>
    public string Next(CultureInfo? culture = null) => Texts.Get(Code + ".next", culture, Facts);
}

/// <summary>A step was refused, and nothing of it was written.</summary>
public sealed class RefusedStepException(Refusal refusal) : Exception(refusal.Code)
{
    /// <summary>By its code and the field it concerns.</summary>
    public RefusedStepException(string code, string field, params IReadOnlyList<object> facts)
        : this(new Refusal(code, field, facts)) { }

    /// <summary>Why.</summary>
    public Refusal Refusal => refusal;
}
