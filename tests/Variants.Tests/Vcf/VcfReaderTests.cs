using System.Text;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Vcf;
using Xunit;

namespace Thrombophilia.Variants.Tests.Vcf;

public sealed class VcfReaderTests
{
    const string Meta =
        "##fileformat=VCFv4.2\n##contig=<ID=1,length=249250621>\n"
        + "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"a, \\\"b\\\", ID=no\">\n";
    const string Columns = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tA\tB\n";
    const string Record = "1\t10\trs1\tA\tC\t.\tPASS\tDP=5;END=12\tGT\t0/1\t1/1\n";

    static async Task<(VcfReader Reader, List<string> Records)> Read(string text)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var source = TextSource.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), "t.vcf");
        var reader = new VcfReader(source, "t.vcf");
        await reader.ReadHeaderAsync(stop);
        var records = new List<string>();
        while (await reader.FillAsync(stop))
            while (reader.Next())
                records.Add(
                    $"{reader.Chroms[reader.Record.Chrom]}:{reader.Record.Pos} "
                    + $"{Encoding.UTF8.GetString(reader.Record.Ref)}>{Encoding.UTF8.GetString(reader.Record.Alt)} "
                    + $"{Encoding.UTF8.GetString(reader.Record.Samples)}");
        return (reader, records);
    }

    static async Task<string> Refusal(string text)
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Read(text));
        Assert.NotEmpty(refused.Problem.Next());
        Assert.Equal("t.vcf", refused.Problem.Place.File);
        return $"{refused.Problem.Code} {refused.Problem.Place.Line} {refused.Problem.Place.Offset}";
    }

    [Fact]
    public async Task The_header_is_read_for_contigs_definitions_and_samples()
    {
        var header =
            (await Read(
            Meta + "##INFO=<ID=END,Number=1,Type=Integer,Description=\"x\">\n##FILTER=<ID=q10,Description=\"x\">\n"
                + Columns)).Reader.Header;
        Assert.Equal("VCFv4.2", header.FileFormat);
        Assert.Equal(new HeaderContig("1", 249250621), Assert.Single(header.Contigs));
        Assert.Equal(new HeaderField("GT", "1", "String"), header.Format["GT"]);
        Assert.Equal(new HeaderField("END", "1", "Integer"), header.Info["END"]);
        Assert.Contains("q10", header.Filters);
        Assert.Equal(["A", "B"], header.Samples);
    }

    [Theory, InlineData("\n"), InlineData("\r\n")]
    public async Task Line_ends_of_either_kind_leave_no_trace(string end)
    {
        var (reader, records) =
            await Read((Meta + Columns + Record + Record).Replace("\n", end, StringComparison.Ordinal));
        Assert.Equal(["1:10 A>C 0/1\t1/1", "1:10 A>C 0/1\t1/1"], records);
        Assert.Empty(reader.Warnings);
    }

    [Fact]
    public async Task A_last_line_without_an_end_is_a_record_and_is_named()
    {
        var (reader, records) = await Read(Meta + Columns + Record + Record.TrimEnd());
        Assert.Equal(2, records.Count);
        Assert.Equal("no-final-newline", Assert.Single(reader.Warnings).Code);
    }

    [Fact]
    public async Task A_line_of_many_megabytes_is_read()
    {
        var info = new string('x', 5_000_000);
        var (_, records) =
            await Read(
            Meta + Columns + Record + Record.Replace("DP=5", "L=" + info, StringComparison.Ordinal) + Record);
        Assert.Equal(3, records.Count);
    }

    [Fact]
    public async Task A_kept_record_outlives_the_next_one()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var source =
            TextSource.Open(
            new MemoryStream(
                Encoding.UTF8.GetBytes(
                    Meta + Columns + Record + Record.Replace("rs1", "rs2", StringComparison.Ordinal))), "t.vcf");
        var reader = new VcfReader(source, "t.vcf");
        await reader.ReadHeaderAsync(stop);
        VcfRecord? kept = null;
        while (await reader.FillAsync(stop))
            while (reader.Next())
                kept ??= reader.Record.Keep();
        Assert.Equal("rs1", Encoding.UTF8.GetString(kept!.Id));
        Assert.Equal(5, kept.Place.Line);
        Assert.True(kept.TryInfo("END"u8, out var end));
        Assert.Equal("12", Encoding.UTF8.GetString(end));
        Assert.False(kept.TryInfo("ND"u8, out _));
        Assert.False(kept.TryInfo("P"u8, out _));
    }

    [Theory]
    [InlineData("", "header-no-columns")]
    [InlineData("1\t10\trs1\tA\tC\t.\tPASS\t.\tGT\t0/1\n", "column-count 5 ")]
    [InlineData("1\t10\trs1\tA\tC\t.\tPASS\t.\tGT\t0/1\t0/1\t0/1\n", "column-count 5 ")]
    [InlineData("1\tx\trs1\tA\tC\t.\tPASS\t.\tGT\t0/1\t0/1\n", "bad-pos 5 ")]
    [InlineData("1\t\trs1\tA\tC\t.\tPASS\t.\tGT\t0/1\t0/1\n", "bad-pos 5 ")]
    [InlineData("1\t-5\trs1\tA\tC\t.\tPASS\t.\tGT\t0/1\t0/1\n", "bad-pos 5 ")]
    [InlineData("1\t99999999999\trs1\tA\tC\t.\tPASS\t.\tGT\t0/1\t0/1\n", "bad-pos 5 ")]
    [InlineData("\t10\trs1\tA\tC\t.\tPASS\t.\tGT\t0/1\t0/1\n", "empty-chrom 5 ")]
    [InlineData("1 \t10\trs1\tA\tC\t.\tPASS\t.\tGT\t0/1\t0/1\n", "bad-chrom 5 ")]
    [InlineData(Record + " 1\t11\trs1\tA\tC\t.\tPASS\t.\tGT\t0/1\t0/1\n", "bad-chrom 6 ")]
    [InlineData("\n" + Record, "blank-line 5 ")]
    [InlineData(Columns, "header-twice 5 ")]
    [InlineData("##late=1\n", "header-in-body 5 ")]
    public async Task A_line_that_cannot_be_trusted_refuses_the_file_with_its_address(string body, string expected) =>
        Assert.StartsWith(expected, await Refusal(body.Length == 0 ? Meta : Meta + Columns + body),
        StringComparison.Ordinal);

    [Fact]
    public async Task The_address_counts_lines_and_bytes() =>
        Assert.Equal($"bad-pos 6 {(Meta + Columns + Record).Length}",
        await Refusal(Meta + Columns + Record + Record.Replace("\t10\t", "\t1O\t", StringComparison.Ordinal)));

    [Theory]
    [InlineData("#CHROM POS ID REF ALT QUAL FILTER INFO\n", "header-columns")]
    [InlineData("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tA\tB\n", "header-columns")]
    [InlineData("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tA\tA\n", "sample-name-twice")]
    [InlineData("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tA\t\n", "sample-name-empty")]
    [InlineData("1\t10\t.\tA\tC\t.\t.\t.\n", "header-no-columns")]
    public async Task A_column_line_that_is_not_one_refuses_the_file(string columns, string expected) =>
        Assert.StartsWith(expected, await Refusal(Meta + columns), StringComparison.Ordinal);

    [Theory, InlineData("hello\n", "not-a-vcf"), InlineData("##fileformat=VCFv3.3\n", "unsupported-version")]
    public async Task What_is_not_VCF_4_is_refused(string text, string expected) =>
    Assert.StartsWith(expected, await Refusal(text + Columns), StringComparison.Ordinal);

    [Fact]
    public async Task Oddities_that_change_no_record_are_warnings()
    {
        async Task<string> Warnings(string text) =>
            string.Join(' ', (await Read(text)).Reader.Warnings.Select(w => w.Code));
        Assert.Equal("byte-order-mark", await Warnings("\uFEFF" + Meta + Columns + Record));
        Assert.Equal("no-final-newline", await Warnings(Meta + Columns[..^1]));
        Assert.Equal("no-fileformat", await Warnings("##x=y\n" + Columns + Record));
        Assert.Equal("blank-at-end", await Warnings(Meta + Columns + Record + "\n\n"));
        Assert.Equal("unsorted",
            await Warnings(
                Meta + Columns + Record + Record.Replace("\t10\t", "\t9\t", StringComparison.Ordinal) + Record));
        Assert.Equal("contig-scattered",
            await Warnings(Meta + Columns + Record + "2" + Record[1..] + Record + "2" + Record[1..]));
    }
}
