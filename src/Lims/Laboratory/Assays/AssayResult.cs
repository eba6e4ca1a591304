using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Laboratory.Assays;

/// <summary>One measured value, as the analyser gave it. It is never changed: a correction is a value of its own.</summary>
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

    /// <summary>Code of the analyser; null when not recorded.</summary>
    public string? Analyser { get; private set; }
    /// <summary>Code of the run on that analyser; null when not recorded.</summary>
    public string? Run { get; private set; }
    /// <summary>When it was measured; null when not recorded.</summary>
    public Moment? MeasuredAt { get; private set; }

    /// <summary>Id of the reference interval that held when it was recorded; null where none did.</summary>
    public string? IntervalId { get; private set; }
    /// <summary>Reagent, population or laboratory of that interval.</summary>
    public string? IntervalSet { get; private set; }
    /// <summary>Lower limit of that interval, in the unit of the assay.</summary>
    public decimal? IntervalLow { get; private set; }
    /// <summary>Upper limit of it.</summary>
    public decimal? IntervalHigh { get; private set; }

    /// <summary>When it was retracted or corrected; null while it stands.</summary>
    public Moment? Ended { get; private set; }
    /// <summary>Who did that.</summary>
    public string? EndedBy { get; private set; }
    /// <summary>Why.</summary>
    public string? EndReason { get; private set; }
    /// <summary>Code of the result that corrects it; null where none does.</summary>
    public string? CorrectedBy { get; private set; }

    /// <summary>The value as it was measured.</summary>
    public Measurement Measured => new(Comparator, Value);
    /// <summary>The codes in <see cref="States"/>; null when not recorded.</summary>
    public IReadOnlyList<string>? StateCodes => States?.Split(';', StringSplitOptions.RemoveEmptyEntries);
    /// <summary>It was neither retracted nor corrected.</summary>
    public bool Stands => Ended is null;
    /// <summary>Key of the run whose controls speak for it; null where the run is not recorded.</summary>
    public string? RunKey => Analyser is null || Run is null ? null : Controls.ControlRun.KeyOf(Analyser, Run, Analyte, Method);

    /// <summary>Where and when it was measured.</summary>
    public void MeasuredOn(string? analyser, string? run, Moment? at) => (Analyser, Run, MeasuredAt) = (analyser, run, at);

    /// <summary>The interval that held for this person at the draw.</summary>
    public void Use(Decisions.Tables.Interval? interval) => (IntervalId, IntervalSet, IntervalLow, IntervalHigh) =
        (interval?.Id, interval?.Set, interval?.Low, interval?.High);

    /// <summary>It counts no more; <paramref name="correctedBy"/> takes its place, where there is one.</summary>
    public void End(string reason, string by, DateTimeOffset at, string? correctedBy = null) =>
        (Ended, EndedBy, EndReason, CorrectedBy) = (Moment.Of(at), by, reason, correctedBy);

    /// <summary>
    /// The first import column in which <paramref name="other"/> differs; null when it says the same.
    /// </summary>
    public string? DifferenceFrom(AssayResult other) =>
        SampleId != other.SampleId ? "sample" : Analyte != other.Analyte ? "analyte" : Method != other.Method ? "method"
        : Measured != other.Measured ? "value"
        : Unit != other.Unit ? "unit" : Drawn != other.Drawn ? "drawn" : States != other.States ? "states"
        : Analyser != other.Analyser ? "analyser" : Run != other.Run ? "run" : MeasuredAt != other.MeasuredAt ? "measured" : null;
}
