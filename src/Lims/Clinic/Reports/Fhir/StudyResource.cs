using Hl7.Fhir.Model;

namespace Thrombophilia.Lims.Clinic.Reports.Fhir;

/// <summary>What was examined of the genes, as a genomic study and its analysis: regions studied, called and not called.</summary>
static class StudyResource
{
    /// <summary>The study, which names its analysis.</summary>
    public static Procedure Study(ReportContent report, string analysis, FhirContext at)
    {
        var study = Empty("genomic-study", report, at);
        study.Extension.Add(new(at.Codes.Extension("genomic-study-analysis-ext"), at.To("Procedure", analysis)));
        return study;
    }

    /// <summary>The analysis.</summary>
    public static Procedure Analysis(ReportContent report, FhirContext at)
    {
        var (procedure, genetics) = (Empty("genomic-study-analysis", report, at), report.Genetics);
        if (report.Provenance.Builds is [var build] && at.Codes.Has($"assembly.{build}"))
            procedure.Extension.Add(new(at.Codes.Extension("genomic-study-analysis-genome-build"), at.Codes.Concept($"assembly.{build}")));
        var regions = new Extension { Url = at.Codes.Extension("genomic-study-analysis-regions") };
        regions.Extension.Add(new("description", new FhirString(string.Join("; ",
            genetics.Coverage.Select(c => $"{c.Gene}: {at.Said(c.Text)}")))));
        regions.Extension.AddRange(genetics.Coverage.Select(c => new Extension("studied", new CodeableConcept { Text = c.Gene })));
        regions.Extension.AddRange(genetics.HotSpots.Where(h => VariantResource.AnswerOf(h) is "present" or "absent")
            .Select(h => new Extension("called", new CodeableConcept(at.Codes.System("hot-spot"), h.HotSpot))));
        regions.Extension.AddRange(genetics.HotSpots.Where(h => VariantResource.AnswerOf(h) is not ("present" or "absent"))
            .Select(h => new Extension("uncalled", new CodeableConcept(at.Codes.System("hot-spot"), h.HotSpot)
            {
                Text = at.Said(h.Change),
            })));
        procedure.Extension.Add(regions);
        return procedure;
    }

    static Procedure Empty(string profile, ReportContent report, FhirContext at) => new()
    {
        Meta = at.Codes.Claim(profile),
        Status = EventStatus.Completed,
        Category = at.Codes.Concept("category.laboratory"),
        Subject = at.To("Patient", report.Person.Code),
    };
}
