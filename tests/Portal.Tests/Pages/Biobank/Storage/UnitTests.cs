using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Kernel;
using Xunit;
using Role = Thrombophilia.Portal.Accounts.Role;

namespace Thrombophilia.Portal.Tests.Pages.Biobank.Storage;

[Trait("Suite", "Exhaustive")]
public sealed class UnitTests
{
    const string Scan = "Scan a tube";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tube_after_tube_is_scanned_into_a_box_and_nothing_else_is_touched()
    {
        await using var portal = await GivenPortal.Empty();
        var codes = await SetUpAsync(portal);
        await using var anna = await AtTheBoxAsync(portal);
        foreach (var code in codes)
        {
            await anna.EnterAsync(code);
            Assert.Equal((code, Scan), (code, await anna.FocusAsync()));
        }
        Assert.Equal(codes.Select((code, i) => $"A{i + 1} {code}"), await LyingAsync(portal));
        await anna.Page.LookAsync("en", 1280, "box-of-five");
        Assert.Empty(anna.Complaints);
    }

    [Fact]
    public async Task A_free_slot_is_chosen_and_the_next_scan_goes_into_it()
    {
        await using var portal = await GivenPortal.Empty();
        var codes = await SetUpAsync(portal);
        await using var anna = await AtTheBoxAsync(portal);
        await anna.EnterAsync(codes[0]);
        await anna.OpenAsync("B2 is free");
        Assert.Equal(Scan, await anna.FocusAsync());
        await anna.Page.LookAsync("en", 1280, "box-slot-chosen");
        await anna.EnterAsync(codes[1]);
        Assert.Equal(Scan, await anna.FocusAsync());
        await anna.EnterAsync(codes[2]);
        Assert.Equal([$"A1 {codes[0]}", $"A2 {codes[2]}", $"B2 {codes[1]}"], await LyingAsync(portal));
        Assert.Empty(anna.Complaints);
    }

    [Fact]
    public async Task A_refused_scan_is_replaced_by_the_next_one()
    {
        await using var portal = await GivenPortal.Empty();
        var codes = await SetUpAsync(portal, certified: false);
        await using var anna = await AtTheBoxAsync(portal);

        // A word about the whole step stands on top, one about the tube at its field; either way the cursor waits for
        // the next tube.
        await anna.EnterAsync(codes[0]);
        Assert.Equal(1, await anna.Page.Locator("[role=alert]").CountAsync());
        Assert.Equal(Scan, await anna.FocusAsync());
        await CertifyAsync(portal);
        await anna.EnterAsync(codes[1][..^1]);
        Assert.Equal(1, await anna.Page.Locator(".field.bad").CountAsync());
        Assert.Equal(Scan, await anna.FocusAsync());
        await anna.EnterAsync(codes[2]);
        Assert.Equal([$"A1 {codes[2]}"], await LyingAsync(portal));
        Assert.Equal(Scan, await anna.FocusAsync());
        Assert.Empty(anna.Complaints);
    }

    static async Task<Typist> AtTheBoxAsync(GivenPortal portal)
    {
        await portal.AddAsync("anna", Role.Technician);
        var anna = await Typist.SignedInAsync(portal, "anna");
        await anna.OpenAsync("Samples", "Storage");
        foreach (var link in new[] { "Site 1", "Freezer 1", "Box 1" }) await anna.OpenAsync(link);
        Assert.Equal(Scan, await anna.FocusAsync());
        return anna;
    }

    static async Task<IReadOnlyList<string>> LyingAsync(GivenPortal portal)
    {
        await using var db = portal.Records();
        var tubes =
            await db.Tubes().AsNoTracking().Where(t => t.Row != null).OrderBy(t => t.Row).ThenBy(t => t.Column)
            .ToListAsync(Stop);
        return [.. tubes.Select(t => $"{new Slot(t.Row!.Value, t.Column!.Value).Text} {t.Code}")];
    }

    static async Task CertifyAsync(GivenPortal portal)
    {
        await using var db = portal.Records();
        await new StaffService(portal.Writes(db)).CertifyAsync("anna", LabTask.Receive, "C-1",
            new DateOnly(2099, 12, 31), Stop);
    }

    /// <summary>An empty box in a freezer, and the codes of five tubes that lie nowhere yet, in no order.</summary>
    static async Task<IReadOnlyList<string>> SetUpAsync(GivenPortal portal, bool certified = true)
    {
        if (certified) await CertifyAsync(portal);
        await using var db = portal.Records();
        var (people, storage) = (new SubjectService(portal.Writes(db)), new StorageService(portal.Writes(db)));
        var site = await storage.AddAsync(null, StorageKind.Site, "Site 1", "S1", null, null, Stop);
        var freezer = await storage.AddAsync(site.PublicId, StorageKind.Freezer, "Freezer 1", null, null, null, Stop);
        await storage.AddAsync(freezer.PublicId, StorageKind.Box, "Box 1", null, 9, 9, Stop);
        var subject = await people.RegisterAsync(new SubjectEntry("P-1", "S1", SubjectGroup.Case, Sex.F, 1980), Stop);
        await people.ConsentAsync(subject.PublicId, "1.0", (ConsentScopes)63,
            portal.Time.GetUtcNow().AddDays(-1), Stop);
        var entry = new SampleEntry(subject.PublicId, null, "edta-blood", null, null, null, [500, 500, 500, 500, 500]);
        var received =
            await new TubeService(portal.Writes(db), Lims.Biobank.BiobankRules.Load()).ReceiveAsync(entry, Stop);
        return [.. new[] { 3, 0, 4, 1, 2 }.Select(i => received.Tubes[i].Code)];
    }
}
