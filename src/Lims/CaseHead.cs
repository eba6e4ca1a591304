using Thrombophilia.Lims.Biobank.Subjects;

namespace Thrombophilia.Lims;

/// <summary>Who it is, on top of every page of a person.</summary>
/// <param name="Subject">The person.</param>
/// <param name="Consent">The form that counts; null where none is recorded.</param>
/// <param name="Name">The name; null where it is not recorded, and where it was not asked for.</param>
public sealed record CaseHead(Subject Subject, Consent? Consent, string? Name);
