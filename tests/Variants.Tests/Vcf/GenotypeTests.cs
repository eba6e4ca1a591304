using System.Text;
using Thrombophilia.Variants.Vcf;
using Xunit;

namespace Thrombophilia.Variants.Tests.Vcf;

public sealed class GenotypeTests
{
    static string? Read(string text, int alleles)
    {
        var copies = new int[alleles];
        return Genotype.TryRead(Encoding.ASCII.GetBytes(text), copies, out var ploidy, out var missing)
            ? $"{string.Join(',', copies)} of {ploidy}, {missing} missing" : null;
    }

    [Theory]
    [InlineData("0/1", "1,1 of 2, 0 missing")]
    [InlineData("1|1", "0,2 of 2, 0 missing")]
    [InlineData("./.", "0,0 of 2, 2 missing")]
    [InlineData("1/.", "0,1 of 2, 1 missing")]
    [InlineData(".", "0,0 of 1, 1 missing")]
    [InlineData("0", "1,0 of 1, 0 missing")]
    [InlineData("0/1/1|.", "1,2 of 4, 1 missing")]
    [InlineData("|0|1", "1,1 of 2, 0 missing")]
    [InlineData("/1", "0,1 of 1, 0 missing")]
    public void Alleles_are_counted_whatever_ploidy_and_phase(string text, string expected) =>
    Assert.Equal(expected, Read(text, 2));

    [Theory, InlineData(""), InlineData("0/"), InlineData("0|"), InlineData("/"), InlineData("0//1"), InlineData("0/2"),
        InlineData("-1/0"), InlineData("0/1 "), InlineData("a"), InlineData("0.1"), InlineData("..")]
    [InlineData("99999999999999999999/0"), InlineData("0\\1")]
    public void What_is_not_a_genotype_of_the_record_is_not_read(string text) => Assert.Null(Read(text, 2));

    [Fact]
    public void Allele_numbers_may_have_many_digits() =>
    Assert.EndsWith(",1 of 2, 0 missing", Read("0/300", 301), StringComparison.Ordinal);
}
