using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Casework;

/// <summary>Which cases are listed.</summary>
public enum CaseFilter
{
    /// <summary>A conclusion was signed by two persons in the last days.</summary>
    NewlySigned,
    /// <summary>There is a conclusion, and nobody has answered the clinical picture.</summary>
    WithoutPicture,
    /// <summary>The consent that counts does not cover the registry, or there is none.</summary>
    WithoutRegistryConsent,
    /// <summary>The row of the registry has a column of one variant that no file has proven yet.</summary>
    RegistryOpen,
}

/// <summary>How far a case is.</summary>
public enum CaseState
{
    /// <summary>Nothing is concluded yet.</summary>
    NotJudged,
    /// <summary>Concluded; nobody has signed it.</summary>
    Unread,
    /// <summary>One person has signed it.</summary>
    ReadOnce,
    /// <summary>Two persons have signed it.</summary>
    Released,
}

/// <summary>A case in a list.</summary>
/// <param name="Subject">The person.</param>
/// <param name="Consent">The form that counts; null where none is recorded.</param>
/// <param name="State">How far it is.</param>
/// <param name="Since">When its newest conclusion was issued or signed last; null where there is none.</param>
public sealed record CaseRow(Subject Subject, Consent? Consent, CaseState State, Moment? Since);
