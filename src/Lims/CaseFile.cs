using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Classifications;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Notices;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Lims.Laboratory.Controls;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Lims.Registry.Entries;
using Thrombophilia.Lims.Registry.Forms;
using Thrombophilia.Variants.Calling.Rows;

namespace Thrombophilia.Lims;

/// <summary>
/// One person's file: reads the evidence from the records, and issues a conclusion whose content is new.
/// </summary>
static class CaseFile
{
    /// <summary>Everything known of a person.</summary>
    /// <param name="db">The records.</param>
    /// <param name="subjectId">Internal key of the person.</param>
    /// <param name="now">When it is read.</param>
    /// <param name="questions">The questions of the clinical picture.</param>
    /// <param name="keptOf">Findings of a sample that the running step has written and need not be read back.</param>
    /// <param name="limit">The part of it that is read; null for all.</param>
    public static CaseEvidence Read(LimsDb db, int subjectId, DateTimeOffset now, PictureTable questions,
        Func<int, IReadOnlyList<Finding>> keptOf, EvidenceLimit? limit = null)
    {
        var (samples, assays, findings) = (db.Rows<Sample>(), db.Rows<AssayResult>(), db.Rows<Finding>());
        var (names, intakes) = (db.Rows<IntakeSample>(), db.Rows<VcfIntake>());
        var (found, measured, read) = (new List<SampleFinding>(), new List<AssayFact>(),
            new Dictionary<int, VcfIntake>());
        ClassificationsInForce? classified = null;
        // What was retracted or corrected is kept, and nothing rests on it.
        foreach (var sample in samples.Find(nameof(Sample.SubjectId), subjectId).Where(s => s.Retracted is null))
        {
            foreach (var a in assays.Find(nameof(AssayResult.SampleId), sample.Id).Where(a => a.Stands && limit?.Takes(a) != false))
                measured.Add(new(a.Code, sample.Code, a.Analyte, a.Method, a.Measured, a.Unit, a.Drawn, a.StateCodes)
                {
                    Held = a.RunKey is { } key && db.Rows<ControlRun>().Find(nameof(ControlRun.Key), key).Exists(run => run.IsHeld),
                });

            // Only the intakes with the newest panel version that was used: older versions asked other questions.
            var done = names.Find(nameof(IntakeSample.SampleId), sample.Id)
                .Where(n => n.State == IntakeSampleState.Done)
                .SelectMany(n => intakes.Find(nameof(VcfIntake.Id), n.IntakeId))
                .Where(i => i.State == IntakeState.Done && limit?.Takes(i) != false).ToList();
            var newest = done.MaxBy(i => (i.Received.At, i.Id));
            var current = done.Where(i => (i.PanelId, i.PanelVersion) == (newest!.PanelId, newest.PanelVersion))
                .ToDictionary(i => i.Id);
            foreach (var intake in current.Values) read[intake.Id] = intake;
            // A file writes all rows of a sample in one step: of what the step kept, the database holds no more.
            var kept = keptOf(sample.Id);
            var keptIntake = kept.Count > 0 ? kept[0].IntakeId : 0;
            var stored = current.Keys.All(id => id == keptIntake) ? [] : findings.Find(nameof(Finding.SampleId), sample.Id);
            foreach (var f in kept.Concat(stored.Where(f => f.IntakeId != keptIntake)))
                if (current.TryGetValue(f.IntakeId, out var intake))
                    found.Add(Found(sample.Code, intake.PublicId, f.ToCall()));
        }
        var subject = db.Rows<Subject>().Find(nameof(Subject.Id), subjectId).Single();
        var today = db.Clock.DayOf(now);
        IEnumerable<ClinicalFact> facts = db.Rows<ClinicalFact>().Find(nameof(ClinicalFact.SubjectId), subjectId);
        if (limit?.Answers is { } first) facts = facts.OrderBy(f => f.Id).Take(first);
        var picture = ClinicalPicture.Of(facts, questions, today);
        return new(
            new(subject.Group, subject.Sex, subject.BirthYear, subject.Transplant), found, measured,
            [.. read.Values.Select(i => new IntakeFacts(i.PublicId, i.Sha256, i.Build!, i.PanelId, i.PanelVersion))])
        {
            Today = today,
            Zone = db.Clock.LocalTimeZone,
            Facts = picture.Known,
            Answers = picture.Items,
        };

        // The one place in which a classification of two persons takes the place of what the rules said of a file. Who carries
        // nothing that could have one is not asked for.
        SampleFinding Found(string sample, Guid intake, PanelCall call) =>
            ClassificationsInForce.MayConcern(call) && (classified ??= ClassificationsInForce.Of(db)).For(call) is { } record
                ? new(sample, intake, call with { Class = record.Class, Criteria = record.Criteria }, new(record.Code, record.Version))
                : new(sample, intake, call);
    }

