using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Requests;
using Thrombophilia.Lims.Clinic.Requests.Orders;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Subjects;

/// <summary>A sample arrives: its tubes get their codes, and their labels come next.</summary>
internal sealed class ReceiveModel(SubjectQueries subjects, TubeService service, OrderService orders, RequestFileQueries requests,
    BiobankRules rules, RequestRules tests, TimeProvider time) : ListPage(time)
{
    readonly TimeProvider clock = time;

    public Subject Subject { get; private set; } = null!;

    /// <summary>The open requests of the person, behind the choice of none.</summary>
    public IReadOnlyList<(string, string)> Requests { get; private set; } = [];

    /// <summary>The request that the sample is for; null for none.</summary>
    [BindProperty]
    public Guid? Order { get; set; }
    [BindProperty]
    public string Type { get; set; } = "";
    [BindProperty]
    public int Count { get; set; } = 1;
    [BindProperty]
    public string? Volume { get; set; }
    [BindProperty]
    public string? Ordered { get; set; }
    [BindProperty]
    public string? OrderedBy { get; set; }
    [BindProperty]
    public string? Collected { get; set; }
    [BindProperty]
    public string? Received { get; set; }
    [BindProperty]
    public string? Arrival { get; set; }
    [BindProperty]
    public string? Code { get; set; }

    public IEnumerable<(string, string)> Types => rules.SampleTypes.Select(t => (t.Id, Texts.Get("type." + t.Id)));

    public async Task<IActionResult> OnGetAsync(Guid id, Guid? request, CancellationToken stop)
    {
        Order = request;
        Received = clock.GetLocalNow().ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
        return await LoadAsync(id, stop) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        var (volume, ordered) = (Number(nameof(Volume), Volume), Time(nameof(Ordered), Ordered));
        var (collected, received) = (Time(nameof(Collected), Collected), Time(nameof(Received), Received));
        if (Count is < 1 or > 100) Refuse(nameof(Count), "out-of-bounds", 1, 100);
        if (!ModelState.IsValid) return Page();
        IReadOnlyList<Tube> tubes = [];
        var entry = new SampleEntry(id, Code, Type, collected, received, Arrival, [.. Enumerable.Repeat(volume, Count)],
            ordered, OrderedBy);
        if (!await DoneAsync(async () => (_, tubes) = Order is { } request ? await orders.ReceiveAsync(request, entry, stop)
            : await service.ReceiveAsync(entry, stop))) return Page();
        Say("receive.done");
        return Redirect("/labels?" + string.Join('&', tubes.Select(t => "code=" + t.Code)));
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await subjects.FindAsync(id, stop) is not { } subject) return false;
        Subject = subject;
        var open = (await requests.OfAsync(id, stop)).Where(r => r.Request.IsOpen).Select(r => ($"{r.Request.PublicId}",
            $"{r.Request.Code}: {Texts.List(r.Progress.Tests.Select(t => tests.Test(t.Test.Test)?.Name.In() ?? t.Test.Test))}"));
        Requests = [("", Texts.Get("receive.no-request")), .. open];
        return true;
    }
}
