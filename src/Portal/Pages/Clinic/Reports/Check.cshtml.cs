using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Portal.Hosting;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Reports;

/// <summary>
/// Whether a report is genuine and may be used, for whoever holds one. It tells nothing of the person and nothing of the
/// result, and a hash of 64 digits cannot be guessed.
/// </summary>
[EnableRateLimiting(ReportCheckLimit.Name)]
internal sealed class CheckModel(ReportCheckQueries checks, TimeProvider time) : ListPage(time)
{
    const int Largest = 20 << 20;

    /// <summary>Null where nothing was asked.</summary>
    public CheckedReport? Answer { get; private set; }
    public IReadOnlyList<ReportKey> PublicKeys { get; private set; } = [];

    /// <summary>Number of the report.</summary>
    [BindProperty(SupportsGet = true)]
    public string? N { get; set; }
    /// <summary>Its version.</summary>
    [BindProperty(SupportsGet = true)]
    public string? V { get; set; }
    /// <summary>SHA-256 of its content.</summary>
    [BindProperty(SupportsGet = true)]
    public string? H { get; set; }
    [BindProperty]
    public IFormFile? Printed { get; set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        if (N is not null || V is not null || H is not null)
            Answer = await checks.CheckAsync(N, int.TryParse(V, NumberStyles.None, CultureInfo.InvariantCulture,
                out var version) ? version : 0, H, stop);
        PublicKeys = await checks.PublicKeysAsync(stop);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (Printed is null || Printed.Length == 0) Refuse(nameof(Printed), "import.no-file");
        else if (Printed.Length > Largest) Refuse(nameof(Printed), "import.too-large", Largest >> 20);
        else
        {
            using var bytes = new MemoryStream();
            await Printed.CopyToAsync(bytes, stop);
            Answer = await checks.CheckFileAsync(bytes.ToArray(), stop);
        }
        PublicKeys = await checks.PublicKeysAsync(stop);
        return Page();
    }
}
