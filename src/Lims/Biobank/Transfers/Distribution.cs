using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Transfers;

/// <summary>A request for tubes that are to be given away for good.</summary>
public sealed class Distribution
{
    Distribution() { }

    /// <summary>Somebody asks for tubes.</summary>
    public Distribution(string code, string site, string recipient, string purpose, string requestedBy,
        DateTimeOffset requested) =>
        (Code, Site, Recipient, Purpose, RequestedBy, Requested) = (code, site, recipient, purpose, requestedBy,
        Moment.Of(requested));

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>For addresses: stable and not guessable.</summary>
    public Guid PublicId { get; private set; } = Guid.NewGuid();
    /// <summary>Unique code with a check digit.</summary>
    public string Code { get; private set; } = "";
    /// <summary>Code of the site whose tubes they are.</summary>
    public string Site { get; private set; } = "";
    /// <summary>Who is to have them.</summary>
    public string Recipient { get; private set; } = "";
    /// <summary>What for.</summary>
    public string Purpose { get; private set; } = "";
    /// <summary>Who asked.</summary>
    public string RequestedBy { get; private set; } = "";
    /// <summary>When.</summary>
    public Moment Requested { get; private set; }
    /// <summary>Who approved it; null until somebody has.</summary>
    public string? ApprovedBy { get; private set; }
    /// <summary>When.</summary>
    public Moment? Approved { get; private set; }
    /// <summary>Who gave the tubes away; null until somebody has.</summary>
    public string? GivenBy { get; private set; }
    /// <summary>When.</summary>
    public Moment? Given { get; private set; }

    /// <summary>Records the approval, by somebody other than the requester.</summary>
    public void Approve(string by, DateTimeOffset at) => (ApprovedBy, Approved) = (by, Moment.Of(at));

    /// <summary>Records that the tubes were given away.</summary>
    public void Give(string by, DateTimeOffset at) => (GivenBy, Given) = (by, Moment.Of(at));
}

/// <summary>One tube of a distribution.</summary>
public sealed class DistributedTube
{
    DistributedTube() { }

    /// <summary>Asks for a tube.</summary>
    public DistributedTube(int distributionId, int tubeId) => (DistributionId, TubeId) = (distributionId, tubeId);

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>The distribution.</summary>
    public int DistributionId { get; private set; }
    /// <summary>The tube.</summary>
    public int TubeId { get; private set; }
}
