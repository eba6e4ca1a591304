using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Conclusions;
using Thrombophilia.Lims.Records;
using Thrombophilia.Lims.Registry;
using Thrombophilia.Lims.Rules;

namespace Thrombophilia.Lims.Cases;

/// <summary>One person's file: reads the evidence from the records, and issues what was concluded when it says something new.</summary>
static class CaseFile
{
    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Compiled: for the few rows of one person EF Core would take longer to recognise a query than to run it.
    static readonly Func<LimsDb, List<int>, IEnumerable<Subject>> SubjectsOf = EF.CompileQuery((LimsDb db, List<int> subjects) =>
        db.Subjects.AsNoTracking().Where(s => subjects.Contains(s.Id)));
    static readonly Func<LimsDb, List<int>, IEnumerable<Sample>> SamplesOf = EF.CompileQuery((LimsDb db, List<int> subjects) =>
        db.Samples.AsNoTracking().Where(s => subjects.Contains(s.SubjectId)));
    static readonly Func<LimsDb, List<int>, IEnumerable<AssayResult>> AssaysOf = EF.CompileQuery((LimsDb db, List<int> samples) =>
        db.AssayResults.AsNoTracking().Where(a => samples.Contains(a.SampleId)));
    static readonly Func<LimsDb, List<int>, IEnumerable<Finding>> FindingsOf = EF.CompileQuery((LimsDb db, List<int> samples) =>
        db.Findings.AsNoTracking().Where(f => samples.Contains(f.SampleId)));
    static readonly Func<LimsDb, List<int>, IEnumerable<SampleReading>> ReadingsOf = EF.CompileQuery((LimsDb db, List<int> samples) =>
        from s in db.IntakeSamples.AsNoTracking()
        join i in db.VcfIntakes.AsNoTracking() on s.IntakeId equals i.Id
        where s.SampleId != null && samples.Contains(s.SampleId.Value) && s.State == IntakeSampleState.Done && i.State == IntakeState.Done
        select new SampleReading(s.SampleId!.Value, i));
    static readonly Func<LimsDb, List<int>, IEnumerable<Conclusion>> NewestConclusions = EF.CompileQuery((LimsDb db, List<int> subjects) =>
        db.Conclusions.AsNoTracking()
            .Where(c => subjects.Contains(c.SubjectId) && !db.Conclusions.Any(later => later.SubjectId == c.SubjectId && later.Version > c.Version)));
    static readonly Func<LimsDb, List<int>, IEnumerable<RegistryEntry>> NewestEntries = EF.CompileQuery((LimsDb db, List<int> subjects) =>
        db.RegistryEntries.AsNoTracking()
            .Where(r => subjects.Contains(r.SubjectId) && !db.RegistryEntries.Any(later => later.SubjectId == r.SubjectId && later.Version > r.Version)));

    /// <summary>Everything known of these persons. One of whom neither a file nor an assay result is at hand is left out: there is nothing to conclude from.</summary>
    public static IReadOnlyList<(int SubjectId, CaseEvidence Evidence)> Read(LimsDb db, List<int> subjectIds, int year)
    {
        var subjects = SubjectsOf(db, subjectIds).OrderBy(s => s.Id).ToList();
        var samples = SamplesOf(db, subjectIds).ToDictionary(s => s.Id);
        var sampleIds = samples.Keys.ToList();
        var assays = AssaysOf(db, sampleIds).ToList();
        var readings = ReadingsOf(db, sampleIds).ToList();
        var findings = FindingsOf(db, sampleIds).ToList();

        // Of one sample, only the readings with the panel version that was last taken in: older versions asked other questions.
        var current = readings.GroupBy(r => r.SampleId).SelectMany(ofSample =>
        {
            var newest = ofSample.MaxBy(r => (r.Intake.Received.At, r.Intake.Id))!.Intake;
            return ofSample.Where(r => r.Intake.PanelId == newest.PanelId && r.Intake.PanelVersion == newest.PanelVersion);
        }).ToDictionary(r => (r.SampleId, IntakeId: r.Intake.Id), r => r.Intake);

        var findingsOf = findings.Where(f => current.ContainsKey((f.SampleId, f.IntakeId))).ToLookup(f => samples[f.SampleId].SubjectId);
        var assaysOf = assays.ToLookup(a => samples[a.SampleId].SubjectId);
        var intakesOf = current.ToLookup(c => samples[c.Key.SampleId].SubjectId, c => c.Value);
        var cases = new List<(int, CaseEvidence)>();
        foreach (var subject in subjects)
        {
            var intakes = intakesOf[subject.Id].DistinctBy(i => i.Id).ToList();
            var measured = assaysOf[subject.Id].ToList();
            if (intakes.Count + measured.Count == 0) continue;
            cases.Add((subject.Id, new CaseEvidence(
                new(subject.Group, subject.Sex, subject.BirthYear),
                [.. findingsOf[subject.Id].Select(f => new SampleFinding(samples[f.SampleId].Code, current[(f.SampleId, f.IntakeId)].PublicId, f.ToCall()))],
                [.. measured
                    .Select(a => new AssayFact(a.Code, samples[a.SampleId].Code, a.Analyte, a.Method, a.Value, a.Unit, a.Drawn, a.StateCodes))],
                [.. intakes.Select(i => new IntakeFacts(i.PublicId, i.Sha256, i.Build!, i.PanelId, i.PanelVersion))])
            { Year = year }));
        }
        return cases;
    }

