using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Given;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Benchmarks.Biobank;

/// <summary>One import that was measured.</summary>
/// <param name="Name">As the report prints it.</param>
/// <param name="Rows">Rows of its file.</param>
/// <param name="Bar">Seconds under which it has to stay.</param>
/// <param name="Seconds">What it took.</param>
/// <param name="Megabytes">How much larger the heap was at its largest; null where it was not looked at.</param>
/// <param name="Progress">How often it told how far it was.</param>
sealed record MeasuredImport(string Name, int Rows, double Bar, double Seconds, double? Megabytes, int Progress);

/// <summary>Files of many rows, through the import itself and through its page.</summary>
static partial class Imports
{
    const double Bar = 20;
    const string Site = Pages.LargeSite;

    public static async Task<IReadOnlyList<MeasuredImport>> RunAsync(PortalHost host, PortalBrowser browser,
        BiobankPlan plan, CancellationToken stop)
    {
        var cases = CaseAnalysis.Load();
        return
        [
            await ImportAsync(host, cases, ImportKind.Subjects, Subjects("N", plan.Rows), plan.Rows, stop),
            await ImportAsync(host, cases, ImportKind.Consents, Consents(plan.Rows), plan.Rows, stop),
            await ImportAsync(host, cases, ImportKind.Samples, Samples(plan.Rows), plan.Rows, stop),
            await ImportAsync(host, cases, ImportKind.Placements, await PlacementsAsync(host, plan.Rows, stop),
                plan.Rows, stop),
            await ByPageAsync(host, browser, Subjects("W", plan.Rows), plan.Rows, stop),
        ];
    }

    static async Task<MeasuredImport> ImportAsync(PortalHost host, CaseAnalysis cases, ImportKind kind, string csv,
        int rows, CancellationToken stop)
    {
        GC.Collect();
        var (before, told) = (GC.GetTotalMemory(forceFullCollection: true), new Told(GC.GetTotalMemory(false)));
        await using var db = host.Records();
        var start = Stopwatch.GetTimestamp();
        var report =
            await new ImportService(cases.WritesOf(db), cases.Clinical, cases.Biobank).ImportAsync(kind,
            new MemoryStream(Encoding.UTF8.GetBytes(csv)),
                new ImportOptions { Progress = told, FileName = "rows.csv" }, stop);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (report.Written != rows)
            throw new InvalidOperationException(
                $"{kind}: {report.Written} rows written instead of {rows}; "
                + $"{string.Join(' ', report.Rows.SelectMany(r => r.Problems).Take(1).Select(p => p.Text()))}");
        return new($"{kind}", rows, Bar, seconds, (Math.Max(told.Most, GC.GetTotalMemory(false)) - before) / 1e6,
            told.Times);
    }

