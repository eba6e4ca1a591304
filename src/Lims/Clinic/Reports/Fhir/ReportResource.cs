using System.Globalization;
using Hl7.Fhir.Model;

namespace Thrombophilia.Lims.Clinic.Reports.Fhir;

/// <summary>
/// A report as a DiagnosticReport (profile genomic-report). Every observation stands in <c>result</c> itself: some receivers
/// read no deeper.
/// </summary>
static class ReportResource
{
    /// <summary>Maps a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="isWithdrawn">It must not be used any more.</param>
    /// <param name="results">Keys of every observation.</param>
    /// <param name="tasks">Keys of every proposal.</param>
    /// <param name="study">Key of the genomic study; null where no file was read.</param>
    /// <param name="at">The context.</param>
    public static DiagnosticReport Of(ReportContent report, bool isWithdrawn, IReadOnlyList<string> results,
        IReadOnlyList<string> tasks, string? study, FhirContext at)
    {
        var resource = new DiagnosticReport
        {
            Meta = at.Codes.Claim("genomic-report"),
            Identifier = VersionOf(report, at) is { } version ? [at.Identifier("report", report.Number), version] : [],
            Status = isWithdrawn ? DiagnosticReport.DiagnosticReportStatus.EnteredInError
                : report.IsDraft ? DiagnosticReport.DiagnosticReportStatus.Preliminary
                : report.Amendment is null ? DiagnosticReport.DiagnosticReportStatus.Final
                : DiagnosticReport.DiagnosticReportStatus.Amended,
            Category = [at.Codes.Concept("category.genetics")],
            Code = at.Codes.Concept("report"),
            Subject = at.To("Patient", report.Person.Code),
            Effective = FhirContext.Time(report.Samples.Select(s => s.Collected).OfType<string>().Max(StringComparer.Ordinal)),
            Issued = FhirContext.Instant(report.Issued),
            Performer = [new() { Identifier = at.Identifier("site", report.Site), Display = PerformerOf(report, at) }],
            ResultsInterpreter =
                [.. report.Signers.Select(s => new ResourceReference
                {
                    Identifier = at.Identifier("account", s.Account),
                    Display = s.Name,
                })],
            Specimen = [.. report.Samples.Select(s => at.To("Specimen", s.Code))],
            Result = [.. results.Select(key => at.To("Observation", key))],
            Conclusion = ConclusionOf(report, at),
        };
        if (study is not null) resource.Extension.Add(new(at.Codes.Extension("genomic-study-reference"), at.To("Procedure", study)));
        resource.Extension.AddRange(tasks.Select(key => new Extension(at.Codes.Extension("recommended-action"), at.To("Task", key))));
        return resource;
    }

    /// <summary>What names this version; null for a draft.</summary>
    public static Identifier? VersionOf(ReportContent report, FhirContext at) => report.IsDraft ? null
        : at.Identifier("report-version", string.Create(CultureInfo.InvariantCulture, $"{report.Number}/{report.Version}"));

    static string PerformerOf(ReportContent report, FhirContext at) =>
        report.Head is { } head ? $"{at.Said(head.Hospital)}, {at.Said(head.Department)}" : report.Site;

    // What somebody is to be called for stands first.
    static string ConclusionOf(ReportContent report, FhirContext at)
    {
        IEnumerable<ReportSentence> headline = report.Conclusion.Headline is { } head ? [head] : [];
        var sentences = report.Conclusion.Urgent.Concat(headline).Concat(report.Conclusion.Statements).Select(s => at.Said(s.Text));
        var amendment = report.Amendment is { } why ? [at.Said(why.Reason), why.Remark] : (string?[])[];
        return string.Join('\n', amendment.OfType<string>().Concat(sentences));
    }
}
