using Thrombophilia.Lims.Clinic.OwnRecords;
using Thrombophilia.Lims.Kernel;
using Xunit;
using static Thrombophilia.Lims.Tests.Clinic.OwnRecords.GivenOwn;

namespace Thrombophilia.Lims.Tests.Clinic.OwnRecords;

public sealed class OwnCounterTests
{
    const string PS4 = "PS4", PP4 = "PP4", PP1 = "PP1", BS2 = "BS2", BS4 = "BS4";

    static IReadOnlyList<double> Figures(string code, IEnumerable<OwnPerson> alone, params OwnFamily[] families) =>
        Counter(alone, families).Count(code, phenotypeCounts: false).Figures;

    [Theory]
    [InlineData(Twice, 1)]
    [InlineData(Raised, 1)]
    [InlineData(Once, 0.5)]
    [InlineData(Undated, 0.5)]
    [InlineData(Refuted, 0)]
    [InlineData(Borderline, 0)]
    [InlineData(Blocked, 0)]
    [InlineData(BlockedTwice, 0)]
    [InlineData(NoStates, 0)]
    [InlineData(Normal, 0)]
    [InlineData(Unmeasured, 0)]
    public void A_proband_counts_by_what_the_draws_prove(string values, double points) =>
        Assert.Equal([points], Figures(PS4, [Carrier(1, values)]));

    [Fact]
    public void Unrelated_probands_add_up_and_one_family_counts_once_with_its_highest()
    {
        Assert.Equal([2.5], Figures(PS4, [Carrier(1, Twice), Carrier(2, Twice), Carrier(3, Once)]));
        var family = Siblings(Carrier(1, Once, told: true), Carrier(2, Twice), Carrier(3, Twice));
        var counted = Counter([Carrier(4, Once)], family).Count(PS4, phenotypeCounts: false);
        Assert.Equal([1.5], counted.Figures);
        Assert.Equal(2, counted.Counted.Count);
        Assert.Equal(2, counted.Of(OwnGap.RelatedToCounted).Count);
        // Who married in is no relative, but nobody knows that of persons whose relation is not drawn.
        Assert.Equal([1], Figures(PS4, [], Undrawn(Carrier(1, Twice), Carrier(2, Twice))));
    }

    [Fact]
    public void A_low_value_counts_more_with_one_in_a_relative_or_where_the_clinical_picture_tells_of_it()
    {
        Assert.Equal([1], Figures(PS4, [Carrier(1, Once, told: true)]));
        Assert.Equal([1], Figures(PS4, [], Siblings(Carrier(1, Once), Unknown(2, Once))));
        Assert.Equal([0.5], Figures(PS4, [], Siblings(Carrier(1, Once), Unknown(2, Normal))));
        Assert.Equal([0.5], Figures(PS4, [], Siblings(Carrier(1, Once), Unknown(2, Blocked))));
        Assert.Equal([0.5], Figures(PS4, [], Undrawn(Carrier(1, Once), Unknown(2, Twice))));
    }

    [Fact]
    public void Who_was_registered_as_a_relative_is_no_proband_without_a_family()
    {
        var counted = Counter([Carrier(1, Twice, group: SubjectGroup.Relative)]);
        Assert.Equal([0], counted.Count(PS4).Figures);
        Assert.Equal([0], counted.Count(PP4).Figures);
        Assert.Equal([1], counted.Count(PS4).Of(OwnGap.NoFamily));
        Assert.Equal([1], Figures(PS4, [], Siblings(Carrier(1, Twice, group: SubjectGroup.Relative))));
    }

    [Fact]
    public void Another_pathogenic_allele_explains_a_low_value()
    {
        var counted = Counter([Carrier(1, Twice, other: true)]);
        Assert.Equal([0], counted.Count(PS4).Figures);
        Assert.Equal([0], counted.Count(PP4).Figures);
        Assert.Equal([1], counted.Count(PS4).Of(OwnGap.OtherCause));
        Assert.DoesNotContain(counted.Count(PS4).NotCounted, n => n.IsOpen);
    }

