using Thrombophilia.Given;
using Thrombophilia.Variants.Acmg;
using Thrombophilia.Variants.Acmg.Tables;
using Xunit;

namespace Thrombophilia.Variants.Tests.Acmg;

/// <summary>
/// What becomes of variants that others judged. Verdicts of others make no class here, so the lists are no part of what
/// decides; published evidence of patients is, and what rests on it is counted apart.
/// </summary>
public sealed class ClassificationTests
{
    static readonly string[] Pathogenic = ["pathogenic", "likely-pathogenic"], Benign = ["benign", "likely-benign"];

    /// <summary>A variant and on which side others see it.</summary>
    sealed record Judged(string Gene, string Pos, string Ref, string Alt, bool IsPathogenic);

    static IEnumerable<string[]> Lines(string file) =>
        File.ReadLines(Material.File("reference/" + file)).Skip(1).Select(line => line.Split('\t'));

    static Judged[] Published(params string[] classes) =>
        [.. from cells in Lines("published_variants.tsv")
            where classes.Contains(cells[3])
            let place = cells[6].Split('-')
            select new Judged(cells[0], place[1], place[2], place[3], cells[3][0] != 'B')];

    // Several codes of one side; 0 and 1 (uncertain, not provided) beside them say nothing.
    static Judged[] ClinVar() =>
        [.. from cells in Lines("clinvar_2017-04-04.tsv")
            let codes = cells[8].Split('|').Where(code => code is not ("0" or "1")).ToArray()
            where codes.Length > 0 && (codes.All(code => code is "4" or "5") || codes.All(code => code is "2" or "3"))
            select new Judged(cells[0], cells[5], cells[6], cells[4], codes[0] is "4" or "5")];

    static Judged[] InterVar() =>
        [.. from cells in Lines("clinvar_pathogenic_missense_intervar.tsv")
            select new Judged(cells[0], cells[3], cells[4], cells[5], true)];

    [Theory]
    [InlineData("published", false)]
    [InlineData("published", true)]
    [InlineData("literature", false)]
    [InlineData("literature", true)]
    [InlineData("ClinVar 2017", false)]
    [InlineData("ClinVar 2017", true)]
    [InlineData("InterVar", false)]
    [InlineData("InterVar", true)]
    public async Task No_variant_that_others_call_pathogenic_is_benign_here_and_none_that_they_call_benign_is_pathogenic(
        string list, bool withMadeTable)
    {
        var judged = list switch
        {
            "published" => Published("P", "LP", "P/LP", "B", "B/LB"),
            "literature" => Published("P-lit"),
            "InterVar" => InterVar(),
            _ => ClinVar()
        };
        using var book = new Rulebook(asShipped: true);
        if (withMadeTable)
            book.Text("own.tsv", (await new TableMaker(GivenVcf.Panel).MakeAsync(
                new TableRequest(TableSubject.Frequency,
                    [Material.File("vcf/real/grch38/1kgp-nygc.3202.F5.hg38.vcf.gz")], "GRCh38"),
                TestContext.Current.CancellationToken)).Text);
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var wrong = new List<string>();
        foreach (var (gene, at, refBases, altBases, isPathogenic) in judged)
        {
            var pos = int.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
            if (book.Classifier.Classify("GRCh38", gene, pos, refBases, altBases) is not { } found) continue;
            var name = book.Classifier.NamerOn("GRCh38").Name(gene, pos, refBases, altBases)!;
            var verdicts = book.Classifier.On("GRCh38", gene)
                .Verdicts(name, new(pos, refBases, altBases, LeftAligned: true));
            var @class = found.Class.Code();
            var by = found.Combination is null ? "a list of risk alleles"
                : found.Criteria.Any(c => c.Reason == CallerRule.IsPublished) ? "criteria with published evidence"
                : "criteria alone";
            Count(@class == "uncertain" ? verdicts.Length > 0 ? "uncertain, a verdict stands beside it"
                : "uncertain, nothing stands beside it" : $"{@class} by {by}");
            if ((isPathogenic ? Benign : Pathogenic).Contains(@class)) wrong.Add($"{name.HgvsC}: {found.Text}");

            void Count(string what)
            {
                var key = $"{(isPathogenic ? "pathogenic" : "benign")}: {what}";
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }
        }
        foreach (var (what, count) in counts)
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"{list}{(withMadeTable ? ", with a made table" : "")}, {what}: {count}");
        Assert.Empty(wrong);
        Assert.NotEmpty(counts);
    }
}
