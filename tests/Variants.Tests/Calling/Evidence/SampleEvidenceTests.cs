using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Thrombophilia.Given;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Calling.Evidence;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Vcf;
using Xunit;

namespace Thrombophilia.Variants.Tests.Calling.Evidence;

/// <summary>The short way of reading a cell, against the one that looks at everything.</summary>
public sealed class SampleEvidenceTests
{
    static readonly PanelContig Contig = GivenVcf.Panel.On("GRCh38")!.Contigs.First(c => c.Genes.Count > 0);

    static async Task<(VcfReader Reader, SampleEvidence Reading)> Begin(string format, string alt,
        params string[] cells)
    {
        var names = string.Join('\t', cells.Select((_, i) => $"S{i}"));
        var text =
            "##fileformat=VCFv4.2\n##FORMAT=<ID=AD,Number=R,Type=Integer,Description=\"x\">\n"
            + $"#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t{names}\n"
            + $"{Contig.Name}\t{Contig.Genes[0].Start + 400}\t.\tA\t{alt}\t.\tPASS\t.\t{format}\t{string.Join('\t', cells)}\n";
        var reader = new VcfReader(TextSource.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), "x"), "x");
        await reader.ReadHeaderAsync(TestContext.Current.CancellationToken);
        Assert.True(await reader.FillAsync(TestContext.Current.CancellationToken) && reader.Next());
        return (reader,
            new RecordEvidence(reader.Header, GivenVcf.Panel.Thresholds).Begin(reader.Record, Contig).Sample);
    }

    static string Told(SampleEvidence reading) => string.Create(CultureInfo.InvariantCulture,
        $"{Encoding.ASCII.GetString(reading.Gt)} {string.Join(',', reading.Copies)} {reading.Ploidy} "
        + $"{reading.Missing} {reading.Depth} {reading.Quality} {reading.FilterFails} {reading.End} "
        + $"{reading.Failing()} "
        + $"{string.Join(',', Enumerable.Range(0, reading.Copies.Length).Select(reading.Share))}");

    static Gen<string> Cells { get; } =
        from genotype in Gen.Elements("0/0", "0|1", "1/1", "1/2", "2|2", "3/0", "0/a", ".", "./.", "0", "0/1/1", "",
            "0/1x", "10/1")
        from counts in Gen.Elements("0,0,0", "12,9,1", "5,5", "1,2,3,4", ".", "1,.,2", "-1,2,3", "", "7,,7",
            "1234567890,1,1", "a,b,c")
        from depth in Gen.Elements("30", "0", "9", ".", "", "007", "1e3", "4294967296", "-3")
        from quality in Gen.Elements("99", "0", "19", "20.5", ".", "", "nan", "x")
        from other in Gen.Elements("0,3,30", ".", "", "x y")
        from fields in Gen.Choose(1, 6)
        select string.Join(':', new[] { genotype, counts, depth, quality, other, "more" }.Take(fields));

    [Fact]
    public void A_cell_read_the_short_way_says_what_the_long_way_says() =>
    Prop.ForAll(Arb.From(Cells), Arb.From(Gen.Elements("C,G", "C")), (cell, alt) =>
    {
        var (reader, reading) = Begin("GT:AD:DP:GQ:PL", alt, cell, "0/1").GetAwaiter().GetResult();
        var start = reader.Record.SamplesStart;
        var length = reading.TryRead(start);
        if (length < 0) return true;
        Assert.Equal(Encoding.UTF8.GetByteCount(cell), length);
        var shortly = Told(reading);
        reading.Read(start..(start + length), 0);
        return Told(reading) == shortly;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public async Task The_short_way_is_taken_for_what_files_are_full_of()
    {
        var (reader, reading) = await Begin("GT:AD:DP:GQ:PL", "C", "0/1:12,9:21:99:270,0,300", "1/1");
        Assert.Equal("0/1:12,9:21:99:270,0,300".Length, reading.TryRead(reader.Record.SamplesStart));
        Assert.Equal("0/1 1,1 2 0 21 99 False", Told(reading)[..23]);
    }
}
