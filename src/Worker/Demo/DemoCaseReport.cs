using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Worker.Output;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Demo;

/// <summary>
/// One row per person for a clinician: person, genotypes, assay results with the states at the draw, conclusion.
/// </summary>
internal static class DemoCaseReport
{
    public static async Task<string> ReadAsync(LimsDb db, CancellationToken stop)
    {
        var table = new TextTable(
            (Texts.Get("case-subject"), 8), (Texts.Get("case-group"), 8), (Texts.Get("case-person"), 6),
                (Texts.Get("case-genes"), 30),
            (Texts.Get("case-assays"), 34), (Texts.Get("case-conclusion"), 76));
        var samples = (await db.Samples().AsNoTracking().ToListAsync(stop)).ToLookup(s => s.SubjectId);
        var findings = (await db.Findings().AsNoTracking().ToListAsync(stop)).ToLookup(f => f.SampleId);
        var assays = (await db.AssayResults().AsNoTracking().ToListAsync(stop)).ToLookup(a => a.SampleId);
        var conclusions = (await db.Conclusions().AsNoTracking().ToListAsync(stop)).ToLookup(c => c.SubjectId);
        foreach (var subject in await db.Subjects().AsNoTracking().OrderBy(s => s.Code).ToListAsync(stop))
        {
            var tubes = samples[subject.Id].ToList();
            var measured = tubes.SelectMany(s => assays[s.Id]).OrderBy(a => a.Drawn?.At)
                .ThenBy(a => a.Code, StringComparer.Ordinal).ToList();
            table.Add(
                subject.Code, Texts.Get("group-" + subject.Group.ToString().ToLowerInvariant()), Person(subject, tubes),
                Genes(tubes.SelectMany(s => findings[s.Id]).ToList()), Assays(measured),
                Conclusion(conclusions[subject.Id].MaxBy(c => c.Version)));
        }
        return table.ToString();
    }

    // The age at the newest tube; "?" where a year is not known.
    static string Person(Subject subject, List<Sample> tubes)
    {
        var age = tubes.Max(t => t.Collected?.At.Year) - subject.BirthYear;
        return $"{subject.Sex} {age?.ToString(CultureInfo.InvariantCulture) ?? "?"}";
    }

    static string Genes(List<Finding> findings)
    {
        if (findings.Count == 0) return Texts.Get("genes-none");
        var lines = findings.Where(f => f.Copies > 0).Select(Carried).ToList();
        var unread =
            findings.Where(f => f.HotSpot is not null && f.Status is not (CallStatus.Reference or CallStatus.Called))
            .ToList();
        foreach (var group in unread.GroupBy(f => f.Status))
            lines.Add(
                Texts.Get("genes-unread", Lims.Clinic.Conclusions.ConclusionTexts.Word("status." + group.Key.Code()),
                group.Count() > 3 ? Texts.Get("genes-positions", group.Count())
                    : string.Join(", ", group.Select(f => f.HotSpot))));
        var normal = findings.Count(f => f.Status == CallStatus.Reference);
        if (normal > 0) lines.Add(Texts.Get(lines.Count > 0 ? "genes-others-normal" : "genes-all-normal", normal));
        return string.Join('\n', lines);
    }

    static string Carried(Finding finding)
    {
        var name = finding.HotSpot
            ?? string.Create(CultureInfo.InvariantCulture,
            $"{finding.Gene} {finding.Chrom}:{finding.Pos} {finding.Ref}>{finding.Alt}");
        return Texts.Get(
            finding.Notes.Contains("from-absence-confirm", StringComparison.Ordinal) ? "genes-carried-absence"
                : "genes-carried",
            name, Lims.Clinic.Conclusions.ConclusionTexts.Word("copies." + finding.Copies));
    }

    // One line per draw: values, then the states at that draw.
    static string Assays(List<AssayResult> measured) => measured.Count == 0 ? "-" : string.Join('\n',
        from result in measured
        group result by (result.Drawn, result.States) into draw
        let values = string.Join(", ", draw.Select(Value))
        let states = draw.Key.States switch
        {
            null => Texts.Get("states-unknown"),
            "" => "",
            var codes => $" [{codes}]"
        }
        select $"{draw.Key.Drawn?.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "?"}: {values}{states}");

    static string Value(AssayResult result)
    {
        var value = result.Value.ToString("0.####", CultureInfo.InvariantCulture);
        return $"{result.Analyte} {value}{(result.Unit == "U/dL" ? "" : " " + result.Unit)}"
            + $"{(result.Method == "clotting" ? Texts.Get("assay-clotting") : "")}";
    }

    // The headline, and what it alone does not say; values and variants have columns of their own.
    static string Conclusion(Conclusion? issued) => issued is null ? Texts.Get("conclusion-none")
        : string.Join('\n', CaseAnalysis.StatementsOf(issued)
            .Where((statement, i) => i == 0 || statement.Text is null || statement.Code.StartsWith("JX", StringComparison.Ordinal)
                || statement.Code is "phase" or "not-proven" or "no-clean" or "clean" or "repeat")
            .Select(statement => statement.Sentence()).Distinct());
}
