using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Given;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Biobank.Transfers;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Notices;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Clinic.Requests.Consultations;
using Thrombophilia.Lims.Clinic.Requests.Orders;
using Thrombophilia.Lims.Clinic.Requests.Referrals;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Analysers;
using Thrombophilia.Lims.Laboratory.Controls;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Access;

public sealed class RouteAccessTests
{
    const string Nobody = "nobody";

    [Fact]
    public async Task Every_endpoint_has_its_line_and_every_line_its_endpoint()
    {
        await using var portal = await GivenPortal.Empty();
        var routes = portal.Endpoints.Cast<RouteEndpoint>()
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/')).Distinct()
            .Order(StringComparer.Ordinal);
        Assert.Equal(RouteAccess.All.Select(rule => rule.Route).Order(StringComparer.Ordinal), routes);
    }

    [Fact]
    public async Task Every_endpoint_lets_in_whom_the_table_names_and_nobody_else()
    {
        await using var portal = await GivenPortal.Empty();
        var browsers = new Dictionary<string, PortalBrowser> { [Nobody] = portal.Browser() };
        foreach (var role in Role.All) browsers[role] = await portal.SignedInAsync(role);
        var wrong = new List<string>();
        foreach (var endpoint in portal.Endpoints.Cast<RouteEndpoint>())
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"])
                foreach (var (role, browser) in browsers)
                {
                    var route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
                    var expected = Expected(RouteAccess.All.SingleOrDefault(rule => rule.Route == route), role, method);
                    using var request = new HttpRequestMessage(new HttpMethod(method), Filled(route));
                    using var answer = await browser.SendAsync(request);
                    var found = Found(answer, method);
                    if (found != expected)
                        wrong.Add(
                            $"{method} {route} as {role}: expected {expected}, found {found} ({answer.StatusCode} "
                            + $"{answer.Headers.Location})");
                }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    // What is of no site: the audit trail is one chain of all sites, a file holds samples of any, and certificates are
    // and partners those of the house.
    // A page with a secret of its own is another one for everybody. Public keys are those of the house.
    static readonly string[] OfNoSite = ["/audit", "/intake", "/events", "/qualifications", "/account/code", "/reports/check",
        "/fhir/R4/metadata", "/partners"];

    [Fact]
    public async Task Whoever_has_another_site_sees_what_there_is_when_this_one_is_empty()
    {
        await using var filled = await GivenPortal.Empty();
        await using var empty = await GivenPortal.Empty();
        var (ids, codes) = await FillAsync(filled);
        await SitesAsync(empty);
        PortalBrowser there = await OfSiteAsync(filled, "S2"), nowhere = await OfSiteAsync(empty, "S2"),
            here = await OfSiteAsync(filled, "S1");
        var lists = RouteAccess.All.Where(rule => rule.Scope is null).Select(rule => rule.Route)
            .Where(r => !r.Contains('{', StringComparison.Ordinal) && !OfNoSite.Contains(r)).ToList();
        var faults = new List<string>();

        // Every list as it opens, and searched by each code of the other site; a page that takes no search shows the
        // same again.
        foreach (var address in lists.Concat(
            lists.SelectMany(list => codes.SelectMany(c => new[] { $"{list}?Q={c}", $"{list}?Codes={c}" }))))
            if (await ShownAsync(there, address) != await ShownAsync(nowhere, address))
                faults.Add($"{address} shows something of another site");
        foreach (var code in codes)
            if (await SearchedAsync(there, code) != await SearchedAsync(nowhere, code))
                faults.Add($"a search for {code} finds it at another site");

        // Every record by its address.
        // What opens to programs is tried in Api/ApiEndpointsTests.
        foreach (var route in RouteAccess.All.Where(rule => rule.Scope is null).Select(rule => rule.Route)
            .Where(r => r.Contains("{id:guid}", StringComparison.Ordinal)))
        {
            var opened = 0;
            foreach (var id in ids)
            {
                var address = route.Replace("{id:guid}", id.ToString(), StringComparison.Ordinal);
                using var own = await here.GetAsync(address);
                if (own.StatusCode == HttpStatusCode.OK) opened++;
                using var other = await there.GetAsync(address);
                if (other.StatusCode != HttpStatusCode.NotFound)
                    faults.Add($"{address} opens at another site: {other.StatusCode}");
            }
            if (opened == 0) faults.Add($"{route} opens for nobody: the test has no such record");
        }
        Assert.True(faults.Count == 0, string.Join("\n", faults));
        // The test sees a difference where there is one.
        Assert.NotEqual(await ShownAsync(here, "/tubes"), await ShownAsync(nowhere, "/tubes"));
        Assert.NotEqual(await ShownAsync(here, "/import"), await ShownAsync(nowhere, "/import"));
        Assert.StartsWith("302 /find ", await SearchedAsync(nowhere, codes[0]), StringComparison.Ordinal);
        Assert.StartsWith("302 /subjects/", await SearchedAsync(here, codes[0]), StringComparison.Ordinal);
    }

    static async Task<PortalBrowser> OfSiteAsync(GivenPortal portal, string site)
    {
        var name = "at-" + site.ToLowerInvariant();
        await portal.WithServiceAsync(async accounts =>
        {
            await accounts.AddAsync(new(name, "", [.. Role.All.Where(r => r != Role.Administrator)], [site]));
            return await accounts.SettleAsync((await accounts.FindAsync(name))!, GivenPortal.Password);
        });
        var browser = portal.Browser();
        await browser.SignInAsync(name, GivenPortal.Password);
        return browser;
    }

    static async Task<string> ShownAsync(PortalBrowser browser, string address)
    {
        using var answer = await browser.GetAsync(address);
        return $"{answer.StatusCode} {answer.Headers.Location} {WithoutToken(await answer.Content.ReadAsStringAsync(Stop))}";
    }

    static async Task<string> SearchedAsync(PortalBrowser browser, string code)
    {
        using var answer = await browser.PostAsync("/find", [("Q", code)]);
        return $"{(int)answer.StatusCode} {WithoutToken($"{answer.Headers.Location}")} {await ShownAsync(browser, "/find")}";
    }

    // Tokens differ from page to page, and ids from database to database.
    static string WithoutToken(string page) =>
        Regex.Replace(page, "name=\"__RequestVerificationToken\"[^>]*>|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "*");

    static async Task SitesAsync(GivenPortal portal)
    {
        await using var db = portal.Records();
        var storage = new StorageService(portal.Writes(db));
        foreach (var site in new[] { "S1", "S2", "S3" })
            await storage.AddAsync(null, StorageKind.Site, "Site " + site, site, null, null, Stop);
    }

    // One record of each kind at S1: the public ids of all records, and the codes that can be searched for.
    internal static async Task<(IReadOnlyList<Guid> Ids, IReadOnlyList<string> Codes)> FillAsync(GivenPortal portal)
    {
        await SitesAsync(portal);
        await using var db = portal.Records();
        var (writes, cases) = (portal.Writes(db), Lims.CaseAnalysis.Load());
        var (people, storage) = (new SubjectService(writes), new StorageService(writes));
        var top = await db.StorageUnits().SingleAsync(u => u.Code == "S1", Stop);
        var box = await storage.AddAsync(top.PublicId, StorageKind.Box, "Box 1", null, 9, 9, Stop);
        var subject = await people.RegisterAsync(new SubjectEntry("P-1", "S1", SubjectGroup.Case, Sex.F, 1980), Stop);
        await people.ConsentAsync(subject.PublicId, "1.0", (ConsentScopes)63,
            portal.Time.GetUtcNow().AddDays(-1), Stop);
        var received = await new TubeService(writes, cases.Biobank).ReceiveAsync(
            new SampleEntry(subject.PublicId, null, "citrate-plasma", null, null, null, [500, 500, 500]), Stop);
        var tubes = received.Tubes.Select(t => t.Code).ToList();
        await storage.PlaceAsync(tubes[0], null, box.PublicId, null, Stop);
        await storage.TooWarmAsync(box.PublicId, portal.Time.GetUtcNow().AddHours(-2),
            portal.Time.GetUtcNow().AddHours(-1), -20, null, Stop);
        var shipment = await new ShipmentService(writes, cases.Biobank).SendAsync("S1", "S3", [tubes[1]], null, Stop);
        var request =
            await new DistributionService(writes, cases.Biobank).RequestAsync("S1", "x", "y", [tubes[2]], Stop);
        var family = await new FamilyService(writes).RegisterAsync("F-1", "S1", Stop);
        var assays =
            $"assay_id,sample,analyte,method,value,unit,drawn,states\nA1,{received.Sample.Code},PC,chromogenic,100,%,,none\n";
        var import = new ImportService(writes, cases.Clinical, cases.Biobank);
        Assert.Equal(1, (await import.ImportAsync(
            ImportKind.Assays, new MemoryStream(Encoding.UTF8.GetBytes(assays)),
                new ImportOptions { FileName = "who-it-is.csv" }, Stop)).Written);
        await new PictureService(writes, cases.Clinical).RecordAsync(subject.PublicId, [new("purpura_fulminans", "true")],
            DateOnly.FromDateTime(portal.Time.GetUtcNow().Date), FactOrigin.Physician, Stop);
        var notice = await db.CriticalNotices().SingleAsync(Stop);
        var lot = await new ControlService(writes, cases.Clinical).RegisterAsync(
            new("S1", "CS1", "QC-1", "PC", "chromogenic", "normal", 100, 5, new(2099, 1, 1)), Stop);
        await new AnalyserService(writes, cases.Clinical).RegisterAsync("ACL1", "S1", new()
        {
            Name = "x",
            SampleColumn = "a",
            TestColumn = "b",
            ValueColumn = "c",
            Tests = "x = ignore"
        }, Stop);
        var order = await portal.WithAsync<PersonalDataCipher, TestRequest>(cipher =>
            new OrderService(writes, cases.Requests, cases.Clinical, cases.Biobank, cipher).AskAsync(new(new(subject.PublicId,
                [new("department", "ward-of-one"), new("indication", "because-of-one")], new(2026, 3, 2), FactOrigin.Record),
                ["protein-c"], "Dr One", null, false, null), Stop));
        var consultation = await portal.WithAsync<PersonalDataCipher, Consultation>(cipher =>
            new ConsultationService(writes, cases.Requests, cases.Clinical, cipher).AskAsync(new(new(subject.PublicId,
                [new("department", "ward-of-one"), new("history", "h"), new("question", "q")], new(2026, 3, 2), FactOrigin.Record),
                ["haematology"], "Dr One", null, false, null), Stop));
        var referral = await portal.WithAsync<PersonalDataCipher, Referral>(async cipher =>
        {
            var service = new ReferralService(writes, cases.Requests, cases.Clinical, cipher);
            var partner = await service.RegisterAsync("General", PartnerKind.Hospital, "phone", null, Stop);
            return await service.SendAsync(new(new(subject.PublicId,
                [new("department", "ward-of-one"), new("reason", "r"), new("summary", "s")], new(2026, 3, 2), FactOrigin.Record),
                partner.PublicId, ReferralDirection.Out, "Dr One", null, false, null), Stop);
        });
        var conclusion = await db.Conclusions().OrderByDescending(c => c.Version).FirstAsync(Stop);
        var report = await GivenReport.SignedAsync(portal, conclusion.PublicId);
        await new Lims.Clinic.Review.LabRequests.LabRequestService(writes, cases.Review, cases.Biobank).AskAsync(subject.PublicId,
            new(Lims.Clinic.Review.LabRequests.LabRequestKind.Mlpa, "copies", "to be sure", true, null), Stop);
        var excursion = await db.Excursions().SingleAsync(Stop);
        var tube = await db.Tubes().SingleAsync(t => t.Code == tubes[0], Stop);
        return (
            [subject.PublicId, box.PublicId, tube.PublicId, shipment.PublicId, request.PublicId, family.PublicId,
                conclusion.PublicId, excursion.PublicId, lot.PublicId, notice.PublicId, report, order.PublicId, consultation.PublicId,
                referral.PublicId],
            [subject.Code, box.Code, shipment.Code, request.Code, family.Code, received.Sample.Code, lot.Code,
                order.Code, consultation.Code, referral.Code, .. tubes]);
    }

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_has_no_line_is_closed_to_everybody()
    {
        await using var portal =
            await GivenPortal.Showing(new Overview { At = default },
            more: site => site.MapGet("/forgotten", () => "told"));
        var everything = await portal.SignedInAsync([.. Role.All]);
        foreach (var path in new[] { "/forgotten", "/nowhere" })
        {
            using var answer = await everything.GetAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            using var stranger = await portal.Browser().GetAsync(path);
            Assert.Equal("/sign-in", new Uri(portal.Address, stranger.Headers.Location!).AbsolutePath);
        }
    }

    [Fact]
    public void Who_may_read_may_not_always_write()
    {
        var rule = RouteRule.Of("/x", Role.Technician, Role.Geneticist) with { Writers = [Role.Technician] };
        CurrentUser reader = new("r", "R", [Role.Geneticist], []), writer = new("w", "W", [Role.Technician], []),
            other = new("o", "O", [Role.Clinician], []);
        Assert.Equal((true, true, false),
            (rule.Allows(reader, "GET"), rule.Allows(writer, "GET"), rule.Allows(other, "GET")));
        Assert.Equal((false, true, false),
            (rule.Allows(reader, "POST"), rule.Allows(writer, "POST"), rule.Allows(other, "POST")));
    }

    [Fact]
    public async Task The_navigation_shows_what_may_be_entered()
    {
        await using var portal = await GivenPortal.Empty();
        Assert.DoesNotContain("href=\"/users\"",
            await (await portal.SignedInAsync(Role.Technician)).PageAsync("/account"), StringComparison.Ordinal);
        var page = await (await portal.SignedInAsync(Role.Administrator)).PageAsync("/users");
        Assert.Contains("<a href=\"/users\" aria-current=\"page\">", page, StringComparison.Ordinal);
        Assert.Contains("<a class=\"product\" href=\"/\">", page, StringComparison.Ordinal);
    }

    static string Filled(string route) => route.Replace("{name}", "user1", StringComparison.Ordinal)
        .Replace("{id:guid}", Guid.NewGuid().ToString(), StringComparison.Ordinal)
        .Replace("{id}", "0123456789abcdef0123456789abcdef", StringComparison.Ordinal);

    static string Expected(RouteRule? rule, string role, string method) => rule switch
    {
        null => "a line in the table",
        { IsOpen: true } => "in",
        // Only programs with a token come in.
        { Scope: not null } => "no token",
        _ when role == Nobody => "to the sign-in",
        _ => (rule.Roles.Count == 0 || rule.Roles.Contains(role))
            && (method == "GET" || rule.Writers is null || rule.Writers.Contains(role)) ? "in" : "denied",
    };

    // A form without its token passes route access and no further.
    static string Found(HttpResponseMessage answer, string method) => answer switch
    {
        { StatusCode: HttpStatusCode.Forbidden } => "denied",
        { StatusCode: HttpStatusCode.Unauthorized } => "no token",
        { StatusCode: HttpStatusCode.Redirect } when method == "POST"
            || answer.Headers.Location!.ToString().Contains("returnUrl=", StringComparison.Ordinal) => "to the sign-in",
        { StatusCode: HttpStatusCode.BadRequest } when method == "POST" => "in",
        // What is asked for is none of the records: it was looked for.
        { StatusCode: HttpStatusCode.OK or HttpStatusCode.Redirect or HttpStatusCode.NotFound } when method == "GET" =>
            "in",
        _ => answer.StatusCode.ToString(),
    };
}
