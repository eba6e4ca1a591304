using Task = Hl7.Fhir.Model.Task;

namespace Thrombophilia.Lims.Clinic.Reports.Fhir;

/// <summary>What the conclusion asks to be done next, as a Task (profile followup-recommendation): a proposal, no order.</summary>
static class FollowUpResource
{
    /// <summary>The sentences that ask for something.</summary>
    public static IEnumerable<ReportSentence> Of(ReportContent report, FhirCodes codes) =>
        report.Conclusion.Statements.Where(s => codes.Has(KeyOf(s)));

    /// <summary>Maps a sentence.</summary>
    public static Task Of(ReportSentence sentence, ReportContent report, FhirContext at) => new()
    {
        Meta = at.Codes.Claim("followup-recommendation"),
        Status = Task.TaskStatus.Requested,
        Intent = Task.TaskIntent.Proposal,
        Code = at.Codes.Concept(KeyOf(sentence), at.Said(sentence.Text)),
        Description = at.Said(sentence.Text),
        For = at.To("Patient", report.Person.Code),
        AuthoredOnElement = FhirContext.Time(report.Issued),
    };

    static string KeyOf(ReportSentence sentence) => $"follow-up.{sentence.Code}";
}
