using Thrombophilia.Lims.Casework;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages;

/// <summary>What waits for the user, by role: each line leads to exactly the rows that it counts.</summary>
internal sealed class IndexModel(WorklistQueries work, AccountService accounts, AccountStates states, CurrentUser who) : PortalPage
{
    static readonly (string, string)[] AllWays =
        [("/subjects/new", "subjects.new"), ("/subjects", "subjects"), ("/import", "nav.import"), ("/audit", "nav.audit"),
            ("/account", "nav.account")];

    public CurrentUser Who => who;
    /// <summary>Lines with something in them, the most urgent first.</summary>
    public IReadOnlyList<(WorkLine Line, int Count)> Open { get; private set; } = [];
    /// <summary>Lines with nothing in them.</summary>
    public IReadOnlyList<WorkLine> Done { get; private set; } = [];

    /// <summary>Pages at which work often begins.</summary>
    public IEnumerable<(string Address, string Label)> Ways => AllWays.Where(w => RouteAccess.MayOpen(who, w.Item1));

    public async Task OnGetAsync(CancellationToken stop)
    {
        var lines = WorkLine.Of(who).ToList();
        var counts = (await work.CountAsync(lines.Select(l => l.Kind).OfType<WorkKind>(), stop)).Counts;
        var people = lines.Exists(l => l.Accounts is not null) ? await accounts.ListAsync(null, stop) : [];
        var counted = lines.Select(l => (Line: l, Count: l.Kind is { } kind ? counts[kind]
            : people.Count(a => states.Is(a, l.Accounts!.Value)))).ToList();
        Open = [.. counted.Where(l => l.Count > 0)];
        Done = [.. counted.Where(l => l.Count == 0).Select(l => l.Line)];
    }
}
