using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Registry.Entries;

/// <summary>
/// One version of a person's genotype codes in the registry. Never changed: a correction is the next version.
/// </summary>
sealed class RegistryEntry
{
    RegistryEntry() { }

    /// <summary>Writes version 1, or the version after <paramref name="previous"/>.</summary>
    public RegistryEntry(int subjectId, RegistryEntry? previous, SubjectGroup group, string formId, string formVersion,
        string codes, int conclusionId, DateTimeOffset at) =>
        (SubjectId, Version, Group, FormId, FormVersion, Codes, ConclusionId, Written) =
            (subjectId, (previous?.Version ?? 0) + 1, group, formId, formVersion, codes, conclusionId, Moment.Of(at));

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>Whose it is.</summary>
    public int SubjectId { get; private set; }
    /// <summary>1, 2, ...</summary>
    public int Version { get; private set; }
    /// <summary>Case or control.</summary>
    public SubjectGroup Group { get; private set; }
    /// <summary>Id of the form.</summary>
    public string FormId { get; private set; } = "";
    /// <summary>Version of the form.</summary>
    public string FormVersion { get; private set; } = "";
    /// <summary>Code by column, JSON in the form's order; an empty code is not known.</summary>
    public string Codes { get; private set; } = "";
    /// <summary>The conclusion it was written with.</summary>
    public int ConclusionId { get; private set; }
    /// <summary>When it was written.</summary>
    public Moment Written { get; private set; }
}
