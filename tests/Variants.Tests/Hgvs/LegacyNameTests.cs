using System.Globalization;
using System.Text.RegularExpressions;
using Thrombophilia.Given;
using Thrombophilia.Variants.Hgvs;
using Xunit;

namespace Thrombophilia.Variants.Tests.Hgvs;

public sealed class LegacyNameTests
{
    const string Letters = "ARNDCQEGHILKMFPSTWYV*";

    static VariantName Named(string build, string gene, string coding) =>
        new(TranscriptChange.Read(new VariantNamer(GivenVcf.Panel.On(build)!).On(gene), coding)
        ?? throw new ArgumentException(coding));

    [Theory]
    [InlineData("PROC", "c.565C>T", "p.(Arg189Trp)", "R147W")]
    [InlineData("PROS1", "c.586A>G", "p.(Lys196Glu)", "K155E")]
    [InlineData("SERPINC1", "c.883G>A", "p.(Val295Met)", "V263M")]
    [InlineData("F5", "c.1601G>A", "p.(Arg534Gln)", "R506Q")]
    [InlineData("SERPINC1", "c.89T>A", "p.(Val30Glu)", "V-3E")]
    [InlineData("PROC", "c.112C>T", "p.(Arg38Trp)", "R-5W")]
    [InlineData("PROC", "c.577_579del", "p.(Lys193del)", "K151del")]
    [InlineData("SERPINC1", "c.685C>T", "p.(Arg229Ter)", "R197*")]
    public void A_changed_or_lost_residue_and_a_stop_have_an_older_name_on_both_builds(string gene, string coding,
    string protein, string legacy) =>
        Assert.All(["GRCh37", "GRCh38"], build =>
        {
            var name = Named(build, gene, coding);
            Assert.Equal((protein, legacy), (name.HgvsP, name.LegacyName));
        });

    [Theory]
    [InlineData("PROC", "c.565C>A", "p.(Arg189=)")]
    [InlineData("PROC", "c.1A>G", "p.(Met1?)")]
    [InlineData("PROC", "c.565del", "p.(Arg189GlyfsTer9)")]
    [InlineData("PROC", "c.577_582del", "p.(Lys193_Arg194del)")]
    [InlineData("PROC", "c.577_579dup", "p.(Lys193dup)")]
    [InlineData("PROC", "c.1384T>C", "p.(Ter462GlnextTer?)")]
    [InlineData("PROC", "c.70+1G>A", "p.?")]
    [InlineData("PROC", "c.70+188G>A", null)]
    [InlineData("PROC", "c.565C>N", "p.(Arg189Xaa)")]
    [InlineData("F5", "c.1601=", "p.(Arg534=)")]
    [InlineData("F2", "c.*97G>A", null)]
    [InlineData("F2", "c.598G>A", "p.(Glu200Lys)")]
    [InlineData("THBD", "c.1418C>T", "p.(Ala473Val)")]
    public void Nothing_else_has_one_and_no_gene_whose_older_numbers_are_not_known(string gene, string coding,
    string? protein)
    {
        var name = Named("GRCh38", gene, coding);
        Assert.Equal((protein, null), (name.HgvsP, name.LegacyName));
    }

    [Theory, InlineData("GRCh37"), InlineData("GRCh38")]
    public void It_is_the_protein_s_name_in_one_letter_with_another_number(string build)
    {
        using var changes = new CodingChanges(build);
        var namer = new VariantNamer(changes.Panel.On(build)!);
        CodingChange[] all = [.. changes.Snvs(), .. changes.Indels(30_000), .. changes.Mnvs(10_000)];
        var names = all.Select(c => (c.Gene, Name: namer.Name(c.Gene, c.Pos, c.Ref, c.Alt)!)).ToArray();
        Assert.Empty(
            names.Where(x => x.Name.LegacyName != Translated(x.Gene, x.Name.HgvsP))
                .Select(x => $"{x.Name.HgvsC} {x.Name.HgvsP} {x.Name.LegacyName}").Take(20));
        Assert.Contains(names, x => x.Name.LegacyName?.EndsWith("del", StringComparison.Ordinal) == true);
        Assert.Contains(names, x => x.Name.LegacyName?.EndsWith('*') == true);
    }

    [Fact]
    public void A_hot_spot_of_a_protein_has_its_older_name_among_those_that_the_panel_states() => Assert.All(
        from build in GivenVcf.Panel.Builds
        from spot in build.Contigs.SelectMany(c => c.HotSpots)
        where spot.HotSpot is { HgvsP: not null, AlsoKnownAs.Count: > 0 }
        select (build, spot),
        x => Assert.Contains(
            new VariantNamer(x.build).Name(x.spot.HotSpot.Gene, x.spot.Place.Pos, x.spot.Place.Ref,
                x.spot.Place.Counted)!.LegacyName, x.spot.HotSpot.AlsoKnownAs));

    /// <summary>The older name, read from the HGVS name alone.</summary>
    static string? Translated(string gene, string? protein)
    {
        var parts = Regex.Match(protein ?? "", @"^p\.\(([A-Z][a-z]{2})(\d+)([A-Z][a-z]{2}|del)\)$");
        if (!parts.Success || GivenVcf.Panel.Legacy.Of(gene) is not { } mature) return null;
        return string.Create(CultureInfo.InvariantCulture,
            $"{Letter(parts.Groups[1].Value)}"
            + $"{mature.Number(int.Parse(parts.Groups[2].Value, CultureInfo.InvariantCulture))}"
            + $"{(parts.Groups[3].Value is "del" ? "del" : Letter(parts.Groups[3].Value))}");
    }

    static char Letter(string name) => Letters.Single(letter => Protein.Name(letter) == name);
}
