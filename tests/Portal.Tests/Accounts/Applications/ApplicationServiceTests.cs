using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data.Audit;
using Thrombophilia.Portal.Accounts.Applications;
using Xunit;

namespace Thrombophilia.Portal.Tests.Accounts.Applications;

public sealed class ApplicationServiceTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static NewApplication Wanted(GivenPortal portal) =>
        new("his-bridge", [Scope.FhirRead], ["S1"], portal.Time.GetUtcNow().AddDays(30));

    static Task<StartSecret> AddAsync(GivenPortal portal, NewApplication wanted) =>
        portal.WithAsync<ApplicationService, StartSecret>(service => service.AddAsync(wanted, Stop));

    [Fact]
    public async Task A_secret_is_nowhere_in_the_database_and_everything_done_to_a_token_is_in_the_trail()
    {
        await using var portal = await GivenPortal.Empty();
        var (secret, problem) = await AddAsync(portal, Wanted(portal));
        Assert.Null(problem);
        var token = Assert.Single(await portal.WithAsync<ApplicationService, IReadOnlyList<ApplicationToken>>(s => s.ListAsync(Stop)));
        Assert.Null(await portal.WithAsync<ApplicationService, object?>(async s => await s.DisableAsync(token.Id, Stop)));
        await using var db = portal.Records();
        var trail = await db.AuditEntries().Where(a => a.Key == "his-bridge").OrderBy(a => a.Id).ToListAsync(Stop);
        Assert.Equal(["added", "changed"], trail.Select(a => a.Action));
        Assert.Contains("fhir.read", trail[0].Changes, StringComparison.Ordinal);
        Assert.DoesNotContain(secret!, string.Concat(trail.Select(a => a.Changes)) + token.SecretSha256, StringComparison.Ordinal);
        Assert.Equal(ApplicationSecret.HashOf(secret!), token.SecretSha256);
        // Disabled for good, and its name stays taken: the trail names it.
        Assert.Equal("application-unknown",
            (await portal.WithAsync<ApplicationService, Portal.Accounts.AccountProblem?>(s => s.DisableAsync(token.Id, Stop)))!.Code);
        Assert.Equal("application-name-taken", (await AddAsync(portal, Wanted(portal))).Problem!.Code);
    }

    [Fact]
    public async Task A_token_without_a_name_a_scope_a_site_or_an_end_is_refused()
    {
        await using var portal = await GivenPortal.Empty();
        var (good, now) = (Wanted(portal), portal.Time.GetUtcNow());
        foreach (var (wanted, code) in new[]
        {
            (good with { Name = "a b" }, "application-name"), (good with { Name = new('a', 65) }, "application-name"),
            (good with { Scopes = [] }, "application-scope"), (good with { Scopes = ["fhir.write"] }, "application-scope"),
            (good with { Sites = [" "] }, "application-site"), (good with { Expires = now }, "application-expiry"),
            (good with { Expires = now.AddDays(367) }, "application-expiry"),
        })
        {
            var (secret, problem) = await AddAsync(portal, wanted);
            Assert.Equal((null, code), (secret, problem!.Code));
        }
    }
}
