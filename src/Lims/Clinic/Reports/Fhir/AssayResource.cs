using Hl7.Fhir.Model;

namespace Thrombophilia.Lims.Clinic.Reports.Fhir;

/// <summary>
/// A measured value as an Observation (profile molecular-biomarker). A value that does not count is not sent: a receiver
/// may overlook the status. A value that is disturbed is sent with what disturbs it, and without L or H.
/// </summary>
static class AssayResource
{
    /// <summary>Maps a value.</summary>
    /// <param name="assay">The value.</param>
    /// <param name="person">Code of the person.</param>
    /// <param name="isEnded">It was retracted or corrected.</param>
    /// <param name="at">The context.</param>
    public static Observation Of(ReportAssay assay, string person, bool isEnded, FhirContext at)
    {
        var observation = new Observation
        {
            Meta = at.Codes.Claim("molecular-biomarker"),
            Identifier = [at.Identifier("assay-result", assay.Id)],
            Status = isEnded ? ObservationStatus.EnteredInError : assay.IsHeld ? ObservationStatus.Registered : ObservationStatus.Final,
            Category = [at.Codes.Concept("category.laboratory"), at.Codes.Concept("category.biomarker")],
            Code = at.Codes.Assay(assay, at.Said(assay.Name)),
            Subject = at.To("Patient", person),
            Specimen = at.To("Specimen", assay.Sample),
            Effective = FhirContext.Time(assay.Drawn),
            Note = [.. isEnded ? [] : NotesOf(assay, at).Select(text => new Annotation { Text = text })],
        };
        if (isEnded || assay.IsHeld)
        {
            observation.DataAbsentReason = at.Codes.Concept(isEnded ? "absent.ended" : "absent.held");
            return observation;
        }
        var value = at.Codes.Quantity(assay.Value, assay.Unit);
        value.Comparator = assay.Comparator switch
        {
            "<" => Quantity.QuantityComparator.LessThan,
            "<=" => Quantity.QuantityComparator.LessOrEqual,
            ">" => Quantity.QuantityComparator.GreaterThan,
            ">=" => Quantity.QuantityComparator.GreaterOrEqual,
            _ => null,
        };
        observation.Value = value;
        if (assay.Interval is { } interval)
            observation.ReferenceRange =
            [
                new()
                {
                    Low = at.Codes.Quantity(interval.Low, interval.Unit),
                    High = at.Codes.Quantity(interval.High, interval.Unit),
                    Text = $"{interval.Id} ({interval.Set})",
                },
            ];
        if (assay is { IsRead: true, Beside: { } beside })
            observation.Interpretation = [at.Codes.Concept($"interpretation.{beside}")];
        return observation;
    }

    static IEnumerable<string> NotesOf(ReportAssay assay, FhirContext at)
    {
        yield return at.Said(assay.Reading);
        if (assay.States is { Count: > 0 } states) yield return string.Join("; ", states.Select(at.Said));
    }
}
