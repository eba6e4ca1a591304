using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hl7.Fhir.Model;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Lims.Clinic.Reports.Fhir;

/// <summary>
/// A report as a FHIR R4 Bundle of the type collection. The same content gives the same bytes: the addresses of the entries
/// are made from number, version and key.
/// </summary>
/// <param name="codes">The codes.</param>
/// <param name="panel">The panel, for the accessions of chromosomes.</param>
public sealed class ReportBundle(FhirCodes codes, Panel panel)
{
    const string Report = "report", Study = "study", Analysis = "analysis";

    /// <summary>The bundle as JSON.</summary>
    /// <param name="report">The report.</param>
    /// <param name="contentSha256">SHA-256 of the content that was signed; null for a draft.</param>
    /// <param name="isWithdrawn">It must not be used any more.</param>
    /// <param name="culture">The language of its words.</param>
    public string Print(ReportContent report, string? contentSha256, bool isWithdrawn, CultureInfo culture) =>
        FhirJson.Write(Of(report, contentSha256, isWithdrawn, culture));

    /// <summary>The bundle.</summary>
    internal Bundle Of(ReportContent report, string? contentSha256, bool isWithdrawn, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(report);
        var at = new FhirContext(codes, (type, key) => AddressOf(report, type, key), culture);
        var bundle = new Bundle
        {
            Type = Bundle.BundleType.Collection,
            Identifier = ReportResource.VersionOf(report, at),
            Timestamp = FhirContext.Instant(report.Issued),
            Language = culture.Name,
        };
        var (resource, parts) = Parts(report, isWithdrawn, at);
        Add("DiagnosticReport", Report, resource);
        Add("Patient", report.Person.Code, PatientResource.Of(report.Person, report.Site, at));
        foreach (var sample in report.Samples)
            Add("Specimen", sample.Code, SpecimenResource.Of(sample, report.Person.Code, isRetracted: false, [], at));
        foreach (var (key, part) in parts) Add(part.TypeName, key, part);
        Add("Provenance", "provenance", ProvenanceResource.Of(report, Report, contentSha256, at));
        return bundle;

        void Add(string type, string key, Resource one) => bundle.AddResourceEntry(one, at.Address(type, key));
    }

    /// <summary>A report as one resource, which contains what is of the report alone.</summary>
    internal DiagnosticReport Whole(ReportContent report, bool isWithdrawn, FhirContext at)
    {
        var (resource, parts) = Parts(report, isWithdrawn, at);
        foreach (var (key, part) in parts)
        {
            part.Id = key;
            resource.Contained.Add(part);
        }
        return resource;
    }

    // A report, and its observations, proposals and study.
    (DiagnosticReport Report, IReadOnlyList<(string Key, DomainResource Part)> Parts) Parts(ReportContent report, bool isWithdrawn,
        FhirContext at)
    {
        var parts = new List<(string Key, DomainResource Part)>();
        foreach (var (variant, number) in report.Genetics.HotSpots.Concat(report.Genetics.Variants).Select((v, i) => (v, i)))
        {
            var key = Key("variant", number);
            parts.Add((key, VariantResource.Of(variant, report, panel, at)));
            if (ImplicationResource.Concerns(variant))
                parts.Add((Key("implication", number), ImplicationResource.Of(variant, key, report, at)));
        }
        parts.AddRange(report.Assays.Select((a, i) =>
            (Key("assay", i), (DomainResource)AssayResource.Of(a, report.Person.Code, isEnded: false, at))));
        parts.AddRange(FollowUpResource.Of(report, codes).Select((s, i) =>
            (Key("task", i), (DomainResource)FollowUpResource.Of(s, report, at))));
        if (report.Genetics.IsExamined)
        {
            parts.Add((Study, StudyResource.Study(report, Analysis, at)));
            parts.Add((Analysis, StudyResource.Analysis(report, at)));
        }
        return (ReportResource.Of(report, isWithdrawn, KeysOf<Observation>(), KeysOf<Hl7.Fhir.Model.Task>(),
            report.Genetics.IsExamined ? Study : null, at), parts);

        IReadOnlyList<string> KeysOf<T>() => [.. parts.Where(p => p.Part is T).Select(p => p.Key)];

        static string Key(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{number + 1}");
    }

    // A name-based UUID (RFC 9562, version 8: the layout of version 5 with SHA-256).
    static string AddressOf(ReportContent report, string type, string key)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{report.Number}/{report.Version}/{type}/{key}");
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return $"urn:uuid:{new Guid(bytes, bigEndian: true)}";
    }
}
