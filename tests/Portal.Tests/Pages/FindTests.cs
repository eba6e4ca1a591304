using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Access;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages;

[Trait("Suite", "Exhaustive")]
public sealed class FindTests
{
    const string Name = "王小明", IdNumber = "110101198001010011", Phone = "13800000000";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> WhoMaySearch => [.. RouteAccess.Of("subjects/{id:guid}")!.Roles];

    [Theory]
    [MemberData(nameof(WhoMaySearch))]
    public async Task A_person_is_found_by_typing_and_no_name_stands_in_an_address(string role)
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("anna", role);
        await RegisterAsync(portal);
        await using var anna = await Typist.SignedInAsync(portal, "anna");

        // A code opens its person at once.
        await anna.FindAsync("P-0002");
        var person = anna.Page.Url;
        Assert.Matches("/subjects/[0-9a-f-]{36}$", person);
        Assert.Contains("P-0002", await anna.Page.TextContentAsync("h1"), StringComparison.Ordinal);

        // What identifies a person, or the beginning of a code, finds a list.
        var searches = new[] { (Name, "P-0002"), ("P-", "P-0001 P-0002 P-0003"), (IdNumber, "P-0002"),
            (Phone, "P-0002"), ("Nobody", "") };
        foreach (var (typed, found) in searches)
        {
            await anna.FindAsync(typed);
            Assert.Equal((typed, found),
                (typed, string.Join(' ', await anna.Page.Locator(".found .name").AllTextContentsAsync())));
        }
        await anna.FindAsync(Name);
        await anna.Page.LookAsync("en", 1280, "person-found-" + role);
        await anna.OpenAsync("P-0002");
        Assert.Equal(person, anna.Page.Url);
        // The way back leads to the list.
        await anna.Page.GoBackAsync();
        Assert.Equal("P-0002", await anna.Page.TextContentAsync(".found .name"));

        foreach (var known in new[] { Name, IdNumber, Phone })
            Assert.DoesNotContain(anna.Addresses, address => address.Contains(known, StringComparison.Ordinal));
        Assert.Empty(anna.Complaints);
    }

    static async Task RegisterAsync(GivenPortal portal)
    {
        await using var db = portal.Records();
        var people = new SubjectService(portal.Writes(db));
        foreach (var code in new[] { "P-0001", "P-0002", "P-0003" })
        {
            var subject =
                await people.RegisterAsync(new SubjectEntry(code, "S1", SubjectGroup.Case, Sex.F, 1980), Stop);
            if (code != "P-0002") continue;
            await portal.WithAsync<PersonalDataCipher, bool>(async cipher =>
            {
                await people.IdentifyAsync(subject.PublicId, new Identity(Name, IdNumber, null, Phone), cipher, Stop);
                return true;
            });
        }
    }
}
