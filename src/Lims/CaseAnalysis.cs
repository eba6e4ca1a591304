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
public sealed class CaseAnalysis
{
    readonly PanelFacts panel;
    readonly Concluder concluder;

    CaseAnalysis(PanelFacts panel, ConclusionRules rules, RegistryForm form, BiobankRules biobank)
    {
        (this.panel, concluder) = (panel, new(rules, panel));
        (Rules, Form, Biobank) = (rules, form, biobank);
    }

    /// <summary>The rules in force.</summary>
    public ConclusionRules Rules { get; }

    /// <summary>The registry's form in force.</summary>
    internal RegistryForm Form { get; }

    /// <summary>What each step needs of a consent.</summary>
    public BiobankRules Biobank { get; }

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
    internal (CaseConclusion Conclusion, RegistryRow? Row) Analyse(CaseEvidence evidence)
    {
        var conclusion = concluder.Conclude(evidence);                    // findings + assays -> conclusion
        return (conclusion, Form.Row(evidence.Subject, conclusion.Genotypes));  // conclusion -> registry
    }

    /// <summary>The statements of an issued conclusion, most important first, as they were issued.</summary>
    public static IReadOnlyList<Statement> StatementsOf(Conclusion issued) => CaseFile.Statements(issued);

    /// <summary>
    /// The way to write through <paramref name="db"/>: each step issues the conclusions anew of the persons whom it
    /// concerns.
    /// </summary>
    public Writes WritesOf(LimsDb db) => new(db, Refresh);

    /// <summary>
    /// Joins evidence, concludes and registers for these persons inside the caller's transaction; equal content is not
    /// issued again. A person who has not agreed to the analysis is left alone. One who agreed to it but not to a
    /// report gets a conclusion that no report shows, because the registry may need it.
    /// </summary>
    void Refresh(WriteStep step, IReadOnlyCollection<int> subjects, string reason, CancellationToken stop)
    {
        var db = step.Db;
        foreach (var subject in subjects.Order())
        {
            stop.ThrowIfCancellationRequested();
            var consent = ConsentCheck.NewestInStep(db, subject);
            if (!ConsentCheck.Allows(Biobank, ConsentStep.Analysis, consent)
                || CaseFile.Read(step, subject) is not { } evidence) continue;
            var (conclusion, row) = Analyse(evidence);
            if (!ConsentCheck.Allows(Biobank, ConsentStep.RegistryExport, consent)) row = null;
            var forReport = ConsentCheck.Allows(Biobank, ConsentStep.Report, consent);
            CaseFile.Issue(db, subject, evidence, conclusion, forReport, row, panel, Rules, Form,
                new Issue(reason, Software.Version, step.Now));
        }
    }
}
