using Thrombophilia.Given;
using Thrombophilia.Variants.Panels;
using Xunit;

namespace Thrombophilia.Variants.Tests.Panels;

public sealed class BuildNamesTests
{
    [Theory]
    [InlineData("GRCh37", "GRCh37")]
    [InlineData("grch38", "GRCh38")]
    [InlineData("GRCh38.p14", "GRCh38")]
    [InlineData("hg19", "GRCh37")]
    [InlineData("HG38", "GRCh38")]
    [InlineData("b37", "GRCh37")]
    [InlineData("hg18", null)]
    [InlineData("GRCh38.p", null)]
    [InlineData("GRCh39.p1", null)]
    [InlineData("", null)]
    public void A_build_has_the_names_that_other_programs_write(string name, string? build) =>
        Assert.Equal(build, GivenVcf.Panel.Named(name)?.Id);

    [Fact]
    public void The_panels_of_the_folder_are_listed() => Assert.Contains("thrombophilia-core", Panel.Ids());
}
