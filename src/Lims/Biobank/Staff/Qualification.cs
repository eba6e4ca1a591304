using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Staff;

/// <summary>What a person must be qualified for.</summary>
public enum LabTask
{
    /// <summary>Receiving, dividing and storing samples.</summary>
    Receive,
    /// <summary>Extracting DNA.</summary>
    Extract,
    /// <summary>Running an assay.</summary>
    Assay,
    /// <summary>First review of a conclusion.</summary>
    FirstReading,
    /// <summary>Second review of a conclusion.</summary>
    SecondReading,
}

/// <summary>A certificate of a person for a task. The newest one for a task counts.</summary>
public sealed class Qualification
{
    Qualification() { }

    /// <summary>Records a certificate.</summary>
    public Qualification(string person, LabTask task, string certificate, DateOnly validUntil, string recordedBy,
        DateTimeOffset recorded) =>
        (Person, Task, Certificate, ValidUntil, RecordedBy, Recorded) = (person, task, certificate, validUntil,
        recordedBy, Moment.Of(recorded));

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>Name of the account.</summary>
    public string Person { get; private set; } = "";
    /// <summary>What for.</summary>
    public LabTask Task { get; private set; }
    /// <summary>Number or title of the certificate.</summary>
    public string Certificate { get; private set; } = "";
    /// <summary>Last day on which it is valid.</summary>
    public DateOnly ValidUntil { get; private set; }
    /// <summary>How often the person has done the task with this certificate.</summary>
    public int Done { get; private set; }
    /// <summary>Who recorded it.</summary>
    public string RecordedBy { get; private set; } = "";
    /// <summary>When it was recorded.</summary>
    public Moment Recorded { get; private set; }

    /// <summary>The person did the task <paramref name="times"/> times more.</summary>
    public void Count(int times = 1) => Done += times;
}
