using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Clinic.Requests;
using Thrombophilia.Lims.Clinic.Requests.Forms;
using Thrombophilia.Lims.Clinic.Requests.Orders;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Requests.Orders;

/// <summary>Asks for tests.</summary>
internal sealed class NewModel(AskingNeeds needs, OrderService service, RequestRules rules) : AskingPage(needs, RequestForm.TestRequest)
{
    [BindProperty]
    public List<string> Tests { get; set; } = [];
    [BindProperty]
    public string? RequestedBy { get; set; }

    /// <summary>The tests with the materials that each needs.</summary>
    public IEnumerable<(string, string)> Orderable => rules.Tests.Select(t => (t.Id,
        Texts.Get("request.test-with", PageText.Sentence(t.Name.In()), Texts.List(t.Samples.Select(s => Texts.Get("type." + s))))));

    protected override (string, string)[] Names => [("tests", nameof(Tests)), ("requestedBy", nameof(RequestedBy))];

    protected override void Begin() => RequestedBy = Asker;

    protected override async Task<string> AskAsync(FormEntry entry, Moment? asked, CancellationToken stop)
    {
        var made = await service.AskAsync(new(entry, Tests, RequestedBy, asked, Urgent, UrgencyReason), stop);
        Say("request.asked-now", made.Code);
        return $"/requests/{made.PublicId}";
    }
}
