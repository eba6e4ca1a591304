using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Lims.Tests;

/// <summary>The released knowledge, loaded once.</summary>
static class Knowledge
{
    public static KnowledgeFolder Folder { get; } = new();
    public static PanelFacts Panel { get; } = PanelFacts.Of(Thrombophilia.Variants.Panels.Panel.Load());
    public static ConclusionRules Rules { get; } = ConclusionRules.Load(Panel, Folder);
    public static Lims.Biobank.BiobankRules Biobank { get; } = Lims.Biobank.BiobankRules.Load();
    public static CaseAnalysis Cases { get; } = CaseAnalysis.Load();
}
