using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Laboratory.Controls;

/// <summary>A measured value of a control. Never changed.</summary>
public sealed class ControlResult
{
    ControlResult() { }

    /// <summary>Records a value.</summary>
    /// <param name="code">Unique code of the result.</param>
    /// <param name="lotId">The lot.</param>
    /// <param name="run">Code of the run on the analyser of the lot.</param>
    /// <param name="value">In the unit of the assay.</param>
    /// <param name="measured">When it was measured.</param>
    /// <param name="by">Who recorded it.</param>
    /// <param name="at">When it was recorded.</param>
    public ControlResult(string code, int lotId, string run, Measurement value, Moment measured, string by, DateTimeOffset at) =>
        (Code, LotId, Run, Value, Comparator, MeasuredAt, By, At) =
        (code, lotId, run, value.Number, value.Comparator, measured, by, Moment.Of(at));

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>Unique code of the result.</summary>
    public string Code { get; private set; } = "";
    /// <summary>The lot.</summary>
    public int LotId { get; private set; }
    /// <summary>Code of the run.</summary>
    public string Run { get; private set; } = "";
    /// <summary>In the unit of the assay. Beside a limit of the method it is that limit: the true value lies further away.</summary>
    public decimal Value { get; private set; }
    /// <inheritdoc cref="Measurement.Comparator"/>
    public string Comparator { get; private set; } = "";
    /// <summary>When it was measured.</summary>
    public Moment MeasuredAt { get; private set; }
    /// <summary>Who recorded it.</summary>
    public string By { get; private set; } = "";
    /// <summary>When.</summary>
    public Moment At { get; private set; }

    /// <summary>As it was measured.</summary>
    public Measurement Measured => new(Comparator, Value);

    /// <summary>The first import column in which <paramref name="other"/> differs; null when it says the same.</summary>
    public string? DifferenceFrom(ControlResult other) => LotId != other.LotId ? "sample" : Run != other.Run ? "run"
        : Measured != other.Measured ? "value" : MeasuredAt != other.MeasuredAt ? "measured" : null;
}