    // Chosen, checked and written as a person does it: the seconds are those of both steps together.
    static async Task<MeasuredImport> ByPageAsync(PortalHost host, PortalBrowser browser, string csv, int rows,
        CancellationToken stop)
    {
        var form = await browser.PageAsync("/import");
        var start = Stopwatch.GetTimestamp();
        using var content = new MultipartFormDataContent
        {
            { new StringContent("Subjects"), "Kind" },
            { new StringContent(PortalBrowser.Token(form)), "__RequestVerificationToken" },
            { new ByteArrayContent(
                Encoding.UTF8.GetBytes(csv)) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } },
                    "Csv", "people.csv" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post,
            new Uri("/import", UriKind.Relative))
        { Content = content };
        using var kept = await browser.SendAsync(request);
        var preview = kept.Headers.Location?.ToString()
            ?? throw new InvalidOperationException($"The file was not taken: {kept.StatusCode}");
        using var answer = await browser.PostAsync(preview, []);
        if (answer.StatusCode != HttpStatusCode.Redirect)
            throw new InvalidOperationException($"The import did not begin: {answer.StatusCode}");
        var shown = new HashSet<string>();
        for (var next = answer.Headers.Location!.ToString(); ;)
        {
            using var page = await browser.GetAsync(next);
            if (page.StatusCode == HttpStatusCode.Redirect)
            {
                next = page.Headers.Location!.ToString();
                continue;
            }
            var text = await page.Content.ReadAsStringAsync(stop);
            if (ProgressPattern().Match(text) is not { Success: true } progress) break;
            shown.Add(progress.Groups[1].Value);
            await Task.Delay(100, stop);
        }
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await using var db = host.Records();
        if (await db.Subjects()
            .CountAsync(s => string.Compare(s.Code, "W-") > 0 && string.Compare(s.Code, "W-~") < 0, stop) is var written
            && written != rows)
            throw new InvalidOperationException($"{written} rows written by the page instead of {rows}");
        return new("Subjects, by the page /import", rows, Bar, seconds, null, shown.Count);
    }

    static string Subjects(string prefix, int rows)
    {
        var csv = new StringBuilder("subject,site,group,sex,birth_year\n");
        for (var i = 1; i <= rows; i++)
            csv.Append(CultureInfo.InvariantCulture,
                $"{prefix}-{i:D6},{Site},{(i % 2 == 0 ? "case" : "control")},{(i % 3 == 0 ? "F" : "M")},{1940 + i % 60}\n");
        return csv.ToString();
    }

    static string Consents(int rows)
    {
        var csv = new StringBuilder("subject,form_version,scopes,signed\n");
        for (var i = 1; i <= rows; i++)
            csv.Append(CultureInfo.InvariantCulture,
                $"N-{i:D6},1.0,diagnosis;storage;research,2026-01-02T09:00:00+08:00\n");
        return csv.ToString();
    }

    static string Samples(int rows)
    {
        var csv = new StringBuilder("sample,subject,vcf_name,type,collected,received\n");
        for (var i = 1; i <= rows; i++)
            csv.Append(CultureInfo.InvariantCulture,
                $"NS-{i:D6},N-{i:D6},VCF-{i:D6},edta-blood,2026-01-02,2026-01-02T14:30:00+08:00\n");
        return csv.ToString();
    }

    // Tubes that lie somewhere are moved into new boxes.
    static async Task<string> PlacementsAsync(PortalHost host, int rows, CancellationToken stop)
    {
        const int Rows = 16, Columns = 24;
        await using var db = host.Records();
        var service = new StorageService(new Writes(db));
        var site = await db.StorageUnits().Where(u => u.Code == Site).Select(u => u.PublicId).SingleAsync(stop);
        var freezer = await service.AddAsync(site, StorageKind.Freezer, "New freezer", null, null, null, stop);
        var boxes = new List<string>();
        for (var i = 0; i <= (rows - 1) / (Rows * Columns); i++)
            boxes.Add(
                (await service.AddAsync(freezer.PublicId, StorageKind.Box, $"New {i}", null, Rows, Columns, stop)).Code);
        var tubes =
            await db.Tubes().AsNoTracking().Where(t => t.Site == Site && t.State == TubeState.Present)
            .OrderBy(t => t.Id).Take(rows).Select(t => t.Code).ToListAsync(stop);
        var csv = new StringBuilder("parent,tube,box,position\n");
        for (var i = 0; i < tubes.Count; i++)
            csv.Append(CultureInfo.InvariantCulture,
                $",{tubes[i]},{boxes[i / (Rows * Columns)]},{new Slot(i % (Rows * Columns) / Columns + 1, i % Columns + 1).Text}\n");
        // A small biobank has fewer tubes than rows are asked for.
        return tubes.Count == rows ? csv.ToString()
            : throw new InvalidOperationException(
            $"The biobank has {tubes.Count} tubes to be moved, and {rows} are needed.");
    }

    [GeneratedRegex("<progress[^>]*value=\"(\\d+)\"")]
    private static partial Regex ProgressPattern();

    sealed class Told(long most) : IProgress<int>
    {
        public long Most { get; private set; } = most;
        public int Times { get; private set; }

        public void Report(int value)
        {
            Times++;
            Most = Math.Max(Most, GC.GetTotalMemory(false));
        }
    }
}
