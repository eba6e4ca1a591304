using Thrombophilia.Lims.Decisions.Tables;

namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>Something for which somebody is to be called.</summary>
/// <param name="Row">The critical value.</param>
/// <param name="Statement">What is said of it.</param>
sealed record Alarm(CriticalValueRow Row, Statement Statement);

/// <summary>What is concluded for one person.</summary>
/// <param name="Statements">Most important first; never empty.</param>
/// <param name="Genotypes">The panel's hot spots as read in all samples together.</param>
sealed record CaseConclusion(IReadOnlyList<Statement> Statements, Genotypes Genotypes)
{
    /// <summary>The urgent statements, each with its row.</summary>
    public IReadOnlyList<Alarm> Alarms { get; init; } = [];

    /// <summary>The headline: the most important statement.</summary>
    public Statement Headline => Statements[0];
}
