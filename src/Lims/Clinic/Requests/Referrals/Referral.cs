using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Requests.Referrals;

/// <summary>What a partner is.</summary>
public enum PartnerKind
{
    /// <summary>A hospital.</summary>
    Hospital,
    /// <summary>A community health centre.</summary>
    Community,
    /// <summary>A laboratory.</summary>
    Laboratory,
}

/// <summary>An institution to which people are referred, or from which they come.</summary>
public sealed class Partner
{
    Partner() { }

    /// <summary>Registers a partner.</summary>
    /// <param name="name">Its name, unique.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="contact">How it is reached.</param>
    /// <param name="site">Code of the site where it is one of our own; null for any other.</param>
    internal Partner(string name, PartnerKind kind, string contact, string? site) =>
        (Name, Kind, Contact, Site) = (name, kind, contact, site);

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>For forms: stable and not guessable.</summary>
    public Guid PublicId { get; private set; } = Guid.NewGuid();
    /// <summary>Its name.</summary>
    public string Name { get; private set; } = "";
    /// <summary>What it is.</summary>
    public PartnerKind Kind { get; private set; }
    /// <summary>How it is reached.</summary>
    public string Contact { get; private set; } = "";
    /// <summary>Code of the site where it is one of our own; null for any other.</summary>
    public string? Site { get; private set; }

    /// <summary>It is reached otherwise now.</summary>
    internal void Reach(string contact) => Contact = contact;
}

/// <summary>Which way a person goes.</summary>
public enum ReferralDirection
{
    /// <summary>From us to the partner.</summary>
    Out,
    /// <summary>From the partner to us.</summary>
    In,
}

/// <summary>How far a referral is.</summary>
public enum ReferralState
{
    /// <summary>It was sent.</summary>
    Sent,
    /// <summary>It was accepted.</summary>
    Accepted,
    /// <summary>It was refused.</summary>
    Refused,
    /// <summary>The person arrived.</summary>
    Arrived,
    /// <summary>The report went back.</summary>
    Returned,
    /// <summary>Nothing of it is left to do.</summary>
    Closed,
}

/// <summary>A person goes to a partner or comes from one, with a summary and maybe with samples.</summary>
public sealed class Referral
{
    Referral() { }

    /// <summary>Sends a referral.</summary>
    internal Referral(string code, int subjectId, string site, Partner partner, ReferralDirection direction, string askedBy, Moment asked,
        string? urgency, Moment due, int? shipment, (string Version, string Answers) form)
    {
        (Code, SubjectId, Site, PartnerId, OtherSite, Direction) = (code, subjectId, site, partner.Id, partner.Site ?? "", direction);
        (AskedBy, Asked, Urgent, UrgencyReason, ReplyDue, ShipmentId) = (askedBy, asked, urgency is not null, urgency, due, shipment);
        (FormVersion, Answers) = form;
    }

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>For addresses: stable and not guessable.</summary>
    public Guid PublicId { get; private set; } = Guid.NewGuid();
    /// <summary>Its number, with a check character.</summary>
    public string Code { get; private set; } = "";
    /// <summary>The person.</summary>
    public int SubjectId { get; private set; }
    /// <summary>Code of the person's site.</summary>
    public string Site { get; private set; } = "";
    /// <summary>The partner.</summary>
    public int PartnerId { get; private set; }
    /// <summary>Code of the partner's site where it is one of our own; else empty.</summary>
    public string OtherSite { get; private set; } = "";
    /// <summary>Which way.</summary>
    public ReferralDirection Direction { get; private set; }
    /// <summary>The physician who refers.</summary>
    public string AskedBy { get; private set; } = "";
    /// <summary>When it was sent.</summary>
    public Moment Asked { get; private set; }
    /// <summary>It is urgent.</summary>
    public bool Urgent { get; private set; }
    /// <summary>Why; null where it is not.</summary>
    public string? UrgencyReason { get; private set; }
    /// <summary>When it has to be accepted or refused.</summary>
    public Moment ReplyDue { get; private set; }
    /// <summary>The shipment with its samples; null where there is none.</summary>
    public int? ShipmentId { get; private set; }
    /// <summary>Version of the form.</summary>
    public string FormVersion { get; private set; } = "";
    /// <summary>Answers of the form that are no facts, JSON; what identifies the person is encrypted.</summary>
    public string Answers { get; private set; } = "";
    /// <summary>How far it is.</summary>
    public ReferralState State { get; private set; }
    /// <summary>It is not closed.</summary>
    public bool IsOpen { get; private set; } = true;
    /// <summary>The signed conclusion that was sent back; null where none was.</summary>
    public int? ConclusionId { get; private set; }

    /// <summary>Takes the next state.</summary>
    internal void Move(ReferralState to)
    {
        var allowed = (State, to) is (ReferralState.Sent, ReferralState.Accepted) or (ReferralState.Sent, ReferralState.Refused)
            or (ReferralState.Accepted, ReferralState.Arrived)
            or (ReferralState.Accepted or ReferralState.Arrived, ReferralState.Returned)
            or (ReferralState.Refused or ReferralState.Arrived or ReferralState.Returned, ReferralState.Closed);
        if (!allowed) throw new RefusedStepException("referral-state", "", Code);
        (State, IsOpen) = (to, to != ReferralState.Closed);
    }

    /// <summary>The report goes back.</summary>
    internal void Return(int conclusion)
    {
        Move(ReferralState.Returned);
        ConclusionId = conclusion;
    }
}

/// <summary>Something that happened to a referral. Never changed.</summary>
public sealed class ReferralEvent
{
    ReferralEvent() { }

    /// <summary>Records it.</summary>
    internal ReferralEvent(int referralId, ReferralState state, string by, DateTimeOffset at, string? note) =>
        (ReferralId, State, By, At, Note) = (referralId, state, by, Moment.Of(at), note);

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>The referral.</summary>
    public int ReferralId { get; private set; }
    /// <summary>The state that it took.</summary>
    public ReferralState State { get; private set; }
    /// <summary>Who recorded it.</summary>
    public string By { get; private set; } = "";
    /// <summary>When.</summary>
    public Moment At { get; private set; }
    /// <summary>Why, or more about it; null for nothing.</summary>
    public string? Note { get; private set; }
}
