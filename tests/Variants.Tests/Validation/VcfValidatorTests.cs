using System.Text;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Validation.Findings;
using Xunit;

namespace Thrombophilia.Variants.Tests.Validation;

public sealed class VcfValidatorTests
{
    const string Good = "1~100~.~A~G~50~PASS~AC=1;AF=0.5;DP=10;DB", GoodSample = Good + "~GT:DP:PL~0/1:10:20,0,30";
    const string Alt = "##ALT=<ID=DEL,Description=\"Deletion\">",
        Info = "##INFO=<ID=XX,Number=1,Type=Integer,Description=\"x\">";

    /// <summary>
    /// code, column, line counted from the first after the definitions (0 is #CHROM, before it -1...), version,
    /// samples, then lines: those that begin with ## are definitions.
    /// </summary>
    public static TheoryData<string, string, int, string[]> Defects => new()
    {
        { "blank-line", "", 1, ["", Good] },
        { "blank-at-end", "", 1, [""] },
        { "control-character", "INFO", 1, ["1~100~.~A~G~.~PASS~AC=1;XS=a\u0001b"] },
        { "percent-encoding", "INFO", 1, ["1~100~.~A~G~.~PASS~AC=1;XS=5%"] },
        { "header-in-body", "", 1, ["##late=1"] },
        { "header-twice", "#CHROM", 1, [Judged.Columns] },
        { "meta-not-pair", "##", -1, ["##plain words"] },
        { "meta-empty", "##source", -1, ["##source="] },
        { "meta-not-structured", "##INFO", -1, ["##INFO=DP,1,Integer"] },
        { "meta-not-closed", "##FILTER", -1, ["##FILTER=<ID=f,Description=\"x\""] },
        { "meta-quote", "##FILTER", -1, ["##FILTER=<ID=f,Description=\"a \"b\" c\">"] },
        { "meta-quote", "##FILTER", -1, ["##FILTER=<ID=f,Description=\"never closed>"] },
        { "meta-field", "##FILTER", -1, ["##FILTER=<ID=f,nothing,Description=\"x\">"] },
        { "meta-brackets", "##tool/args", -1, ["##tool=<ID=a,args=<b,c>>"] },
        { "meta-key-twice", "##FILTER/ID", -1, ["##FILTER=<ID=f,ID=g,Description=\"x\">"] },
        { "meta-missing", "##INFO/Number", -1, ["##INFO=<ID=XX,Type=Integer,Description=\"x\">"] },
        { "meta-missing", "##contig/ID", -1, ["##contig=<length=5>"] },
        { "meta-missing", "##tool/ID", -1, ["##tool=<a=b>"] },
        { "meta-no-description", "##FILTER/Description", -1, ["##FILTER=<ID=f>"] },
        { "meta-order", "##FORMAT/ID", -1, ["##FORMAT=<Number=1,Type=Integer,Description=\"x\",ID=XX>"] },
        { "meta-unquoted", "##FORMAT/Description", -1, ["##FORMAT=<ID=XX,Number=1,Type=Integer,Description=x>"] },
        { "meta-quoted", "##INFO/Type", -1, ["##INFO=<ID=XX,Number=1,Type=\"Integer\",Description=\"x\">"] },
        { "meta-number", "##INFO/Number", -1, ["##INFO=<ID=XX,Number=N,Type=Integer,Description=\"x\">"] },
        { "meta-number", "##INFO/Number", -1, ["##INFO=<ID=XX,Number=P,Type=Integer,Description=\"x\">"] },
        { "meta-number-version", "##FORMAT/Number", -1, ["##FORMAT=<ID=XX,Number=P,Type=Integer,Description=\"x\">"] },
        { "meta-type", "##INFO/Type", -1, ["##INFO=<ID=XX,Number=1,Type=Int,Description=\"x\">"] },
        { "meta-type", "##FORMAT/Type", -1, ["##FORMAT=<ID=XX,Number=0,Type=Flag,Description=\"x\">"] },
        { "meta-flag", "##INFO/Number", -1, ["##INFO=<ID=XX,Number=1,Type=Flag,Description=\"x\">"] },
        { "meta-id", "##INFO/ID", -1, ["##INFO=<ID=1X,Number=1,Type=Integer,Description=\"x\">"] },
        { "meta-id-twice", "##INFO", -1, [Info, Info] },
        { "meta-values", "##META/Values", -1, ["##META=<ID=Assay,Type=String,Number=.,Values=a>"] },
        { "meta-whitespace", "##PEDIGREE/Father", -1, ["##PEDIGREE=<ID=a,Father=b c>"] },
        { "meta-url", "##pedigreeDB", -1, ["##pedigreeDB=ftp://8080:8080/x"] },
        { "meta-url", "##assembly", -1, ["##assembly=somewhere"] },
        { "reserved-number", "##INFO/AN", -1, ["##INFO=<ID=AN,Number=A,Type=Integer,Description=\"x\">"] },
        { "reserved-type", "##FORMAT/GQ", -1, ["##FORMAT=<ID=GQ,Number=1,Type=Float,Description=\"x\">"] },
        { "alt-id", "##ALT/ID", -1, ["##ALT=<ID=DEL:A B,Description=\"x\">"] },
        { "filter-id", "##FILTER/ID", -1, ["##FILTER=<ID=0,Description=\"x\">"] },
        { "contig-id", "##contig/ID", -1, ["##contig=<ID=3 A>"] },
        { "contig-id-unusual", "##contig/ID", -1, ["##contig=<ID=HLA-A*01>"] },
        { "contig-twice", "##contig", -1, ["##contig=<ID=1>"] },
        { "contig-length", "##contig/length", -1, ["##contig=<ID=3,length=many>"] },
        { "sample-id-unusual", "##SAMPLE/ID", -1, ["##SAMPLE=<ID=1.*>"] },
        { "fileformat-twice", "##fileformat", -1, ["##fileformat=VCFv4.3"] },
        { "header-line", "", -1, ["one line of prose"] },
        { "column-count", "", 1, ["1~100~.~A~G~.~PASS"] },
        { "empty-column", "QUAL", 1, ["1~100~.~A~G~~PASS~AC=1"] },
        { "unsorted", "POS", 2, [Good, "1~99~.~A~G~.~PASS~AC=1"] },
        { "contig-scattered", "CHROM", 3, [Good, "2~5~.~A~G~.~PASS~AC=1", "1~200~.~A~G~.~PASS~AC=1"] },
        { "duplicate-record", "ALT", 2, [Good, Good] },
        { "duplicate-allele", "ALT", 2, ["1~99~.~TAT~TGT~.~PASS~AC=1", Good] },
        { "duplicate-allele", "ALT", 2, ["1~100~.~A~C,G~.~PASS~AC=1,1", Good] },
        { "chrom-characters", "CHROM", 1, ["<1~100~.~A~G~.~PASS~AC=1"] },
        { "contig-undeclared", "CHROM/3", 1, ["3~100~.~A~G~.~PASS~AC=1"] },
        { "bad-pos", "POS", 1, ["1~-1~.~A~G~.~PASS~AC=1"] },
        { "pos-past-contig", "POS", 1, ["1~1000002~.~A~G~.~PASS~AC=1"] },
        { "id-characters", "ID", 1, ["1~100~;rs1~A~G~.~PASS~AC=1"] },
        { "id-twice", "ID", 1, ["1~100~rs1;rs2;rs1~A~G~.~PASS~AC=1"] },
        { "ref-bases", "REF", 1, ["1~100~.~R~G~.~PASS~AC=1"] },
        { "alt-empty", "ALT", 1, ["1~100~.~A~C,,G~.~PASS~AC=1,1,1"] },
        { "alt-bases", "ALT", 1, ["1~100~.~A~R~.~PASS~AC=1"] },
        { "alt-symbolic", "ALT", 1, ["1~100~.~A~<A>B>~.~PASS~AC=1"] },
        { "alt-breakend", "ALT", 1, ["1~100~.~A~[1:100[~.~PASS~AC=1"] },
        { "alt-breakend", "ALT", 1, ["1~100~.~A~A[1:100]~.~PASS~AC=1"] },
        { "alt-missing", "ALT", 1, ["1~100~.~A~G,.~.~PASS~AC=1,1"] },
        { "alt-undeclared", "ALT/DEL", 1, ["1~100~.~A~<DEL>~.~PASS~AC=1"] },
        { "alt-is-ref", "ALT", 1, ["1~100~.~A~a~.~PASS~AC=1"] },
        { "alt-twice", "ALT", 1, ["1~100~.~A~G,G~.~PASS~AC=1,1"] },
        { "alt-twice", "ALT", 1, ["1~100~.~A~G,g~.~PASS~AC=1,1"] },
        { "qual", "QUAL", 1, ["1~100~.~A~G~high~PASS~AC=1"] },
        { "qual-negative", "QUAL", 1, ["1~100~.~A~G~-3~PASS~AC=1"] },
        { "filter-characters", "FILTER", 1, ["1~100~.~A~G~.~q10;~AC=1"] },
        { "filter-zero", "FILTER", 1, ["1~100~.~A~G~.~0~AC=1"] },
        { "filter-twice", "FILTER", 1, ["1~100~.~A~G~.~q10;q10~AC=1"] },
        { "filter-pass", "FILTER", 1, ["1~100~.~A~G~.~PASS;q10~AC=1"] },
        { "filter-undeclared", "FILTER/q20", 1, ["1~100~.~A~G~.~q20~AC=1"] },
        { "no-evidence", "INFO", 0, ["1~100~.~A~G~.~PASS~DP=3"] },
        { "info-empty", "INFO", 1, ["1~100~.~A~G~.~PASS~AC=1;;DP=3"] },
        { "info-key", "INFO/A C", 1, ["1~100~.~A~G~.~PASS~AC=1;A C=3"] },
        { "info-key-twice", "INFO/AC", 1, ["1~100~.~A~G~.~PASS~AC=1;AC=1"] },
        { "info-undeclared", "INFO/XX", 1, ["1~100~.~A~G~.~PASS~AC=1;XX=3"] },
        { "info-characters", "INFO/XS", 1, ["1~100~.~A~G~.~PASS~AC=1;XS=a=b"] },
        { "info-no-value", "INFO/AC", 1, ["1~100~.~A~G~.~PASS~AC"] },
        { "info-no-value", "INFO/AC", 1, ["1~100~.~A~G~.~PASS~AC="] },
        { "info-flag", "INFO/DB", 1, ["1~100~.~A~G~.~PASS~AC=1;DB=2"] },
        { "info-flag-number", "INFO/DB", 1, ["1~100~.~A~G~.~PASS~AC=1;DB=1"] },
        { "info-number", "INFO/DP", 1, ["1~100~.~A~G~.~PASS~AC=1;DP=1,2"] },
        { "info-number-text", "INFO/XS", 1, ["1~100~.~A~G~.~PASS~AC=1;XS=a,b"] },
        { "info-number-allele", "INFO/AC", 1, ["1~100~.~A~C,G~.~PASS~AC=1"] },
        { "info-number-reserved", "INFO/AN", 1, ["1~100~.~A~G~.~PASS~AC=1;AN=1,2"] },
        { "info-type", "INFO/DP", 1, ["1~100~.~A~G~.~PASS~AC=1;DP=1.5"] },
        { "info-type-character", "INFO/XC", 1, ["1~100~.~A~G~.~PASS~AC=1;XC=two"] },
        { "info-type-reserved", "INFO/AN", 1, ["1~100~.~A~G~.~PASS~AC=1;AN=x"] },
        { "info-range", "INFO/DP", 1, ["1~100~.~A~G~.~PASS~AC=1;DP=2147483648"] },
        { "info-range", "INFO/DP", 1, ["1~100~.~A~G~.~PASS~AC=1;DP=-2147483641"] },
        { "info-negative", "INFO/AC", 1, ["1~100~.~A~G~.~PASS~AC=-1"] },
        { "info-negative", "INFO/AF", 1, ["1~100~.~A~G~.~PASS~AF=-0.1"] },
        { "info-cigar", "INFO/CIGAR", 1, ["1~100~.~A~G~.~PASS~AC=1;CIGAR=1Y"] },
        { "info-svtype", "INFO/SVTYPE", 1, ["1~100~.~A~G~.~PASS~AC=1;SVTYPE=TRA"] },
        { "info-end", "INFO/END", 1, ["1~100~.~A~G~.~PASS~AC=1;END=99"] },
    };

