namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>
/// What a conclusion was made from. Every part is required; several values are joined by <c>;</c> in ordinal order.
/// </summary>
/// <param name="PanelId">Panel the findings were called with.</param>
/// <param name="PanelVersion">Its version.</param>
/// <param name="RulesId">Rules that joined findings and assays.</param>
/// <param name="RulesVersion">Their version.</param>
/// <param name="RulesSha256">SHA-256 of the rules' file.</param>
/// <param name="Build">Genome build of the VCF.</param>
/// <param name="VcfSha256">SHA-256 of the VCF's bytes.</param>
/// <param name="AssayIds">Assay results considered; empty when there were none.</param>
sealed record Provenance(
    string PanelId, string PanelVersion, string RulesId, string RulesVersion, string RulesSha256, string Build,
        string VcfSha256, string AssayIds)
{
    // Not public: it is no part of the text that the hash of every conclusion was made of.
    /// <summary>Classifications of two persons, by code and version; null for none.</summary>
    internal string? Classifications { get; init; }
}
