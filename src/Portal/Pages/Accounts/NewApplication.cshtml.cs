using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Portal.Accounts.Applications;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Accounts;

/// <summary>A new token, and its secret that is shown once.</summary>
internal sealed class NewApplicationModel(ApplicationService service, TimeProvider time) : PortalPage
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public List<string> Scopes { get; set; } = [];

    [BindProperty]
    public string? Sites { get; set; }

    /// <summary>The last day of the token, by the clock of the site.</summary>
    [BindProperty]
    public DateOnly? Expires { get; set; }

    /// <summary>Present once, on the answer to the form.</summary>
    public string? Secret { get; private set; }

    /// <summary>Scopes with their words.</summary>
    public static IEnumerable<(string, string)> Choices => Scope.All.Select(scope => (scope, Texts.Get("scope." + scope)));

    public async Task OnPostAsync(CancellationToken stop)
    {
        var (name, sites) = (Needed(nameof(Name), Name), Needed(nameof(Sites), Sites));
        if (Expires is null && ModelState.IsValid) Refuse(nameof(Expires), "required");
        if (!ModelState.IsValid) return;
        var end = Expires!.Value.AddDays(1).ToDateTime(TimeOnly.MinValue);
        var (secret, problem) = await service.AddAsync(
            new(name, Scopes, sites.Split(','), new(end, time.LocalTimeZone.GetUtcOffset(end))), stop);
        if (!Refused(FieldOf(problem?.Code), problem)) Secret = secret;
    }

    static string FieldOf(string? code) => code switch
    {
        "application-scope" => nameof(Scopes),
        "application-site" => nameof(Sites),
        "application-expiry" => nameof(Expires),
        _ => nameof(Name),
    };
}