    [Theory]
    [InlineData(Twice, 1, null)]
    [InlineData(Once, 0, OwnGap.OneDraw)]
    [InlineData(Undated, 0, OwnGap.OneDraw)]
    [InlineData(Raised, 0, OwnGap.DisturbedDraw)]
    [InlineData(Blocked, 0, OwnGap.NoUsableDraw)]
    [InlineData(BlockedTwice, 0, OwnGap.NoUsableDraw)]
    [InlineData(NoStates, 0, OwnGap.StatesNotRecorded)]
    [InlineData(Refuted, 0, OwnGap.NotConfirmed)]
    [InlineData(Unmeasured, 0, OwnGap.NotMeasured)]
    public void Only_two_clean_independent_draws_make_the_phenotype(string values, double probands, OwnGap? gap)
    {
        var counted = Counter([Carrier(1, values)]).Count(PP4);
        Assert.Equal([probands], counted.Figures);
        Assert.Equal(gap is null ? [] : new[] { gap.Value }, counted.NotCounted.Select(n => n.Gap));
    }

    [Fact]
    public void The_proband_of_the_phenotype_is_not_counted_again_nor_is_the_family()
    {
        var counter = Counter([Carrier(5, Once)], Siblings(Carrier(1, Twice), Carrier(2, Once)), Siblings(Carrier(3, Twice)));
        Assert.Equal([1], counter.Count(PP4).Keys());
        Assert.Equal([1.5], counter.Count(PS4).Figures);
        Assert.Equal([3, 5], counter.Count(PS4).Keys());
        Assert.Equal([2.5], counter.Count(PS4, phenotypeCounts: false).Figures);
    }

    [Fact]
    public void A_person_who_is_left_out_counts_nowhere()
    {
        var donor = Carrier(1, Twice, left: OwnGap.DonorDna);
        var counter = Counter([donor], Siblings(Carrier(2, Once), Carrier(3, Twice, left: OwnGap.FilesContradict)));
        Assert.Equal([0.5], counter.Count(PS4).Figures);
        Assert.Equal([0], counter.Count(PP4).Figures);
        Assert.Equal([0, 0], counter.Count(PP1).Figures);
    }

    [Theory]
    [InlineData(Normal, 1, true, 1, 0, null)]
    [InlineData(Normal, 2, true, 0, 1, null)]
    [InlineData(Normal, null, true, 0, 0, OwnGap.CopiesUnknown)]
    [InlineData(Normal, 1, false, 0, 0, OwnGap.AgeUnknown)]
    [InlineData(Open, 1, true, 0, 0, OwnGap.NormalOpen)]
    [InlineData(Borderline, 1, true, 0, 0, OwnGap.Borderline)]
    [InlineData(NoStates, 1, true, 0, 0, OwnGap.StatesNotRecorded)]
    [InlineData(Twice, 1, true, 0, 0, null)]
    public void Only_an_adult_who_is_normal_by_assays_that_see_every_type_is_a_normal_carrier(string values, int? copies, bool aged,
        double one, double two, OwnGap? gap)
    {
        var counted = Counter([Carrier(1, values, copies, aged: aged)]).Count(BS2);
        Assert.Equal([one, two], counted.Figures);
        Assert.Equal(gap is null ? [] : new[] { gap.Value }, counted.NotCounted.Select(n => n.Gap));
    }

    [Fact]
    public void Each_affected_carrier_beyond_the_first_of_a_line_is_a_meiosis()
    {
        Assert.Equal([0, 0], Figures(PP1, [Carrier(1, Twice), Carrier(2, Twice)]));
        Assert.Equal([0, 0], Figures(PP1, [], Siblings(Carrier(1, Twice))));
        Assert.Equal([2, 1], Figures(PP1, [], Siblings(Carrier(1, Twice), Carrier(2, Twice), Carrier(3, Twice))));
        Assert.Equal([2, 2], Figures(PP1, [], Siblings(Carrier(1, Twice), Carrier(2, Twice)),
            Parent(Carrier(3, Twice), Carrier(4, Twice))));
        // Two parents who both carry it brought it to their child by one meiosis of either.
        Assert.Equal([1, 1], Figures(PP1, [], new OwnFamily([new(1, null, null, Carrier(1, Twice)),
            new(2, null, null, Carrier(2, Twice)), new(3, 1, 2, Carrier(3, Twice))])));
        // Cousins by a grandmother of whom nothing is known: the least that it can be.
        Assert.Equal([1, 1], Figures(PP1, [], new OwnFamily([new(1, null, null, null), new(2, null, 1, null),
            new(3, null, 1, null), new(4, 2, null, Carrier(1, Twice)), new(5, null, 3, Carrier(2, Twice))])));
    }