    /// <summary>
    /// Issues a new version of conclusion and registry row where they differ from the newest ones; equal content is not
    /// written.
    /// </summary>
    public static void Issue(
        LimsDb db, int subjectId, CaseEvidence evidence, CaseConclusion conclusion, bool forReport, RegistryRow? row,
            PanelFacts panel, ConclusionRules rules, string rulesSha256, RegistryForm form, Issue issue)
    {
        var (conclusions, entries) = (db.Rows<Conclusion>(), db.Rows<RegistryEntry>());
        var provenance = new Provenance(
            // Without a file, the panel in force tells what is missing.
            Joined(evidence.Intakes.Select(i => i.PanelId).DefaultIfEmpty(panel.Id)),
                Joined(evidence.Intakes.Select(i => i.PanelVersion).DefaultIfEmpty(panel.Version)),
            rules.Id, rules.Version, rulesSha256,
            Joined(evidence.Intakes.Select(i => i.Build)), Joined(evidence.Intakes.Select(i => i.Sha256)),
                Joined(evidence.Assays.Select(a => a.Id)))
        {
            Classifications = Joined(evidence.Findings.Select(f => f.Classified?.ToString()).OfType<string>()) is { Length: > 0 } named
                ? named : null,
        };
        var statements = JsonSerializer.Serialize(conclusion.Statements, StatementJson.Plain);
        // Whether a report may be made of it is part of the content. For a conclusion that may be reported the hash is
        // the one that versions before this question gave; and so it is without a classification of two persons.
        var hash = Sha256(statements, "\n", provenance.ToString(), forReport ? "" : "\nnot for a report",
            provenance.Classifications is { } used ? "\nclassifications " + used : "");

        var last = conclusions.Last(nameof(Conclusion.Version), (nameof(Conclusion.SubjectId), subjectId));
        var conclusionId = last?.Id ?? 0;
        if (last?.ContentSha256 != hash)
        {
            var issued = new Conclusion(subjectId, last, issue.Reason,
                conclusion.Headline.IsUrgent ? Conclusion.Urgent : conclusion.Headline.Code, statements, hash, provenance, forReport,
                issue.SoftwareVersion, issue.At);
            conclusionId = conclusions.Insert(issued);
            NoticeOpening.Follow(db, issued, conclusionId, conclusion.Alarms, last, StatementJson.Of, issue.At);
        }
        if (row is null) return;
        var codes = JsonSerializer.Serialize(row.Codes.ToDictionary(c => c.Key, c => c.Value), StatementJson.Plain);
        var entry = entries.Last(nameof(RegistryEntry.Version), (nameof(RegistryEntry.SubjectId), subjectId));
        if (entry is not null
            && (entry.Group, entry.FormId, entry.FormVersion, entry.Codes) == (row.Group, form.Id, form.Version, codes))
            return;
        entries.Insert(new(subjectId, entry, row.Group, form.Id, form.Version, codes, conclusionId, issue.At));
    }

    /// <summary>A conclusion was issued for the person.</summary>
    public static bool IsConcluded(LimsDb db, int subjectId) =>
        db.Rows<Conclusion>().Last(nameof(Conclusion.Version), (nameof(Conclusion.SubjectId), subjectId)) is not null;

    // Part by part: the statements of a person with many variants are long, and joined texts are longer.
    static string Sha256(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts)
        {
            var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(part.Length));
            hash.AppendData(bytes, 0, Encoding.UTF8.GetBytes(part, bytes));
            ArrayPool<byte>.Shared.Return(bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    static string Joined(IEnumerable<string> values) =>
        string.Join(';', values.Distinct().Order(StringComparer.Ordinal));
}

/// <summary>Why and when conclusions are issued, and by which software.</summary>
/// <param name="Reason">Code of the reason.</param>
/// <param name="SoftwareVersion">Version of the software.</param>
/// <param name="At">Time of issue.</param>
sealed record Issue(string Reason, string SoftwareVersion, DateTimeOffset At);