    /// <summary>Issues a new version of whatever differs from the newest one; of equal content nothing is written.</summary>
    public static void Issue(LimsDb db, IReadOnlyCollection<Concluded> cases, PanelFacts panel, ConclusionRules rules, RegistryForm form, Issue issue)
    {
        var subjectIds = cases.Select(c => c.SubjectId).ToList();
        var conclusions = NewestConclusions(db, subjectIds).ToDictionary(c => c.SubjectId);
        var entries = NewestEntries(db, subjectIds).ToDictionary(r => r.SubjectId);
        using var newConclusions = new PreparedInsert<Conclusion>(db);
        using var newEntries = new PreparedInsert<RegistryEntry>(db);
        foreach (var (subjectId, evidence, (conclusion, row)) in cases)
        {
            var provenance = new Provenance(
                // Where no file was read, the panel in force says what is missing.
                Joined(evidence.Intakes.Select(i => i.PanelId).DefaultIfEmpty(panel.Id)), Joined(evidence.Intakes.Select(i => i.PanelVersion).DefaultIfEmpty(panel.Version)),
                rules.Id, rules.Version, rules.Sha256,
                Joined(evidence.Intakes.Select(i => i.Build)), Joined(evidence.Intakes.Select(i => i.Sha256)), Joined(evidence.Assays.Select(a => a.Id)));
            var statements = JsonSerializer.Serialize(conclusion.Statements, Plain);
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(statements + '\n' + provenance)));

            var last = conclusions.GetValueOrDefault(subjectId);
            var conclusionId = last?.ContentSha256 == hash ? last.Id : newConclusions.Write(
                new(subjectId, last, issue.Reason, conclusion.Headline.Code, statements, hash, provenance, issue.SoftwareVersion, issue.At));
            if (row is null) continue;
            var codes = JsonSerializer.Serialize(row.Codes.ToDictionary(c => c.Key, c => c.Value), Plain);
            var entry = entries.GetValueOrDefault(subjectId);
            if (entry is not null && (entry.Group, entry.FormId, entry.FormVersion, entry.Codes) == (row.Group, form.Id, form.Version, codes)) continue;
            newEntries.Write(new(subjectId, entry, row.Group, form.Id, form.Version, codes, conclusionId, issue.At));
        }
    }

    /// <summary>The statements of an issued conclusion, as they were issued.</summary>
    public static IReadOnlyList<Statement> Statements(Conclusion issued) => JsonSerializer.Deserialize<List<Statement>>(issued.Statements, Plain)!;

    sealed record SampleReading(int SampleId, VcfIntake Intake);

    static string Joined(IEnumerable<string> values) => string.Join(';', values.Distinct().Order(StringComparer.Ordinal));
}

/// <summary>Why and when conclusions are issued, and by which software.</summary>
/// <param name="Reason">Code of the reason.</param>
/// <param name="SoftwareVersion">Version of the software.</param>
/// <param name="At">Time of issue.</param>
sealed record Issue(string Reason, string SoftwareVersion, DateTimeOffset At);

/// <summary>A person's evidence, and what it says.</summary>
/// <param name="SubjectId">Whose it is.</param>
/// <param name="Evidence">What was known.</param>
/// <param name="Said">The conclusion, and the registry row (null for a relative).</param>
sealed record Concluded(int SubjectId, CaseEvidence Evidence, (CaseConclusion Conclusion, RegistryRow? Row) Said);
