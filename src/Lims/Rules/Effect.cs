using System.Text.Json;
using System.Text.Json.Serialization;

namespace Thrombophilia.Lims.Rules;

/// <summary>What a patient's state does to an assay in which low is abnormal.</summary>
public enum Effect
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
public static class Effects
{
    /// <summary>T-, F- and v: a low value may be the state's work.</summary>
    public static bool BlocksLow(this Effect effect) => effect is Effect.TrueFall or Effect.FalselyLow or Effect.Variable;

    /// <summary>T+, F+ and v: a normal value may hide a low one.</summary>
    public static bool BlocksNormal(this Effect effect) => effect is Effect.TrueRise or Effect.FalselyHigh or Effect.Variable;
}

sealed class EffectConverter : JsonConverter<Effect>
{
    public override Effect Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() switch
    {
        "0" => Effect.None,
        "T-" => Effect.TrueFall,
        "T+" => Effect.TrueRise,
        "F-" => Effect.FalselyLow,
        "F+" => Effect.FalselyHigh,
        "v" => Effect.Variable,
        var other => throw new JsonException($"'{other}' is no effect; known are 0, T-, T+, F-, F+, v."),
    };

    public override void Write(Utf8JsonWriter writer, Effect value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Rules are read, never written.");
}
