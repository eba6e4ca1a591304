using System.Globalization;
using System.Net.Mime;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Thrombophilia.Lims.Data;
using Thrombophilia.Portal.Accounts;

namespace Thrombophilia.Portal.Hosting;

/// <summary>
/// Shows what happened and what to do where the disk or the database does not serve a request. The page is made without
/// both.
/// </summary>
internal sealed partial class StorageFaults(RequestDelegate next, PortalOptions options, ILogger<StorageFaults> log)
{
    static readonly string[] Languages = ["en", "zh-CN"];

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (StorageFault.Of(e) is { } && !context.Response.HasStarted)
        {
            var fault = StorageFault.Of(e)!.Value;
            var (what, error) =
                (StorageFault.Text(fault, options.DataFolder, CultureInfo.InvariantCulture), e.GetType().Name);
            Hindered(what, error);
            context.Response.Clear();
            (context.Response.StatusCode, context.Response.ContentType) =
                (StatusCodes.Status503ServiceUnavailable, $"{MediaTypeNames.Text.Html}; charset=utf-8");
            context.Response.Headers.RetryAfter = "30";
            // Both languages: the reader's choice may lie in the database.
            var texts = Languages.Select(language =>
                $"<p lang=\"{language}\">{HtmlEncoder.Default.Encode(StorageFault.Text(fault, options.DataFolder,
                    CultureInfo.GetCultureInfo(language)))}</p>");
            await context.Response.WriteAsync(
                "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Thrombophilia</title>"
                + $"<main>{string.Concat(texts)}</main></html>");
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "A page cannot be shown. {What} ({Error})")]
    partial void Hindered(string what, string error);
}
