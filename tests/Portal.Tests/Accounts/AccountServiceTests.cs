using Thrombophilia.Lims.Data.Audit;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Accounts;

public sealed class AccountServiceTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_last_administrator_keeps_the_key()
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("anna", Role.Administrator);
        Assert.Equal("last-administrator", await OfAnna((service, anna) => service.DisableAsync(anna, Stop)));
        Assert.Equal("last-administrator",
            await OfAnna((service, anna) => service.ChangeAsync(anna, "", [Role.Clinician], [], Stop)));
        await portal.AddAsync("berta", Role.Administrator);
        Assert.Null(await OfAnna((service, anna) => service.DisableAsync(anna, Stop)));

        Task<string?> OfAnna(Func<AccountService, Account, Task<AccountProblem?>> act) =>
            portal.WithServiceAsync(async service => (await act(service, (await service.FindAsync("anna"))!))?.Code);
    }

    [Theory]
    [InlineData("anna", "technician", "name-taken")]
    [InlineData("ANNA", "technician", "name-taken")]
    [InlineData("an na", "technician", "name-letters")]
    [InlineData("berta", "king", "role-unknown")]
    [InlineData("berta", "", "no-role")]
    public async Task What_cannot_be_is_refused_with_its_reason(string name, string roles, string problem)
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("anna", Role.Technician);
        var added =
            await portal.WithServiceAsync(
            service => service.AddAsync(new(name, "", roles.Split(',', StringSplitOptions.RemoveEmptyEntries), [])));
        Assert.Equal((null, problem), (added.Password, added.Problem?.Code));
        Assert.NotEmpty(added.Problem!.Text());
    }

    [Fact]
    public async Task Start_passwords_are_long_and_never_the_same()
    {
        await using var portal = await GivenPortal.Empty();
        var first =
            await portal.WithServiceAsync(
            service => service.AddAsync(new("anna", "", [Role.Technician], [" S2", "S1", "S2", ""])));
        var second = await portal.WithServiceAsync(service => service.AddAsync(new("berta", "", [Role.Technician], [])));
        Assert.NotEqual(first.Password, second.Password);
        Assert.Equal(23, first.Password!.Length);
        Assert.Equal(["S1", "S2"], (await portal.AccountAsync("anna")).Sites);
    }

    [Fact]
    public async Task People_are_found_by_either_name_in_any_script()
    {
        await using var portal = await GivenPortal.Empty();
        foreach (var (name, shown) in new[] { ("anna", "Ánna Müller"), ("li", "李医生") })
            await portal.WithServiceAsync(service => service.AddAsync(new(name, shown, [Role.Clinician], [])));
        Assert.Equal(["anna"], await FoundAsync("MÜLLER"));
        Assert.Equal(["li"], await FoundAsync("李"));
        Assert.Equal(["anna", "li"], await FoundAsync(" "));

        Task<string[]> FoundAsync(string search) =>
            portal.WithServiceAsync(async service => (await service.ListAsync(search, Stop)).Select(a => a.UserName!).ToArray());
    }

    [Fact]
    public async Task The_chain_of_changes_says_who_gave_which_role_and_no_secret()
    {
        await using var portal = await GivenPortal.Empty();
        var password =
            (await portal.WithServiceAsync(
            service => service.AddAsync(new("li.wei", "Li Wei", [Role.Technician], ["S1"])))).Password!;
        var administrator = await portal.SignedInAsync(Role.Administrator);
        using var answer =
            await administrator.PostAsync("/users/li.wei",
            [("DisplayName", "Li Wei"), ("Roles", Role.Geneticist), ("Sites", "S1")]);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        await using var db = portal.Records();
        var entries = db.AuditEntries().Where(a => a.Key == "li.wei").OrderBy(a => a.Id).ToList();
        Assert.Equal([("system", "added"), ("user0", "changed")], entries.Select(e => (e.By, e.Action)));
        Assert.Equal("""{"Roles":["technician","geneticist"]}""", entries[1].Changes);
        Assert.DoesNotContain(db.AuditEntries().ToList(),
            e => e.Changes.Contains(password, StringComparison.Ordinal)
                || e.Changes.Contains(GivenPortal.Password, StringComparison.Ordinal));
    }
}
