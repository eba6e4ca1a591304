using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Transfers;

/// <summary>Tubes on their way from one site to another.</summary>
public sealed class Shipment
{
    Shipment() { }

    /// <summary>Sends tubes off.</summary>
    public Shipment(string code, string from, string to, string sentBy, DateTimeOffset sent, string? note) =>
        (Code, From, To, SentBy, Sent, Note) = (code, from, to, sentBy, Moment.Of(sent), note);

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>For addresses: stable and not guessable.</summary>
    public Guid PublicId { get; private set; } = Guid.NewGuid();
    /// <summary>The code on the shipment: unique, with a check digit.</summary>
    public string Code { get; private set; } = "";
    /// <summary>Code of the site that sent it.</summary>
    public string From { get; private set; } = "";
    /// <summary>Code of the site it goes to.</summary>
    public string To { get; private set; } = "";
    /// <summary>Who sent it.</summary>
    public string SentBy { get; private set; } = "";
    /// <summary>When it was sent.</summary>
    public Moment Sent { get; private set; }
    /// <summary>For the receiver.</summary>
    public string? Note { get; private set; }
    /// <summary>Who closed its receipt; null while it is open.</summary>
    public string? ReceivedBy { get; private set; }
    /// <summary>When its receipt was closed.</summary>
    public Moment? Received { get; private set; }

    /// <summary>Closes the receipt: every tube is confirmed or missing.</summary>
    public void Close(string by, DateTimeOffset at) => (ReceivedBy, Received) = (by, Moment.Of(at));
}

/// <summary>What became of one tube of a shipment.</summary>
public enum ShippedState
{
    /// <summary>Nobody has confirmed it yet.</summary>
    Awaited,
    /// <summary>It arrived whole.</summary>
    Arrived,
    /// <summary>It arrived damaged.</summary>
    Damaged,
    /// <summary>It was not in the shipment.</summary>
    Missing,
}

/// <summary>One tube of a shipment.</summary>
public sealed class ShippedTube
{
    ShippedTube() { }

    /// <summary>Puts a tube into a shipment.</summary>
    public ShippedTube(int shipmentId, int tubeId) => (ShipmentId, TubeId) = (shipmentId, tubeId);

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>The shipment.</summary>
    public int ShipmentId { get; private set; }
    /// <summary>The tube.</summary>
    public int TubeId { get; private set; }
    /// <summary>What became of it.</summary>
    public ShippedState State { get; private set; }

    /// <summary>The receiver says what became of it.</summary>
    public void Confirm(ShippedState state) => State = state;
}
