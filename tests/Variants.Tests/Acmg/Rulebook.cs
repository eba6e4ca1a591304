using Thrombophilia.Given;
using Thrombophilia.Variants.Acmg;
using Thrombophilia.Variants.Hgvs;

namespace Thrombophilia.Variants.Tests.Acmg;

/// <summary>The product's own rule sets in a folder of their own, with tables that a test invents.</summary>
sealed class Rulebook : IDisposable
{
    public const string Expert = "serpinc1-clingen@1.1.0";
    readonly GivenKnowledge knowledge = new();
    Classifier? classifier;

    /// <param name="asShipped">With the tables and the published evidence that the program brings. Without them a test
    /// knows what every criterion answers from.</param>
    public Rulebook(bool asShipped = false)
    {
        if (asShipped) return;
        foreach (var name in File.ReadAllLines(knowledge.ListFile).Select(line => line.Split(' ')[0])
            .Where(name => name.StartsWith("acmg/tables/", StringComparison.Ordinal)
            || name.StartsWith("acmg/published-", StringComparison.Ordinal)).ToArray())
            knowledge.Withdraw(name);
    }

    public string Folder => knowledge.Path;
    public Classifier Classifier => classifier ??= new(GivenVcf.Panel, Folder);

    /// <summary>Names of the released files, without their folder.</summary>
    public IEnumerable<string> Files =>
        Directory.EnumerateFiles(knowledge["acmg"], "*.json").Select(file => Path.GetFileName(file));

    public string Read(string file) => knowledge.Text("acmg/" + file);

    public void Release(string file, string text) => knowledge.Release("acmg/" + file, text);

    public void Withdraw(string file) => knowledge.Withdraw("acmg/" + file);

    /// <summary>
    /// A table that covers the genes of the panel whole. Rows: a coding name, then the cells; <c>gene:name</c>.
    /// </summary>
    public Rulebook Table(string kind, string build, string columns, params string[] rows)
    {
        var text = $"##table={kind}\n##version=test-1\n##build={build}\n##source=invented\n"
            + string.Concat(
            GivenVcf.Panel.Genes.Select(g => $"##covered={g.Chrom}:{g.Bounds(build).Start}-{g.Bounds(build).End}\n"))
            + $"chrom\tpos\tref\talt\t{columns}\n"
            + string.Concat(
            rows.Select(
                row => row.Split(' ', 2) is [var name, var cells] && name.Split(':') is [var gene, var change]
                    ? $"{Cells(gene, change, build)}\t{cells.Replace(' ', '\t')}\n"
                    : throw new ArgumentException(row)));
        return Text($"{kind}-{build}.tsv", text);
    }

    public Rulebook Text(string name, string text)
    {
        Directory.CreateDirectory(knowledge["acmg/tables"]);
        File.WriteAllText(knowledge["acmg/tables/" + name], text);
        return this;
    }

    public Classification? Classify(string gene, string change, CallerEvidence? evidence = null, string? rules = null,
        string build = "GRCh38")
    {
        var (pos, refBases, altBases) = Allele(gene, change, build);
        return Classifier.Classify(build, gene, pos, refBases, altBases, evidence, rules);
    }

    /// <summary>One criterion as rows write it, <c>-</c> for not met, empty for not applicable.</summary>
    public string Criterion(string code, string gene, string change, CallerEvidence? evidence = null,
        string? rules = null)
    {
        var result = Classify(gene, change, evidence, rules)!.Criteria.Single(c => c.Code == code);
        return result.State switch
        {
            CriterionState.Met => result.Text,
            CriterionState.NotEvaluated => "?" + result.Missing,
            CriterionState.NotMet => "-",
            _ => ""
        };
    }

    public void Dispose() => knowledge.Dispose();

    /// <summary>The allele of the forward strand that a coding name says.</summary>
    public static (int Pos, string Ref, string Alt) Allele(string gene, string change, string build)
    {
        var read = TranscriptChange.Read(new VariantNamer(GivenVcf.Panel.On(build)!).On(gene), change)
            ?? throw new ArgumentException(change);
        return read.Transcript.Gene.Forward ? (read.First, read.Deleted, read.Inserted)
            : (-read.Last, Bases.ReverseComplement(read.Deleted), Bases.ReverseComplement(read.Inserted));
    }

    static string Cells(string gene, string change, string build)
    {
        var (pos, refBases, altBases) = Allele(gene, change, build);
        return $"{GivenVcf.Panel.Genes.Single(g => g.Symbol == gene).Chrom}\t{pos}\t{refBases}\t{altBases}";
    }
}
