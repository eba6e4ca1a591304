using System.Net;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Given;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Laboratory.Analysers;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Laboratory.Analysers;

public sealed class EditTests
{
    const string Edit = "/laboratory/analysers/edit";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static (string, string)[] Form(params (string Name, string Value)[] changes)
    {
        var fields = new Dictionary<string, string>
        {
            ["Own"] = "ACL1",
            ["Site"] = "S1",
            ["Name"] = "Coagulation 1",
            ["Separator"] = "Semicolon",
            ["Encoding"] = "Gb18030",
            ["Decimals"] = "Comma",
            ["LinesBefore"] = "2",
            ["TimeFormat"] = "dd.MM.yyyy HH:mm",
            ["SampleColumn"] = "样本号",
            ["TestColumn"] = "项目",
            ["ValueColumn"] = "结果",
            ["RunColumn"] = "批次",
            ["Tests"] = "PCchr = PC_ACT_CHR U/dL\r\nPT = ignore",
        };
        foreach (var (name, value) in changes) fields[name] = value;
        return [.. fields.Select(f => (f.Key, f.Value))];
    }

    static async Task<(GivenPortal Portal, PortalBrowser Browser)> Begun()
    {
        var portal = await GivenPortal.Empty();
        await using (var db = portal.Records())
            foreach (var site in new[] { "S1", "S2" })
                await new StorageService(portal.Writes(db)).AddAsync(null, StorageKind.Site, "Site " + site, site, null, null, Stop);
        return (portal, await portal.SignedInAsync(Role.Technician));
    }

    [Fact]
    public async Task A_mapping_is_typed_listed_and_shown_again_as_it_was_typed()
    {
        var (portal, browser) = await Begun();
        await using var _ = portal;
        using (var saved = await browser.PostAsync(Edit, Form())) Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var list = await browser.PageAsync("/laboratory/analysers");
        Assert.Contains("Version 1 is in force.", list, StringComparison.Ordinal);
        Assert.Contains($"{Edit}?code=ACL1", list, StringComparison.Ordinal);
        var page = WebUtility.HtmlDecode(await browser.PageAsync(Edit + "?code=ACL1"));
        foreach (var shown in new[] { "样本号", "批次", "dd.MM.yyyy HH:mm", "PCchr = PC_ACT_CHR U/dL\nPT = ignore",
            "<option selected=\"selected\" value=\"Gb18030\">", "<option selected=\"selected\" value=\"Semicolon\">" })
            Assert.Contains(shown, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_makes_a_version_and_the_old_one_can_still_be_read()
    {
        var (portal, browser) = await Begun();
        await using var _ = portal;
        using (await browser.PostAsync(Edit, Form())) { }
        using (await browser.PostAsync(Edit + "?code=ACL1", Form(("RunColumn", "run no.")))) { }
        Assert.Contains("run no.", await browser.PageAsync(Edit + "?code=ACL1"), StringComparison.Ordinal);
        var old = WebUtility.HtmlDecode(await browser.PageAsync(Edit + "?code=ACL1&version=1"));
        Assert.Contains("批次", old, StringComparison.Ordinal);
        Assert.Contains("Version 1, which is not in force.", old, StringComparison.Ordinal);
        await using var db = portal.Records();
        Assert.Equal([1, 2], await db.AnalyserMappings().OrderBy(m => m.Version).Select(m => m.Version).ToListAsync(Stop));
    }

    [Fact]
    public async Task A_faulty_line_of_the_map_is_told_at_its_field_and_nothing_is_lost()
    {
        var (portal, browser) = await Begun();
        await using var _ = portal;
        using var answer = await browser.PostAsync(Edit, Form(("Tests", "PT = ignore\r\nPC = PC_ACT"), ("Own", "ACL1")));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
        Assert.Contains("id=\"Tests-error\"", page, StringComparison.Ordinal);
        Assert.Contains("Line 2: there is no assay PC_ACT.", page, StringComparison.Ordinal);
        Assert.Contains("样本号", page, StringComparison.Ordinal);
        using var wrong = await browser.PostAsync(Edit, Form(("Own", "A B")));
        Assert.Contains("id=\"Own-error\"", await wrong.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_analyser_of_another_site_is_not_there()
    {
        var (portal, browser) = await Begun();
        await using var _ = portal;
        using (await browser.PostAsync(Edit, Form())) { }
        await portal.WithServiceAsync(async accounts =>
        {
            await accounts.AddAsync(new("away", "", [Role.Technician], ["S2"]));
            return await accounts.SettleAsync((await accounts.FindAsync("away"))!, GivenPortal.Password);
        });
        using var away = portal.Browser();
        await away.SignInAsync("away", GivenPortal.Password);
        using var answer = await away.GetAsync(Edit + "?code=ACL1");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("ACL1", await away.PageAsync("/laboratory/analysers"), StringComparison.Ordinal);
        Assert.DoesNotContain("ACL1", await away.PageAsync("/import"), StringComparison.Ordinal);
    }
}
