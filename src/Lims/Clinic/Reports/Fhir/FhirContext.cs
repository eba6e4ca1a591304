using System.Globalization;
using Hl7.Fhir.Model;
using Thrombophilia.Lims.Decisions;

namespace Thrombophilia.Lims.Clinic.Reports.Fhir;

/// <summary>What every mapping needs: the codes, how resources are referred to, and the language of the words.</summary>
/// <param name="Codes">The codes.</param>
/// <param name="Address">The reference of a resource by its type and the key that the report gives it.</param>
/// <param name="Culture">The language.</param>
sealed record FhirContext(FhirCodes Codes, Func<string, string, string> Address, CultureInfo Culture)
{
    /// <summary>A reference to a resource.</summary>
    public ResourceReference To(string type, string key) => new(Address(type, key));

    /// <summary>Words in the language of the resource.</summary>
    public string Said(Words words) => words.In(Culture);

    /// <summary>A local identifier.</summary>
    public Identifier Identifier(string system, string value) => new(Codes.System(system), value);

    /// <summary>A component of an observation.</summary>
    public Observation.ComponentComponent Component(string code, DataType value) => new() { Code = Codes.Concept(code), Value = value };

    /// <summary>A time of a report. FHIR wants seconds; those of a minute are filled with zeros, as it says.</summary>
    public static FhirDateTime? Time(string? at) => at is null ? null : new(WithSeconds(at));

    /// <summary>The same of a time that is known to the minute.</summary>
    public static DateTimeOffset Instant(string at) => DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);

    static string WithSeconds(string at)
    {
        const int Minute = 16;
        return at.Length > Minute ? $"{at[..Minute]}:00{at[Minute..]}" : at;
    }
}
