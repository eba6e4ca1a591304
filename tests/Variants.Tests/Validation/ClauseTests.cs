using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Thrombophilia.Variants.Validation.Findings;
using Xunit;

namespace Thrombophilia.Variants.Tests.Validation;

/// <summary>
/// Clauses that the versions word differently: what is an error in one is a warning in another, or nothing. The same
/// table stands in <c>docs/validation.md</c>.
/// </summary>
public sealed class ClauseTests
{
    const string Good = "1~100~.~A~G~50~PASS~AC=1", Xx = "=<ID=XX,Number=1,Type=Integer,Description=\"x\">",
        Bnd = "1~100~.~A~A[2:5[~.~PASS~AC=1;SVLEN=3;SVCLAIM=J";

    /// <summary>
    /// Code, column, what it is in 4.0 to 4.5 (e: error, w: warning, -: not told), then lines: those that begin with ##
    /// are definitions, records with a FORMAT column have one sample.
    /// </summary>
    public static TheoryData<string, string, string, string[]> Clauses => new()
    {
        { "meta-free-text", "##tool", "wwwwww", ["##tool=<\"free text, with = in it\">"] },
        { "meta-free-text", "##tool", "www---", ["##tool=<free text>"] },
        { "meta-field", "##tool", "---eee", ["##tool=<free text>"] },
        { "meta-field", "##FILTER", "eeeeee", ["##FILTER=<free text>"] },
        { "meta-value-empty", "##PEDIGREE/Father", "wwwwww", ["##PEDIGREE=<ID=a,Father=>"] },
        { "meta-empty", "##tool", "eeeeee", ["##tool="] },
        { "meta-value-empty", "##contig/URL", "wwwwww", ["##contig=<ID=3,URL=>"] },
        { "meta-id-twice", "##INFO", "wwweee", ["##INFO" + Xx, "##INFO" + Xx] },
        { "meta-id-twice", "##FORMAT", "wwweee", ["##FORMAT" + Xx, "##FORMAT" + Xx] },
        { "meta-id-twice", "##FILTER", "wwweee", ["##FILTER=<ID=q10,Description=\"x\">"] },
        { "meta-id-twice", "##ALT", "wwweee", ["##ALT=<ID=DEL,Description=\"x\">", "##ALT=<ID=DEL,Description=\"y\">"] },
        { "meta-id-twice", "##SAMPLE", "wwweee", ["##SAMPLE=<ID=a>", "##SAMPLE=<ID=a>"] },
        { "meta-id-twice", "##tool", "---eee", ["##tool=<ID=a>", "##tool=<ID=a>"] },
        { "contig-twice", "##contig", "wwwwww", ["##contig=<ID=1>"] },
        { "meta-unquoted", "##INFO/Version", "-wwwww", [$"##INFO{Xx[..^1]},Version=3>"] },
        { "meta-unquoted", "##FILTER/IDX", "------", ["##FILTER=<ID=f,Description=\"x\",IDX=3>"] },
        { "meta-id", "##FORMAT/ID", "-----e", ["##FORMAT=<ID=M5mX,Number=M,Type=Float,Description=\"x\">"] },
        { "alt-id-type", "##ALT/ID", "wwwwww", ["##ALT=<ID=TRA:DEL,Description=\"x\">"] },
        { "alt-id-type", "##ALT/ID", "wwwwww", ["##ALT=<ID=DEL:,Description=\"x\">"] },
        { "alt-id-type", "##ALT/ID", "wwwwww", ["##ALT=<ID=DEL1,Description=\"x\">"] },
        { "alt-id-type", "##ALT/ID", "www---", ["##ALT=<ID=R,Description=\"A or G\">"] },
        { "meta-url", "##assembly", "------", ["##assembly=file:/home/x/ref.fa"] },
        { "meta-url", "##assembly", "------", ["##assembly=file:///home/x/ref.fa"] },
        { "meta-url", "##assembly", "eeeeee", ["##assembly=file:ref.fa"] },
        { "contig-url", "##contig/URL", "wwwwww", ["##contig=<ID=3,URL=ref.fa>"] },
        { "contig-id", "##contig/ID", "---eee", ["##contig=<ID=DUP:TANDEM>"] },
        { "meta-whitespace", "##SAMPLE/ID", "eeeeee", ["##SAMPLE=<ID=a b>"] },
        { "meta-space", "##SAMPLE/Assay", "wwwwww", ["##SAMPLE=<ID=a,Assay=whole genome>"] },
        { "sample-mixture", "##SAMPLE/Mixture", "wwwwww", ["##SAMPLE=<ID=a,Genomes=b;c,Mixture=1>"] },
        { "meta-whitespace", "##PEDIGREE/Father", "eeeeee", ["##PEDIGREE=<ID=a,Father=b c>"] },
        { "pedigree-value", "##PEDIGREE/Father", "wwwwww", ["##PEDIGREE=<ID=a,Father=\"b c\">"] },
        { "pedigree-value", "##PEDIGREE/Father", "wwwwww", ["##PEDIGREE=<ID=a,Father=b;c>"] },
        { "pedigree-value", "##PEDIGREE", "wwwwww", ["##PEDIGREE=<ID=a>"] },
        { "pedigree-database", "##pedigreeDB", "www---", ["##pedigreeDB=https://a.example/b"] },
        { "meta-order", "##contig/ID", "wwwwww", ["##contig=<length=5,ID=3>"] },
        { "meta-order", "##PEDIGREE/ID", "---www", ["##PEDIGREE=<Father=b,ID=a>"] },
        { "chrom-characters", "CHROM", "eeeeee", ["1 A~100~.~A~G~.~PASS~AC=1"] },
        { "chrom-characters", "CHROM", "---eee", ["1(A)~100~.~A~G~.~PASS~AC=1"] },
        { "chrom-characters", "CHROM", "---eee", ["INV~100~.~A~G~.~PASS~AC=1"] },
        { "chrom-colon", "CHROM", "www---", ["1:A~100~.~A~G~.~PASS~AC=1"] },
        { "chrom-unusual", "CHROM", "www---", ["1(A)~100~.~A~G~.~PASS~AC=1"] },
        { "chrom-unusual", "CHROM", "---www", ["1*A~100~.~A~G~.~PASS~AC=1"] },
        { "chrom-unusual", "CHROM", "---www", ["<1=A>~100~.~A~G~.~PASS~AC=1"] },
        { "contig-scattered", "CHROM", "wwweee", [Good, "2~5~.~A~G~.~PASS~AC=1", "1~200~.~A~G~.~PASS~AC=1"] },
        { "unsorted", "POS", "eeeeee", [Good, "1~99~.~A~G~.~PASS~AC=1"] },
        { "id-twice", "ID", "wwweee", ["1~100~rs1;rs1~A~G~.~PASS~AC=1"] },
        { "alt-star", "ALT", "ww----", ["1~100~.~A~*~.~PASS~AC=1"] },
        { "alt-star", "ALT", "--ww--", ["1~100~.~A~A*~.~PASS~AC=1"] },
        { "alt-bases", "ALT", "ee--ee", ["1~100~.~A~A*~.~PASS~AC=1"] },
        { "alt-type", "ALT", "----ee", ["1~100~.~A~<TRA:X>~.~PASS~AC=1"] },
        { "filter-pass", "FILTER", "wwwwww", ["1~100~.~A~G~.~PASS;q10~AC=1"] },
        { "filter-zero", "FILTER", "wwweee", ["1~100~.~A~G~.~0~AC=1"] },
        { "filter-twice", "FILTER", "---eee", ["1~100~.~A~G~.~q10;q10~AC=1"] },
        { "info-characters", "INFO/XS", "www---", ["1~100~.~A~G~.~PASS~AC=1;XS=a b"] },
        { "info-key-twice", "INFO/AC", "wwweee", ["1~100~.~A~G~.~PASS~AC=1;AC=1"] },
        { "info-range", "INFO/DP", "wwweee", ["1~100~.~A~G~.~PASS~AC=1;DP=2147483648"] },
        { "format-range", "FORMAT/DP[1]", "wwweee", [Good + "~GT:DP~0/1:2147483648000"] },
        { "format-phred", "FORMAT/GQ[1]", "wwwwww", [Good + "~GT:GQ~0/1:-3"] },
        { "format-phred", "FORMAT/PL[1]", "-wwwww", [Good + "~GT:PL~0/1:-3,0,1"] },
        { "format-negative", "FORMAT/PS[1]", "-eeeee", [Good + "~GT:PS~0|1:-3"] },
        { "format-probability", "FORMAT/GP[1]", "---www", [Good + "~GT:GP~0/1:0,1.5,20"] },
        { "format-fraction", "FORMAT/M27551C[1]", "-----e", [Good + "~GT:M27551C~0/1:1.5"] },
        { "format-modification", "FORMAT/MXaoN", "-----e", [Good + "~MXaoN~0.5"] },
        { "format-modification", "FORMAT/XX", "-----e",
            ["##FORMAT=<ID=XX,Number=M,Type=Float,Description=\"x\">", Good + "~XX~0.5"] },
        { "format-local", "FORMAT/LAA", "-----e", [Good + "~GT:DP:LAA:LAD~0/1:3:1:1,2"] },
        { "sv-length-allele", "INFO/SVLEN", "----ww", [Bnd] },
        { "sv-claim", "INFO/SVCLAIM", "------", [Bnd] },
        { "sv-claim", "INFO/SVCLAIM", "----ee", ["1~100~.~A~<CNV>~.~PASS~AC=1;SVLEN=3;SVCLAIM=J"] },
        { "sv-claim-allele", "INFO/SVCLAIM", "----ww", ["1~100~.~A~G~.~PASS~AC=1;SVCLAIM=J"] },
        { "sv-repeat-letters", "INFO/RUS", "----ee", ["1~100~.~A~<CNV:TR>~.~PASS~AC=1;SVLEN=3;RUS=CXG"] },
        { "format-copy-number", "FORMAT/CN", "----ee",
            ["1~100~.~A~<DEL>,<DUP>~.~PASS~AC=1,1;SVLEN=1,2;SVCLAIM=D,DJ~GT:CN~0/1:2"] },
        { "format-copy-number-claim", "FORMAT/CN", "----ww",
            ["1~100~.~A~<DEL>,<DUP>~.~PASS~AC=1,1;SVLEN=1,2;SVCLAIM=D,J~GT:CN~0/1:2"] },
    };

