using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Laboratory.Assays;

/// <summary>One measured value, as the analyser gave it.</summary>
public sealed class AssayResult
{
    AssayResult() { }

    /// <summary>Records a value. <paramref name="states"/>: null is not recorded, empty is asked and none.</summary>
    public AssayResult(string code, int sampleId, string analyte, string method, Measurement value, string unit,
        Moment? drawn, IReadOnlyList<string>? states) =>
        (Code, SampleId, Analyte, Method, Value, Comparator, Unit, Drawn, States) =
            (code, sampleId, analyte, method, value.Number, value.Comparator, unit, drawn,
            states is null ? null : string.Join(';', states.Order(StringComparer.Ordinal)));

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>Unique code of the result.</summary>
    public string Code { get; private set; } = "";
    /// <summary>The sample it was measured in.</summary>
    public int SampleId { get; private set; }
    /// <summary>Code of the analyte.</summary>
    public string Analyte { get; private set; } = "";
    /// <summary>Code of the method.</summary>
    public string Method { get; private set; } = "";
    /// <summary>The value in <see cref="Unit"/>, or the limit of the method on one side of which it lies.</summary>
    public decimal Value { get; private set; }
    /// <inheritdoc cref="Measurement.Comparator"/>
    public string Comparator { get; private set; } = "";
    /// <summary>The unit as imported.</summary>
    public string Unit { get; private set; } = "";
    /// <summary>When the blood was drawn; null when not recorded.</summary>
    public Moment? Drawn { get; private set; }
    /// <summary>
    /// Codes of disturbing states, sorted and joined by <c>;</c>; empty when asked and none; null when not recorded.
    /// </summary>
    public string? States { get; private set; }

    /// <summary>The value as it was measured.</summary>
    public Measurement Measured => new(Comparator, Value);
    /// <summary>The codes in <see cref="States"/>; null when not recorded.</summary>
    public IReadOnlyList<string>? StateCodes => States?.Split(';', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>
    /// The first import column in which <paramref name="other"/> differs; null when it says the same.
    /// </summary>
    public string? DifferenceFrom(AssayResult other) =>
        SampleId != other.SampleId ? "sample" : Analyte != other.Analyte ? "analyte" : Method != other.Method ? "method"
        : Measured != other.Measured ? "value"
        : Unit != other.Unit ? "unit" : Drawn != other.Drawn ? "drawn" : States != other.States ? "states" : null;
}
