using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Given;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Clinic.Evidence;

public sealed class EvidenceTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_geneticist_sees_on_what_a_conclusion_rests()
    {
        await using var portal = await GivenPortal.Empty();
        var id = await GivenEvidence.FillAsync(portal);
        var anna = await portal.SignedInAsync(Role.Geneticist);
        var (page, text) = await ShownAsync(anna, $"/subjects/{id}/evidence?variant={Uri.EscapeDataString(GivenEvidence.Missense)}");
        Assert.Contains("To judge", text, StringComparison.Ordinal);
        Assert.Contains("The files of this person contradict each other here", text, StringComparison.Ordinal);
        Assert.Contains("Missense", text, StringComparison.Ordinal);
        Assert.Contains("DP 37 AB 0.49 GQ 99", text, StringComparison.Ordinal);
        Assert.Contains("not met: the variant has another consequence", text, StringComparison.Ordinal);
        Assert.Contains("not evaluated, missing: records of unrelated patients", text, StringComparison.Ordinal);
        Assert.Contains("Whole gene lost (deletion of the transcript)", text, StringComparison.Ordinal);
        Assert.Contains("1-173914725-C-T NC_000001.11:g.173914725C>T", text, StringComparison.Ordinal);
        Assert.Contains("Of 2 members with a thrombosis, 2 carry it, 0 do not, of 0 it is not known.", text, StringComparison.Ordinal);
        Assert.Contains("not used: a state at the draw moves the value", text, StringComparison.Ordinal);
        // Nobody has asked for other persons.
        Assert.DoesNotContain("At other sites", text, StringComparison.Ordinal);
        (_, text) = await ShownAsync(anna,
            $"/subjects/{id}/evidence?variant={Uri.EscapeDataString(GivenEvidence.Missense)}&others=yes");
        Assert.Contains("P-2 One copy", text, StringComparison.Ordinal);
        Assert.Contains("At other sites: 1.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("P-9", text, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Person_and_conclusion_lead_to_the_evidence_and_it_leads_back_to_conclusions()
    {
        await using var portal = await GivenPortal.Empty();
        var id = await GivenEvidence.FillAsync(portal);
        var anna = await portal.SignedInAsync(Role.Geneticist);
        var link = $"<a href=\"/subjects/{id}/evidence\">";
        Assert.Contains(link, await anna.PageAsync($"/subjects/{id}"), StringComparison.Ordinal);
        var page = await anna.PageAsync($"/subjects/{id}/evidence");
        var conclusion = Regex.Match(page, "/conclusions/[0-9a-f-]{36}").Value;
        Assert.Contains(link, await anna.PageAsync(conclusion), StringComparison.Ordinal);
        var tom = await portal.SignedInAsync(Role.Technician);
        Assert.DoesNotContain(link, await tom.PageAsync($"/subjects/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_no_variant_and_a_person_of_another_site_are_not_found_and_without_consent_nothing_is_told()
    {
        await using var portal = await GivenPortal.Empty();
        var id = await GivenEvidence.FillAsync(portal);
        var anna = await portal.SignedInAsync(Role.Geneticist);
        using (var answer = await anna.GetAsync($"/subjects/{id}/evidence?variant=x"))
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        await using var db = portal.Records();
        var other = await db.Subjects().SingleAsync(s => s.Code == "P-9", Stop);
        using (var answer = await anna.GetAsync($"/subjects/{other.PublicId}/evidence"))
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        await new SubjectService(portal.Writes(db)).ConsentAsync(id, "2.0", Lims.Biobank.ConsentScopes.Recontact,
            portal.Time.GetUtcNow().AddHours(-1), Stop);
        var (page, text) = await ShownAsync(anna, $"/subjects/{id}/evidence");
        Assert.Contains("has not agreed to an analysis and a report", text, StringComparison.Ordinal);
        Assert.DoesNotContain("SERPINC1", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pictures_are_well_formed_have_titles_and_a_table_with_the_same()
    {
        await using var portal = await GivenPortal.Empty();
        var id = await GivenEvidence.FillAsync(portal);
        var page = await (await portal.SignedInAsync(Role.Geneticist)).PageAsync($"/subjects/{id}/evidence");
        var pictures = Regex.Matches(page, "<svg[^>]*role=\"img\".*?</svg>", RegexOptions.Singleline)
            .Select(m => XElement.Parse(m.Value)).ToList();
        // One of each gene with exons, one assay, one family.
        Assert.Equal(GivenVcf.Panel.Genes.Count + 2, pictures.Count);
        Assert.All(pictures, svg =>
        {
            Assert.NotEmpty(svg.Attribute("aria-label")!.Value);
            Assert.NotEmpty(svg.Descendants("title"));
            Assert.DoesNotContain(svg.DescendantsAndSelf(), e => e.Attribute("style") is not null);
        });
        // Nobody has read the bases between the hot spots.
        Assert.DoesNotContain("class=\"read\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Suite", "Exhaustive")]
    [InlineData("en", 1280)]
    [InlineData("zh-CN", 1280)]
    [InlineData("en", 390)]
    [InlineData("zh-CN", 390)]
    public async Task The_page_can_be_read_in_a_browser(string language, int width)
    {
        await using var portal = await GivenPortal.Empty();
        var id = await GivenEvidence.FillAsync(portal);
        await portal.AddAsync("anna", Role.Geneticist);
        await using var anna = await Typist.SignedInAsync(portal, "anna");
        if (language != "en")
        {
            await anna.TabToAsync("中文");
            await anna.EnterAsync();
        }
        await anna.Page.SetViewportSizeAsync(width, 900);
        await anna.Page.GotoAsync($"/subjects/{id}/evidence?variant={Uri.EscapeDataString(GivenEvidence.Missense)}&others=yes");
        foreach (var fold in await anna.Page.Locator("details.more > summary").AllAsync())
            await fold.PressAsync("Enter");
        await anna.Page.LookAsync(language, width, "evidence");
        Assert.Empty(anna.Complaints);
    }

    // Without markup, with one blank between words.
    static async Task<(string Page, string Text)> ShownAsync(PortalBrowser browser, string address)
    {
        var page = await browser.PageAsync(address);
        var text = WebUtility.HtmlDecode(Regex.Replace(Regex.Match(page, "<main.*</main>", RegexOptions.Singleline).Value, "<[^>]+>", " "));
        return (page, Regex.Replace(text, @"\s+", " ").Replace(" ,", ",", StringComparison.Ordinal));
    }
}
