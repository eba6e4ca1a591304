using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;

namespace Thrombophilia.Portal.Ui;

/// <summary>What pages with forms share: a message for the next page, and errors beside their fields.</summary>
public abstract class PortalPage : PageModel
{
    /// <summary>The key under which the layout finds the message of the page before.</summary>
    public const string Said = "said";

    /// <summary>A time in the zone of the site.</summary>
    public static string Clock(DateTimeOffset at) =>
        at.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    /// <summary>Shows a text on top of the next page.</summary>
    protected void Say(string key, params object[] facts) => TempData[Said] = Texts.Get(key, facts);

    /// <summary>Puts an error beside a field; beside none for an empty name.</summary>
    protected void Refuse(string field, string key, params object[] facts) =>
        ModelState.AddModelError(field, Texts.Get(key, facts));

    /// <summary>Puts a problem beside a field. False where there is none.</summary>
    protected bool Refused(string field, AccountProblem? problem)
    {
        if (problem is not null) ModelState.AddModelError(field, problem.Text());
        return problem is not null;
    }

    /// <summary>The value of a required field; an empty one gets an error.</summary>
    protected string Needed(string field, string? value)
    {
        if (string.IsNullOrWhiteSpace(value)) Refuse(field, "required");
        return value ?? "";
    }
}
