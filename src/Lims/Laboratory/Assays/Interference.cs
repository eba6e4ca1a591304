using System.Text.Json;
using System.Text.Json.Serialization;

namespace Thrombophilia.Lims.Laboratory.Assays;

/// <summary>What a patient's state does to an assay in which low is abnormal.</summary>
[JsonConverter(typeof(InterferenceConverter))]
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

/// <summary>What each effect forbids to conclude.</summary>
public static class Interferences
{
    /// <summary>T-, F- and v: a low value may be the state's work.</summary>
    public static bool BlocksLow(this Interference effect) => effect is Interference.TrueFall or Interference.FalselyLow or Interference.Variable;

    /// <summary>T+, F+ and v: a normal value may hide a low one.</summary>
    public static bool BlocksNormal(this Interference effect) => effect is Interference.TrueRise or Interference.FalselyHigh or Interference.Variable;
}

sealed class InterferenceConverter : JsonConverter<Interference>
{
    public override Interference Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() switch
    {
        "0" => Interference.None,
        "T-" => Interference.TrueFall,
        "T+" => Interference.TrueRise,
        "F-" => Interference.FalselyLow,
        "F+" => Interference.FalselyHigh,
        "v" => Interference.Variable,
        var other => throw new JsonException($"'{other}' is no effect; known are 0, T-, T+, F-, F+, v."),
    };

    public override void Write(Utf8JsonWriter writer, Interference value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Rules are read, never written.");
}
