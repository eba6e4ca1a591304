using System.Net;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Clinic.Reports;

public sealed class HeadTests
{
    [Fact]
    public async Task An_administrator_records_the_head_of_a_site_in_both_languages()
    {
        await using var portal = await GivenPortal.Empty();
        await using (var db = portal.Records())
            await new StorageService(portal.Writes(db)).AddAsync(null, StorageKind.Site, "Site S1", "S1", null, null,
                TestContext.Current.CancellationToken);
        var browser = await portal.SignedInAsync(Role.Administrator);
        Assert.Contains("<option value=\"S1\"", await browser.PageAsync("/reports/head"), StringComparison.Ordinal);
        (string, string)[] fields = [("Site", "S1"), ("Hospital", "Union Hospital"), ("HospitalZh", "协和医院"), ("Department",
            "Haematology"),
            ("DepartmentZh", "血液科"), ("Address", ""), ("AddressZh", ""), ("Phone", "027-1")];
        using (var refused = await browser.PostAsync("/reports/head?Site=S1", fields.Where(f => f.Item1 != "HospitalZh"),
            to: "/reports/head"))
            Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        using (var saved = await browser.PostAsync("/reports/head?Site=S1", fields, to: "/reports/head"))
            Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var page = await browser.PageAsync("/reports/head?Site=S1");
        Assert.Contains("value=\"协和医院\"", page, StringComparison.Ordinal);
        Assert.Contains("Version 1", page, StringComparison.Ordinal);
    }
}
