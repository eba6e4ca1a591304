namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>What is concluded for one person.</summary>
/// <param name="Statements">Most important first; never empty.</param>
/// <param name="Genotypes">The panel's hot spots as read in all samples together.</param>
sealed record CaseConclusion(IReadOnlyList<Statement> Statements, Genotypes Genotypes)
{
    /// <summary>The headline: the most important statement.</summary>
    public Statement Headline => Statements[0];
}
