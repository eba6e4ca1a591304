namespace Thrombophilia.Variants.Panels;

/// <summary>
/// Builds by the names that other people's programs write: <c>GRCh38.p14</c>, <c>hg38</c>, <c>b37</c>.
/// </summary>
static class BuildNames
{
    // The names that UCSC and the Broad Institute gave to the assemblies of the Genome Reference Consortium. Their
    // chromosomes have the same bases; the mitochondrion of hg19 has not, and is on no panel.
    static readonly Dictionary<string, string> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        ["hg19"] = "GRCh37",
        ["b37"] = "GRCh37",
        ["hg38"] = "GRCh38",
    };

    /// <summary>The panel's build of this name, whatever its case and patch; null for none.</summary>
    public static PanelBuild? Find(Panel panel, string name)
    {
        // A patch adds sequences and changes none.
        var patch = name.LastIndexOf(".p", StringComparison.OrdinalIgnoreCase);
        if (patch > 0 && name.Length > patch + 2 && name.AsSpan(patch + 2).IndexOfAnyExceptInRange('0', '9') < 0)
            name = name[..patch];
        var id = Others.GetValueOrDefault(name, name);
        return panel.Builds.FirstOrDefault(b => b.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
    }
}
