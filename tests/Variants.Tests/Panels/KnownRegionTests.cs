using Thrombophilia.Variants.Panels;
using Xunit;

namespace Thrombophilia.Variants.Tests.Panels;

public sealed class KnownRegionTests
{
    static KnownRegion Region(string bases, params string[] confirmed) => new(100, bases.Length,
        KnownRegion.Pack(System.Text.Encoding.ASCII.GetBytes(bases))!, new ConfirmedPlaces(bases.Length, confirmed));

    static string Read(KnownRegion region) => string.Concat(
        Enumerable.Range(region.Start, region.End - region.Start + 1).Select(p => (char)region.BaseAt(p)));

    [Theory, InlineData("A"), InlineData("ACG"), InlineData("TGCA"), InlineData("TTTTTGGGACCCA")]
    public void Bases_come_back_as_they_were_packed(string bases) => Assert.Equal(bases, Read(Region(bases)));

    [Fact]
    public void Another_base_is_put_into_a_copy()
    {
        var region = Region("AAAAAA");
        Assert.Equal("AAAAGA", Read(region.With(104, 'G')));
        Assert.Equal("AAAAAA", Read(region));
    }

    [Fact]
    public void Confirmed_places_are_numbers_and_ranges_from_1()
    {
        var region = Region("ACGTACGTAC", "1 3-5", "10");
        Assert.Equal("1011100001", string.Concat(
            Enumerable.Range(100, 10).Select(p => region.IsConfirmed(p) ? '1' : '0')));
    }

    [Theory, InlineData("0"), InlineData("11"), InlineData("5-3"), InlineData("x"), InlineData("1--2")]
    public void Other_places_are_refused(string line) =>
        Assert.Throws<InvalidDataException>(() => Region("ACGTACGTAC", line).IsConfirmed(100));

    [Fact]
    public void What_is_no_base_is_not_packed() => Assert.Null(KnownRegion.Pack("ACN"u8));
}
