using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Thrombophilia.Variants.Calling.Evidence;
using Xunit;

namespace Thrombophilia.Variants.Tests.Calling.Evidence;

public sealed class PlainGenotypesTests
{
    static bool Fill(string[] cells) =>
        PlainGenotypes.Fill(Encoding.ASCII.GetBytes(string.Join('\t', cells)), cells.Length, alleles: 2);

    [Fact]
    public void One_odd_cell_among_plain_ones_is_seen_wherever_it_stands() => Prop.ForAll(
        Arb.From(Gen.Elements("0/0", "0|1", "1|1", "1/0").NonEmptyListOf()), Arb.From(Gen.Choose(0, 400)),
            Arb.From(Gen.Elements("0/2", "./.", "0", "0-1", "a/1", "0/1/1", ":/0", "//0", "0/1")), (plain, at, odd) =>
    {
        var cells = plain.Select((cell, i) => i == at % plain.Count ? odd : cell).ToArray();
        return Fill([.. plain]) && Fill(cells) == (odd == "0/1");
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Each_plain_genotype_has_a_number_of_its_own()
    {
        var kinds =
            (from first in "0123456789"
             from mark in "/|"
             from second in "0123456789"
             select PlainGenotypes.Kind(Encoding.ASCII.GetBytes($"{first}{mark}{second}"))).ToHashSet();
        Assert.Equal(PlainGenotypes.Kinds, kinds.Count);
        Assert.All(kinds, kind => Assert.InRange(kind, 0, PlainGenotypes.Kinds - 1));
    }
}
