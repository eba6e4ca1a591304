using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Clinic.Requests.Orders;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Clinic.Requests.Orders;

[Trait("Suite", "Exhaustive")]
public sealed class NewTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clinician_asks_and_a_technician_receives_by_the_keyboard()
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("anna", Role.Clinician);
        await portal.AddAsync("tom", Role.Technician);
        await RegisterAsync(portal, "P-0001");
        await using (var anna = await Typist.SignedInAsync(portal, "anna"))
        {
            await anna.FindAsync("P-0001");
            await anna.OpenAsync("Test requests");
            await anna.OpenAsync("Request tests");
            await anna.LookAsync("request-new");

            // Without a test it is refused at the field, and what was typed stays.
            await anna.TabToAsync("Urgency");
            await anna.Page.Keyboard.TypeAsync("urg");
            await anna.TabToAsync("Why it is urgent");
            await anna.Page.Keyboard.TypeAsync("skin necrosis");
            await anna.TabToAsync("Department");
            await anna.Page.Keyboard.TypeAsync("haematology");
            await anna.TabToAsync("Admission number");
            await anna.Page.Keyboard.TypeAsync("11755481");
            await anna.TabToAsync("Indication");
            await anna.Page.Keyboard.TypeAsync("first thrombosis at 30");
            await anna.TabToAsync("Objectively confirmed VTE");
            await anna.Page.Keyboard.TypeAsync("1");
            await anna.TabToAsync("Send the request");
            await anna.EnterAsync();
            Assert.Contains("No test was chosen.", await anna.Page.TextContentAsync(".error"), StringComparison.Ordinal);

            await anna.TabToAsync("Protein C activity: citrate plasma, platelet-poor");
            await anna.Page.Keyboard.PressAsync("Space");
            await anna.TabToAsync("Send the request");
            await anna.EnterAsync();
            Assert.Contains("was sent", await anna.Page.TextContentAsync(".notice"), StringComparison.Ordinal);
            var page = await anna.Page.TextContentAsync("main");
            foreach (var said in new[] { "skin necrosis", "haematology", "11755481", "first thrombosis at 30", "asked, no sample yet" })
                Assert.Contains(said, page, StringComparison.Ordinal);
            await anna.LookAsync("request");
            Assert.Empty(anna.Complaints);
            Assert.DoesNotContain(anna.Addresses, address => address.Contains("11755481", StringComparison.Ordinal));
        }

        await using var tom = await Typist.SignedInAsync(portal, "tom");
        await tom.OpenAsync("Cases", "Requests");
        await tom.LookAsync("requests");
        await tom.OpenAsync(await NumberAsync(portal));
        await tom.OpenAsync("Receive a sample");
        await tom.TabToAsync("Type");
        await tom.Page.Keyboard.TypeAsync("cit");
        await tom.LookAsync("receive-for-request");
        await tom.TabToAsync("Receive a sample");
        await tom.EnterAsync();
        Assert.Empty(tom.Complaints);

        await using var db = portal.Records();
        Assert.Equal("anna", Assert.Single(await db.RequestedSamples().Join(db.Set<Lims.Biobank.Samples.Sample>(), l => l.SampleId,
            s => s.Id, (l, s) => s.OrderedBy).ToListAsync(Stop)));
        Assert.Equal("1", (await db.ClinicalFacts().SingleAsync(f => f.Fact == "vte_count", Stop)).Value);
    }

    [Fact]
    public async Task The_form_is_Chinese_where_the_reader_is()
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("anna", Role.Clinician);
        var person = await RegisterAsync(portal, "P-0001");
        await using var anna = await Typist.SignedInAsync(portal, "anna");
        await anna.OpenAsync("中文");
        foreach (var width in (int[])[1280, 390])
        {
            await anna.Page.SetViewportSizeAsync(width, 844);
            await anna.Page.GotoAsync($"/requests/new?subject={person}");
            await anna.Page.LookAsync("zh-CN", width, "request-new");
        }
        var page = await anna.Page.InnerTextAsync("main");
        foreach (var said in new[] { "蛋白C活性（枸橼酸乏血小板血浆）", "检验指征", "住院号", "采血时的抗凝治疗" })
            Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Empty(anna.Complaints);
    }

    [Fact]
    public async Task A_technician_registers_the_person_and_a_clinician_finds_one()
    {
        await using var portal = await GivenPortal.Empty();
        await RegisterAsync(portal, "P-0001");
        var (tom, anna) = (await portal.SignedInAsync(Role.Technician), await portal.SignedInAsync(Role.Clinician));
        Assert.Contains("Register a person", await tom.PageAsync("/requests/new"), StringComparison.Ordinal);
        Assert.DoesNotContain("Register a person", await anna.PageAsync("/requests/new"), StringComparison.Ordinal);
        using var made = await tom.PostAsync("/requests/new?handler=Register",
            [("Code", "P-0002"), ("Site", "S1"), ("Group", "Case"), ("Sex", "M")]);
        Assert.StartsWith("/requests/new?subject=", made.Headers.Location!.ToString(), StringComparison.Ordinal);
        // What is asked of women is not asked of a man.
        var form = await tom.PageAsync(made.Headers.Location!.ToString());
        Assert.DoesNotContain("Date of the last delivery", form, StringComparison.Ordinal);
        using var found = await anna.PostAsync("/requests/new?handler=Find", [("Person", "P-0001")]);
        Assert.StartsWith("/requests/new?subject=", found.Headers.Location!.ToString(), StringComparison.Ordinal);
        using var none = await anna.PostAsync("/requests/new?handler=Find", [("Person", "P-0009")]);
        Assert.Contains("Nothing was found.", await none.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        using var forbidden = await anna.PostAsync("/requests/new?handler=Register", [("Code", "P-0003"), ("Site", "S1")]);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, forbidden.StatusCode);
    }

    [Fact]
    public async Task After_a_withdrawal_the_page_says_why_nothing_can_be_asked()
    {
        await using var portal = await GivenPortal.Empty();
        var person = await RegisterAsync(portal, "P-0001");
        await using (var db = portal.Records()) await new SubjectService(portal.Writes(db)).WithdrawAsync(person, "moved", Stop);
        var page = await (await portal.SignedInAsync(Role.Clinician)).PageAsync($"/requests/new?subject={person}");
        Assert.Contains("The consent of P-0001 was withdrawn", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Send the request", page, StringComparison.Ordinal);
    }

    static async Task<string> NumberAsync(GivenPortal portal)
    {
        await using var db = portal.Records();
        return await db.TestRequests().Select(r => r.Code).SingleAsync(Stop);
    }

    internal static async Task<Guid> RegisterAsync(GivenPortal portal, string code)
    {
        await using var db = portal.Records();
        var people = new SubjectService(portal.Writes(db));
        var person = await people.RegisterAsync(new SubjectEntry(code, "S1", SubjectGroup.Case, Sex.F, 1990), Stop);
        await people.ConsentAsync(person.PublicId, "1.0", (ConsentScopes)63, new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), Stop);
        await new Lims.Biobank.Storage.StorageService(portal.Writes(db)).AddAsync(
            null, Lims.Biobank.Storage.StorageKind.Site, "One", "S1", null, null, Stop);
        await new StaffService(portal.Writes(db)).CertifyAsync("tom", LabTask.Receive, "C-1", new(2099, 1, 1), Stop);
        return person.PublicId;
    }
}