    /// <summary>The same with samples; a cell or FORMAT stands at the end of the record.</summary>
    public static TheoryData<string, string, string> SampleDefects => new()
    {
        { "format-empty", "FORMAT", "GT::DP~0/1:.:3" },
        { "format-key", "FORMAT", "GT:D*P~0/1:3" },
        { "format-key-percent", "FORMAT", "GT:D%3AP~0/1:3" },
        { "format-key-twice", "FORMAT/DP", "GT:DP:DP~0/1:3:3" },
        { "format-gt-first", "FORMAT/GT", "DP:GT~3:0/1" },
        { "format-undeclared", "FORMAT/XX", "GT:XX~0/1:3" },
        { "cell-empty", "FORMAT/DP[1]", "GT:DP:PL~0/1::1,2,3" },
        { "cell-empty", "FORMAT/GT[1]", "GT~" },
        { "cell-fields", "FORMAT[1]", "GT:DP~0/1:3:4" },
        { "gt", "FORMAT/GT[1]", "GT~0//1" },
        { "gt", "FORMAT/GT[1]", "GT:DP~0.1:3" },
        { "gt", "FORMAT/GT[1]", "GT~|0|1" },
        { "gt-allele", "FORMAT/GT[1]", "GT~0/2" },
        { "gt-trailing", "FORMAT/GT[1]", "GT~0/1|" },
        { "format-number", "FORMAT/DP[1]", "GT:DP~0/1:3,4" },
        { "format-number", "FORMAT/XF[1]", "GT:XF~0/1:3" },
        { "format-number-allele", "FORMAT/PL[1]", "GT:PL~0/1:1,2" },
        { "format-number-allele", "FORMAT/PL[1]", "GT:PL~0:1,2,3" },
        { "format-number-allele", "FORMAT/PL[1]", "GT:PL~0/0/1:1,2,3" },
        { "format-number-reserved", "FORMAT/HQ[1]", "GT:HQ~0/1:3" },
        { "format-filter", "FORMAT/FT[1]", "GT:FT~0/1:q10;" },
        { "format-packed", "FORMAT/XP[1]", "GT:XP~0/1:ab" },
        { "format-type", "FORMAT/XF[1]", "GT:XF~0/1:3,x" },
        { "format-type-reserved", "FORMAT/GQ[1]", "GT:GQ~0/1:x" },
        { "format-range", "FORMAT/DP[1]", "GT:DP~0/1:4294967296" },
        { "format-negative", "FORMAT/DP[1]", "GT:DP~0/1:-1" },
    };

