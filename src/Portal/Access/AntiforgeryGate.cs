using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace Thrombophilia.Portal.Access;

/// <summary>
/// Refuses every changing request whose form this portal did not make for this person: without the antiforgery token
/// the answer is 400.
/// </summary>
internal sealed class AntiforgeryGate(RequestDelegate next, IAntiforgery tokens)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not null && !await IsOursAsync(context))
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        else await next(context);
    }

    async Task<bool> IsOursAsync(HttpContext context)
    {
        try
        {
            return await tokens.IsRequestValidAsync(context);
        }
        catch (Exception e) when (e is AntiforgeryValidationException or InvalidOperationException
            or InvalidDataException)
        {
            // A form that cannot be read, for example one with a NUL character: no page of this portal sends that.
            return false;
        }
    }
}
