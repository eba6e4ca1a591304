using Hl7.Fhir.Model;

namespace Thrombophilia.Lims.Clinic.Reports.Fhir;

/// <summary>Who signed a report, when and what it means, and every file and version that it was made from.</summary>
static class ProvenanceResource
{
    /// <summary>Maps the provenance of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="target">The key of its DiagnosticReport.</param>
    /// <param name="contentSha256">SHA-256 of the content that was signed; null for a draft.</param>
    /// <param name="at">The context.</param>
    public static Hl7.Fhir.Model.Provenance Of(ReportContent report, string target, string? contentSha256, FhirContext at)
    {
        var from = report.Provenance;
        var provenance = new Hl7.Fhir.Model.Provenance
        {
            Target = [at.To("DiagnosticReport", target)],
            Recorded = FhirContext.Instant(report.Issued),
            Agent =
            [
                .. report.Signers.Select(s => AgentOf($"signer.{s.Turn}", at.Identifier("account", s.Account),
                    $"{s.Name}, {s.At}: {at.Said(s.Meaning)}", at)),
                AgentOf("software", null, $"Thrombophilia {from.Software}", at),
            ],
            Entity =
            [
                .. from.VcfSha256.Select(hash => EntityOf("sha256", hash, "VCF", at)),
                .. new[] { from.Panel, from.Rules }.Concat(from.Tables).Append(FileOf(at.Codes))
                    .Select(file => EntityOf("knowledge", $"{file.Id} {file.Version}", file.Sha256, at)),
                EntityOf("sha256", from.RulesSha256, "rules", at),
                .. contentSha256 is null ? [] : new[] { EntityOf("sha256", contentSha256, "report", at) },
            ],
        };
        return provenance;
    }

    static ReportSourceFile FileOf(FhirCodes codes) => new(codes.File.Id, codes.File.Version, codes.File.Sha256);

    static Hl7.Fhir.Model.Provenance.AgentComponent AgentOf(string code, Identifier? who, string shown, FhirContext at) => new()
    {
        Type = at.Codes.Concept(code),
        Who = new() { Identifier = who, Display = shown },
    };

    static Hl7.Fhir.Model.Provenance.EntityComponent EntityOf(string system, string value, string? shown, FhirContext at) => new()
    {
        Role = Hl7.Fhir.Model.Provenance.ProvenanceEntityRole.Source,
        What = new() { Identifier = at.Identifier(system, value), Display = shown },
    };
}
