using Hl7.Fhir.Model;

namespace Thrombophilia.Lims.Clinic.Reports.Fhir;

/// <summary>A sample as a Specimen, with the codes of its tubes.</summary>
static class SpecimenResource
{
    /// <summary>Maps a sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="person">Code of the person.</param>
    /// <param name="isRetracted">Nothing of it counts.</param>
    /// <param name="tubes">Codes of its tubes; empty where they are not asked for.</param>
    /// <param name="at">The context.</param>
    public static Specimen Of(ReportSample sample, string person, bool isRetracted, IReadOnlyList<string> tubes, FhirContext at)
    {
        var specimen = new Specimen
        {
            Identifier = [at.Identifier("sample", sample.Code)],
            Status = isRetracted ? Specimen.SpecimenStatus.EnteredInError : null,
            Subject = at.To("Patient", person),
            ReceivedTimeElement = FhirContext.Time(sample.Received),
            Container = [.. tubes.Select(tube => new Specimen.ContainerComponent { Identifier = [at.Identifier("tube", tube)] })],
        };
        if (sample.TypeCode is { } type)
            specimen.Type = new(at.Codes.System("material"), type, at.Said(sample.Type), at.Said(sample.Type));
        if (FhirContext.Time(sample.Collected) is { } collected) specimen.Collection = new() { Collected = collected };
        return specimen;
    }
}
