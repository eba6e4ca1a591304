using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Accounts;

/// <summary>In place of a page that is not there, not for this person, or whose form is too old.</summary>
[IgnoreAntiforgeryToken]
internal sealed class DeniedModel : PortalPage
{
    public string Key => Response.StatusCode switch
    {
        StatusCodes.Status400BadRequest => "denied.form",
        StatusCodes.Status429TooManyRequests => "denied.often",
        _ => "denied",
    };
}
