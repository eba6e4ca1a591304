using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Thrombophilia.Lims.Exchange;

namespace Thrombophilia.Portal.Api;

/// <summary>One report of a list.</summary>
/// <param name="Id">Key of the report.</param>
/// <param name="Number">Number; every version of a person has the same.</param>
/// <param name="Version">1, 2, ...</param>
/// <param name="Issued">When it was issued, UTC.</param>
/// <param name="State"><c>current</c>, <c>replaced</c> or <c>withdrawn</c>.</param>
/// <param name="Person">Code of the person.</param>
/// <param name="Sha256">SHA-256 of the signed content.</param>
/// <param name="Content">Address of the signed content.</param>
/// <param name="Fhir">Address of the FHIR bundle.</param>
internal sealed record ReportLine(Guid Id, string Number, int Version, string Issued, string State, string Person, string Sha256,
    string Content, string Fhir);

/// <summary>A page of a list of reports, in the order in which they were issued.</summary>
/// <param name="Reports">The reports.</param>
/// <param name="Next">Address of the next page; null on the last one.</param>
internal sealed record ReportList(IReadOnlyList<ReportLine> Reports, string? Next);

/// <summary>A report with its signed content.</summary>
/// <param name="Report">The report.</param>
/// <param name="Content">The signed content.</param>
internal sealed record ReportDocument(ReportLine Report, JsonElement Content);

/// <summary>The small JSON interface, described by OpenAPI.</summary>
internal static class JsonApi
{
    const string Base = "/api/v1";

    public static IServiceCollection AddJsonApi(this IServiceCollection services) => services.AddOpenApi(describe =>
    {
        describe.ShouldInclude = described => described.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        describe.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Thrombophilia", Version = "v1", Description = "Reports and counts, read-only." };
            document.Servers = [];
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["token"] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    Description = "The token of an application with the scope json.read",
                },
            };
            document.Security = [new() { [new OpenApiSecuritySchemeReference("token", document)] = [] }];
            return Task.CompletedTask;
        });
    });

    public static void MapJsonApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Base + "/reports", ReportsAsync).Produces<ReportList>().ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Reports of a period, the newest version of each person, in the order in which they were issued.");
        routes.MapGet(Base + "/reports/{id:guid}", ReportAsync).Produces<ReportDocument>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("One report with its signed content.");
        routes.MapGet(Base + "/worklists", (ExchangeQueries queries, CancellationToken stop) => queries.WorklistsAsync(stop))
            .WithSummary("How much waits at the sites of the token, at most 1000 of each.");
    }

    static async Task<IResult> ReportsAsync(HttpContext context, ExchangeQueries queries, [FromQuery] string? from,
        [FromQuery] string? until, [FromQuery] string? count, [FromQuery] string? after, CancellationToken stop)
    {
        var (first, end) = (from is null ? null : FhirQuery.ReadTime(from), until is null ? null : FhirQuery.ReadTime(until));
        var (most, key) = (Number(count, ExchangeQuery.Usual), Number(after, 0));
        var wrong = from is not null && first is null ? nameof(from) : until is not null && end is null ? nameof(until)
            : most is not (>= 1 and <= ExchangeQuery.Most) ? nameof(count) : key is null ? nameof(after) : null;
        if (wrong is not null)
        {
            context.Features.Set(new ApiProblem("parameter", wrong));
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }
        var page = await queries.ReportsAsync(new(From: first, Until: end, After: key!.Value, Count: (int)most!.Value), stop);
        var address = AddressOf(context);
        return Results.Json(new ReportList([.. page.Rows.Select(r => LineOf(r, address))],
            page.Next is not { } next ? null : $"{address}{Base}/reports" + QueryString.Create(new Dictionary<string, string?>
            {
                [nameof(from)] = from,
                [nameof(until)] = until,
                [nameof(count)] = count,
                [nameof(after)] = next.ToString(CultureInfo.InvariantCulture),
            }.Where(p => p.Value is not null))));
    }

    static async Task<IResult> ReportAsync(HttpContext context, Guid id, ExchangeQueries queries, CancellationToken stop)
    {
        if (await queries.ReportAsync(id, stop) is not { } found) return Results.StatusCode(StatusCodes.Status404NotFound);
        using var content = JsonDocument.Parse(found.Json);
        return Results.Json(new ReportDocument(LineOf(found.Line, AddressOf(context)), content.RootElement.Clone()));
    }

    static ReportLine LineOf(ExchangedReport report, string address) => new(report.Id, report.Number, report.Version,
        report.Issued.Recorded, report.Standing.ToString().ToLowerInvariant(), report.PersonCode, report.Sha256,
        $"{address}{Base}/reports/{report.Id}", $"{address}/fhir/R4/Bundle/{report.Id}");

    static string AddressOf(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}";

    static long? Number(string? text, long usual) => text is null ? usual
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
