namespace Thrombophilia.Lims.Laboratory.Assays;

/// <summary>What a patient's state does to an assay in which low is abnormal.</summary>
public enum Interference
{
    /// <summary><c>0</c>: nothing known to disturb it.</summary>
    None,
    /// <summary><c>T-</c>: the protein truly falls.</summary>
    TrueFall,
    /// <summary><c>T+</c>: the protein truly rises.</summary>
    TrueRise,
    /// <summary><c>F-</c>: the assay reads falsely low.</summary>
    FalselyLow,
    /// <summary><c>F+</c>: the assay reads falsely high.</summary>
    FalselyHigh,
    /// <summary><c>v</c>: variable, or depends on the reagent.</summary>
    Variable,
}

/// <summary>What each effect forbids one to conclude.</summary>
public static class Interferences
{
    /// <summary>As the rules write it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such effect.</exception>
    public static string Code(this Interference effect) => effect switch
    {
        Interference.None => "0",
        Interference.TrueFall => "T-",
        Interference.TrueRise => "T+",
        Interference.FalselyLow => "F-",
        Interference.FalselyHigh => "F+",
        Interference.Variable => "v",
        _ => throw new ArgumentOutOfRangeException(nameof(effect)),
    };

    /// <summary>T-, F- and v: a low value may be the state's work.</summary>
    public static bool BlocksLow(this Interference effect) =>
        effect is Interference.TrueFall or Interference.FalselyLow or Interference.Variable;

    /// <summary>T+, F+ and v: a normal value may hide a low one.</summary>
    public static bool BlocksNormal(this Interference effect) =>
        effect is Interference.TrueRise or Interference.FalselyHigh or Interference.Variable;
}
