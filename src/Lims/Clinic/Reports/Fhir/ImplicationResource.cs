using Hl7.Fhir.Model;

namespace Thrombophilia.Lims.Clinic.Reports.Fhir;

/// <summary>
/// What a variant that is present means, as an Observation (profile diagnostic-implication). The class stands here and
/// nowhere else. A risk allele has no code among the five of ACMG/AMP, and is said in words.
/// </summary>
static class ImplicationResource
{
    /// <summary>The variant has a class, and is there.</summary>
    public static bool Concerns(ReportVariant variant) =>
        variant.Classification.Code is not null && VariantResource.AnswerOf(variant) == "present";

    /// <summary>Maps the class of a variant.</summary>
    /// <param name="variant">The variant.</param>
    /// <param name="key">The key of its observation.</param>
    /// <param name="report">The report.</param>
    /// <param name="at">The context.</param>
    public static Observation Of(ReportVariant variant, string key, ReportContent report, FhirContext at)
    {
        var (known, said) = (variant.Classification, at.Said(variant.Classification.Class));
        var observation = new Observation
        {
            Meta = at.Codes.Claim("diagnostic-implication"),
            Status = report.IsDraft ? ObservationStatus.Preliminary : ObservationStatus.Final,
            Category = [at.Codes.Concept("category.laboratory"), at.Codes.Concept("category.genetics")],
            Code = at.Codes.Concept("implication"),
            Subject = at.To("Patient", report.Person.Code),
            DerivedFrom = [at.To("Observation", key)],
        };
        var significance = at.Codes.Has($"significance.{known.Code}") ? at.Codes.Concept($"significance.{known.Code}", said)
            : new CodeableConcept(at.Codes.System("class"), known.Code, said, said);
        observation.Component.Add(at.Component("significance", significance));
        if (at.Codes.ConditionOf(variant.Gene) is { } condition) observation.Component.Add(at.Component("phenotype", condition));
        string[] conclusion = [said, .. known.Criteria, .. known.Source is { } source ? [at.Said(source)] : (string[])[]];
        observation.Component.Add(at.Component("conclusion", new FhirString(string.Join("; ", conclusion))));
        return observation;
    }
}
