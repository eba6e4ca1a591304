using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Biobank.Transfers;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Ui;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages;

public sealed class IndexTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_line_of_the_worklist_leads_to_as_many_rows_as_it_counts()
    {
        await using var portal = await GivenPortal.Empty(requireCode: false);
        await FillAsync(portal);
        var (faults, seen) = (new List<string>(), new HashSet<string>());
        foreach (var role in Role.All)
        {
            var browser = await portal.SignedInAsync(role);
            var home = WebUtility.HtmlDecode(await browser.PageAsync("/"));
            foreach (Match line in Regex.Matches(home, "<a href=\"([^\"]+)\"><b>(\\d+)</b>"))
            {
                var (address, count) = (line.Groups[1].Value, int.Parse(line.Groups[2].Value, CultureInfo.InvariantCulture));
                seen.Add(address);
                var list = await browser.PageAsync(address);
                var rows = Regex.Matches(list, "<tbody>(.*?)</tbody>", RegexOptions.Singleline).Sum(b => Regex.Count(b.Value, "<tr>"));
                if (rows != count) faults.Add($"{role} {address}: {count} counted, {rows} shown");
            }
        }
        Assert.Empty(faults);
        Assert.True(seen.Count >= 7, string.Join(", ", seen));
    }

    [Fact]
    public void Every_line_leads_to_a_page_that_its_roles_may_open() =>
        Assert.All(WorkLine.All, line => Assert.All(line.Roles, role =>
            Assert.True(RouteAccess.MayOpen(new CurrentUser("x", "X", [role], []), line.Address.Split('?')[0]), $"{role} {line.Address}")));

    [Fact]
    public async Task Every_role_has_a_first_page_and_nobody_is_offered_what_is_closed()
    {
        await using var portal = await GivenPortal.Empty();
        foreach (var role in Role.All)
        {
            var browser = await portal.SignedInAsync(role);
            var home = await browser.PageAsync("/");
            Assert.Contains("Work of", home, StringComparison.Ordinal);
            foreach (Match link in Regex.Matches(home, "href=\"(/[^\"#]*)[\"#]"))
            {
                using var answer = await browser.GetAsync(WebUtility.HtmlDecode(link.Groups[1].Value));
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{role} {link.Groups[1].Value}: {answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task Nobody_is_offered_a_tab_that_is_closed_and_every_tab_opens()
    {
        await using var portal = await GivenPortal.Empty();
        var person = await FillAsync(portal);
        foreach (var role in Role.All.Except([Role.DataAuditor]))
        {
            var browser = await portal.SignedInAsync(role);
            var page = await browser.PageAsync($"/subjects/{person}");
            foreach (Match link in Regex.Matches(page, "href=\"(/[^\"#]*)[\"#]"))
            {
                using var answer = await browser.GetAsync(WebUtility.HtmlDecode(link.Groups[1].Value));
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{role} {link.Groups[1].Value}: {answer.StatusCode}");
            }
            var tabs = Regex.Matches(page, $"<a href=\"(/subjects/{person}[^\"]*)\"(?: aria-current=\"page\")?>")
                .Select(m => m.Groups[1].Value);
            foreach (var tab in tabs.Distinct())
                Assert.Contains("class=\"case-head", await browser.PageAsync(tab), StringComparison.Ordinal);
        }
    }

    static async Task<Guid> FillAsync(GivenPortal portal)
    {
        await using var db = portal.Records();
        var (people, storage) = (new SubjectService(portal.Writes(db)), new StorageService(portal.Writes(db)));
        var cases = Lims.CaseAnalysis.Load();
        foreach (var site in new[] { "S1", "S2" })
            await storage.AddAsync(null, StorageKind.Site, "Site " + site, site, null, null, Stop);
        Guid first = default;
        var import = new ImportService(portal.Writes(db), cases.Clinical, cases.Biobank);
        foreach (var code in new[] { "P-1", "P-2", "P-3" })
        {
            var subject = await people.RegisterAsync(new SubjectEntry(code, "S1", SubjectGroup.Case, Sex.F, 1980), Stop);
            if (first == default) first = subject.PublicId;
            await people.ConsentAsync(subject.PublicId, "1.0", code == "P-3" ? ConsentScopes.Diagnosis : (ConsentScopes)63,
                portal.Time.GetUtcNow().AddDays(-1), Stop);
            var samples = "sample,subject,vcf_name,type,collected,received\n"
                + $"S-{code},{code},,citrate-plasma,,{portal.Time.GetUtcNow():yyyy-MM-dd}\n";
            Assert.Equal(1, (await import.ImportAsync(ImportKind.Samples, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(samples)),
                new ImportOptions(), Stop)).Written);
            var assays = "assay_id,sample,analyte,method,value,unit,drawn,states\n"
                + $"A-{code},S-{code},PC,chromogenic,41,%,2020-01-03T08:00:00Z,none\n";
            Assert.Equal(1, (await import.ImportAsync(ImportKind.Assays, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(assays)),
                new ImportOptions(), Stop)).Written);
        }
        var received = await new TubeService(portal.Writes(db), cases.Biobank).ReceiveAsync(
            new SampleEntry(first, null, "edta-blood", null, Moment.Of(portal.Time.GetUtcNow()), null, [500, 500, 500]), Stop);
        await new ShipmentService(portal.Writes(db), cases.Biobank).SendAsync("S1", "S2", [received.Tubes[2].Code], null, Stop);
        await new StaffService(portal.Writes(db)).CertifyAsync("user0", LabTask.Assay, "C-7",
            DateOnly.FromDateTime(portal.Time.GetUtcNow().AddDays(9).UtcDateTime), Stop);
        return first;
    }
}
