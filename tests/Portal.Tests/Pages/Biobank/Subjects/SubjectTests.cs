using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Biobank.Subjects;

/// <summary>The first page and the case page in a real browser, in both languages and both widths.</summary>
[Trait("Suite", "Exhaustive")]
public sealed class SubjectTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clinician_reads_what_two_persons_signed_and_that_a_newer_version_waits_and_nothing_else()
    {
        await using var portal = await GivenPortal.Empty();
        await FillAsync(portal);
        await using var db = portal.Records();
        var id = await db.Subjects().Where(s => s.Code == "P-0001").Select(s => s.PublicId).SingleAsync(Stop);
        var (clinician, geneticist) = (await portal.SignedInAsync(Role.Clinician), await portal.SignedInAsync(Role.Geneticist));
        const string Low = "41 U/dL";
        Assert.DoesNotContain(Low, await clinician.PageAsync($"/subjects/{id}"), StringComparison.Ordinal);
        Assert.Contains(Low, await geneticist.PageAsync($"/subjects/{id}"), StringComparison.Ordinal);

        await GivenReport.SignedAsync(portal, (await db.Conclusions().SingleAsync(Stop)).PublicId);
        var signed = await clinician.PageAsync($"/subjects/{id}");
        Assert.Contains("signed by Mei, Bo", signed, StringComparison.Ordinal);
        Assert.DoesNotContain("not signed yet", signed, StringComparison.Ordinal);

        // A second value changes what is concluded: it waits, and the clinician is told that it does.
        var cases = Lims.CaseAnalysis.Load();
        var sample = await db.Samples().Where(s => s.Type == "citrate-plasma").Select(s => s.Code).SingleAsync(Stop);
        Assert.Equal(1, (await new ImportService(portal.Writes(db), cases.Clinical, cases.Biobank).ImportAsync(ImportKind.Assays,
            new MemoryStream(System.Text.Encoding.UTF8.GetBytes("assay_id,sample,analyte,method,value,unit,drawn,states\n"
                + $"A9,{sample},AT,chromogenic-xa,33,U/dL,2020-01-03T08:00:00Z,none\n")), new ImportOptions(), Stop)).Written);
        var later = await clinician.PageAsync($"/subjects/{id}");
        Assert.Contains("Version 2 is newer and not signed yet", later, StringComparison.Ordinal);
        Assert.Contains("signed by Mei, Bo", later, StringComparison.Ordinal);
        Assert.DoesNotContain("33 U/dL", later, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task The_pages_of_a_case_look_as_they_should(string language)
    {
        await using var portal = await GivenPortal.Showing(new Overview { At = default });
        await FillAsync(portal);
        foreach (var role in Role.All)
        {
            await portal.AddAsync("the-" + role, role);
            await using var person = await Typist.SignedInAsync(portal, "the-" + role, language);
            await LookAsync("work");
            if (role is Role.DataAuditor) continue;
            await person.FindAsync("ｐ-000１");
            Assert.Matches("/subjects/[0-9a-f-]{36}$", person.Page.Url);
            await LookAsync("case");
            var tabs = await person.Page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('.tabs a')].map(a => a.getAttribute('href'))");
            foreach (var tab in role is Role.Technician or Role.Geneticist ? tabs.Skip(1) : [])
            {
                await person.Page.GotoAsync(tab);
                await LookAsync("case-" + tab.Split('/')[^1]);
            }
            await person.Page.GotoAsync("/subjects");
            await LookAsync("cases");
            Assert.Empty(person.Complaints);

            async Task LookAsync(string name)
            {
                foreach (var width in new[] { 1280, 390 })
                {
                    await person.Page.SetViewportSizeAsync(width, 800);
                    await person.Page.LookAsync(language, width, $"shell-{role}-{name}");
                    await person.Page.AxeAsync();
                }
                await person.Page.SetViewportSizeAsync(1280, 800);
            }
        }
    }

    static async Task FillAsync(GivenPortal portal)
    {
        await using var db = portal.Records();
        var (people, storage) = (new SubjectService(portal.Writes(db)), new StorageService(portal.Writes(db)));
        var site = await storage.AddAsync(null, StorageKind.Site, "Site 1", "S1", null, null, Stop);
        var freezer = await storage.AddAsync(site.PublicId, StorageKind.Freezer, "F1", null, null, null, Stop);
        var box = await storage.AddAsync(freezer.PublicId, StorageKind.Box, "Box 1", null, 9, 9, Stop);
        var subject = await people.RegisterAsync(new SubjectEntry("P-0001", "S1", SubjectGroup.Case, Sex.F, 1988, "RJ-001"), Stop);
        await people.RegisterAsync(new SubjectEntry("P-0002", "S1", SubjectGroup.Control, Sex.M, 1970), Stop);
        await people.ConsentAsync(subject.PublicId, "2.1", (ConsentScopes)63, portal.Time.GetUtcNow().AddDays(-3), Stop);
        await portal.WithAsync<PersonalDataCipher, bool>(async cipher =>
        {
            await people.IdentifyAsync(subject.PublicId, new Identity("李小明", "110101198001010011", null, null), cipher, Stop);
            return true;
        });
        var cases = Lims.CaseAnalysis.Load();
        var tubes = new TubeService(portal.Writes(db), cases.Biobank);
        var received = await tubes.ReceiveAsync(new SampleEntry(subject.PublicId, null, "citrate-plasma",
            Moment.Of(portal.Time.GetUtcNow().AddDays(-2)), Moment.Of(portal.Time.GetUtcNow().AddDays(-1)), null, [500, 500],
            Moment.Of(portal.Time.GetUtcNow().AddDays(-2)), "Dr Wang"), Stop);
        await tubes.ReceiveAsync(new SampleEntry(subject.PublicId, null, "edta-blood", null, Moment.Of(portal.Time.GetUtcNow()), null,
            [2000]), Stop);
        await storage.PlaceAsync(received.Tubes[0].Code, null, box.PublicId, null, Stop);
        var family = await new FamilyService(portal.Writes(db)).RegisterAsync("F-1", "S1", Stop);
        await new FamilyService(portal.Writes(db)).AddAsync(family.PublicId,
            new MemberEntry("II-1", Sex.F, true, false, Subject: "P-0001"), Stop);
        await new StaffService(portal.Writes(db)).CertifyAsync("the-technician", LabTask.Assay, "C-7",
            DateOnly.FromDateTime(portal.Time.GetUtcNow().AddDays(9).UtcDateTime), Stop);
        var results = "assay_id,sample,analyte,method,value,unit,drawn,states\n"
            + $"A1,{received.Sample.Code},PC,chromogenic,41,U/dL,2020-01-03T08:00:00Z,none\n"
            + $"A2,{received.Sample.Code},PS,free-antigen,92,U/dL,2020-01-03T08:00:00Z,none\n";
        Assert.Equal(2, (await new ImportService(portal.Writes(db), cases.Clinical, cases.Biobank).ImportAsync(ImportKind.Assays,
            new MemoryStream(System.Text.Encoding.UTF8.GetBytes(results)), new ImportOptions(), Stop)).Written);
    }
}
