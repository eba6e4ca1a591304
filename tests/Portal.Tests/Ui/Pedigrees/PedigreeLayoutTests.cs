using FsCheck;
using FsCheck.Fluent;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Ui.Pedigrees;
using Xunit;

namespace Thrombophilia.Portal.Tests.Ui.Pedigrees;

public sealed class PedigreeLayoutTests
{
    // Anybody's parents come before them: a family without circles, however odd.
    static readonly Gen<Kin[]> AnyFamily =
        from draws in (
            from father in Gen.Choose(-6, 40)
            from mother in Gen.Choose(-6, 40)
            from sex in Gen.Choose(0, 2)
            select (father, mother, sex)).ArrayOf()
        select draws.Take(40)
            .Select((d, i) =>
            new Kin(i + 1, (Sex)d.sex, d.father > 0 && d.father <= i ? d.father : null,
            d.mother > 0 && d.mother <= i && d.mother != d.father ? d.mother : null)).ToArray();

    // Two couples, a child of each of whom married; their brothers and sisters married strangers or nobody.
    static readonly Gen<Kin[]> ThreeGenerations =
        from hers in Gen.Choose(0, 3).ArrayOf()
        from his in Gen.Choose(0, 3).ArrayOf()
        from own in Gen.Choose(1, 5)
        from both in Gen.Elements(true, false)
        from order in Gen.Choose(0, 5)
        select Three([.. his.Take(4)], [.. hers.Take(4)], own, both, order);

    static Kin[] Three(int[] hisSiblings, int[] herSiblings, int own, bool bothSides, int order)
    {
        var family = new List<Kin>();
        int New(Sex sex, int? father = null, int? mother = null)
        {
            family.Add(new(family.Count + 1, sex, father, mother));
            return family.Count;
        }
        (int, int)? first = (New(Sex.M), New(Sex.F)), second = bothSides ? (New(Sex.M), New(Sex.F)) : null;
        var him = 0;
        for (var i = 0; i <= hisSiblings.Length; i++)
            if (i == Math.Min(order, hisSiblings.Length)) him = Child(Sex.M, first);
            else Sibling(hisSiblings[i > order ? i - 1 : i], first);
        var her = Child(Sex.F, second);
        if (bothSides)
            foreach (var children in herSiblings) Sibling(children, second);
        for (var i = 0; i < own; i++) New(i % 2 == 0 ? Sex.F : Sex.M, him, her);
        return [.. family];

        int Child(Sex sex, (int Father, int Mother)? of) => New(sex, of?.Father, of?.Mother);

        void Sibling(int children, (int, int)? of)
        {
            var sister = Child(Sex.F, of);
            if (children == 0) return;
            var husband = New(Sex.M);
            for (var i = 0; i < children; i++) New(Sex.Unknown, husband, sister);
        }
    }

