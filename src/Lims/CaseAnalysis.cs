using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Registry.Forms;
using Thrombophilia.Variants.Knowledge;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Lims;

/// <summary>
/// The way of a case: findings + assays, conclusion, registry. Each as far as the person's consent goes.
/// </summary>
public sealed class CaseAnalysis(PanelFacts panel, ConclusionRules rules, RegistryForm form, BiobankRules biobank)
{
    readonly Concluder concluder = new(rules, panel);

    /// <summary>The rules in force.</summary>
    public ConclusionRules Rules => rules;

    /// <summary>The registry's form in force.</summary>
    public RegistryForm Form => form;

    /// <summary>What each step needs of a consent.</summary>
    public BiobankRules Biobank => biobank;

    /// <summary>
    /// Loads panel, rules and form from <paramref name="folder"/>, or from the <c>panels</c> folder beside the program.
    /// </summary>
    /// <exception cref="InvalidDataException">A released file was changed, or does not keep its own rules.</exception>
    public static CaseAnalysis Load(string panelId = "thrombophilia-core", string? folder = null)
    {
        var knowledge = new KnowledgeFolder(folder);
        knowledge.Prove();
        var panel = PanelFacts.Of(Panel.Load(panelId, folder));
        return new(panel, ConclusionRules.Load(panel, knowledge), RegistryForm.Load(panel, knowledge),
            BiobankRules.Load(knowledge));
    }

    /// <summary>One case, without a database: the conclusion, and the registry row (null for a relative).</summary>
    public (CaseConclusion Conclusion, RegistryRow? Row) Analyse(CaseEvidence evidence)
    {
        var conclusion = concluder.Conclude(evidence);                    // findings + assays -> conclusion
        return (conclusion, form.Row(evidence.Subject, conclusion.Genotypes));  // conclusion -> registry
    }

    /// <summary>The statements of an issued conclusion, most important first, as they were issued.</summary>
    public static IReadOnlyList<Statement> StatementsOf(Conclusion issued) => CaseFile.Statements(issued);

    /// <summary>
    /// The way to write for whoever acts through <paramref name="db"/>: each step concludes anew for the persons whom
    /// it concerns.
    /// </summary>
    public Writes WritesOf(LimsDb db) => new(db, Refresh);

    /// <summary>
    /// Joins, concludes and registers these persons anew inside the caller's transaction; equal content is not issued
    /// again. Whoever has not agreed
    /// to the analysis is left as they are. Who agreed to it and not to a report gets a conclusion that is not for one:
    /// the registry may need it.
    /// </summary>
    void Refresh(WriteStep step, IReadOnlyCollection<int> subjects, string reason, CancellationToken stop)
    {
        var db = step.Db;
        foreach (var subject in subjects.Order())
        {
            stop.ThrowIfCancellationRequested();
            var consent = ConsentCheck.NewestInStep(db, subject);
            if (!ConsentCheck.Allows(biobank, ConsentStep.Analysis, consent)
                || CaseFile.Read(step, subject) is not { } evidence) continue;
            var (conclusion, row) = Analyse(evidence);
            if (!ConsentCheck.Allows(biobank, ConsentStep.RegistryExport, consent)) row = null;
            var forReport = ConsentCheck.Allows(biobank, ConsentStep.Report, consent);
            CaseFile.Issue(db, subject, evidence, conclusion, forReport, row, panel, rules, form,
                new Issue(reason, Software.Version, step.Now));
        }
    }
}
