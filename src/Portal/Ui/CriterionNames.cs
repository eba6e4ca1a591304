using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Variants.Acmg;

namespace Thrombophilia.Portal.Ui;

/// <summary>Classes and criteria in words.</summary>
internal static class CriterionNames
{
    /// <summary>A class by its code, as the beginning of a line.</summary>
    public static string ClassOf(string? code) => PageText.Sentence(ConclusionTexts.Word($"class.{code ?? "none"}"));

    public static string StrengthOf(Strength strength) => Texts.Get($"own.strength.{strength}");

    /// <summary>What became of a criterion.</summary>
    public static string StateOf(CriterionState state, Strength? strength, string? missing, string reason = "") => state switch
    {
        CriterionState.Met when strength is { } s => Texts.Get("own.state.met", StrengthOf(s)),
        CriterionState.NotMet => reason.StartsWith(Beside, StringComparison.Ordinal)
            ? Texts.Get("own.state.beside", reason[Beside.Length..].ToUpperInvariant()) : Texts.Get("own.state.not-met"),
        CriterionState.NotEvaluated => Texts.Get("own.state.lacks", Texts.Find($"own.lacks.{missing}") ?? missing ?? ""),
        _ => Texts.Get("own.state.not-used"),
    };

    const string Beside = "not-beside-";

    /// <summary>How a state is coloured.</summary>
    public static string LookOf(CriterionState? state) => state switch
    {
        CriterionState.Met => "good",
        CriterionState.NotEvaluated => "watch",
        _ => "still",
    };

    /// <summary>Criteria that are met, with their strengths.</summary>
    public static string Met(Classification found) => Met(found.Criteria.Where(c => c.State == CriterionState.Met).Select(c => c.Text));

    /// <summary>The same of codes.</summary>
    public static string Met(IEnumerable<string> codes) => string.Join(", ", codes) is { Length: > 0 } met
        ? met : Texts.Get("own.none-met");
}
