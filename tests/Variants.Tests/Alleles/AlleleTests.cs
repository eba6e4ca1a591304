using System.Text;
using Thrombophilia.Given;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Panels;
using Xunit;

namespace Thrombophilia.Variants.Tests.Alleles;

public sealed class AlleleTests
{
    static readonly PanelContig Contig = GivenVcf.Panel.On("GRCh38")!.On("2")!;

    static string Base(int pos) => ((char)Contig.BaseAt(pos)).ToString();

    /// <summary>The first of at least four equal bases in an intron.</summary>
    static readonly int Run = Enumerable.Range(127_420_100, 1000)
        .First(p => Base(p - 1) != Base(p) && Enumerable.Range(p, 4).All(at => Base(at) == Base(p))
            && Contig.StatedBaseAt(p) == 0);

    static Allele Normal(int pos, string refBases, string altBases) =>
        Allele.Normalise(Contig, pos, Encoding.ASCII.GetBytes(refBases), Encoding.ASCII.GetBytes(altBases));

    [Theory]
    // In front of the first base: left-aligned, a copy of the first base stands there.
    [InlineData(99, "A", "AC", true)]
    [InlineData(98, "A", "AC", false)]
    [InlineData(200, "A", "AC", true)]
    [InlineData(201, "A", "AC", false)]
    [InlineData(99, "A", "C", false)]
    [InlineData(99, "AC", "A", true)]
    [InlineData(98, "AC", "A", false)]
    [InlineData(200, "AC", "A", true)]
    public void An_allele_touches_a_stretch_that_it_changes_or_puts_bases_at(int pos, string was, string @is, bool expected) =>
        Assert.Equal(expected, new Allele(pos, was, @is, true).Touches(100, 200));

    [Fact]
    public void An_indel_in_an_intron_is_left_aligned_however_it_is_written()
    {
        var left = new Allele(Run - 1, Base(Run - 1) + Base(Run), Base(Run - 1), LeftAligned: true);
        for (var at = Run - 1; at < Run + 3; at++)
            Assert.Equal(left, Normal(at, Base(at) + Base(at + 1), Base(at)));
        Assert.Equal(left, Normal(Run, Base(Run), "") with { Ref = left.Ref });
    }

    [Fact]
    public void Where_REF_spells_other_bases_than_the_copy_the_file_is_believed()
    {
        var other = "ACGT".First(b => $"{b}" != Base(Run)).ToString();
        // The file has another base in the run: the deletion behind it goes no further left.
        Assert.Equal(new Allele(Run + 1, other + Base(Run + 2), other, LeftAligned: true),
            Normal(Run, Base(Run) + other + Base(Run + 2) + Base(Run + 3), Base(Run) + other + Base(Run + 3)));
    }
}
