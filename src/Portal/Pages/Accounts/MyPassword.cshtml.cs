using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Accounts.SignIn;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Accounts;

/// <summary>A new password, by whoever knows the present one.</summary>
internal sealed class MyPasswordModel(AccountUsers users, AccountSignIn door) : PortalPage
{
    public static readonly object[] Rule = [Passwords.Least, Passwords.Most];

    [BindProperty]
    public string? Old { get; set; }

    [BindProperty]
    public string? New { get; set; }

    [BindProperty]
    public string? Again { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        string old = Needed(nameof(Old), Old), wanted = Needed(nameof(New), New);
        if (wanted != (Again ?? "")) Refuse(nameof(Again), "password.differs");
        else if (wanted.Length > 0 && wanted == old) Refuse(nameof(New), "password.same");
        var account = (await users.GetUserAsync(User))!;
        if (wanted.Length > 0 && !Passwords.IsGood(account.UserName, wanted))
            Refuse(nameof(New), "problem.password-rule");
        if (!ModelState.IsValid) return Page();
        if (await door.ConfirmAsync(account, old) is { State: not SignInState.In } answer)
        {
            // Somebody at an open screen must not guess on: the door's count holds here too.
            if (answer.State == SignInState.Locked) return await OutAsync();
            Refuse(nameof(Old), "problem.password-wrong");
            return Page();
        }
        account.MustChangePassword = false;
        if (Refused(nameof(New), AccountProblem.Of(await users.ChangePasswordAsync(account, old, wanted))))
            return Page();
        await door.RefreshSignInAsync(account);
        Say("password.done");
        return LocalRedirect("/sign-in");
    }

    async Task<IActionResult> OutAsync()
    {
        await door.SignOutAsync();
        return LocalRedirect("/sign-in");
    }
}
