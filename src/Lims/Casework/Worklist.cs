namespace Thrombophilia.Lims.Casework;

/// <summary>What can wait for somebody. Each count is the number of rows in the list of that name.</summary>
public enum WorkKind
{
    /// <summary>Critical values of which nobody was told.</summary>
    CriticalValues,
    /// <summary>Files that cannot be trusted.</summary>
    FilesRefused,
    /// <summary>Files with a name that waits for a sample or a consent.</summary>
    FilesHeld,
    /// <summary>Runs of which a control was rejected, and whose results are held.</summary>
    RunsHeld,
    /// <summary>Samples that arrived and have no tube.</summary>
    SamplesWithoutTube,
    /// <summary>Tubes without a place.</summary>
    TubesWithoutPlace,
    /// <summary>Shipments on their way to the actor's sites.</summary>
    ShipmentsToReceive,
    /// <summary>Certificates that end soon.</summary>
    CertificatesEnding,
    /// <summary>Conclusions that wait for a review and for which somebody is to be called.</summary>
    ReviewsUrgent,
    /// <summary>Conclusions that have waited too long.</summary>
    ReviewsOverdue,
    /// <summary>Conclusions that something keeps from being signed.</summary>
    ReviewsHeld,
    /// <summary>Conclusions that wait for the first review.</summary>
    ReviewsFirst,
    /// <summary>Conclusions that wait for the second review, which the actor may do.</summary>
    ReviewsSecond,
    /// <summary>Classifications of variants that wait for another person.</summary>
    ClassificationsWaiting,
    /// <summary>Requests of the review to the laboratory that are open.</summary>
    LabRequestsOpen,
    /// <summary>Test requests that are open.</summary>
    TestRequestsOpen,
    /// <summary>Cases whose conclusion was signed by two persons in the last days.</summary>
    NewlySigned,
    /// <summary>Cases with a conclusion and without a clinical picture.</summary>
    WithoutPicture,
    /// <summary>Cases whose row of the registry has open columns.</summary>
    RegistryOpen,
    /// <summary>Persons without consent for the registry.</summary>
    WithoutRegistryConsent,
}

/// <summary>What waits, at one moment.</summary>
/// <param name="Counts">How much of each kind that was asked for.</param>
public sealed record Worklist(IReadOnlyDictionary<WorkKind, int> Counts);
