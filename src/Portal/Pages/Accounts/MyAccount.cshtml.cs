using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Accounts;

/// <summary>What a person may change of the own account.</summary>
internal sealed class MyAccountModel(AccountUsers users) : PortalPage
{
    [BindProperty]
    public string? DisplayName { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    public bool HasCode { get; private set; }

    public int CodesLeft { get; private set; }

    public static IEnumerable<(string, string)> Choices =>
        [("", Texts.Get("account.language.browser")), .. Languages.Known];

    public async Task OnGetAsync()
    {
        var account = await ReadAsync();
        (DisplayName, Language) = (account.DisplayName, account.Language);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var account = await ReadAsync();
        account.DisplayName = Needed(nameof(DisplayName), DisplayName).Trim();
        account.Language = Languages.Match(Language);
        if (!ModelState.IsValid || Refused("", AccountProblem.Of(await users.UpdateAsync(account)))) return Page();
        if (account.Language is { } code) Languages.Remember(HttpContext, code);
        else Response.Cookies.Delete(Languages.Cookie);
        Say("saved");
        return RedirectToPage();
    }

    async Task<Account> ReadAsync()
    {
        var account = (await users.GetUserAsync(User))!;
        (HasCode, CodesLeft) = (account.TwoFactorEnabled, await users.CountRecoveryCodesAsync(account));
        return account;
    }
}
