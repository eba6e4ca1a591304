using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Accounts;

/// <summary>Everybody who may sign in.</summary>
internal sealed class UsersModel(AccountService service, AccountStates states, TimeProvider time) : PortalPage
{
    /// <summary>What is searched for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>Only accounts in this state; null for all.</summary>
    [BindProperty(SupportsGet = true)]
    public AccountState? State { get; set; }

    public IReadOnlyList<Account> Found { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) =>
        Found = [.. (await service.ListAsync(Q, stop)).Where(a => State is not { } state || states.Is(a, state))];

    /// <summary>A moment in the site's own time.</summary>
    public string Local(DateTimeOffset at) => Clock(TimeZoneInfo.ConvertTime(at, time.LocalTimeZone));

    /// <summary>Words on an account, each with the look that it has.</summary>
    public IEnumerable<(string Kind, string Word)> StatesOf(Account account)
    {
        if (account.Disabled is not null) yield return ("still", Texts.Get("users.disabled"));
        else if (states.Is(account, AccountState.Locked))
            yield return ("alarm", Texts.Get("users.locked", Local(account.LockoutEnd!.Value)));
        else yield return ("good", Texts.Get("users.open"));
        if (account.MustChangePassword) yield return ("watch", Texts.Get("users.start"));
        if (states.Is(account, AccountState.WithoutCode)) yield return ("watch", Texts.Get("users.no-code"));
    }
}
