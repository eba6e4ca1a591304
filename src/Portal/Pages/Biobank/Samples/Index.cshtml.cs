using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Transfers;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Samples;

/// <summary>
/// The tubes of one's sites, the newest first. Whatever is scanned here opens: a tube, a unit of the storage, a shipment
/// or a distribution.
/// </summary>
internal sealed class IndexModel(TubeQueries tubes, ScanQueries scans, TimeProvider time) : ListPage(time)
{
    /// <summary>A scanned or typed code, or the beginning of one.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>A state; null for all.</summary>
    [BindProperty(SupportsGet = true)]
    public TubeState? State { get; set; }

    /// <summary>Only tubes without a place.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Loose { get; set; }

    public IReadOnlyList<TubeRow> Found { get; private set; } = [];

    public static IEnumerable<(string, string)> States => [("", Texts.Get("any")), .. Choices<TubeState>("tube-state")];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        var code = LabelCode.Normal(Q);
        if (await scans.FindAsync(code, stop) is { } scanned) return Redirect(AddressOf(scanned));
        Found = Opened(await tubes.ListAsync(new TubeSearch(code, State, Loose), Wanted, stop));
        return Page();
    }

    static string AddressOf(Scanned scanned) => scanned.Kind switch
    {
        ScannedKind.Tube => $"/tubes/{scanned.Id}",
        ScannedKind.StorageUnit => $"/storage/{scanned.Id}",
        ScannedKind.Shipment => $"/shipments/{scanned.Id}",
        _ => $"/distributions/{scanned.Id}",
    };
}
