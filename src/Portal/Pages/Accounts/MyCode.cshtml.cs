using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Accounts.SignIn;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Accounts;

/// <summary>The device that makes one-time codes: enrolled by a code of it, changed by the password.</summary>
internal sealed class MyCodeModel(AccountUsers users, AccountSignIn door) : PortalPage
{
    const int Codes = 10;

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public bool HasCode { get; private set; }

    public int CodesLeft { get; private set; }

    /// <summary>The key for a device, in groups of four.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The same as an app reads it from the picture.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Recovery codes, on the one page that shows them.</summary>
    public IReadOnlyList<string>? NewCodes { get; private set; }

    public async Task OnGetAsync() => await ShowAsync(await OwnAsync());

    public async Task<IActionResult> OnPostAsync()
    {
        var account = await OwnAsync();
        var code = Needed(nameof(Code), Code);
        if (account.TwoFactorEnabled) return RedirectToPage();
        if (ModelState.IsValid && !await users.IsFreshCodeAsync(account, code)) Refuse(nameof(Code), "code.wrong");
        if (!ModelState.IsValid) return await ShowAsync(account);
        await users.SetTwoFactorEnabledAsync(account, true);
        return await ShowNewCodesAsync(account);
    }

    public async Task<IActionResult> OnPostCodesAsync()
    {
        var account = await OwnAsync();
        return await ConfirmAsync(account) ?? await ShowNewCodesAsync(account);
    }

    public async Task<IActionResult> OnPostDeviceAsync([FromServices] AccountService service)
    {
        var account = await OwnAsync();
        if (await ConfirmAsync(account) is { } refused) return refused;
        await service.ResetCodeAsync(account);
        await door.RefreshSignInAsync(account);
        return RedirectToPage();
    }

    async Task<Account> OwnAsync() => (await users.GetUserAsync(User))!;

    // Null where the password is right.
    async Task<IActionResult?> ConfirmAsync(Account account)
    {
        var password = Needed(nameof(Password), Password);
        if (!ModelState.IsValid) return await ShowAsync(account);
        var answer = await door.ConfirmAsync(account, password);
        if (answer.State == SignInState.In) return null;
        if (answer.State == SignInState.Locked)
        {
            await door.SignOutAsync();
            return LocalRedirect("/sign-in");
        }
        Refuse(nameof(Password), "problem.password-wrong");
        return await ShowAsync(account);
    }

    async Task<IActionResult> ShowNewCodesAsync(Account account)
    {
        NewCodes = [.. (await users.GenerateNewTwoFactorRecoveryCodesAsync(account, Codes))!];
        await door.RefreshSignInAsync(account);
        return Page();
    }

    async Task<IActionResult> ShowAsync(Account account)
    {
        (HasCode, CodesLeft) = (account.TwoFactorEnabled, await users.CountRecoveryCodesAsync(account));
        if (HasCode) return Page();
        var key = await users.KeyAsync(account);
        Key = string.Join(' ', key.Chunk(4).Select(four => new string(four)));
        Address =
            $"otpauth://totp/Thrombophilia:{Uri.EscapeDataString(account.UserName!)}?secret={key}&issuer=Thrombophilia&digits=6";
        return Page();
    }
}
