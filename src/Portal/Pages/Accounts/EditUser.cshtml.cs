using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Accounts;

/// <summary>One account, as an administrator sees it.</summary>
internal sealed class EditUserModel(AccountService service, TimeProvider time) : PortalPage
{
    /// <summary>Whose page it is.</summary>
    public Account Account { get; private set; } = null!;

    [BindProperty]
    public string? DisplayName { get; set; }

    [BindProperty]
    public List<string> Roles { get; set; } = [];

    [BindProperty]
    public string? Sites { get; set; }

    /// <summary>A new start password, present once.</summary>
    public string? Start { get; private set; }

    public bool IsLocked => Account.LockoutEnd > time.GetUtcNow();

    /// <summary>A moment in the site's own time.</summary>
    public string Local(DateTimeOffset at) => Clock(TimeZoneInfo.ConvertTime(at, time.LocalTimeZone));

    // Before every handler: each of them is about this account.
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context,
        PageHandlerExecutionDelegate next)
    {
        if (await service.FindAsync((string)RouteData.Values["name"]!) is not { } found)
        {
            context.Result = NotFound();
            return;
        }
        Account = found;
        await next();
    }

    public void OnGet() => Fill();

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var shown = Needed(nameof(DisplayName), DisplayName);
        if (!ModelState.IsValid
            || Refused(nameof(Roles), await service.ChangeAsync(Account, shown, Roles, (Sites ?? "").Split(','), stop)))
            return Page();
        Say("saved");
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostDisableAsync(CancellationToken stop) =>
        After(await service.DisableAsync(Account, stop), "users.disabled.said");

    public async Task<IActionResult> OnPostEnableAsync() =>
        After(await service.EnableAsync(Account), "users.enabled.said");

    public async Task<IActionResult> OnPostUnlockAsync() =>
        After(await service.UnlockAsync(Account), "users.unlocked.said");

    public async Task<IActionResult> OnPostResetCodeAsync() =>
        After(await service.ResetCodeAsync(Account), "users.reset-code.said");

    public async Task<IActionResult> OnPostNewPasswordAsync()
    {
        var (start, problem) = await service.RenewPasswordAsync(Account);
        Refused("", problem);
        Start = start;
        Fill();
        return Page();
    }

    IActionResult After(AccountProblem? problem, string said)
    {
        if (Refused("", problem))
        {
            Fill();
            return Page();
        }
        Say(said);
        return RedirectToPage();
    }

    void Fill() => (DisplayName, Roles, Sites) = (Account.DisplayName, Account.Roles, string.Join(", ", Account.Sites));
}
