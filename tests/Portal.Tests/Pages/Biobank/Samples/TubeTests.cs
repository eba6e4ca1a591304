using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Given;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Kernel;
using Xunit;
using Role = Thrombophilia.Portal.Accounts.Role;

namespace Thrombophilia.Portal.Tests.Pages.Biobank.Samples;

public sealed class TubeTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_who_opened_one_tube_the_slower_is_told_who_was_faster_and_nothing_is_lost()
    {
        await using var portal = await GivenPortal.Empty();
        PortalBrowser anna = await portal.SignedInAsync(Role.Technician),
            bert = await portal.SignedInAsync(Role.Technician);
        var tube = await TubeAsync(portal);
        var path = $"/tubes/{tube.PublicId}";
        string hers = await anna.PageAsync(path), his = await bert.PageAsync(path);

        using var discarded = await SendAsync(anna, path, hers, "Discard", ("Reason", "broken"));
        Assert.Equal(HttpStatusCode.Redirect, discarded.StatusCode);
        using var divided =
            await SendAsync(bert, path, his, "Divide", ("Type", "edta-blood"), ("Count", "3"), ("Volume", "100"));
        Assert.Equal(HttpStatusCode.OK, divided.StatusCode);
        var said =
            WebUtility.HtmlDecode(
            Regex.Match(await divided.Content.ReadAsStringAsync(Stop), "role=\"alert\">([^<]*)").Groups[1].Value);
        Assert.Contains(
            new Lims.Kernel.Refusal("changed-meanwhile", "", tube.Code, "user0", "").Text().Split("user0")[0] + "user0",
                said, StringComparison.Ordinal);

        await using var db = portal.Records();
        var left = await db.Tubes().AsNoTracking().SingleAsync(Stop);
        Assert.Equal((TubeState.Discarded, 500m), (left.State, left.Volume));
        Assert.Equal([TubeEventKind.Received, TubeEventKind.Discarded],
            await db.TubeEvents().OrderBy(e => e.Id).Select(e => e.Kind).ToListAsync(Stop));
    }

    [Fact]
    public async Task Whoever_looks_again_works_on_what_is_left()
    {
        await using var portal = await GivenPortal.Empty();
        PortalBrowser anna = await portal.SignedInAsync(Role.Technician),
            bert = await portal.SignedInAsync(Role.Technician);
        var path = $"/tubes/{(await TubeAsync(portal)).PublicId}";
        string hers = await anna.PageAsync(path), his = await bert.PageAsync(path);
        (string, string)[] division = [("Type", "edta-blood"), ("Count", "2"), ("Volume", "100")];
        using (var first = await SendAsync(anna, path, hers, "Divide", division))
            Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        using var second = await SendAsync(bert, path, his, "Divide", division);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        // The page that told him is the state of now: sent once more, it is done.
        using (var third =
            await SendAsync(bert, path, await second.Content.ReadAsStringAsync(Stop), "Divide", division))
            Assert.Equal(HttpStatusCode.Redirect, third.StatusCode);
        await using var db = portal.Records();
        Assert.Equal([100m, 100, 100, 100, 100],
            await db.Tubes().AsNoTracking().OrderBy(t => t.Id).Select(t => t.Volume!.Value).ToListAsync(Stop));
    }

    static async Task<HttpResponseMessage> SendAsync(PortalBrowser browser, string path, string page, string handler,
        params (string, string)[] fields) =>
        await browser.PostBareAsync($"{path}?handler={handler}",
        [.. fields, ("Revision", Regex.Match(page, "name=\"Revision\" value=\"(\\d+)\"").Groups[1].Value),
            ("__RequestVerificationToken", PortalBrowser.Token(page))]);

    static async Task<Tube> TubeAsync(GivenPortal portal)
    {
        await using var db = portal.Records();
        var people = new SubjectService(portal.Writes(db));
        foreach (var person in new[] { "user0", "user1" })
            await new StaffService(portal.Writes(db)).CertifyAsync(person, LabTask.Receive, "C-1",
                new DateOnly(2099, 12, 31), Stop);
        var subject = await people.RegisterAsync(new SubjectEntry("P-1", "S1", SubjectGroup.Case, Sex.F, 1980), Stop);
        await people.ConsentAsync(subject.PublicId, "1.0", (ConsentScopes)63,
            portal.Time.GetUtcNow().AddDays(-1), Stop);
        return (await new TubeService(portal.Writes(db), Lims.Biobank.BiobankRules.Load()).ReceiveAsync(
            new SampleEntry(subject.PublicId, null, "edta-blood", null, null, null, [500]), Stop)).Tubes[0];
    }
}
