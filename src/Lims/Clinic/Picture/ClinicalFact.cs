using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Picture;

/// <summary>Who said it.</summary>
public enum FactOrigin
{
    /// <summary>The medical record.</summary>
    Record,
    /// <summary>A physician.</summary>
    Physician,
    /// <summary>The patient.</summary>
    Patient,
    /// <summary>A relative.</summary>
    Family,
}

/// <summary>
/// One answer to a question of the clinical picture. Never changed: whoever knows better answers again, and the newest
/// answer counts.
/// </summary>
public sealed class ClinicalFact
{
    /// <summary>Asked, and nobody knows. It never means no.</summary>
    public const string Unknown = "?";

    ClinicalFact() { }

    /// <summary>Records an answer.</summary>
    internal ClinicalFact(int subjectId, string fact, string value, Moment observed, FactOrigin origin, string by, DateTimeOffset at) =>
        (SubjectId, Fact, Value, Observed, Origin, RecordedBy, Recorded) =
            (subjectId, fact, value, observed, origin, by, Moment.Of(at));

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>The person.</summary>
    public int SubjectId { get; private set; }
    /// <summary>Id of the fact in the dictionary.</summary>
    public string Fact { get; private set; } = "";
    /// <summary>As the dictionary writes it, or <see cref="Unknown"/>; of a question for a day, the day as 2026-03-02.</summary>
    public string Value { get; private set; } = "";
    /// <summary>The day on which it was so.</summary>
    public Moment Observed { get; private set; }
    /// <summary>Who said it.</summary>
    public FactOrigin Origin { get; private set; }
    /// <summary>Who recorded it.</summary>
    public string RecordedBy { get; private set; } = "";
    /// <summary>When it was recorded.</summary>
    public Moment Recorded { get; private set; }
}
