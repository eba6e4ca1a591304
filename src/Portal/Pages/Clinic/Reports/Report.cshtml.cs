using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Lims.Clinic.Reports.Printing;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Reports;

/// <summary>One issued report: what it says, its versions, what changed, and the files that were made of it.</summary>
internal sealed class ReportModel(ReportQueries reports, ReportService service, ReportPrinter printer, SubjectFileQueries files,
    PortalOptions options, CurrentUser who, TimeProvider time) : ListPage(time)
{
    static readonly string[] Offered = ["zh-CN", "en"];
    readonly TimeZoneInfo zone = time.LocalTimeZone;

    public ReportFile Shown { get; private set; } = null!;
    public ReportDocument Document { get; private set; } = null!;
    public bool MayReadNames => who.MayReadNames;
    public bool MayWithdraw => Shown.State.Standing != ReportStanding.Withdrawn
        && RouteAccess.Of("/reports/{id:guid}")!.Allows(who, HttpMethods.Post);

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The languages of a file, the reader's first.</summary>
    public static IEnumerable<(string Code, string Words)> Languages =>
        Offered.OrderBy(l => l == CultureInfo.CurrentUICulture.Name ? 0 : 1).Select(l => (l, WordsOf(l)));

    public static string WordsOf(string language) => language.Length == 0 ? "" : Texts.Get("report-language." + language);

    public string FileAddress(string format, string language, bool named = false) =>
        $"/reports/{Shown.Report.PublicId}?handler=File&format={format}&language={language}" + (named ? "&named=true" : "");

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAsync(id, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnGetFileAsync(Guid id, string? format, string? language, bool named, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop) || !Enum.TryParse<ReportFormat>(format, ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
            return NotFound();
        var name = named && MayReadNames && kind is not (ReportFormat.Json or ReportFormat.Fhir)
            ? (await files.FindAsync(Shown.Subject.PublicId, withIdentity: true, stop))?.Identity?.Name : null;
        PrintedReport? printed = null;
        return await DoneAsync(async () =>
        {
            printed = printer.Print(RequestIn(CultureInfo.GetCultureInfo(language == "en" ? "en" : "zh-CN"), name), kind,
                Shown.Report.Content);
            await service.LogAsync(id, kind, kind == ReportFormat.Json ? "" : language == "en" ? "en" : "zh-CN", name is not null,
                printed.Sha256, stop);
        }) ? File(printed!.Bytes, printed.ContentType, printed.FileName) : Page();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken stop)
    {
        if (await DoneAsync(() => service.WithdrawAsync(id, Reason, stop)))
        {
            Say("report.withdrawn-now");
            return RedirectToPage(new { id });
        }
        return await LoadAsync(id, stop) ? Page() : NotFound();
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await reports.FindAsync(id, stop) is not { } found) return false;
        Shown = found;
        Document = ReportLayout.Of(RequestIn(CultureInfo.CurrentUICulture, null));
        return true;
    }

    PrintRequest RequestIn(CultureInfo language, string? name) => Shown.Request(zone, language) with
    {
        Name = name,
        Address = options.Address
    };
}
