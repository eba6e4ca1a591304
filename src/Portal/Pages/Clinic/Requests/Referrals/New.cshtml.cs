using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Clinic.Requests.Forms;
using Thrombophilia.Lims.Clinic.Requests.Referrals;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Requests.Referrals;

/// <summary>Refers a person to an institution, or records that one was referred to us.</summary>
internal sealed class NewModel(AskingNeeds needs, ReferralService service, ReferralQueries referrals)
    : AskingPage(needs, RequestForm.Referral)
{
    [BindProperty]
    public ReferralDirection Direction { get; set; }
    [BindProperty]
    public Guid Partner { get; set; }
    [BindProperty]
    public string? AskedBy { get; set; }
    [BindProperty]
    public string? Shipment { get; set; }

    public IReadOnlyList<(string, string)> Partners { get; private set; } = [];
    public static IEnumerable<(string, string)> Directions =>
        Enum.GetValues<ReferralDirection>().Select(d => ($"{d}", Texts.Get("referral.direction." + d)));

    protected override (string, string)[] Names =>
        [("partner", nameof(Partner)), ("askedBy", nameof(AskedBy)), ("shipment", nameof(Shipment))];

    protected override void Begin() => AskedBy = Asker;

    protected override async Task PrepareAsync(CancellationToken stop) =>
        Partners = [.. (await referrals.PartnersAsync(stop)).Select(p => ($"{p.PublicId}", p.Name))];

    protected override async Task<string> AskAsync(FormEntry entry, Moment? asked, CancellationToken stop)
    {
        var made = await service.SendAsync(new(entry, Partner, Direction, AskedBy, asked, Urgent, UrgencyReason, Shipment), stop);
        Say("request.asked-now", made.Code);
        return $"/referrals/{made.PublicId}";
    }
}
