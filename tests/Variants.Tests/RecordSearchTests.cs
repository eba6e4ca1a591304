using Thrombophilia.Given;
using Thrombophilia.Variants.Problems;
using Xunit;

namespace Thrombophilia.Variants.Tests;

public sealed class RecordSearchTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static GivenVcf File(params string[] samples) => new GivenVcf(GivenVcf.Panel.On("GRCh38")!, samples)
        .Meta("##FORMAT=<ID=DP,Number=1,Type=Integer,Description=\"Depth, of \\\"good\\\" reads\">");

    static async Task<OriginalRecords?> FindAsync(GivenVcf vcf, int pos, string from, string to, string sample = "S1", string chrom = "1")
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "a.vcf");
        await System.IO.File.WriteAllTextAsync(path, vcf.Text(), Stop);
        return await new RecordSearch(GivenVcf.Panel).FindAsync(path, "a.vcf", new("GRCh38", sample, chrom, pos, from, to), Stop);
    }

    [Fact]
    public async Task Only_the_column_of_the_sample_is_given_with_the_words_of_the_header()
    {
        var found = (await FindAsync(File("S1", "S2", "S3").RecordWith("1", 173914725, "C", "T", "PASS", "AC=3;AC_Het=1;MQ=60;DB", "GT:DP",
            "0/1:11", "1/1:22", "0/0:33"), 173914725, "C", "T", "S2"))!;
        var record = Assert.Single(found.Records);
        Assert.Equal(("GT:DP", "1/1:22", "AC=*;AC_Het=*;MQ=60;DB"), (record.Format, record.Cell, record.Columns[7]));
        Assert.Equal("Depth, of \\\"good\\\" reads", found.Descriptions["FORMAT/DP"]);
        Assert.Equal(3, found.Samples);
    }

    [Fact]
    public async Task In_a_file_of_one_sample_nothing_is_hidden() => Assert.Equal("AC=1",
        (await FindAsync(File("S1").RecordWith("1", 173914725, "C", "T", "PASS", "AC=1", "GT", "0/1"), 173914725, "C", "T"))!
            .Records[0].Columns[7]);

    [Fact]
    public async Task Blocks_and_lost_stretches_over_the_place_are_found_and_neighbours_are_not()
    {
        var found = (await FindAsync(File("S1")
            .RecordWith("1", 173914700, "C", "<NON_REF>", "PASS", "END=173914724", "GT:DP", "0/0:30")
            .RecordWith("1", 173914725, "C", "<NON_REF>", "PASS", "END=173914800", "GT:DP", "0/0:31")
            .RecordWith("1", 173910000, "C", "<DEL>", "PASS", "SVTYPE=DEL;SVLEN=-9000", "GT:DP", "0/1:32")
            .Record("1", 173914726, "T", "G", "GT:DP", "0/1:33"), 173914725, "C", "T"))!;
        Assert.Equal(["0/0:31", "0/1:32"], found.Records.Select(r => r.Cell));
    }

    [Fact]
    public async Task An_insertion_that_the_file_writes_elsewhere_is_found_by_its_normal_form()
    {
        var contig = GivenVcf.Panel.On("GRCh38")!.On("1")!;
        // The first place in the gene where a base repeats: the file writes the deletion at its right end.
        var pos = Enumerable.Range(173904000, 5000).First(p => contig.BaseAt(p) == contig.BaseAt(p + 1)
            && contig.BaseAt(p + 1) == contig.BaseAt(p + 2) && contig.BaseAt(p) != contig.BaseAt(p - 1));
        string Bases(int from, int to) => new([.. Enumerable.Range(from, to - from + 1).Select(p => (char)contig.BaseAt(p))]);
        var found = (await FindAsync(File("S1").Record("1", pos + 1, Bases(pos + 1, pos + 2), Bases(pos + 1, pos + 1), "GT:DP", "0/1:30"),
            pos - 1, Bases(pos - 1, pos), Bases(pos - 1, pos - 1)))!;
        Assert.Equal("0/1:30", Assert.Single(found.Records).Cell);
    }

    [Fact]
    public async Task Records_outside_of_the_panel_are_never_given_and_a_sample_that_is_not_there_is_refused()
    {
        var file = File("S1").Record("1", 1000000, "A", "T", "GT:DP", "0/1:30");
        Assert.Empty((await FindAsync(file, 1000000, "A", "T"))!.Records);
        Assert.Null(await FindAsync(file, 1000000, "A", "T", chrom: "22"));
        Assert.Equal("unknown-sample",
            (await Assert.ThrowsAsync<RefusedException>(() => FindAsync(file, 1000000, "A", "T", "S9"))).Problem.Code);
    }
}
