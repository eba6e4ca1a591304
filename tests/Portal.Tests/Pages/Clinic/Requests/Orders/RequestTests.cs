using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Clinic.Requests.Orders;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Clinic.Requests.Orders;

public sealed class RequestTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_geneticist_reads_the_indication_and_not_the_admission_number_and_changes_nothing()
    {
        await using var portal = await GivenPortal.Empty();
        var request = await AskAsync(portal);
        var gina = await portal.SignedInAsync(Role.Geneticist);
        var page = await gina.PageAsync($"/requests/{request}");
        Assert.Contains("thrombosis at 30", page, StringComparison.Ordinal);
        Assert.DoesNotContain("11755481", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Cancel the request", page, StringComparison.Ordinal);
        var page2 = await (await portal.SignedInAsync(Role.Technician)).PageAsync($"/requests/{request}");
        foreach (var said in new[] { "11755481", "citrate plasma, platelet-poor", "Receive a sample", "Cancel the request" })
            Assert.Contains(said, page2, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_is_cancelled_with_a_reason_and_then_stands_among_the_closed_ones()
    {
        await using var portal = await GivenPortal.Empty();
        var request = await AskAsync(portal);
        var anna = await portal.SignedInAsync(Role.Clinician);
        using (var refused = await anna.PostAsync($"/requests/{request}?handler=Cancel", [("Reason", " ")]))
            Assert.Contains("A reason is needed.", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        using (await anna.PostAsync($"/requests/{request}?handler=Cancel", [("Reason", "asked twice")]))
            Assert.Contains("asked twice", await anna.PageAsync($"/requests/{request}"), StringComparison.Ordinal);
        Assert.DoesNotContain($"{request}", await anna.PageAsync("/requests"), StringComparison.Ordinal);
        Assert.Contains($"{request}", await anna.PageAsync("/requests?closed=true"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_overdue_is_told()
    {
        await using var portal = await GivenPortal.Empty();
        var request = await AskAsync(portal);
        var anna = await portal.SignedInAsync(Role.Clinician);
        Assert.DoesNotContain("overdue", await anna.PageAsync("/requests"), StringComparison.Ordinal);
        portal.Time.Advance(TimeSpan.FromHours(5));
        var later = await portal.SignedInAsync(Role.Clinician);
        Assert.Contains("overdue", await later.PageAsync("/requests"), StringComparison.Ordinal);
        Assert.Contains("overdue", await later.PageAsync($"/requests/{request}"), StringComparison.Ordinal);
    }

    static async Task<Guid> AskAsync(GivenPortal portal)
    {
        var person = await NewTests.RegisterAsync(portal, "P-0001");
        await using var db = portal.Records();
        var cases = Lims.CaseAnalysis.Load();
        return (await portal.WithAsync<PersonalDataCipher, TestRequest>(cipher =>
            new OrderService(portal.Writes(db), cases.Requests, cases.Clinical, cases.Biobank, cipher).AskAsync(new(new(person,
                [new("department", "haematology"), new("indication", "thrombosis at 30"), new("admission_number", "11755481")],
                new(2026, 3, 2), FactOrigin.Record), ["protein-c"], "Dr Wang", null, true, "purpura"), Stop))).PublicId;
    }
}
