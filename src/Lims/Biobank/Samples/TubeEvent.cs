using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Samples;

/// <summary>What can happen to a tube.</summary>
public enum TubeEventKind
{
    /// <summary>It arrived with its sample.</summary>
    Received,
    /// <summary>Another tube was filled from it.</summary>
    Divided,
    /// <summary>It was filled from another tube.</summary>
    Made,
    /// <summary>It was put into a place.</summary>
    Placed,
    /// <summary>Somebody took it out.</summary>
    CheckedOut,
    /// <summary>It was brought back.</summary>
    CheckedIn,
    /// <summary>It was thawed.</summary>
    Thawed,
    /// <summary>Some of it was used for an assay.</summary>
    Used,
    /// <summary>It was sent to another site.</summary>
    Shipped,
    /// <summary>It arrived at another site.</summary>
    Arrived,
    /// <summary>It did not arrive, or cannot be found.</summary>
    Missed,
    /// <summary>It was found again.</summary>
    Found,
    /// <summary>It was given away.</summary>
    Distributed,
    /// <summary>It was thrown away.</summary>
    Discarded,
    /// <summary>Its place was too warm.</summary>
    Exposed,
    /// <summary>The import that placed it was taken back: it is in its former place again.</summary>
    PutBack,
}

/// <summary>One entry of a tube's chain of custody: what happened, who did it and when. Never changed.</summary>
public sealed class TubeEvent
{
    TubeEvent() { }

    /// <summary>Records what happened.</summary>
    public TubeEvent(int tubeId, TubeEventKind kind, DateTimeOffset at, string by, string? detail = null) =>
        (TubeId, Kind, At, By, Detail) = (tubeId, kind, Moment.Of(at), by, detail);

    /// <summary>Internal key.</summary>
    public long Id { get; private set; }
    /// <summary>The tube.</summary>
    public int TubeId { get; private set; }
    /// <summary>What happened.</summary>
    public TubeEventKind Kind { get; private set; }
    /// <summary>When.</summary>
    public Moment At { get; private set; }
    /// <summary>Who did it.</summary>
    public string By { get; private set; } = "";
    /// <summary>Codes of what it concerned: a place, another tube, a use, a reason.</summary>
    public string? Detail { get; private set; }
}
