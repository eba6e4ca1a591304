using Thrombophilia.Lims.Cases;
using Thrombophilia.Lims.Conclusions;
using Thrombophilia.Lims.Records;
using Thrombophilia.Lims.Registry;
using Thrombophilia.Lims.Rules;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Lims;

/// <summary>The way of a case: findings + assays, conclusion, registry.</summary>
public sealed class CaseAnalysis(PanelFacts panel, ConclusionRules rules, RegistryForm form)
{
    readonly Concluder concluder = new(rules, panel);

    /// <summary>The rules in force.</summary>
    public ConclusionRules Rules => rules;

    /// <summary>The registry's form in force.</summary>
    public RegistryForm Form => form;

    /// <summary>Loads panel, rules and form from <paramref name="folder"/>, or from the <c>panels</c> folder beside the program.</summary>
    /// <exception cref="InvalidDataException">A file does not keep its own rules.</exception>
    public static CaseAnalysis Load(string panelId = "thrombophilia-core", string? folder = null)
    {
        var panel = PanelFacts.Of(Panel.Load(panelId, folder));
        return new(panel, ConclusionRules.Load(panel, folder), RegistryForm.Load(panel, folder));
    }

    /// <summary>One case, without a database: the conclusion, and the registry row (null for a relative).</summary>
    public (CaseConclusion Conclusion, RegistryRow? Row) Analyse(CaseEvidence evidence)
    {
        var conclusion = concluder.Conclude(evidence);                    // findings + assays -> conclusion
        return (conclusion, form.Row(evidence.Subject, conclusion.Genotypes));  // conclusion -> registry
    }

    /// <summary>The statements of an issued conclusion, most important first, as they were issued.</summary>
    public static IReadOnlyList<Statement> StatementsOf(Conclusion issued) => CaseFile.Statements(issued);

    /// <summary>Joins, concludes and registers these persons anew inside the caller's transaction; equal content is not issued again.</summary>
    internal void Refresh(LimsDb db, IReadOnlyCollection<int> subjects, Issue issue, CancellationToken stop)
    {
        foreach (var subject in subjects.Distinct().Order())
        {
            stop.ThrowIfCancellationRequested();
            if (CaseFile.Read(db, subject, issue.At.Year) is not { } evidence) continue;
            var (conclusion, row) = Analyse(evidence);
            CaseFile.Issue(db, subject, evidence, conclusion, row, panel, rules, form, issue);
        }
    }
}
