using System.Globalization;
using System.Text;
using Thrombophilia.Benchmarks.Inputs;
using Thrombophilia.Given;

namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>
/// Names, consequences and classes of a million sites beside the consequences of <c>bcftools csq</c>.
/// </summary>
static class AnnotateSection
{
    const int Most = 1_000_000;
    const string Peer = "bcftools csq -l", Own = "annotate";

    public static Task RunAsync(Setting setting, Report report)
    {
        var folder =
            Directory.CreateDirectory(
            Path.Combine(setting.Data,
                string.Create(CultureInfo.InvariantCulture,
                    $"sites.{setting.Build.Id}.seed{InputPlan.UsualSeed}"))).FullName;
        var random = new Random((int)InputPlan.UsualSeed);
        var reference = new OracleReference(setting.Build, folder, random);
        var sites = WriteSites(reference, folder, random);
        var ours = Invocation.Product(Own, setting.Published, "annotate", sites, "--build", setting.Build.Id);
        var theirs = new Invocation(Peer, "bcftools", "csq", "-l", "-f", reference.Fasta, "-g", reference.Gff, sites);
        var (rows, snvs) = Agree(ours, theirs);
        report.Notes.Add(string.Create(CultureInfo.InvariantCulture,
            $"{rows} sites, {new FileInfo(sites).Length / 1e6:F1} MB compressed; equal to bcftools before timing: "
            + $"the consequences of all {snvs} SNVs (indels are compared by the tests, decision 0015)"));
        report.Notes.Add("`annotate` gives HGVS names and ACMG/AMP criteria too, `bcftools csq` consequences alone");
        setting.Run(new Contest("annotate, the whole process", [new(ours, rows)], [new(theirs, rows)],
        [
            new($"CPU / {Peer}", 1, r => r.Cpu(Own).Over(r.Cpu(Peer))),
            new($"wall / {Peer}", 1, r => r.Wall(Own).Over(r.Wall(Peer))),
        ])
        { Unit = "site" }, report, $"{rows} sites");
        return Task.CompletedTask;
    }

    /// <summary>
    /// Every SNV, and a deletion and an insertion of one base, at each base between the ends of each gene: the first
    /// million of them.
    /// </summary>
    static string WriteSites(OracleReference reference, string folder, Random random)
    {
        var path = Path.Combine(folder, "sites.vcf");
        using (var text = new StreamWriter(path, append: false, Encoding.ASCII, 1 << 18))
        {
            text.Write(reference.VcfHeader());
            var sites = 0;
            foreach (var locus in reference.Loci.OrderBy(l => l.Gene.Chrom, StringComparer.Ordinal)
                .ThenBy(l => l.Start))
            {
                var exons = locus.Gene.Exons(reference.Build.Id);
                for (var pos = exons.Min(e => e.Start); pos < exons.Max(e => e.End) && sites < Most; pos++)
                {
                    var was = locus.At(pos);
                    sites += 5;
                    foreach (var alt in "ACGT") if (alt != was[0]) Write(was, alt.ToString());
                    Write(locus.At(pos, 2), was);
                    Write(was, was + Words.Make(random, 1));

                    void Write(string from, string to) =>
                        text.Write(
                        string.Create(CultureInfo.InvariantCulture,
                            $"{locus.Gene.Chrom}\t{pos}\t.\t{from}\t{to}\t.\t.\t.\n"));
                }
            }
        }
        Child.Measure(new Invocation("bgzip", "bgzip", "-f", path));
        return path + ".gz";
    }

    /// <summary>Sites, and SNVs among them whose consequences are the same.</summary>
    /// <exception cref="DisagreementException">They differ.</exception>
    static (int Rows, int Snvs) Agree(Invocation ours, Invocation theirs)
    {
        var (rows, snvs) = (0, 0);
        var differences = new List<string>();
        using var own = Child.Lines(ours).Skip(1).GetEnumerator();
        foreach (var line in Child.Lines(theirs).Where(l => l[0] != '#'))
        {
            if (!own.MoveNext()) throw new DisagreementException($"annotate ends after {rows} rows");
            rows++;
            string[] site = line.Split('\t'), row = own.Current.Split('\t');
            if (site[3].Length != 1 || site[4].Length != 1) continue;
            snvs++;
            if (!Terms(row[9].Replace("_variant", "", StringComparison.Ordinal)).SetEquals(TermsOf(site[7]))
                && differences.Count < 20)
                differences.Add($"{site[0]}:{site[1]} {site[3]}>{site[4]}: annotate {row[9]}, {Peer} {site[7]}");
        }
        if (own.MoveNext()) differences.Add($"annotate has more than {rows} rows");
        return differences.Count == 0 ? (rows, snvs) : throw new DisagreementException(string.Join('\n', differences));
    }

    static HashSet<string> TermsOf(string info) =>
        info.Split(';').FirstOrDefault(i => i.StartsWith("BCSQ=", StringComparison.Ordinal)) is { } said
            ? [.. said[5..].Split(',').SelectMany(entry => Terms(entry.Split('|')[0]))] : [];

    /// <summary>
    /// Without the intron, which bcftools leaves out beside a splice region and we tell (decision 0015).
    /// </summary>
    static HashSet<string> Terms(string joined) =>
        [.. joined.ToLowerInvariant().Split('&').Where(term => term is not ("intron" or ""))];
}
