using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Accounts.SignIn;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Accounts;

/// <summary>The door: name and password.</summary>
internal sealed class SignInModel(AccountSignIn door, CurrentUser who, TimeProvider time) : PortalPage
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    /// <summary>Where to go on.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public IActionResult OnGet()
    {
        if (!who.IsSignedIn) return Page();
        // Whoever only named the house goes where its own work is.
        var wanted = LocalUrl.Or(ReturnUrl, "/");
        return LocalRedirect(wanted == "/" ? RouteAccess.HomeOf(who) : wanted);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var (name, password) = (Needed(nameof(Name), Name).Trim(), Needed(nameof(Password), Password));
        if (!ModelState.IsValid) return Page();
        var answer = await door.PasswordAsync(name, password);
        switch (answer.State)
        {
            case SignInState.In: return RedirectToPage("SignIn", new { ReturnUrl });
            case SignInState.NeedsCode: return RedirectToPage("SignInCode", new { ReturnUrl });
            case SignInState.Locked:
                Refuse(nameof(Password), "sign-in.locked",
                Clock(TimeZoneInfo.ConvertTime(answer.Until!.Value, time.LocalTimeZone))); break;
            case SignInState.Disabled: Refuse(nameof(Password), "sign-in.disabled"); break;
            case SignInState.KeyLost: Refuse(nameof(Password), "sign-in.key-lost"); break;
            case SignInState.TooLate: Refuse(nameof(Password), "problem.changed-meanwhile"); break;
            default: Refuse(nameof(Password), "sign-in.wrong"); break;
        }
        return Page();
    }
}
