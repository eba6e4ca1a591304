using Hl7.Fhir.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Thrombophilia.Lims.Clinic.Reports.Fhir;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Portal.Api;

/// <summary>The addresses of FHIR R4.</summary>
internal static class FhirEndpoints
{
    const string Base = "/fhir/R4";

    /// <summary>What the interface can do: open to everybody, and without anybody's data.</summary>
    public static void MapFhirMetadata(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Base + "/metadata", (HttpContext context) => Written(Capabilities(AddressOf(context)))).ExcludeFromDescription();

    /// <summary>Reads and searches. Every method comes here, so that route access refuses what changes something.</summary>
    public static void MapFhir(this IEndpointRouteBuilder routes)
    {
        routes.Map(Base + "/{name}", (HttpContext context, string name, FhirServer server, CancellationToken stop) =>
            AnswerAsync(context, async () => await server.SearchAsync(name, context.Request.Query, $"{AddressOf(context)}/{name}", stop)))
            .ExcludeFromDescription();
        routes.Map(Base + "/{name}/{id}", (HttpContext context, string name, string id, FhirServer server, CancellationToken stop) =>
            AnswerAsync(context, () => server.ReadAsync(name, id, stop))).ExcludeFromDescription();
    }

    static async Task<IResult> AnswerAsync(HttpContext context, Func<Task<Resource?>> read)
    {
        try
        {
            if (!TakesJson(context.Request)) throw new FhirRefusedException(StatusCodes.Status406NotAcceptable, "not-accepted");
            return await read() is { } found ? Written(found) : throw new FhirRefusedException(StatusCodes.Status404NotFound, "not-found");
        }
        catch (FhirRefusedException refused)
        {
            context.Features.Set(refused.Problem);
            return Results.StatusCode(refused.Status);
        }
    }

    static IResult Written(Resource resource) => Results.Text(FhirJson.Write(resource), $"{FhirJson.MediaType}; charset=utf-8");

    static bool TakesJson(HttpRequest request) => request.GetTypedHeaders().Accept is not { Count: > 0 } accepted
        || accepted.Any(a => a.MediaType.Value is "*/*" or "application/*" or "application/json" or FhirJson.MediaType);

    static string AddressOf(HttpContext context) =>
        $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}{Base}";

    static CapabilityStatement Capabilities(string address) => new()
    {
        Status = PublicationStatus.Active,
        Date = "2026-12-01",
        Kind = CapabilityStatementKind.Instance,
        FhirVersion = FHIRVersion.N4_0_1,
        Format = [FhirJson.MediaType],
        Software = new() { Name = "Thrombophilia", Version = Software.Version },
        Implementation = new() { Description = "Read-only interface of a thrombosis centre", Url = address },
        Rest =
        [
            new()
            {
                Mode = CapabilityStatement.RestfulCapabilityMode.Server,
                Security = new() { Description = "Authorization: Bearer TOKEN, a token of an application with the scope fhir.read" },
                Resource = [.. FhirServer.Types.Select(ResourceOf)],
            },
        ],
    };

    static CapabilityStatement.ResourceComponent ResourceOf(FhirType type) => new()
    {
        Type = type.Name,
        Interaction =
        [
            new() { Code = CapabilityStatement.TypeRestfulInteraction.Read },
            new() { Code = CapabilityStatement.TypeRestfulInteraction.SearchType },
        ],
        Documentation = type.NeedsPerson ? $"A search names one of {string.Join(", ", type.Parameters)}." : null,
        SearchParam = [.. type.Parameters.Select(name => new CapabilityStatement.SearchParamComponent
        {
            Name = name,
            Type = name switch
            {
                "patient" or "subject" => SearchParamType.Reference,
                FhirQuery.Updated => SearchParamType.Date,
                _ => SearchParamType.Token,
            },
            Documentation = name == FhirQuery.Updated ? "with ge and lt only" : null,
        })],
    };
}