    /// <summary>Rules that only later versions have: code, column, version, ALT, INFO, FORMAT and cell.</summary>
    public static TheoryData<string, string, int, string, string, string> LaterDefects => new()
    {
        { "alt-type", "ALT", 4, "<TRA:X>", "AC=1", "GT~0/1" },
        { "sv-length-missing", "INFO/SVLEN", 4, "<INS>", "AC=1", "GT~0/1" },
        { "sv-length-allele", "INFO/SVLEN", 4, "G", "SVLEN=1", "GT~0/1" },
        { "sv-claim-missing", "INFO/SVCLAIM", 4, "<DEL>", "SVLEN=1", "GT~0/1" },
        { "sv-claim", "INFO/SVCLAIM", 4, "<CNV>", "SVLEN=1;SVCLAIM=J", "GT~0/1" },
        { "sv-tuple", "INFO/CIPOS", 4, "G", "CIPOS=-1", "GT~0/1" },
        { "sv-interval", "INFO/CIPOS", 4, "G", "CIPOS=1,2", "GT~0/1" },
        { "sv-repeat-unit", "INFO/RUS", 4, "<CNV:TR>", "SVLEN=9", "GT~0/1" },
        { "sv-repeat-unit", "INFO/RUL", 4, "<CNV:TR>", "SVLEN=9;RUS=CAG;RUL=2", "GT~0/1" },
        { "sv-repeat-number", "INFO/RUS", 4, "<CNV:TR>", "SVLEN=9;RUS=CAG,TG", "GT~0/1" },
        { "sv-repeat-bases", "INFO/RUB", 4, "<CNV:TR>", "SVLEN=9;RUS=CAG;RUC=2;RUB=3", "GT~0/1" },
        { "format-psl", "FORMAT/PSL[1]", 4, "G", "AC=1", "GT:PSL~0/1:a,." },
        { "format-pso", "FORMAT/PSO[1]", 4, "G", "AC=1", "GT:PSL:PSO~0|1:a,.:1,2" },
        { "format-pso", "FORMAT/PSO[1]", 4, "G", "AC=1", "GT:PSL:PSO~0/0|1:a,b,.:.,.,2" },
        { "format-ps-psl", "FORMAT/PSL[1]", 4, "G", "AC=1", "GT:PS:PSL~0|1:5:a,b" },
        { "format-interval", "FORMAT/CICN[1]", 4, "G", "AC=1", "GT:CICN~0/1:1,2" },
        { "format-copy-number", "FORMAT/CN", 4, "<DEL>,<DUP>", "SVLEN=1,2;SVCLAIM=D,D", "GT:CN~0/1:2" },
        { "format-local", "FORMAT/LAD", 5, "G", "AC=1", "GT:LAD~0/1:1,2" },
        { "format-laa", "FORMAT/LAA[1]", 5, "G", "AC=1", "GT:LAA~0/1:2" },
        { "format-number-reserved", "FORMAT/LAD[1]", 5, "C,G", "AC=1,1", "GT:LAA:LAD~0/2:2:1,2,3" },
        { "format-key-alphanumeric", "FORMAT/X_Y", 2, "G", "AC=1", "GT:X_Y~0/1:1" },
        { "info-characters", "INFO/XS", 2, "G", "AC=1;XS=a b", "GT~0/1" },
        { "format-number-reserved", "FORMAT/GL[1]", 1, "G", "AC=1", "GT:GL~0/1:-1,-2" },
    };

