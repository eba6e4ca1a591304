using Thrombophilia.Lims.Clinic.Classifications;
using Xunit;
using static Thrombophilia.Lims.Tests.Clinic.Classifications.GivenVariants;

namespace Thrombophilia.Lims.Tests.Clinic.Classifications;

public sealed class ReanalysisQueriesTests : IDisposable
{
    readonly GivenLims lab = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    [Fact]
    public async Task Variants_whose_class_the_rules_in_force_change_are_listed_with_why_and_how_many()
    {
        var old = Carried() with { Class = "likely-pathogenic", Criteria = "PS4;PM1;@serpinc1-clingen@1.0.0" };
        await lab.PersonAsync("P1", "WH", old);
        await lab.FileAsync("P1", old);
        await lab.PersonAsync("P2", "BJ", old with { Build = "GRCh37", Pos = 173883863 });
        await lab.PersonAsync("P3", "WH", Carried());
        lab.As("anna", "HZ");
        var changed = Assert.Single(await new ReanalysisQueries(lab.Db, Knowledge.Cases.Judge).FindAsync(Stop));
        Assert.Equal((new VariantKey(Gene, Full), "likely-pathogenic", "uncertain", 2, "serpinc1-clingen@1.0.0", "serpinc1-clingen@1.1.0"),
            (changed.Key, changed.Then, changed.Now, changed.Persons, changed.RulesThen, changed.RulesNow));
        Assert.Equal(["PS4"], changed.Gone);
        Assert.Empty(changed.Come);
        Assert.Null(changed.InForce);
    }

    [Fact]
    public async Task Nothing_is_listed_where_nothing_would_change_and_nothing_changes_by_looking()
    {
        await lab.PersonAsync("P1", "WH", Carried());
        var before = (await lab.NewestAsync("P1")).ContentSha256;
        Assert.Empty(await new ReanalysisQueries(lab.Db, Knowledge.Cases.Judge).FindAsync(Stop));
        Assert.Equal(before, (await lab.NewestAsync("P1")).ContentSha256);
    }

    [Fact]
    public async Task The_classification_in_force_is_named_beside_it()
    {
        await lab.PersonAsync("P1", "WH", Carried() with { Class = "pathogenic", Criteria = null });
        await lab.CertifiedAsync();
        await lab.DecidedAsync(Entry());
        var changed = Assert.Single(await new ReanalysisQueries(lab.Db, Knowledge.Cases.Judge).FindAsync(Stop));
        Assert.Equal(("pathogenic", "CL-00001@1"), (changed.Then, changed.InForce));
    }
}
