namespace Thrombophilia.Variants.Acmg;

/// <summary>How much a criterion weighs.</summary>
public enum Strength
{
    /// <summary>One point.</summary>
    Supporting,
    /// <summary>Two points.</summary>
    Moderate,
    /// <summary>Four points.</summary>
    Strong,
    /// <summary>Eight points.</summary>
    VeryStrong,
    /// <summary>Benign without a sum.</summary>
    StandAlone,
}

/// <summary>Strengths as rule sets and rows write them.</summary>
static class Strengths
{
    static readonly string[] InData = ["supporting", "moderate", "strong", "very-strong", "stand-alone"];
    static readonly string[] InCodes = ["Supporting", "Moderate", "Strong", "VeryStrong", "StandAlone"];

    /// <summary>A strength as a rule set writes it; null for none.</summary>
    public static Strength? Read(string? text) =>
        Array.IndexOf(InData, text) is >= 0 and var index ? (Strength)index : null;

    /// <summary>The strength that a criterion's letters say (Richards 2015, tables 3 and 4).</summary>
    public static Strength OfCode(string code) => code switch
    {
        ['P', 'V', 'S', ..] => Strength.VeryStrong,
        ['P' or 'B', 'S', ..] => Strength.Strong,
        ['P', 'M', ..] => Strength.Moderate,
        ['B', 'A', ..] => Strength.StandAlone,
        _ => Strength.Supporting,
    };

    /// <summary>The criterion with its strength where that is not its own, for example <c>PM2_Supporting</c>.</summary>
    public static string Written(string code, Strength strength) =>
        strength == OfCode(code) ? code : $"{code}_{InCodes[(int)strength]}";
}
