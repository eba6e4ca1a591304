using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Clinic.Classifications;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Evidence;
using Thrombophilia.Lims.Clinic.OwnRecords;
using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Lims.Clinic.Reports.Fhir;
using Thrombophilia.Lims.Clinic.Requests;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Lims.Registry.Forms;
using Thrombophilia.Variants.Acmg;
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
    readonly Lazy<OwnReader> own;
    readonly Lazy<OwnRules> ownRules;
    readonly Lazy<Classifier> classifier;
    readonly Lazy<ReportWriter> reports;
    readonly Lazy<FhirCodes> fhir;
    readonly Lazy<ReportBundle> bundles;
    readonly Dictionary<string, string> transcripts;
    readonly Lazy<VariantNames> names;

    CaseAnalysis(Panel panel, KnowledgeFolder knowledge)
    {
        (Panel, this.panel) = (panel, PanelFacts.Of(panel));
        Rules = ConclusionRules.Load(this.panel, knowledge);
        Clinical = ClinicalRules.Load(knowledge);
        var spots = new PanelHotSpots(panel);
        reports = new(() => new ReportWriter(new(panel, spots, Clinical)));
        concluder = new(Rules, new(Clinical, spots), this.panel, new(Clinical));
        (fhir, bundles) = (new(() => FhirCodes.Load(knowledge, Clinical)), new(() => new ReportBundle(Fhir, panel)));
        // Only a page asks for them.
        (ownRules, classifier) = (new(() => OwnRules.Load(knowledge)), new(() => new Classifier(panel)));
        own = new(() => new(concluder, spots, Clinical, ownRules.Value));
        Judge = new(panel, classifier);
        transcripts = panel.Genes.ToDictionary(g => g.Symbol, g => g.Transcript, StringComparer.Ordinal);
        names = new(() => new VariantNames(panel));
        (Form, Biobank) = (RegistryForm.Load(this.panel, knowledge), BiobankRules.Load(knowledge));
        Review = ReviewRules.Load(knowledge);
        Requests = RequestRules.Load(Clinical, Biobank, knowledge);
        // One hash for all that decides: the rules of findings, and every clinical table by its name and hash.
        RulesSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.Join('\n', Clinical.Files.Select(f => $"{f.Name} {f.Sha256}").Prepend(Rules.Sha256)))));
    }

    /// <summary>The codes of FHIR resources.</summary>
    internal FhirCodes Fhir => fhir.Value;

    /// <summary>Reports as FHIR bundles.</summary>
    public ReportBundle Bundles => bundles.Value;

    /// <summary>The panel that findings are read with.</summary>
    public Panel Panel { get; }

    /// <summary>Which findings concern a conclusion.</summary>
    public ConclusionRules Rules { get; }

    /// <summary>SHA-256 of the rules and of every clinical table, as conclusions name it.</summary>
    internal string RulesSha256 { get; }

    /// <summary>The clinical tables in force.</summary>
    public ClinicalRules Clinical { get; }

    /// <summary>The registry's form in force.</summary>
    internal RegistryForm Form { get; }

    /// <summary>How conclusions are reviewed.</summary>
    public ReviewRules Review { get; }

    /// <summary>What makes a class of criteria that a person judges.</summary>
    public ClassificationJudge Judge { get; }

    /// <summary>What each step needs of a consent.</summary>
    public BiobankRules Biobank { get; }

    /// <summary>What can be asked, and by which forms.</summary>
    public RequestRules Requests { get; }

    /// <summary>
    /// Loads panel, rules and form from <paramref name="folder"/>, or from the <c>panels</c> folder beside the program.
    /// </summary>
    /// <exception cref="InvalidDataException">A released file was changed, or does not keep its own rules.</exception>
    public static CaseAnalysis Load(string panelId = "thrombophilia-core", string? folder = null)
    {
        var knowledge = new KnowledgeFolder(folder);
        knowledge.Prove();
        return new(Panel.Load(panelId, folder), knowledge);
    }

    /// <summary>The same from tables that nobody has released yet.</summary>
    /// <exception cref="InvalidDataException">A table does not keep its own rules.</exception>
    public static CaseAnalysis LoadDraft(string folder, string panelId = "thrombophilia-core") =>
        new(Panel.Load(panelId, folder), new KnowledgeFolder(folder, isDraft: true));

    /// <summary>One case, without a database: the conclusion, and the registry row (null for a relative).</summary>
    internal (CaseConclusion Conclusion, RegistryRow? Row) Analyse(CaseEvidence evidence)
    {
        var conclusion = concluder.Conclude(evidence);                    // findings + assays -> conclusion
        return (conclusion, Form.Row(evidence.Subject, conclusion.Genotypes));  // conclusion -> registry
    }

    /// <summary>
    /// What is concluded of a person today, with options for the physician. Nothing is issued. Null where the person has
    /// not agreed to an analysis and a report.
    /// </summary>
    public CaseAnswer? Advise(LimsDb db, int subject) => Evidence(db, subject) is { } evidence ? concluder.Advise(evidence) : null;

    /// <summary>The same of evidence that <see cref="Evidence"/> gave.</summary>
    internal CaseAnswer Advise(CaseEvidence evidence) => concluder.Advise(evidence);

    /// <summary>What a conclusion would say today; null as above.</summary>
    internal IReadOnlyList<Statement>? Statements(LimsDb db, int subject) =>
        Evidence(db, subject) is { } evidence ? concluder.Conclude(evidence).Statements : null;

    /// <summary>
    /// The content of the report of a conclusion, with the options of today; version 0 is a draft. Null where the person has
    /// not agreed to an analysis and a report.
    /// </summary>
    internal ReportContent? Report(LimsDb db, ReportRecords records, string number, int version, DateTimeOffset at) =>
        Evidence(db, records.Subject.Id) is not { } evidence ? null
        : reports.Value.Write(new(records, evidence, concluder.Read(evidence).Genotypes, concluder.Advise(evidence)), number,
            version, at);

    /// <summary>
    /// Measured values of a person, as a report of today would word them. Null where the person has not agreed to an analysis
    /// and a report.
    /// </summary>
    internal IReadOnlyList<ReportAssay>? Assays(LimsDb db, int subject, IEnumerable<(AssayResult Result, string Sample)> results)
    {
        if (Evidence(db, subject) is not { } evidence) return null;
        var values = concluder.Read(evidence).Reading.Values.ToLookup(v => v.Assay.Id, StringComparer.Ordinal);
        return [.. results.Select(r => reports.Value.AssayOf(r.Result, r.Sample, values[r.Result.Code].FirstOrDefault(), evidence.Zone))];
    }

    /// <summary>
    /// What is known of a person, or the part of it within <paramref name="limit"/>. Null where the person has not agreed to an
    /// analysis and a report.
    /// </summary>
    internal CaseEvidence? Evidence(LimsDb db, int subject, EvidenceLimit? limit = null)
    {
        ArgumentNullException.ThrowIfNull(db);
        var consent = ConsentCheck.NewestInStep(db, subject);
        return ConsentCheck.Allows(Biobank, ConsentStep.Analysis, consent) && ConsentCheck.Allows(Biobank, ConsentStep.Report, consent)
            ? CaseFile.Read(db, subject, db.Clock.GetUtcNow(), Clinical.Picture, _ => [], limit) : null;
    }

    /// <summary>The genotypes of a person, and how values and genes are read; nothing is concluded.</summary>
    internal (Genotypes Genotypes, CaseReading Reading) Read(CaseEvidence evidence) => concluder.Read(evidence);

    /// <summary>The variants of a person, in the order in which somebody has to look at them.</summary>
    internal IReadOnlyList<EvidenceVariant> VariantsOf(CaseEvidence evidence, Genotypes genotypes,
        IReadOnlyDictionary<Guid, EvidenceFile> files) => EvidenceVariants.Of(evidence, genotypes, panel, Rules, files);

    /// <summary>What the hospital's own records are counted by.</summary>
    internal OwnRules OwnRules => ownRules.Value;

    /// <summary>The names of variants.</summary>
    internal VariantNames Names => names.Value;

    /// <summary>What classifies variants.</summary>
    internal Classifier Classifier => classifier.Value;

    /// <summary>
    /// A coding name with its transcript, with or without which it is given; null for a gene without a transcript.
    /// </summary>
    internal string? FullName(string gene, string name) => !transcripts.TryGetValue(gene, out var transcript) ? null
        : name.StartsWith(transcript + ":", StringComparison.Ordinal) ? name : $"{transcript}:{name}";

    /// <summary>What the records prove of a person for a variant. Whoever has not agreed to an analysis is left out.</summary>
    internal OwnPerson OwnPersonOf(LimsDb db, Subject subject, OwnName? name, string gene, string hgvsC) =>
        own.Value.Read(subject.Id, name, subject.Group,
            ConsentCheck.Allows(Biobank, ConsentStep.Analysis, ConsentCheck.NewestInStep(db, subject.Id))
                ? CaseFile.Read(db, subject.Id, db.Clock.GetUtcNow(), Clinical.Picture, _ => []) : null, gene, hgvsC);

    /// <summary>Variants of a person for whose review the hospital's own records are worth a look.</summary>
    internal IReadOnlyList<OwnVariant> OwnVariantsOf(LimsDb db, int subject) =>
        Evidence(db, subject) is { } evidence ? own.Value.VariantsOf(evidence) : [];

    /// <summary>The statements of an issued conclusion, most important first, as they were issued.</summary>
    public static IReadOnlyList<Statement> StatementsOf(Conclusion issued) => StatementJson.Of(issued);

    /// <summary>
    /// The way to write through <paramref name="db"/>: each step issues the conclusions anew of the persons whom it
    /// concerns.
    /// </summary>
    public Writes WritesOf(LimsDb db) => new(db, Refresh);

    /// <summary>
    /// Brings the queue of the review up to date: persons who have no line in it yet (they were concluded by an older version
    /// of the software), and lines that were made by other rules. Nothing to do costs two short queries.
    /// </summary>
    public async Task RenewReviewAsync(LimsDb db, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        const int AtOnce = 500;
        while (true)
        {
            var missing =
                await db.Conclusions().Where(c => c.Version == 1 && !db.ReviewItems().Any(i => i.SubjectId == c.SubjectId))
                .Select(c => c.SubjectId).Take(AtOnce).ToListAsync(stop);
            var outdated =
                await db.ReviewItems().Where(i => i.Rules != Review.Version).Select(i => i.SubjectId).Take(AtOnce).ToListAsync(stop);
            if (missing.Count + outdated.Count == 0) return;
            await WritesOf(db).RunAsync(step =>
            {
                foreach (var subject in missing.Concat(outdated)) ReviewDesk.Renew(step.Db, Review, Biobank, subject);
                return Task.CompletedTask;
            }, stop);
        }
    }

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
            if (!ConsentCheck.Allows(Biobank, ConsentStep.Analysis, consent))
            {
                // What was concluded before stays in the queue, and is held.
                ReviewDesk.Renew(db, Review, Biobank, subject);
                continue;
            }
            var evidence = CaseFile.Read(db, subject, step.Now, Clinical.Picture, step.Kept<Finding>);
            // Without a file and without a value there is nothing to conclude from. What was concluded from something that
            // was retracted since is said anew.
            if (!evidence.IsExamined && !CaseFile.IsConcluded(db, subject)) continue;
            var (conclusion, row) = Analyse(evidence);
            if (!ConsentCheck.Allows(Biobank, ConsentStep.RegistryExport, consent)) row = null;
            var forReport = ConsentCheck.Allows(Biobank, ConsentStep.Report, consent);
            CaseFile.Issue(db, subject, evidence, conclusion, forReport, row, panel, Rules, RulesSha256, Form,
                new Issue(reason, Software.Version, step.Now));
            ReviewDesk.Renew(db, Review, Biobank, subject, conclusion.Statements);
        }
    }
}
