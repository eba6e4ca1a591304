using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Variants.Calling.Builds;

/// <summary>What a file would say if it were of one build; which it is of may only be known at its end.</summary>
interface IBuildCandidate
{
    /// <summary>The supposed build.</summary>
    PanelBuild Build { get; }
    /// <summary>What the REF bases say of the build.</summary>
    BuildEvidence Evidence { get; }
    /// <summary>The first refusal; a file is refused for it only if it is of this build.</summary>
    RefusedException? Fault { get; }
}