    [Theory, MemberData(nameof(Defects))]
    public async Task A_defect_is_told_with_its_line_and_column(string code, string column, int line, string[] lines)
    {
        string[] meta = [.. Judged.Meta, .. line < 0 ? lines : []], records = line < 0 ? [Good] : lines;
        var (findings, verdict) = await Judged.OfAsync(Judged.Text(3, meta, 0, records));
        var expected = FindingCodes.All.Single(c => c.Name == code);
        var place = code == "no-evidence" ? 0 : line < 0 ? 1 + meta.Length : 2 + meta.Length + line;
        Assert.Contains((code, column, (long)place, expected.Severity),
            findings.Select(f => (f.Code, f.Column, f.Place.Line, f.Severity)));
        Assert.Equal(findings.TrueForAll(f => f.Severity == Severity.Warning), verdict.Accepted);
    }

    [Theory, MemberData(nameof(SampleDefects))]
    public async Task A_defect_of_a_sample_is_told_with_its_number(string code, string column, string cells)
    {
        var (findings, _) = await Judged.OfAsync(Judged.Text(3, Judged.Meta, 1, $"1~100~.~A~G~.~PASS~AC=1~{cells}"));
        Assert.Contains((code, column, Judged.Meta.Length + 3L),
            findings.Select(f => (f.Code, f.Column, f.Place.Line)));
    }

