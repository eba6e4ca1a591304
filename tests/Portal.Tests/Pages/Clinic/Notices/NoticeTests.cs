using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Clinic.Notices;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Tests.Pages.Clinic.Verdict;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Clinic.Notices;

public sealed class NoticeTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_technician_records_a_call_and_the_page_keeps_both_times_and_the_minutes()
    {
        await using var portal = await GivenPortal.Empty();
        var (person, address) = await CriticalAsync(portal);
        var technician = await portal.SignedInAsync(Role.Technician);
        Assert.Contains(address, await technician.PageAsync("/notices"), StringComparison.Ordinal);
        portal.Time.Advance(TimeSpan.FromMinutes(12));
        var list = await technician.PageAsync("/notices");
        Assert.Contains("12 of 10 allowed", list, StringComparison.Ordinal);
        Assert.Contains("overdue", list, StringComparison.Ordinal);
        // Whoever is no clinician tells one by telephone.
        Assert.DoesNotContain("value=\"Portal\"", await technician.PageAsync(address), StringComparison.Ordinal);
        using var unread = await technician.PostAsync(address, Call("2026-03-02T08:11", readBack: false));
        Assert.Contains("only when it was read back", await TextAsync(unread), StringComparison.Ordinal);
        using var told = await technician.PostAsync(address, Call("2026-03-02T08:11", readBack: true));
        Assert.Equal(HttpStatusCode.Redirect, told.StatusCode);

        var page = await technician.PageAsync(address);
        foreach (var fact in new[] { "2026-03-02 08:00", "2026-03-02 08:11", "2026-03-02 08:12", "11 of 10 allowed", "too late", "Dr Wang",
            "plasma given" })
            Assert.Contains(fact, page, StringComparison.Ordinal);
        Assert.Contains("No critical value waits", await technician.PageAsync("/notices"), StringComparison.Ordinal);
        Assert.Contains(address, await technician.PageAsync("/notices?ended=true"), StringComparison.Ordinal);
        using var again = await technician.PostAsync("/account", Call("2026-03-02T08:11", readBack: true), address);
        Assert.Contains("recorded it at", await TextAsync(again), StringComparison.Ordinal);
        Assert.Contains("Told to Dr Wang", Regex.Replace(WebUtility.HtmlDecode(
            await (await portal.SignedInAsync(Role.Clinician)).PageAsync(person.Page)), @"\s+", " "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clinician_who_reads_it_here_is_told_by_it()
    {
        await using var portal = await GivenPortal.Empty();
        var (_, address) = await CriticalAsync(portal);
        var clinician = await portal.SignedInAsync(Role.Clinician);
        using var empty = await clinician.PostAsync(address, [("Way", "Portal")]);
        Assert.Equal(HttpStatusCode.OK, empty.StatusCode);
        using var told = await clinician.PostAsync(address, [("Way", "Portal"), ("Done", "haematology called")]);
        Assert.Equal(HttpStatusCode.Redirect, told.StatusCode);
        await using var db = portal.Records();
        var end = await db.NoticeEnds().SingleAsync(Stop);
        Assert.Equal((NoticeWay.Portal, end.By, "haematology called"), (end.Way, end.Told, end.Text));
    }

    [Fact]
    public async Task A_technician_cannot_read_it_in_place_of_a_clinician()
    {
        await using var portal = await GivenPortal.Empty();
        var (_, address) = await CriticalAsync(portal);
        using var told = await (await portal.SignedInAsync(Role.Technician)).PostAsync(address, [("Way", "Portal"), ("Done", "x")]);
        Assert.Equal(HttpStatusCode.OK, told.StatusCode);
        await using var db = portal.Records();
        Assert.Empty(await db.NoticeEnds().ToListAsync(Stop));
    }

    static (string, string)[] Call(string at, bool readBack) =>
        [("Way", "Telephone"), ("Told", "Dr Wang"), ("At", at), ("Done", "plasma given"), (readBack ? "ReadBack" : "Nothing", "yes")];

    static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(Stop);

    static async Task<(GivenPerson Person, string Address)> CriticalAsync(GivenPortal portal)
    {
        var person = await new GivenPerson(portal).RegisteredAsync();
        await person.MeasureAsync("A1", "PC", "chromogenic", 100, "2026-02-21");
        await person.AnswerAsync("purpura_fulminans=true");
        await using var db = portal.Records();
        return (person, $"/notices/{(await db.CriticalNotices().SingleAsync(Stop)).PublicId}");
    }
}
