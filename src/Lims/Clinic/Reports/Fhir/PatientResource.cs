using System.Globalization;
using Hl7.Fhir.Model;

namespace Thrombophilia.Lims.Clinic.Reports.Fhir;

/// <summary>A person as a Patient: the code, the sex, the year of birth. Never a name.</summary>
static class PatientResource
{
    /// <summary>Maps a person.</summary>
    /// <param name="person">The person.</param>
    /// <param name="site">Code of the site that registered the person.</param>
    /// <param name="at">The context.</param>
    public static Patient Of(ReportPerson person, string site, FhirContext at) => new()
    {
        Identifier = [at.Identifier("person", person.Code)],
        Gender = person.SexCode switch
        {
            "F" => AdministrativeGender.Female,
            "M" => AdministrativeGender.Male,
            _ => AdministrativeGender.Unknown,
        },
        BirthDate = person.BirthYear?.ToString("0000", CultureInfo.InvariantCulture),
        ManagingOrganization = new() { Identifier = at.Identifier("site", site), Display = site },
    };
}