    [Theory, MemberData(nameof(LaterDefects))]
    public async Task A_file_is_judged_by_its_own_version(string code, string column, int minor, string alt,
    string info, string cells)
    {
        async Task<bool> Has(int version) =>
            (await Judged.OfAsync(
            Judged.Text(version, [.. Judged.Meta, Alt], 1, $"1~100~.~A~{alt}~.~PASS~{info}~{cells}"))).Findings.Exists(
                f => f.Code == code && f.Column == column);
        Assert.True(await Has(minor));
        Assert.False(await Has(minor switch { 5 => 4, 4 => 3, 1 => 0, _ => 3 }));
    }

    [Theory]
    [InlineData("alt-id-type", "##ALT/ID", "##ALT=<ID=R,Description=\"x\">")]
    [InlineData("meta-sample", "##SAMPLE/Genomes", "##SAMPLE=<ID=a,Mixture=1,Description=\"x\">")]
    [InlineData("meta-number-version", "##FORMAT/Number", "##FORMAT=<ID=XX,Number=P,Type=Integer,Description=\"x\">")]
    public async Task A_line_of_the_header_is_judged_by_the_version_too(string code, string column, string line)
    {
        Assert.Contains((await Judged.OfAsync(Judged.Text(2, [line], 0))).Findings,
            f => f.Code == code && f.Column == column && f.Place.Line == 2);
        Assert.DoesNotContain((await Judged.OfAsync(Judged.Text(4, [line], 0))).Findings, f => f.Code == code);
    }

