using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Clinic.Requests.Consultations;
using Thrombophilia.Lims.Clinic.Requests.Forms;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Requests.Consultations;

/// <summary>Asks for a consultation.</summary>
internal sealed class NewModel(AskingNeeds needs, ConsultationService service) : AskingPage(needs, RequestForm.Consultation)
{
    /// <summary>One a line.</summary>
    [BindProperty]
    public string? Departments { get; set; }
    [BindProperty]
    public string? AskedBy { get; set; }

    protected override (string, string)[] Names => [("departments", nameof(Departments)), ("askedBy", nameof(AskedBy))];

    protected override void Begin() => AskedBy = Asker;

    protected override async Task<string> AskAsync(FormEntry entry, Moment? asked, CancellationToken stop)
    {
        var lines = (Departments ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var made = await service.AskAsync(new(entry, lines, AskedBy, asked, Urgent, UrgencyReason), stop);
        Say("request.asked-now", made.Code);
        return $"/consultations/{made.PublicId}";
    }
}
