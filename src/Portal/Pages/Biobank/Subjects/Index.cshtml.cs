using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Casework;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Subjects;

/// <summary>The cases of one's sites, the newest first. The field in the bar finds one of them.</summary>
internal sealed class IndexModel(CaseListQueries cases, CurrentUser who, TimeProvider time) : ListPage(time)
{
    /// <summary>Which cases; null for all.</summary>
    [BindProperty(SupportsGet = true)]
    public CaseFilter? Show { get; set; }

    public IReadOnlyList<CaseRow> Found { get; private set; } = [];
    public bool MayRegister => RouteAccess.MayOpen(who, "/subjects/new");
    public bool MayReadVerdict => RouteAccess.MayOpen(who, "/subjects/{id:guid}/verdict");

    public static IEnumerable<(string, string)> Filters => [("", Texts.Get("any")), .. Choices<CaseFilter>("work")];

    public async Task OnGetAsync(CancellationToken stop) => Found = Opened(await cases.ListAsync(Show, Wanted, stop));

    /// <summary>How the state of a case is coloured.</summary>
    public static string LookOf(CaseState state) =>
        state switch { CaseState.Released => "good", CaseState.NotJudged => "still", _ => "watch" };
}
