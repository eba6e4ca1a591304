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

    /// <summary>Everything known of these persons. One of whom neither a file nor an assay result is at hand is left out: there is nothing to conclude from.</summary>
    public static async Task<IReadOnlyList<(int SubjectId, CaseEvidence Evidence)>> ReadAsync(LimsDb db, IReadOnlyCollection<int> subjectIds, int year, CancellationToken stop)
    {
        var subjects = await db.Subjects.AsNoTracking().Where(s => subjectIds.Contains(s.Id)).OrderBy(s => s.Id).ToListAsync(stop).ConfigureAwait(false);
        var samples = await db.Samples.AsNoTracking().Where(s => subjectIds.Contains(s.SubjectId)).ToDictionaryAsync(s => s.Id, stop).ConfigureAwait(false);
        var sampleIds = samples.Keys.ToList();
        var assays = await db.AssayResults.AsNoTracking().Where(a => sampleIds.Contains(a.SampleId)).ToListAsync(stop).ConfigureAwait(false);
        var readings = await (
            from s in db.IntakeSamples.AsNoTracking()
            join i in db.VcfIntakes.AsNoTracking() on s.IntakeId equals i.Id
            where s.SampleId != null && sampleIds.Contains(s.SampleId.Value) && s.State == IntakeSampleState.Done && i.State == IntakeState.Done
            select new { SampleId = s.SampleId!.Value, Intake = i }).ToListAsync(stop).ConfigureAwait(false);
        var findings = await db.Findings.AsNoTracking().Where(f => sampleIds.Contains(f.SampleId)).ToListAsync(stop).ConfigureAwait(false);

        // Of one sample, only the readings with the panel version that was last taken in: older versions asked other questions.
        var current = readings.GroupBy(r => r.SampleId).SelectMany(ofSample =>
        {
            var newest = ofSample.MaxBy(r => (r.Intake.Received.At, r.Intake.Id))!.Intake;
            return ofSample.Where(r => r.Intake.PanelId == newest.PanelId && r.Intake.PanelVersion == newest.PanelVersion);
        }).ToDictionary(r => (r.SampleId, IntakeId: r.Intake.Id), r => r.Intake);

        var cases = new List<(int, CaseEvidence)>();
        foreach (var subject in subjects)
        {
            bool Theirs(int sampleId) => samples[sampleId].SubjectId == subject.Id;
            var intakes = current.Where(c => Theirs(c.Key.SampleId)).Select(c => c.Value).DistinctBy(i => i.Id).ToList();
            var measured = assays.Where(a => Theirs(a.SampleId)).ToList();
            if (intakes.Count + measured.Count == 0) continue;
            cases.Add((subject.Id, new CaseEvidence(
                new(subject.Group, subject.Sex, subject.BirthYear),
                [.. findings.Where(f => Theirs(f.SampleId) && current.ContainsKey((f.SampleId, f.IntakeId)))
                    .Select(f => new SampleFinding(samples[f.SampleId].Code, current[(f.SampleId, f.IntakeId)].PublicId, f.ToCall()))],
                [.. measured
                    .Select(a => new AssayFact(a.Code, samples[a.SampleId].Code, a.Analyte, a.Method, a.Value, a.Unit, a.Drawn, a.StateCodes))],
                [.. intakes.Select(i => new IntakeFacts(i.PublicId, i.Sha256, i.Build!, i.PanelId, i.PanelVersion))])
            { Year = year }));
        }
        return cases;
    }

    /// <summary>Issues a new version when the content differs from the newest one; else nothing is written.</summary>
    public static async Task IssueAsync(
        LimsDb db, int subjectId, CaseEvidence evidence, CaseConclusion conclusion, RegistryRow? row,
        PanelFacts panel, ConclusionRules rules, RegistryForm form, Issue issue, CancellationToken stop)
    {
        var provenance = new Provenance(
            // Where no file was read, the panel in force says what is missing.
            Joined(evidence.Intakes.Select(i => i.PanelId).DefaultIfEmpty(panel.Id)), Joined(evidence.Intakes.Select(i => i.PanelVersion).DefaultIfEmpty(panel.Version)),
            rules.Id, rules.Version, rules.Sha256,
            Joined(evidence.Intakes.Select(i => i.Build)), Joined(evidence.Intakes.Select(i => i.Sha256)), Joined(evidence.Assays.Select(a => a.Id)));
        var statements = JsonSerializer.Serialize(conclusion.Statements, Plain);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(statements + '\n' + provenance)));

        var last = await db.Conclusions.Where(c => c.SubjectId == subjectId).OrderByDescending(c => c.Version).FirstOrDefaultAsync(stop).ConfigureAwait(false);
        if (last?.ContentSha256 != hash)
        {
            last = new Conclusion(subjectId, last, issue.Reason, conclusion.Headline.Code, statements, hash, provenance, issue.SoftwareVersion, issue.At);
            db.Add(last);
            await db.SaveChangesAsync(stop).ConfigureAwait(false);
        }
        if (row is null) return;
        var codes = JsonSerializer.Serialize(row.Codes.ToDictionary(c => c.Key, c => c.Value), Plain);
        var entry = await db.RegistryEntries.Where(r => r.SubjectId == subjectId).OrderByDescending(r => r.Version).FirstOrDefaultAsync(stop).ConfigureAwait(false);
        if (entry is not null && (entry.Group, entry.FormId, entry.FormVersion, entry.Codes) == (row.Group, form.Id, form.Version, codes)) return;
        db.Add(new RegistryEntry(subjectId, entry, row.Group, form.Id, form.Version, codes, last.Id, issue.At));
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
    }

    /// <summary>The statements of an issued conclusion, as they were issued.</summary>
    public static IReadOnlyList<Statement> Statements(Conclusion issued) => JsonSerializer.Deserialize<List<Statement>>(issued.Statements, Plain)!;

    static string Joined(IEnumerable<string> values) => string.Join(';', values.Distinct().Order(StringComparer.Ordinal));
}

/// <summary>Why and when conclusions are issued, and by which software.</summary>
/// <param name="Reason">Code of the reason.</param>
/// <param name="SoftwareVersion">Version of the software.</param>
/// <param name="At">Time of issue.</param>
sealed record Issue(string Reason, string SoftwareVersion, DateTimeOffset At);
