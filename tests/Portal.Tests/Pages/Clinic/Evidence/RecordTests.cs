using System.Net;
using System.Text.RegularExpressions;
using Thrombophilia.Given;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Clinic.Evidence;

public sealed class RecordTests
{
    [Fact]
    public async Task The_evidence_leads_to_the_original_record_and_nobody_elses_genotype_is_on_it()
    {
        await using var portal = await GivenPortal.Empty();
        var id = await GivenEvidence.FillAsync(portal);
        var anna = await portal.SignedInAsync(Role.Geneticist);
        // Tabs are encoded on the page.
        var page = WebUtility.HtmlDecode(await anna.PageAsync(await AddressAsync(anna, id, "run7.vcf")));
        Assert.Contains("these are the bytes that were read", page, StringComparison.Ordinal);
        Assert.Contains("1\t173914725\t.\tC\tT\t.\tPASS\t.\tGT:AD:DP:GQ\t0/1:19,18:37:99\t…", page, StringComparison.Ordinal);
        Assert.Contains("Columns of 2 other samples are not shown", page, StringComparison.Ordinal);
        Assert.Contains("Reads of each allele, REF first", page, StringComparison.Ordinal);
        // The cells and names of the mother and of the person of another site.
        foreach (var other in new[] { "12,17", "14,13", "P-2-E", "P-9-E", "P-9" })
            Assert.DoesNotContain(other, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_gone_or_changed_is_told_in_a_sentence_and_nothing_of_it_is_shown()
    {
        await using var portal = await GivenPortal.Empty();
        var id = await GivenEvidence.FillAsync(portal);
        var anna = await portal.SignedInAsync(Role.Geneticist);
        var address = await AddressAsync(anna, id, "older.vcf");
        var folder = await portal.WithAsync<PortalOptions, string>(o => Task.FromResult(o.DataFolder));
        var file = Assert.Single(Directory.GetFiles(Path.Combine(folder, KeptFiles.Name), "older.vcf", SearchOption.AllDirectories));
        await File.AppendAllTextAsync(file, "#", TestContext.Current.CancellationToken);
        Assert.Contains("its hash is another one", await anna.PageAsync(address), StringComparison.Ordinal);
        File.Delete(file);
        var page = await anna.PageAsync(address);
        Assert.Contains("The file is not where it was kept", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<pre>", page, StringComparison.Ordinal);
        page = await anna.PageAsync($"/subjects/{id}/record");
        Assert.Matches("older\\.vcf[^§]*alarm\">gone", page.Replace("</li>", "§", StringComparison.Ordinal));
        Assert.Matches("run7\\.vcf[^§]*good\">where it was kept", page.Replace("</li>", "§", StringComparison.Ordinal));
    }

    [Theory]
    [Trait("Suite", "Exhaustive")]
    [InlineData("en", 1280)]
    [InlineData("zh-CN", 390)]
    public async Task The_record_can_be_read_in_a_browser(string language, int width)
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
        await anna.Page.GotoAsync($"/subjects/{id}/evidence?variant={Uri.EscapeDataString(GivenEvidence.Missense)}");
        await anna.OpenAsync((language == "en" ? "Original record" : "原始记录") + " run7.vcf P-1-E");
        await anna.Page.LookAsync(language, width, "record");
        Assert.Empty(anna.Complaints);
    }

    static async Task<string> AddressAsync(PortalBrowser anna, Guid id, string file)
    {
        var page = await anna.PageAsync($"/subjects/{id}/evidence?variant={Uri.EscapeDataString(GivenEvidence.Missense)}");
        var link = $"<a href=\"([^\"]*/record\\?[^\"]*)\">[^<]*<span class=\"spoken\"> {file}";
        return WebUtility.HtmlDecode(Regex.Match(page, link).Groups[1].Value);
    }
}
