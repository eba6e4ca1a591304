using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Accounts;

/// <summary>A new account, and the start password that is shown once.</summary>
internal sealed class NewUserModel(AccountService service) : PortalPage
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? DisplayName { get; set; }

    [BindProperty]
    public List<string> Roles { get; set; } = [];

    [BindProperty]
    public string? Sites { get; set; }

    /// <summary>Present once, on the answer to the form.</summary>
    public string? Start { get; private set; }

    /// <summary>Roles with their words.</summary>
    public static IEnumerable<(string, string)> Choices => Role.All.Select(role => (role, Texts.Get("role." + role)));

    public async Task OnPostAsync()
    {
        var (name, shown) = (Needed(nameof(Name), Name), Needed(nameof(DisplayName), DisplayName));
        if (!ModelState.IsValid) return;
        var (start, problem) = await service.AddAsync(new(name, shown, Roles, (Sites ?? "").Split(',')));
        if (!Refused(problem is { Code: "no-role" or "role-unknown" } ? nameof(Roles) : nameof(Name), problem))
            Start = start;
    }
}
