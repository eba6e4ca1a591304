using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Portal.Accounts.SignIn;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Accounts;

/// <summary>The door's second step: a one-time code.</summary>
internal sealed class SignInCodeModel(AccountSignIn door, TimeProvider time) : PortalPage
{
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>Where to go on.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnGetAsync() =>
        await door.AwaitsCodeAsync() ? Page() : RedirectToPage("SignIn", new { ReturnUrl });

    public async Task<IActionResult> OnPostAsync()
    {
        var code = Needed(nameof(Code), Code);
        if (!ModelState.IsValid) return Page();
        var answer = await door.CodeAsync(code);
        // A code that was typed is never good again: the field comes back empty.
        ModelState.SetModelValue(nameof(Code), null, "");
        switch (answer.State)
        {
            case SignInState.In: return RedirectToPage("SignIn", new { ReturnUrl });
            case SignInState.TooLate:
                Say("code.late");
                return RedirectToPage("SignIn", new { ReturnUrl });
            case SignInState.Locked:
                Refuse(nameof(Code), "sign-in.locked",
                Clock(TimeZoneInfo.ConvertTime(answer.Until!.Value, time.LocalTimeZone))); break;
            default: Refuse(nameof(Code), "code.wrong"); break;
        }
        return Page();
    }
}
