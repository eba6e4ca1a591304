using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Subjects;

/// <summary>
/// One signed form. Only its withdrawal changes it; a new form is a new row, and the newest one counts.
/// </summary>
public sealed class Consent
{
    /// <summary>Characters that the version of a form may have.</summary>
    public const int LongestForm = 40;

    Consent() { }

    /// <summary>Records a signed form.</summary>
    public Consent(int subjectId, string formVersion, ConsentScopes scopes, DateTimeOffset signedAt, string recordedBy,
        DateTimeOffset recorded) =>
        (SubjectId, FormVersion, Scopes, SignedAt, RecordedBy, Recorded) = (subjectId, formVersion, scopes,
        Moment.Of(signedAt), recordedBy, Moment.Of(recorded));

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>For addresses: stable and not guessable.</summary>
    public Guid PublicId { get; private set; } = Guid.NewGuid();
    /// <summary>Who signed.</summary>
    public int SubjectId { get; private set; }
    /// <summary>Version of the form.</summary>
    public string FormVersion { get; private set; } = "";
    /// <summary>What was agreed to.</summary>
    public ConsentScopes Scopes { get; private set; }
    /// <summary>When it was signed, to the minute.</summary>
    public Moment SignedAt { get; private set; }
    /// <summary>Who recorded it.</summary>
    public string RecordedBy { get; private set; } = "";
    /// <summary>When it was recorded.</summary>
    public Moment Recorded { get; private set; }
    /// <summary>When it was withdrawn; null while it is valid.</summary>
    public Moment? Withdrawn { get; private set; }
    /// <summary>Who recorded the withdrawal.</summary>
    public string? WithdrawnBy { get; private set; }
    /// <summary>The reason for the withdrawal, as typed.</summary>
    public string? WithdrawalReason { get; private set; }

    /// <summary>The person withdraws the consent.</summary>
    public void Withdraw(DateTimeOffset at, string by, string? reason)
    {
        if (Withdrawn is not null) throw new InvalidOperationException($"Consent {PublicId} is withdrawn already.");
        (Withdrawn, WithdrawnBy, WithdrawalReason) = (Moment.Of(at), by, reason);
    }
}
