using Thrombophilia.Given;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Problems;
using Xunit;

namespace Thrombophilia.Variants.Tests.Calling.Builds;

/// <summary>
/// The assembly that a header names without lengths. What lengths, accessions and bases tell is tested in
/// PanelAnalysisTests.
/// </summary>
public sealed class BuildChoiceTests
{
    static readonly PanelBuild Old = GivenVcf.Panel.On("GRCh37")!, New = GivenVcf.Panel.On("GRCh38")!;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A file without lengths that names an assembly for each of its chromosomes.</summary>
    static GivenVcf Naming(params string[] assemblies)
    {
        var vcf = new GivenVcf(New, "S1").WithoutContigLengths();
        foreach (var (name, i) in GivenVcf.Panel.Contigs.Names.Select((name, i) => (name, i)))
            vcf.Meta($"##contig=<ID={name},assembly={assemblies[i % assemblies.Length]},species=\"Homo sapiens\">");
        return vcf;
    }

    /// <summary>Adds coding positions with the bases of a build, or with others.</summary>
    static GivenVcf With(GivenVcf vcf, PanelBuild build, int positions, bool wrong = false)
    {
        var contig = build.Contigs.First(c => c.Genes.Count > 0);
        var begin = contig.Genes[0].Gene.Exons(build.Id).First(e => e.CodingStart is not null).CodingStart!.Value;
        for (var pos = begin; pos < begin + positions; pos++)
        {
            var stands = (char)contig.BaseAt(pos);
            vcf.Record(contig.Name, pos, $"{(!wrong ? stands : stands == 'A' ? 'C' : 'A')}", "<*>", "GT:DP", "0/0:30");
        }
        return vcf;
    }

    static async Task<(string Build, string[] Warnings)> Of(GivenVcf vcf, string? stated = null)
    {
        using var calls = await vcf.CallAsync(new CallOptions { Build = stated }, Stop);
        return (calls.Build, [.. calls.Warnings.Select(w => w.Code)]);
    }

    static async Task<string> Refusal(GivenVcf vcf) =>
        (await Assert.ThrowsAsync<RefusedException>(() => vcf.CallAsync(stop: Stop))).Problem.Code;

    [Theory]
    [InlineData("GRCh38.p14", "GRCh38")]
    [InlineData("GRCh38", "GRCh38")]
    [InlineData("hg38", "GRCh38")]
    [InlineData("b37", "GRCh37")]
    [InlineData("GRCh37.p13", "GRCh37")]
    public async Task A_name_that_nothing_contradicts_is_taken_with_a_warning(string named, string build) =>
        Assert.Equal((build, "build-by-name"),
            await Of(Naming(named)) is var (found, warnings) ? (found, Assert.Single(warnings)) : default);

    [Fact]
    public async Task Bases_that_prove_it_make_the_warning_needless() =>
        Assert.Empty((await Of(With(Naming("GRCh38.p14"), New, 8))).Warnings);

    [Fact]
    public async Task A_base_that_contradicts_the_name_outweighs_it() =>
        Assert.Equal("build-unknown", await Refusal(With(Naming("GRCh38"), New, 1, wrong: true)));

    [Fact]
    public async Task Bases_that_prove_the_other_build_contradict_the_name() =>
        Assert.Equal("build-contradiction", await Refusal(With(Naming("GRCh38"), Old, 8)));

    [Fact]
    public async Task A_few_bases_that_fit_the_other_build_alone_leave_it_open() =>
        Assert.Equal("build-unknown", await Refusal(With(Naming("GRCh38"), Old, 3)));

    [Fact]
    public async Task Two_names_or_one_that_nobody_knows_are_none()
    {
        Assert.Equal("build-unknown", await Refusal(Naming("GRCh37", "GRCh38")));
        Assert.Equal("build-unknown", await Refusal(Naming("genome.fa")));
    }

    [Fact]
    public async Task A_stated_build_needs_no_name_and_is_not_refused_for_one() =>
        Assert.Equal("GRCh37", (await Of(Naming("GRCh38"), "GRCh37")).Build);
}
