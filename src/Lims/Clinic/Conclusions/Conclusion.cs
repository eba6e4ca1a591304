using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>
/// One issued version of what is concluded for a person. Never changed: a correction is the next version.
/// </summary>
public sealed class Conclusion
{
    /// <summary>The headline of a conclusion for which somebody is to be called.</summary>
    public const string Urgent = Statement.Urgent;

    Conclusion() { }

    /// <summary>Issues version 1, or the version after <paramref name="supersedes"/>.</summary>
    internal Conclusion(int subjectId, Conclusion? supersedes, string reason, string headline, string statements,
        string contentSha256, Provenance provenance, bool forReport, string softwareVersion, DateTimeOffset at)
    {
        (SubjectId, Version, SupersedesId, Reason) = (subjectId, (supersedes?.Version ?? 0) + 1,
            supersedes?.Id, reason);
        (Headline, Statements, ContentSha256, ForReport, SoftwareVersion, Issued) = (headline, statements,
            contentSha256, forReport, softwareVersion, Moment.Of(at));
        (PanelId, PanelVersion, RulesId, RulesVersion, RulesSha256, Build, VcfSha256, AssayIds) = provenance;
        Classifications = provenance.Classifications;
    }

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>For addresses: stable and not guessable.</summary>
    public Guid PublicId { get; private set; } = Guid.NewGuid();
    /// <summary>Whose it is.</summary>
    public int SubjectId { get; private set; }
    /// <summary>1, 2, ...</summary>
    public int Version { get; private set; }
    /// <summary>The version this one replaces; null for the first.</summary>
    public int? SupersedesId { get; private set; }
    /// <summary>Code of the reason for this version.</summary>
    public string Reason { get; private set; } = "";
    /// <summary>Code of the most important statement.</summary>
    public string Headline { get; private set; } = "";
    /// <summary>The ordered statements, JSON.</summary>
    public string Statements { get; private set; } = "";
    /// <summary>SHA-256 of statements and provenance: equal content is never issued twice in a row.</summary>
    public string ContentSha256 { get; private set; } = "";
    /// <summary>
    /// False where the person agreed to the analysis but not to a report: the conclusion serves the registry and is
    /// shown to nobody.
    /// </summary>
    public bool ForReport { get; private set; }
    /// <inheritdoc cref="Provenance.PanelId"/>
    public string PanelId { get; private set; } = "";
    /// <inheritdoc cref="Provenance.PanelVersion"/>
    public string PanelVersion { get; private set; } = "";
    /// <inheritdoc cref="Provenance.RulesId"/>
    public string RulesId { get; private set; } = "";
    /// <inheritdoc cref="Provenance.RulesVersion"/>
    public string RulesVersion { get; private set; } = "";
    /// <inheritdoc cref="Provenance.RulesSha256"/>
    public string RulesSha256 { get; private set; } = "";
    /// <inheritdoc cref="Provenance.Build"/>
    public string Build { get; private set; } = "";
    /// <inheritdoc cref="Provenance.VcfSha256"/>
    public string VcfSha256 { get; private set; } = "";
    /// <inheritdoc cref="Provenance.AssayIds"/>
    public string AssayIds { get; private set; } = "";
    /// <summary>Classifications of two persons that it rests on, by code and version, joined by <c>;</c>; null for none.</summary>
    public string? Classifications { get; private set; }
    /// <summary>Version of the software that issued it.</summary>
    public string SoftwareVersion { get; private set; } = "";
    /// <summary>When it was issued.</summary>
    public Moment Issued { get; private set; }
}