    [Theory, MemberData(nameof(Clauses))]
    public async Task A_clause_is_judged_as_each_version_words_it(string code, string column, string versions, string[] lines)
    {
        string[] meta = [.. Judged.Meta, .. lines.Where(l => l.StartsWith("##", StringComparison.Ordinal))];
        var records = lines.Where(l => !l.StartsWith("##", StringComparison.Ordinal)).DefaultIfEmpty(Good).ToArray();
        var told = "";
        for (var minor = 0; minor <= 5; minor++)
        {
            var (findings, _) =
                await Judged.OfAsync(Judged.Text(minor, meta, records[0].Count(c => c == '~') > 7 ? 1 : 0, records));
            var found = findings.Find(f => (f.Code, f.Column) == (code, column));
            told += found is null ? "-" : found.Severity == Severity.Error ? "e" : "w";
        }
        Assert.Equal(versions, told);
    }

    [Fact]
    public void The_document_has_the_same_clauses()
    {
        var rows = File.ReadLines(Path.GetFullPath(Path.Combine(Here(), "../../../../docs/validation.md")))
            .Select(l => Regex.Match(l, @"^\|[^|]+\|[^|]+\| `([-ew]{6})` \| `([a-z0-9-]+)` \| [^|]+\|$"))
            .Where(m => m.Success).Select(m => (m.Groups[2].Value, m.Groups[1].Value)).Order().ToArray();
        Assert.Equal(Clauses.Select(c => (c.Data.Item1, c.Data.Item3)).Where(c => c.Item2 != "------").Distinct().Order(),
            rows);
    }

    [Fact]
    public void Every_code_whose_severity_depends_on_the_version_is_tried_on_both_sides() =>
        Assert.Equal(FindingCodes.All.Where(c => c.ErrorFrom > 0).Select(c => c.Name).Order(),
            Clauses.Where(c => c.Data.Item3.Contains("we", StringComparison.Ordinal)).Select(c => c.Data.Item1).Distinct()
                .Order());

    static string Here([CallerFilePath] string here = "") => here;
}
