using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;

namespace Thrombophilia.Portal.Ui;

/// <summary>What pages with forms have in common: a word to the next page, and an error beside its field.</summary>
public abstract class PortalPage : PageModel
{
    /// <summary>Where the layout finds what the page before had to say.</summary>
    public const string Said = "said";

    /// <summary>A moment as people at this site read it.</summary>
    public static string Clock(DateTimeOffset at) =>
        at.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    /// <summary>Says a text on top of the next page that is shown.</summary>
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

    /// <summary>Asks for a field that was left empty, and gives what stands in it.</summary>
    protected string Needed(string field, string? value)
    {
        if (string.IsNullOrWhiteSpace(value)) Refuse(field, "required");
        return value ?? "";
    }
}
