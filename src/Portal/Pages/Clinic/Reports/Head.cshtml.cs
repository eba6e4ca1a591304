using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Reports;

/// <summary>What heads the reports of a site: hospital, department, address and phone, in both languages.</summary>
internal sealed class HeadModel(ReportQueries reports, ReportService service, StorageQueries storage, TimeProvider time) : ListPage(time)
{
    public IReadOnlyList<(string, string)> Sites { get; private set; } = [];
    /// <summary>The version that holds; 0 for none.</summary>
    public int Version { get; private set; }
    public string By { get; private set; } = "";
    public Moment? At { get; private set; }

    [BindProperty(SupportsGet = true)]
    public string? Site { get; set; }
    [BindProperty]
    public string? Hospital { get; set; }
    [BindProperty]
    public string? HospitalZh { get; set; }
    [BindProperty]
    public string? Department { get; set; }
    [BindProperty]
    public string? DepartmentZh { get; set; }
    [BindProperty]
    public string? Address { get; set; }
    [BindProperty]
    public string? AddressZh { get; set; }
    [BindProperty]
    public string? Phone { get; set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        if (await LoadAsync(stop) is not { Text: var text }) return;
        (Hospital, HospitalZh, Department, DepartmentZh) = (text.Hospital.English, text.Hospital.Chinese, text.Department.English,
            text.Department.Chinese);
        (Address, AddressZh, Phone) = (text.Address.English, text.Address.Chinese, text.Phone);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (await DoneAsync(() => service.HeadAsync(
            new(Site, Hospital, HospitalZh, Department, DepartmentZh, Address, AddressZh, Phone), stop)))
        {
            Say("saved");
            return RedirectToPage(new { Site });
        }
        await LoadAsync(stop);
        return Page();
    }

    async Task<ReportHead?> LoadAsync(CancellationToken stop)
    {
        Sites = Choices(await storage.SiteCodesAsync(stop));
        var held = Site is null ? null : await reports.HeadAsync(Site, stop);
        if (held is not null) (Version, By, At) = (held.Version, held.By, held.At);
        return held;
    }
}
