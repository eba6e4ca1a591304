using System.Globalization;
using Hl7.Fhir.Model;
using Microsoft.AspNetCore.Http;
using Thrombophilia.Lims.Exchange;

namespace Thrombophilia.Portal.Api;

/// <summary>A request of FHIR that cannot be answered.</summary>
internal sealed class FhirRefusedException(int status, ApiProblem problem) : Exception(problem.Code)
{
    public FhirRefusedException(int status, string code, params object[] facts) : this(status, new ApiProblem(code, facts)) { }

    public int Status => status;
    public ApiProblem Problem { get; } = problem;
}

/// <summary>A type of resource that is served.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Its search parameters, beside <c>_count</c>.</param>
/// <param name="NeedsPerson">A search names a person, an identifier or an id.</param>
internal sealed record FhirType(string Name, IReadOnlyList<string> Parameters, bool NeedsPerson = false);

/// <summary>Reads and searches of FHIR resources.</summary>
internal sealed class FhirServer(ExchangeQueries queries, ExchangeResources resources)
{
    static readonly string[] ByPerson = ["patient", "subject", "patient.identifier", "subject.identifier"];

    /// <summary>The types, and the parameters that each takes.</summary>
    public static readonly IReadOnlyList<FhirType> Types =
    [
        new("Patient", [FhirQuery.ById, FhirQuery.Identifier]),
        new("Specimen", [FhirQuery.ById, FhirQuery.Identifier, .. ByPerson], NeedsPerson: true),
        new(FhirQuery.Observation, [FhirQuery.ById, FhirQuery.Identifier, .. ByPerson], NeedsPerson: true),
        new("DiagnosticReport", [FhirQuery.ById, FhirQuery.Identifier, .. ByPerson, FhirQuery.Updated]),
        new("Bundle", [FhirQuery.ById, FhirQuery.Identifier, FhirQuery.Updated]),
    ];

    public static bool IsServed(string type) => Types.Any(t => t.Name == type);

    /// <summary>One resource; null where there is none at the sites of the token.</summary>
    /// <exception cref="FhirRefusedException">The type is not served.</exception>
    public async Task<Resource?> ReadAsync(string type, string id, CancellationToken stop) =>
        FhirQuery.OfId(Demand(type), id) is not { } query ? null : (await FindAsync(type, query, stop)).Found is [var one, ..] ? one : null;

    /// <summary>A page of a search, as a searchset.</summary>
    /// <param name="type">The type.</param>
    /// <param name="asked">The parameters.</param>
    /// <param name="address">The address of the type, without parameters.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="FhirRefusedException">The type or a parameter is not served.</exception>
    public async Task<Bundle> SearchAsync(string type, IQueryCollection asked, string address, CancellationToken stop)
    {
        var query = FhirQuery.Of(Demand(type), asked);
        var (found, next) = query is null ? ([], null) : await FindAsync(type, query, stop);
        var bundle = new Bundle
        {
            Type = Bundle.BundleType.Searchset,
            SelfLink = new(FhirQuery.Link(address, asked, asked[FhirQuery.After])),
        };
        foreach (var resource in found)
            bundle.AddSearchEntry(resource, $"{address}/{resource.Id}", Bundle.SearchEntryMode.Match);
        if (next is { } key) bundle.NextLink = new(FhirQuery.Link(address, asked, key.ToString(CultureInfo.InvariantCulture)));
        return bundle;
    }

    async Task<(IReadOnlyList<Resource> Found, long? Next)> FindAsync(string type, ExchangeQuery query, CancellationToken stop)
    {
        var culture = CultureInfo.CurrentUICulture;
        switch (type)
        {
            case "Patient":
                return Made(await queries.PersonsAsync(query, stop), p => resources.Of(p, culture));
            case "Specimen":
                return Made(await queries.SamplesAsync(query, stop), s => resources.Of(s, culture));
            case FhirQuery.Observation:
                return Made(await queries.AssaysAsync(query, stop), a => resources.Of(a, culture));
            default:
                var page = await queries.ReportsAsync(query, stop);
                var made = new List<Resource>();
                foreach (var line in page.Rows)
                    if (await queries.ReportAsync(line.Id, stop) is { } report)
                        made.Add(type == "Bundle" ? resources.BundleOf(report, culture) : resources.Of(report, culture));
                return (made, page.Next);
        }
    }

    static (IReadOnlyList<Resource>, long?) Made<T>(ExchangePage<T> page, Func<T, Resource> of) => ([.. page.Rows.Select(of)], page.Next);

    static FhirType Demand(string type) => Types.FirstOrDefault(t => t.Name == type)
        ?? throw new FhirRefusedException(StatusCodes.Status404NotFound, "resource-unknown");
}
