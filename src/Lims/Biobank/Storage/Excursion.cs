using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Storage;

/// <summary>
/// A period in which a storage unit was warmer than allowed. It is recorded in the chain of custody of every tube in
/// the unit.
/// </summary>
public sealed class Excursion
{
    Excursion() { }

    /// <summary>Records an excursion.</summary>
    public Excursion(int storageId, DateTimeOffset from, DateTimeOffset to, decimal warmest, string? note,
        string recordedBy, DateTimeOffset recorded) =>
        (StorageId, From, To, Warmest, Note, RecordedBy, Recorded) = (storageId, Moment.Of(from), Moment.Of(to),
        warmest, note, recordedBy, Moment.Of(recorded));

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>For addresses: stable and not guessable.</summary>
    public Guid PublicId { get; private set; } = Guid.NewGuid();
    /// <summary>The unit, with everything in it.</summary>
    public int StorageId { get; private set; }
    /// <summary>When it began.</summary>
    public Moment From { get; private set; }
    /// <summary>When it ended.</summary>
    public Moment To { get; private set; }
    /// <summary>The highest temperature, in degrees Celsius.</summary>
    public decimal Warmest { get; private set; }
    /// <summary>What happened.</summary>
    public string? Note { get; private set; }
    /// <summary>Who recorded it.</summary>
    public string RecordedBy { get; private set; } = "";
    /// <summary>When it was recorded.</summary>
    public Moment Recorded { get; private set; }
}

/// <summary>A tube that was in the unit during an excursion.</summary>
public sealed class ExposedTube
{
    ExposedTube() { }

    /// <summary>Records a tube.</summary>
    public ExposedTube(int excursionId, int tubeId) => (ExcursionId, TubeId) = (excursionId, tubeId);

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>The excursion.</summary>
    public int ExcursionId { get; private set; }
    /// <summary>The tube.</summary>
    public int TubeId { get; private set; }
}