    [Fact]
    public async Task A_colon_in_a_contig_is_told_where_the_version_forbids_it()
    {
        static async Task<bool> Has(int version) =>
            (await Judged.OfAsync(Judged.Text(version, [], 0, "HLA:1~5~.~A~G~.~PASS~AC=1"))).Findings.Exists(
            f => (f.Code, f.Column) == ("chrom-colon", "CHROM"));
        Assert.Equal((true, false), (await Has(2), await Has(3)));
    }

    [Fact]
    public async Task The_checksum_of_a_contig_is_judged_since_it_has_a_form()
    {
        const string line = "##contig=<ID=1,md5=F126>";
        Assert.Contains((await Judged.OfAsync(Judged.Text(4, [line], 0))).Findings,
            f => (f.Code, f.Column) == ("contig-md5", "##contig/md5"));
        Assert.Empty((await Judged.OfAsync(Judged.Text(3, [line], 0))).Findings);
    }

    [Theory]
    [InlineData("not-a-vcf", "##fileformat", 1, "#\nis not\na vcf\n")]
    [InlineData("no-fileformat", "##fileformat", 1, "##source=x\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n")]
    [InlineData("unsupported-version", "##fileformat", 1, "##fileformat=VCFv3.3\n")]
    [InlineData("unsupported-version", "##fileformat", 1, "##fileformat=\n")]
    [InlineData("header-no-columns", "#CHROM", 1, "##fileformat=VCFv4.2\n")]
    [InlineData("header-no-columns", "#CHROM", 2, "##fileformat=VCFv4.2\n1\t100\t.\tA\tG\t.\tPASS\t.\n")]
    [InlineData("header-columns", "#CHROM", 2,
        "##fileformat=VCFv4.2\n#CHROM\tPOSITION\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n")]
    [InlineData("header-columns", "#CHROM", 2, "##fileformat=VCFv4.2\n#CHROM POS ID REF ALT QUAL FILTER INFO\n")]
    [InlineData("sample-name-empty", "#CHROM[2]", 2,
        "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tA\t\n")]
    [InlineData("sample-name-twice", "#CHROM[2]", 2,
        "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tA\tA\n")]
    [InlineData("format-without-samples", "#CHROM", 2,
        "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\n")]
    [InlineData("no-final-newline", "", 2, "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO")]
    [InlineData("byte-order-mark", "##fileformat", 1,
        "\uFEFF##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n")]
    [InlineData("empty-file", "", 0, "")]
    public async Task A_file_that_is_wrong_as_a_whole_is_told(string code, string column, int line, string text) =>
        Assert.Contains((code, column, (long)line),
        (await Judged.OfAsync(text)).Findings.Select(f => (f.Code, f.Column, f.Place.Line)));

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_are_told()
    {
        var bytes = Encoding.UTF8.GetBytes(Judged.Text(3, Judged.Meta, 0, "1~100~.~A~G~.~PASS~AC=1;XS=a"));
        bytes[^2] = 0xE9;
        Assert.Contains((await Judged.OfAsync(bytes)).Findings,
            f => (f.Code, f.Column, f.Place.Line) == ("not-utf-8", "INFO", Judged.Meta.Length + 3));
    }