    [Fact]
    public void No_two_symbols_overlap_and_parents_stand_above_their_children() =>
        Prop.ForAll(AnyFamily.ToArbitrary(), family =>
        {
            var layout = PedigreeLayout.Of(family);
            Assert.Equal(family.Length, layout.Spots.Count);
            foreach (var line in layout.Spots.Values.GroupBy(s => s.Row))
            {
                var places = line.Select(s => s.X).Order().ToList();
                Assert.All(places.Zip(places.Skip(1)), pair => Assert.True(pair.Second - pair.First > 0.99));
                Assert.True(places[0] >= 0);
            }
            Assert.All(family,
                k => Assert.All(new[] { k.Father, k.Mother }.OfType<int>(),
                    parent => Assert.True(layout.Spots[parent].Row < layout.Spots[k.Id].Row)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Lines_of_a_family_of_three_generations_do_not_cross_and_couples_stand_together() =>
        Prop.ForAll(ThreeGenerations.ToArbitrary(), family =>
        {
            var layout = PedigreeLayout.Of(family);
            Assert.All(layout.Unions.Where(u => u.Parents.Count == 2), u => Assert.False(u.Apart));
            Assert.Empty(Crossings(layout));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_couple_stands_over_the_middle_of_its_children()
    {
        var layout =
            PedigreeLayout.Of(
            [new(1, Sex.M, null, null), new(2, Sex.F, null, null), new(3, Sex.F, 1, 2), new(4, Sex.M, 1, 2),
                new(5, Sex.M, 1, 2)]);
        Assert.Equal((new Spot(0, 0.5), new Spot(0, 1.5)), (layout.Spots[1], layout.Spots[2]));
        Assert.Equal([0.0, 1, 2], new[] { 3, 4, 5 }.Select(id => layout.Spots[id].X));
        Assert.Equal(1, layout.Unions.Single().Anchor.X);
    }

    [Fact]
    public void The_man_of_a_couple_stands_left_and_grandparents_of_both_sides_stand_in_one_row()
    {
        var layout =
            PedigreeLayout.Of(
            [new(1, Sex.F, 10, 11), new(2, Sex.M, 12, 13), new(3, Sex.F, 2, 1), new(10, Sex.M, null, null),
                new(11, Sex.F, null, null), new(12, Sex.M, null, null), new(13, Sex.F, null, null)]);
        Assert.Equal([0, 0, 0, 0, 1, 1, 2], new[] { 10, 11, 12, 13, 1, 2, 3 }.Select(id => layout.Spots[id].Row));
        Assert.True(layout.Spots[10].X < layout.Spots[11].X && layout.Spots[12].X < layout.Spots[13].X);
        Assert.Empty(Crossings(layout));
    }

    [Fact]
    public void Who_married_in_stands_beside_the_partner_and_their_parents_right_above()
    {
        // Great-grandparents on one side only.
        var layout =
            PedigreeLayout.Of(
            [new(1, Sex.M, null, null), new(2, Sex.F, null, null), new(3, Sex.M, 1, 2), new(4, Sex.F, null, null),
                new(5, Sex.M, 3, 4), new(6, Sex.F, 8, 9), new(7, Sex.F, 5, 6), new(8, Sex.M, null, null),
                    new(9, Sex.F, null, null)]);
        Assert.Equal([0, 0, 1, 1, 2, 2, 3, 1, 1], Enumerable.Range(1, 9).Select(id => layout.Spots[id].Row));
        Assert.Empty(Crossings(layout));
    }

    [Fact]
    public void Cousins_who_married_are_joined_as_relatives()
    {
        var layout =
            PedigreeLayout.Of(
            [new(1, Sex.M, null, null), new(2, Sex.F, null, null), new(3, Sex.M, 1, 2), new(4, Sex.F, 1, 2),
                new(5, Sex.F, null, null), new(6, Sex.M, null, null), new(7, Sex.M, 3, 5), new(8, Sex.F, 6, 4),
                    new(9, Sex.F, 7, 8)]);
        Assert.True(layout.Unions.Single(u => u.Children.Contains(9)).Related);
        Assert.Single(layout.Unions, u => u.Related);
    }

    [Fact]
    public void Half_brothers_and_sisters_hang_on_their_own_couple()
    {
        var layout =
            PedigreeLayout.Of(
            [new(1, Sex.M, null, null), new(2, Sex.F, null, null), new(3, Sex.F, null, null), new(4, Sex.F, 1, 2),
                new(5, Sex.M, 1, 3)]);
        Assert.Equal(1, layout.Spots.Values.Where(s => s.Row == 0).Select(s => s.X).Order().Skip(1).First(),
            layout.Spots[1].X);
        Assert.All(layout.Unions, u => Assert.False(u.Apart));
        Assert.Empty(Crossings(layout));
    }

    /// <summary>Pairs of lines of different couples that cut or cover each other.</summary>
    static IEnumerable<(Line, Line)> Crossings(PedigreeLayout layout)
    {
        var lines = PedigreePicture.Lines(layout).ToList();
        return lines.SelectMany((a, i) => lines.Skip(i + 1).Where(b => a.Union != b.Union && Touch(a, b)),
            (a, b) => (a, b));
    }

    // All lines of such families lie along the axes.
    static bool Touch(Line a, Line b) =>
        Math.Min(a.X1, a.X2) < Math.Max(b.X1, b.X2) - 1 && Math.Min(b.X1, b.X2) < Math.Max(a.X1, a.X2) - 1
        && Overlaps(a.Y1, a.Y2, b.Y1, b.Y2)
        || Math.Abs(a.X1 - b.X1) < 1 && Math.Abs(a.X2 - b.X2) < 1 && Overlaps(a.Y1, a.Y2, b.Y1, b.Y2)
        || Upright(a) && !Upright(b) && Crosses(a, b) || Upright(b) && !Upright(a) && Crosses(b, a);

    static bool Upright(Line line) => Math.Abs(line.X1 - line.X2) < 0.01;

    static bool Crosses(Line upright, Line level) =>
        upright.X1 > Math.Min(level.X1, level.X2) - 1 && upright.X1 < Math.Max(level.X1, level.X2) + 1
        && level.Y1 > Math.Min(upright.Y1, upright.Y2) - 1 && level.Y1 < Math.Max(upright.Y1, upright.Y2) + 1;

    static bool Overlaps(double a1, double a2, double b1, double b2) =>
        Math.Min(a1, a2) < Math.Max(b1, b2) + 1 && Math.Min(b1, b2) < Math.Max(a1, a2) + 1;
}
