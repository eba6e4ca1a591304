using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Data.Audit;
using Thrombophilia.Lims.Kernel;
using Xunit;
using static Thrombophilia.Lims.Tests.GivenLims;

namespace Thrombophilia.Lims.Tests.Biobank.Families;

public sealed class FamilyServiceTests : IDisposable
{
    readonly GivenLims lab = new();
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    /// <summary>A family of father, mother and daughter.</summary>
    async Task<Family> FamilyAsync()
    {
        var family = await lab.Families.RegisterAsync("F-1", "WH", Stop);
        foreach (var entry in new MemberEntry[] { new("I-1", Sex.M, true, true), new("I-2", Sex.F, false, false),
            new("II-1", Sex.F, null, false, "I-1", "I-2") })
            await lab.Families.AddAsync(family.PublicId, entry, Stop);
        return family;
    }

    Task<string> Added(Family family, MemberEntry entry) =>
        Refused(() => lab.Families.AddAsync(family.PublicId, entry, Stop));
    Task<string> Changed(Family family, string label, MemberEntry entry) =>
        Refused(() => lab.Families.ChangeAsync(family.PublicId, label, entry, Stop));

    [Fact]
    public async Task Parents_and_children_are_linked_and_what_is_not_recorded_stays_open()
    {
        await FamilyAsync();
        var members = await lab.Db.FamilyMembers().AsNoTracking().OrderBy(m => m.Id).ToListAsync(Stop);
        Assert.Equal([(true, true), (false, false), (null, false)], members.Select(m => (m.HadThrombosis, m.Deceased)));
        Assert.Equal((members[0].Id, members[1].Id), (members[2].FatherId, members[2].MotherId));
        Assert.Equal(["Family", "FamilyMember", "FamilyMember", "FamilyMember"],
            await lab.Db.AuditEntries().OrderBy(a => a.Id).Select(a => a.Entity).ToListAsync(Stop));
    }

    [Theory]
    [InlineData("", "WH", "code: empty")]
    [InlineData("Wang family", "WH", "code: not-a-code")]
    [InlineData("F-1", "WH", "code: code-taken")]
    [InlineData("F-2", "", "site: empty")]
    public async Task A_family_needs_a_code_of_its_own_and_a_site(string code, string site, string refused)
    {
        await lab.Families.RegisterAsync("F-1", "WH", Stop);
        Assert.Equal(refused, await Refused(() => lab.Families.RegisterAsync(code, site, Stop)));
    }

    [Fact]
    public async Task Nobody_is_their_own_ancestor()
    {
        var family = await FamilyAsync();
        await lab.Families.AddAsync(family.PublicId, new("III-1", Sex.Unknown, null, false, null, "II-1"), Stop);
        Assert.Equal("father: own-ancestor", await Changed(family, "I-1", new("I-1", Sex.M, true, true, "III-1")));
        Assert.Equal("mother: own-ancestor",
            await Changed(family, "I-2", new("I-2", Sex.F, false, false, null, "II-1")));
        Assert.Equal("father: own-ancestor", await Changed(family, "I-1", new("I-1", Sex.M, true, true, "I-1")));
        Assert.Equal(2, await lab.Db.FamilyMembers().CountAsync(m => m.FatherId == null && m.MotherId == null, Stop));
    }

    [Fact]
    public async Task A_woman_is_no_father_and_a_man_no_mother()
    {
        var family = await FamilyAsync();
        Assert.Equal("father: father-female", await Added(family, new("II-2", Sex.M, null, false, "I-2")));
        Assert.Equal("mother: mother-male", await Added(family, new("II-2", Sex.M, null, false, null, "I-1")));
        Assert.Equal("sex: is-a-father", await Changed(family, "I-1", new("I-1", Sex.F, true, true)));
        Assert.Equal("sex: is-a-mother", await Changed(family, "I-2", new("I-2", Sex.M, true, true)));
        // Whose sex nobody knows can be either, and not both at once.
        await lab.Families.AddAsync(family.PublicId, new("I-3", Sex.Unknown, null, false), Stop);
        Assert.Equal("mother: one-parent-twice", await Added(family, new("II-2", Sex.M, null, false, "I-3", "I-3")));
    }

    [Fact]
    public async Task A_label_is_given_once_and_only_those_who_are_there_are_parents()
    {
        var family = await FamilyAsync();
        Assert.Equal("label: label-taken", await Added(family, new(" I-1 ", Sex.M, null, false)));
        Assert.Equal("label: empty", await Added(family, new(" ", Sex.M, null, false)));
        Assert.Equal("label: too-long", await Added(family, new("123456789012345678901", Sex.M, null, false)));
        Assert.Equal("father: unknown-member", await Added(family, new("II-2", Sex.M, null, false, "I-9")));
        Assert.Equal("label: unknown-member", await Changed(family, "I-9", new("I-9", Sex.M, null, false)));
        var other = await lab.Families.RegisterAsync("F-2", "WH", Stop);
        Assert.Equal("father: unknown-member", await Added(other, new("II-2", Sex.M, null, false, "I-1")));
        await lab.Families.AddAsync(other.PublicId, new("I-1", Sex.M, null, false), Stop);
    }

    [Fact]
    public async Task What_becomes_known_later_is_changed_and_the_old_stays_in_the_chain()
    {
        var family = await FamilyAsync();
        await lab.Families.ChangeAsync(family.PublicId, "II-1", new("II-3", Sex.F, true, true, "I-1", "I-2"), Stop);
        var member = await lab.Db.FamilyMembers().AsNoTracking().SingleAsync(m => m.Label == "II-3", Stop);
        Assert.Equal((true, true), (member.HadThrombosis, member.Deceased));
        Assert.Contains("\"Label\":[\"II-1\",\"II-3\"]",
            (await lab.Db.AuditEntries().OrderByDescending(a => a.Id).FirstAsync(Stop)).Changes,
                StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registered_person_stands_in_one_family_of_the_own_site()
    {
        var family = await FamilyAsync();
        var (here, there) = (await lab.Consented("P1"), await lab.Consented("P2", "BJ"));
        Assert.Equal("subject: unknown-subject",
            await Added(family, new("II-2", Sex.F, null, false, null, null, "P9")));
        Assert.Equal("subject: site-of-family",
            await Added(family, new("II-2", Sex.F, null, false, null, null, there.Code)));
        Assert.Equal("sex: sex-differs", await Added(family, new("II-2", Sex.M, null, false, null, null, here.Code)));
        await lab.Families.AddAsync(family.PublicId, new("II-2", Sex.F, null, false, null, null, here.Code), Stop);
        await lab.Families.ChangeAsync(family.PublicId, "II-2",
            new("II-2", Sex.F, true, false, null, null, here.Code), Stop);
        Assert.Equal("subject: in-a-family",
            await Added(family, new("II-4", Sex.F, null, false, null, null, here.Code)));
        lab.As("tech", "WH");
        Assert.Equal("subject: unknown-subject",
            await Added(family, new("II-4", Sex.F, null, false, null, null, there.Code)));
    }

    [Fact]
    public async Task Families_of_another_site_are_not_seen()
    {
        var family = await FamilyAsync();
        lab.As("tech", "BJ");
        Assert.Equal("unknown-family", await Added(family, new("II-9", Sex.F, null, false)));
        Assert.Equal("site: other-site", await Refused(() => lab.Families.RegisterAsync("F-9", "WH", Stop)));
    }
}
