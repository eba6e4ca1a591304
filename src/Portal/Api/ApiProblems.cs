using System.Net.Mime;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hl7.Fhir.Model;
using Microsoft.AspNetCore.Http;
using Thrombophilia.Lims.Clinic.Reports.Fhir;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts.Applications;
using Thrombophilia.Portal.Localization;
using Task = System.Threading.Tasks.Task;

namespace Thrombophilia.Portal.Api;

/// <summary>What an answer of the interface says is wrong.</summary>
/// <param name="Code">A key of the texts <c>api.*</c>; stable.</param>
/// <param name="Facts">Facts of the sentence.</param>
internal sealed record ApiProblem(string Code, params object[] Facts)
{
    public string Text() => Texts.Get("api." + Code, Facts);
}

/// <summary>
/// Writes the body of every refusal of the interface: an OperationOutcome below <c>/fhir</c>, else problem details (RFC 9457).
/// A refused token stands in the audit trail.
/// </summary>
internal sealed class ApiProblems(RequestDelegate next, ApplicationUses uses)
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public async Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        var isFhir = path.StartsWithSegments("/fhir");
        if (!isFhir && !path.StartsWithSegments("/api"))
        {
            await next(context);
            return;
        }
        // What no address serves, and a method that none takes, is told to everybody: a program is not sent to a page for people.
        if (context.GetEndpoint() is not { } endpoint) context.Response.StatusCode = StatusCodes.Status404NotFound;
        else if (endpoint.Metadata.GetMetadata<RouteRule>() is null) context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        else await next(context);
        var status = context.Response.StatusCode;
        if (status < StatusCodes.Status400BadRequest || context.Response.HasStarted) return;
        var refusal = context.Features.Get<ApplicationRefusal>();
        if (refusal is { Code: not "token-missing" })
            await uses.NoteAsync(refusal.Token, ApplicationUses.Refused, refusal.Code, context.RequestAborted);
        var problem = context.Features.Get<ApiProblem>() ?? new(refusal?.Code ?? CodeOf(status));
        context.Response.ContentType = isFhir ? FhirJson.MediaType : MediaTypeNames.Application.ProblemJson;
        await context.Response.WriteAsync(isFhir ? OutcomeOf(status, problem) : DetailsOf(status, problem), context.RequestAborted);
    }

    static string CodeOf(int status) => status switch
    {
        StatusCodes.Status405MethodNotAllowed => "read-only",
        StatusCodes.Status429TooManyRequests => "too-many",
        _ => "not-found",
    };

    static string OutcomeOf(int status, ApiProblem problem) => FhirJson.Write(new OperationOutcome
    {
        Issue =
        [
            new()
            {
                Severity = OperationOutcome.IssueSeverity.Error,
                Code = status switch
                {
                    StatusCodes.Status401Unauthorized => OperationOutcome.IssueType.Login,
                    StatusCodes.Status403Forbidden => OperationOutcome.IssueType.Forbidden,
                    StatusCodes.Status404NotFound when problem.Code == "resource-unknown" => OperationOutcome.IssueType.NotSupported,
                    StatusCodes.Status404NotFound => OperationOutcome.IssueType.NotFound,
                    StatusCodes.Status429TooManyRequests => OperationOutcome.IssueType.Throttled,
                    _ => OperationOutcome.IssueType.Invalid,
                },
                Details = new() { Text = problem.Text() },
                Diagnostics = problem.Code,
            },
        ],
    });

    static string DetailsOf(int status, ApiProblem problem) =>
        JsonSerializer.Serialize(new { type = "about:blank", title = problem.Text(), status, code = problem.Code }, Options);
}
