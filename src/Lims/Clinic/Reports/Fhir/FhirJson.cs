using System.Text.Encodings.Web;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace Thrombophilia.Lims.Clinic.Reports.Fhir;

/// <summary>Resources as JSON, written by the library.</summary>
public static class FhirJson
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/fhir+json";

    // It is data, never a part of a page: Chinese stays readable.
    static readonly JsonSerializerOptions Options = new JsonSerializerOptions
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    }.ForFhir();

    /// <summary>A resource as JSON.</summary>
    public static string Write(Resource resource) => JsonSerializer.Serialize(resource, Options);
}
