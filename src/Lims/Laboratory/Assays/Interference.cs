using System.Text.Json.Serialization;

namespace Thrombophilia.Lims.Laboratory.Assays;

/// <summary>What a patient's state does to an assay in which low is abnormal.</summary>
public enum Interference
{
    /// <summary><c>0</c>: nothing known to disturb it.</summary>
    [JsonStringEnumMemberName("0")]
    None,
    /// <summary><c>T-</c>: the protein truly falls.</summary>
    [JsonStringEnumMemberName("T-")]
    TrueFall,
    /// <summary><c>T+</c>: the protein truly rises.</summary>
    [JsonStringEnumMemberName("T+")]
    TrueRise,
    /// <summary><c>F-</c>: the assay reads falsely low.</summary>
    [JsonStringEnumMemberName("F-")]
    FalselyLow,
    /// <summary><c>F+</c>: the assay reads falsely high.</summary>
    [JsonStringEnumMemberName("F+")]
    FalselyHigh,
    /// <summary><c>v</c>: variable, or depends on the reagent.</summary>
    [JsonStringEnumMemberName("v")]
    Variable,
}

/// <summary>What each effect forbids to conclude.</summary>
public static class Interferences
{
    /// <summary>T-, F- and v: a low value may be the state's work.</summary>
    public static bool BlocksLow(this Interference effect) => effect is Interference.TrueFall or Interference.FalselyLow or Interference.Variable;

    /// <summary>T+, F+ and v: a normal value may hide a low one.</summary>
    public static bool BlocksNormal(this Interference effect) => effect is Interference.TrueRise or Interference.FalselyHigh or Interference.Variable;
}