    [Fact]
    public void What_is_not_drawn_or_not_confirmed_is_no_meiosis_and_is_named()
    {
        var undrawn = Counter([], Undrawn(Carrier(1, Twice), Carrier(2, Twice))).Count(PP1);
        Assert.Equal([0, 0], undrawn.Figures);
        Assert.Single(undrawn.Of(OwnGap.NotDrawn));
        var once = Counter([Carrier(9, Twice)], Siblings(Carrier(1, Twice), Carrier(2, Once), Unknown(3), Carrier(4, NoStates)))
            .Count(PP1);
        Assert.Equal([0, 0], once.Figures);
        Assert.Equal([2], once.Of(OwnGap.OneDraw));
        Assert.Equal([3], once.Of(OwnGap.NotExamined));
        Assert.Equal([4], once.Of(OwnGap.StatesNotRecorded));
        Assert.Equal([9], once.Of(OwnGap.NoFamily));
        // From a mother who does not carry it nobody has it.
        Assert.Equal([0, 0], Figures(PP1, [], new OwnFamily([new(1, null, null, Without(5, Normal)),
            new(2, null, 1, Carrier(1, Twice)), new(3, null, 1, Carrier(2, Twice))])));
    }

    [Fact]
    public void A_family_in_which_variant_and_low_activity_part_ways_brings_no_meiosis()
    {
        OwnPerson[] two = [Carrier(1, Twice), Carrier(2, Twice)];
        Assert.Equal([1, 1], Figures(PP1, [], Siblings([.. two, Without(3, Normal)])));
        foreach (var against in new[] { Carrier(3, Normal), Without(3, Twice), Without(3, Once) })
        {
            var counted = Counter([], Siblings([.. two, against])).Count(PP1);
            Assert.Equal([0, 0], counted.Figures);
            Assert.Equal([3], counted.Of(OwnGap.PartsWays));
        }
        // Who has another cause, and who only married in, say nothing of it.
        Assert.Equal([1, 1], Figures(PP1, [], Siblings([.. two, Without(3, Twice, other: true)])));
        Assert.Equal([1, 1], Figures(PP1, [], new OwnFamily([new(1, null, null, two[0]), new(2, null, null, Without(3, Twice)),
            new(3, 1, null, two[1])])));
    }

    [Fact]
    public void Relatives_with_confirmed_low_activity_who_do_not_carry_it_are_counted_by_family()
    {
        var counter = Counter([], Siblings(Carrier(1, Once), Without(2, Twice), Without(3, Twice), Without(4, Once)),
            Siblings(Carrier(5, Twice), Without(6, Twice)), Siblings(Carrier(7, Normal), Without(8, Twice)));
        var counted = counter.Count(BS4);
        Assert.Equal([2, 2], counted.Figures);
        Assert.Equal([2, 3, 6], counted.Keys());
        Assert.Equal([4], counted.Of(OwnGap.OneDraw));
        Assert.Equal([8], counted.Of(OwnGap.NotDrawn));
        Assert.Equal([0, 0], Figures(BS4, [], Undrawn(Carrier(1, Twice), Without(2, Twice))));
        Assert.Equal([0, 0], Figures(BS4, [], Siblings(Carrier(1, Twice), Without(2, Twice, other: true))));
        Assert.Equal([0, 0], Figures(BS4, [], Siblings(Carrier(1, Twice), Unknown(2))));
    }