    [Fact]
    public void Every_code_has_a_test_of_its_own()
    {
        string[] elsewhere =
        [
            "unreadable", "not-utf-8", "contig-md5", "chrom-colon", "alt-id-type", "meta-sample", "not-a-vcf",
                "no-fileformat", "unsupported-version", "header-no-columns", "header-columns", "sample-name-empty",
                    "sample-name-twice",
            "format-without-samples", "no-final-newline", "byte-order-mark",
        ];
        var tested = Defects.Select(d => d.Data.Item1).Concat(SampleDefects.Select(d => d.Data.Item1))
            .Concat(LaterDefects.Select(d => d.Data.Item1)).Concat(ClauseTests.Clauses.Select(d => d.Data.Item1))
            .Concat(elsewhere);
        Assert.Empty(FindingCodes.All.Select(c => c.Name).Except(tested));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public async Task A_good_file_of_each_version_gives_nothing(int minor)
    {
        string[] meta =
            [.. Judged.Meta.Where(l => minor > 0 || !l.StartsWith("##INFO=<ID=A", StringComparison.Ordinal))
            .Select(l => minor > 0 ? l : l.Replace("=G,", "=3,", StringComparison.Ordinal))];
        // 4.0 knows no number by alleles, and so no declaration that would not be told.
        string info = minor > 0 ? Good : Good.Replace("AC=1;AF=0.5;", "", StringComparison.Ordinal),
            frequency = minor > 0 ? "AF=1" : ".";
        var (findings, verdict) = await Judged.OfAsync(Judged.Text(minor, meta, 2,
            "1~0~.~N~A~.~.~.~GT~0~1", info + "~GT:DP:PL~0/1:10:20,0,30~1|1:3:.",
                "1~101~rs1;rs2~CT~C~1e-3~q10~DB~GT:XF~./.:.~0|1:1.5,-inf", "1~102~.~c~.~.~PASS~.~GT~0/0~0",
                    "1~103~.~A~G~.~.~XS=.~DP~3~.", $"2~1~.~A~AT~NaN~PASS~{frequency}~GT~0/1/1~."));
        Assert.Empty(findings.Select(Judged.Told));
        Assert.Equal(($"VCFv4.{minor}", 2, 6L, 0L, 0L),
            (verdict.Version, verdict.Samples, verdict.Records, verdict.Errors, verdict.Warnings));
    }

    [Fact]
    public async Task Structural_alleles_breakends_and_local_alleles_of_4_5_are_good()
    {
        var (findings, _) =
            await Judged.OfAsync(
            Judged.Text(5,
                [.. Judged.Meta, Alt, "##ALT=<ID=CNV:TR,Description=\"Repeat\">",
                    "##INFO=<ID=SVLEN,Number=A,Type=Integer,Description=\"x\">",
            "##INFO=<ID=SVCLAIM,Number=A,Type=String,Description=\"x\">",
                "##INFO=<ID=RUS,Number=.,Type=String,Description=\"x\">",
                    "##INFO=<ID=RN,Number=A,Type=Integer,Description=\"x\">",
            "##FORMAT=<ID=LAA,Number=.,Type=Integer,Description=\"x\">",
                "##FORMAT=<ID=LPL,Number=LG,Type=Integer,Description=\"x\">",
                    "##FORMAT=<ID=PSL,Number=P,Type=String,Description=\"x\">"], 1,
            "1~1~.~A~<DEL>,*~.~PASS~SVLEN=5,.;SVCLAIM=DJ,.~GT:PSL~|0/1:a,.", "1~2~.~A~A[2:5[~.~PASS~.~GT~0|1",
                "1~3~.~A~]2:5]A~.~PASS~.~GT~/0/1", "1~4~.~A~A.~.~PASS~.~GT~0/1",
            "1~5~.~A~<CNV:TR>~.~PASS~SVLEN=9;RN=2;RUS=CA,G~GT~0/1", "1~6~.~A~C,G,T~.~PASS~.~GT:LAA:LPL~0/3:3:1,2,3",
                "1~7~.~A~C~.~PASS~.~LAA:LPL~:1", "1~8~.~A~<*>~.~PASS~.~GT~0/0"));
        Assert.Empty(findings.Select(Judged.Told));
    }

    [Fact]
    public async Task Line_ends_of_two_characters_are_line_ends() =>
        Assert.Empty(
        (await Judged.OfAsync(
            Judged.Text(3, Judged.Meta, 1, GoodSample)
                .Replace("\n", "\r\n", StringComparison.Ordinal))).Findings.Select(Judged.Told));

    [Fact]
    public async Task A_header_without_end_is_given_up()
    {
        var bytes = new byte[70 << 20];
        bytes.AsSpan().Fill((byte)'a');
        for (var i = 0; i < bytes.Length; i += 1 << 20) "\n##x="u8.CopyTo(bytes.AsSpan(i));
        "##fileformat=VCFv4.3\n##x="u8.CopyTo(bytes);
        Assert.Contains((await Judged.OfAsync(bytes)).Findings, f => f.Code == "header-too-long");
    }

    [Fact]
    public async Task Of_one_kind_a_hundred_are_told_and_the_rest_is_counted()
    {
        var (findings, verdict) =
            await Judged.OfAsync(
            Judged.Text(3, Judged.Meta, 0, Enumerable.Range(1, 250).Select(i => $"1~{i}~.~A~G~-1~PASS~AC=1")));
        Assert.Equal(101, findings.Count);
        Assert.Equal((150, "+150", 0, "QUAL"),
            (findings[^1].More, findings[^1].Found, findings[^1].Place.Line, findings[^1].Column));
        Assert.Equal(250, verdict.Errors);
    }

    [Fact]
    public async Task A_key_that_is_not_declared_is_told_once() =>
        Assert.Single(
        (await Judged.OfAsync(
            Judged.Text(3, Judged.Meta, 0,
                Enumerable.Range(1, 9).Select(i => $"1~{i}~.~A~G~1~PASS~AC=1;XX=1")))).Findings);

    [Fact]
    public async Task Damage_to_the_container_is_an_error_after_what_was_found_before_it()
    {
        using var packed = new MemoryStream();
        using (var writer = new BgzfWriter(packed, leaveOpen: true))
            writer.Write(Encoding.UTF8.GetBytes(Judged.Text(3, Judged.Meta, 0, "1~100~.~A~G~-1~PASS~AC=1")));
        var (findings, verdict) = await Judged.OfAsync(packed.ToArray()[..^28]);
        Assert.Equal(["qual-negative", "bgzf-no-end"], findings.Select(f => f.Code));
        Assert.False(verdict.Accepted);
        Assert.NotEmpty(findings[^1].Text());
    }

    [Fact]
    public async Task The_same_allele_far_away_or_on_another_contig_is_another_variant() =>
        Assert.Empty(
        (await Judged.OfAsync(
            Judged.Text(3, Judged.Meta, 0, "1~99~.~TAT~TGT~.~PASS~AC=1", "1~101~.~A~G~.~PASS~AC=1",
                "2~100~.~A~G~.~PASS~AC=1"))).Findings.Select(Judged.Told));
}
