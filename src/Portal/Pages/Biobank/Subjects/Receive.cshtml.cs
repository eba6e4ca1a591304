using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Subjects;

/// <summary>A sample arrives: its tubes get their codes, and their labels come next.</summary>
internal sealed class ReceiveModel(SubjectQueries subjects, TubeService service, BiobankRules rules, TimeProvider time)
    : ListPage(time)
{
    readonly TimeProvider clock = time;

    public Subject Subject { get; private set; } = null!;

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

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
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
        if (!await DoneAsync(async () => (_, tubes) = await service.ReceiveAsync(
            new SampleEntry(id, Code, Type, collected, received, Arrival, [.. Enumerable.Repeat(volume, Count)],
                ordered, OrderedBy), stop))) return Page();
        Say("receive.done");
        return Redirect("/labels?" + string.Join('&', tubes.Select(t => "code=" + t.Code)));
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await subjects.FindAsync(id, stop) is not { } subject) return false;
        Subject = subject;
        return true;
    }
}
