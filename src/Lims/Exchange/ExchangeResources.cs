using System.Globalization;
using Hl7.Fhir.Model;
using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Lims.Clinic.Reports.Fhir;

namespace Thrombophilia.Lims.Exchange;

/// <summary>
/// Records as FHIR resources with addresses of the interface. The mappings are those of the report bundle: only ids and
/// references differ.
/// </summary>
public sealed class ExchangeResources(CaseAnalysis analysis)
{
    const string AssayPrefix = "assay-";

    /// <summary>A person.</summary>
    public Resource Of(ExchangedPerson person, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(person);
        return Made(person.Id.ToString(), culture, PatientResource.Of(person.Person, person.Site, At(culture, person.Id)));
    }

    /// <summary>A sample.</summary>
    public Resource Of(ExchangedSample sample, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return Made(sample.Id.ToString(), culture, SpecimenResource.Of(sample.Sample, sample.PersonCode, sample.IsRetracted,
            sample.Tubes, At(culture, sample.PersonId)));
    }

    /// <summary>A measured value.</summary>
    public Resource Of(ExchangedAssay assay, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(assay);
        return Made(string.Create(CultureInfo.InvariantCulture, $"{AssayPrefix}{assay.Number}"), culture, AssayResource.Of(assay.Assay,
            assay.PersonCode, assay.IsEnded, At(culture, assay.PersonId, _ => assay.SampleId)));
    }

    /// <summary>A report, which contains its observations.</summary>
    public Resource Of(ExchangedContent report, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(report);
        var resource = Made(report.Line.Id.ToString(), culture, analysis.Bundles.Whole(report.Content,
            report.Line.Standing == ReportStanding.Withdrawn,
            At(culture, report.Line.PersonId, code => report.Samples.TryGetValue(code, out var id) ? id : null)));
        (resource.Meta ??= new()).LastUpdated = report.Line.Issued.At;
        return resource;
    }

    /// <summary>A report as a bundle.</summary>
    public Resource BundleOf(ExchangedContent report, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(report);
        var bundle = analysis.Bundles.Of(report.Content, report.Line.Sha256, report.Line.Standing == ReportStanding.Withdrawn, culture);
        (bundle.Id, bundle.Meta) = (report.Line.Id.ToString(), new() { LastUpdated = report.Line.Issued.At });
        return bundle;
    }

    /// <summary>The key of a measured value by its id; null for no such id.</summary>
    public static int? NumberOf(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.StartsWith(AssayPrefix, StringComparison.Ordinal)
            && int.TryParse(id[AssayPrefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    static T Made<T>(string id, CultureInfo culture, T resource) where T : Resource
    {
        (resource.Id, resource.Language) = (id, culture.Name);
        return resource;
    }

    // What is of the report alone is contained in it. A sample that is gone since is named by its code.
    FhirContext At(CultureInfo culture, Guid person, Func<string, Guid?>? sample = null) => new(analysis.Fhir, (type, key) => type switch
    {
        "Patient" => $"Patient/{person}",
        "Specimen" when sample?.Invoke(key) is { } id => $"Specimen/{id}",
        _ => $"#{key}",
    }, culture);
}
