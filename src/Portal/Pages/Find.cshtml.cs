using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Casework;
using Thrombophilia.Lims.Data;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages;

/// <summary>
/// What the field in the bar finds. What was typed may be a name: it is posted, and kept in the sealed cookie of the notes until
/// the next search, so that it never stands in an address and the way back leads to the list.
/// </summary>
internal sealed class FindModel(SearchQueries search, CurrentUser who) : PortalPage
{
    const string Last = "find";

    // Where each kind opens; who may not open it does not find it.
    static readonly Dictionary<FoundKind, string> Routes = new()
    {
        [FoundKind.Person] = "/subjects/{id:guid}",
        [FoundKind.Sample] = "/subjects/{id:guid}/samples",
        [FoundKind.Tube] = "/tubes/{id:guid}",
        [FoundKind.StorageUnit] = "/storage/{id:guid}",
        [FoundKind.Shipment] = "/shipments/{id:guid}",
        [FoundKind.Distribution] = "/distributions/{id:guid}",
        [FoundKind.Family] = "/families/{id:guid}",
        [FoundKind.File] = "/intake",
        [FoundKind.Variant] = "/variants/own",
    };

    /// <summary>What was typed; empty for nothing.</summary>
    public string Typed { get; private set; } = "";
    public IReadOnlyList<SearchHit> Found { get; private set; } = [];
    public bool MayOpenPersons => RouteAccess.MayOpen(who, Routes[FoundKind.Person]);

    /// <summary>The address of what was found.</summary>
    public static string AddressOf(SearchHit found) => found switch
    {
        { Variant: { } v } => $"{Routes[found.Kind]}?gene={Uri.EscapeDataString(v.Gene)}&name={Uri.EscapeDataString(v.Name)}",
        { File: not null } => Routes[found.Kind],
        _ => Routes[found.Kind].Replace("{id:guid}", found.Id.ToString(), StringComparison.Ordinal),
    };

    /// <summary>What it is, where it is, whose it is.</summary>
    public static string Beside(SearchHit found) => found switch
    {
        { Person: { } s } => Texts.List(new[] { s.Enrolment, Texts.Get("group." + s.Group), Texts.Get("sex." + s.Sex),
            $"{s.BirthYear}", s.Site }.Where(part => !string.IsNullOrEmpty(part)).OfType<string>()),
        { File: { } file } => Texts.List([Texts.Get(StateOf(file)), found.Beside]),
        _ => found.Beside,
    };

    /// <summary>The list of a search by its address, which finds nobody by name, number or phone; else the last search.</summary>
    public async Task<IActionResult> OnGetAsync(string? q, CancellationToken stop)
    {
        var kept = TempData.Peek(Last) is string last && last.Split('\n', 2) is [var by, var text] && by == who.Name ? text : "";
        Typed = q ?? kept;
        Found = await FindAsync(withIdentity: q is null, stop);
        return q is not null && Exact is { } address ? LocalRedirect(address) : Page();
    }

    /// <summary>What is named exactly opens; else the list is shown.</summary>
    public async Task<IActionResult> OnPostAsync(string? q, CancellationToken stop)
    {
        Typed = (q ?? "").Trim() is { Length: <= SearchKey.Longest } text ? text : (q ?? "").Trim()[..SearchKey.Longest];
        Found = await FindAsync(withIdentity: true, stop);
        if (Exact is { } address) return LocalRedirect(address);
        TempData[Last] = $"{who.Name}\n{Typed}";
        return RedirectToPage();
    }

    // A file has no page of its own: its line in the list says more than the list of all files.
    string? Exact => Found.Where(f => f.IsExact).ToList() is [{ File: null } one] ? AddressOf(one) : null;

    async Task<IReadOnlyList<SearchHit>> FindAsync(bool withIdentity, CancellationToken stop) =>
        Typed.Length == 0 ? []
        : await search.FindAsync(Typed, [.. Routes.Where(r => RouteAccess.MayOpen(who, r.Value)).Select(r => r.Key)], withIdentity, stop);

    static string StateOf(FoundFile file) =>
        file.IsHeld ? "held" : file.Intake.State switch
        {
            Lims.Laboratory.Intake.IntakeState.Done => "done",
            Lims.Laboratory.Intake.IntakeState.Refused => "refused",
            _ => "running",
        };
}