    [Fact]
    public void A_carrier_without_a_family_leaves_the_criteria_on_families_open() =>
        Assert.All(new[] { PP1, BS4 }, code => Assert.True(Counter([Carrier(1, Twice)]).Count(code).IsOpen));

    // A person with one kind of values, so that nothing that is taken away spoke against the rest.
    readonly record struct Drawn(int Key, Carriage Carriage, string Values, int? Copies, SubjectGroup Group, OwnGap? Left = null)
    {
        static readonly string[] Kinds = [Twice, Twice, Once, Raised, Normal, Open, Blocked, NoStates, Unmeasured];

        public static Drawn Of(Random random, int key)
        {
            var carriage = (Carriage)random.Next(3);
            return new(key, carriage, Kinds[random.Next(Kinds.Length)], carriage == Carriage.Carried ? random.Next(1, 3) : null,
                (SubjectGroup)random.Next(3));
        }

        public OwnPerson Person => GivenOwn.Person(Key, Carriage, Values, Copies, Group, false, false, true, Left);

        /// <summary>With a value less, without the states, without the genotype, and no longer agreeing.</summary>
        public IEnumerable<Drawn> Less()
        {
            foreach (var values in Values switch
            {
                Twice or Raised => [Once, NoStates],
                Once or Open => [NoStates, Unmeasured],
                Normal => [Open, NoStates],
                _ => new[] { Unmeasured },
            })
                yield return this with { Values = values };
            yield return this with { Carriage = Carriage.Unknown, Copies = null };
            yield return this with { Carriage = Carriage.Unknown, Copies = null, Left = OwnGap.NoConsent };
        }
    }

    [Fact]
    public void Taking_evidence_away_never_strengthens_a_criterion()
    {
        var removals = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var before = Enumerable.Range(1, 9).Select(key => Drawn.Of(random, key)).ToArray();
            var was = Register(before, seed % 4);
            for (var at = 0; at < before.Length; at++)
                foreach (var less in before[at].Less())
                {
                    var after = before.ToArray();
                    after[at] = less;
                    removals++;
                    AssertNoMore(was, Register(after, seed % 4), before[at].Carriage == less.Carriage ? null : before[at].Carriage,
                        $"seed {seed}, person {at + 1}: {before[at]} -> {less}");
                }
        }
        Assert.True(removals > 10_000);
    }

    // Two families of three, drawn in one of two ways each; the last three persons have none.
    static OwnCounter Register(Drawn[] drawn, int shape)
    {
        var all = drawn.Select(d => d.Person).ToArray();
        return Counter(all[6..],
            shape % 2 == 0 ? Siblings(all[..3]) : new OwnFamily([new(1, null, null, all[0]), new(2, 1, null, all[1]),
                new(3, 2, null, all[2])]),
            shape < 2 ? Siblings(all[3..6]) : new OwnFamily([new(1, null, null, null), new(2, null, null, all[3]),
                new(3, 1, 2, all[4]), new(4, 1, null, all[5])]));
    }

    static void AssertNoMore(OwnCounter was, OwnCounter @is, Carriage? forgotten, string place)
    {
        var (before, after) = (was.Count(phenotypeCounts: true), @is.Count(phenotypeCounts: true));
        void NoMore(string code)
        {
            for (var i = 0; i < before[code].Figures.Count; i++)
                Assert.True(after[code].Figures[i] <= before[code].Figures[i], $"{place}: {code}");
        }
        NoMore(PP4);
        NoMore(BS2);
        NoMore(BS4);
        // Whom the phenotype lost is counted among the probands again, as less: both together never weigh more.
        Assert.True(Points(after) <= Points(before), $"{place}: {PS4}");
        // What spoke against a family or a line and is gone does so no longer: only there less evidence says more.
        if (before[PP1].Of(OwnGap.PartsWays).Count == 0 && forgotten != Carriage.Absent) NoMore(PP1);
    }

    static double Points(OwnCounts counts) => counts[PS4].Figures[0] + Rules.Repeated * counts[PP4].Figures[0];
}
