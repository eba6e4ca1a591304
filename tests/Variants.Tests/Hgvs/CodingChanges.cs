using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Thrombophilia.Given;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Tests.Hgvs;

/// <summary>A change in a gene, as a VCF writes it.</summary>
sealed record CodingChange(string Gene, string Chrom, int Pos, string Ref, string Alt);

/// <summary>
/// Every SNV of every coding base of the panel, and seeded indels and MNVs in and around the coding exons, with all
/// that bcftools needs to judge
/// them. <see cref="Panel"/> knows the invented bases too.
/// </summary>
sealed class CodingChanges : IDisposable
{
    static readonly int[] Lengths = [1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 9, 12, 20];
    readonly TempFolder folder = new();
    readonly Random random = new(20261125);
    readonly OracleReference reference;

    public CodingChanges(string build)
    {
        reference = new OracleReference(GivenVcf.Panel.On(build)!, folder.Path, random);
        using var knowledge = new GivenKnowledge();
        var name = $"{GivenVcf.Panel.Id}/{GivenVcf.Panel.Id}-{GivenVcf.Panel.Version}.json";
        var json = JsonNode.Parse(knowledge.Text(name))!;
        foreach (var sequence in reference.Invented()) json["knownSequences"]!.AsArray().Add(sequence);
        knowledge.Release(name, json.ToJsonString());
        Panel = Panel.Load(GivenVcf.Panel.Id, knowledge.Path);
        _ = (Panel.Legacy, Panel.Limits); // They are read when they are asked for, and the folder is gone by then.
    }

    /// <summary>The panel with the invented bases.</summary>
    public Panel Panel { get; }

    public IEnumerable<CodingChange> Snvs() =>
        from locus in reference.Loci
        from part in locus.Coding
        from pos in Enumerable.Range(part.Start, part.End - part.Start + 1)
        let was = locus.At(pos)
        from alt in "ACGT"
        where alt != was[0]
        select Change(locus, pos, was, alt.ToString());

    // Some begin before the exon or end behind it.
    public IEnumerable<CodingChange> Indels(int count) => Seeded(count,
        (locus, start, end) => Indel(locus, random.Next(start - 6, end + 6)));

    public IEnumerable<CodingChange> Mnvs(int count) => Seeded(count, (locus, start, end) =>
    {
        var length = random.Next(2, 5);
        if (end - start < length) return null;
        var pos = random.Next(start, end - length + 2);
        var was = locus.At(pos, length);
        var alt = Words.Make(random, length).ToCharArray();
        foreach (var i in new[] { 0, length - 1 }) while (alt[i] == was[i]) alt[i] = Words.Make(random, 1)[0];
        return Change(locus, pos, was, new string(alt));
    });

    /// <summary>
    /// Changes of whole codons and of less in the first and the last four codons of every gene, of which random places
    /// hit too few.
    /// </summary>
    public IEnumerable<CodingChange> AtBothEnds()
    {
        foreach (var locus in reference.Loci)
            for (var i = 0; i < 2_000; i++)
            {
                var pos = i % 2 == 0 ? locus.Coding[^1].End - random.Next(12) : locus.Coding[0].Start + random.Next(12);
                var (was, length) = (locus.At(pos, random.Next(1, 7)), random.Next(1, 10));
                yield return Change(locus, pos, was, was[0] + Words.Make(random, length - 1));
            }
    }

    /// <summary>One SNV of every base of every transcript and its introns.</summary>
    public IEnumerable<CodingChange> SnvsOfTheWholeGene() =>
        from locus in reference.Loci
        from pos in Enumerable.Range(locus.Transcript.Start, locus.Transcript.End - locus.Transcript.Start + 1)
        let was = locus.At(pos)
        select Change(locus, pos, was, Other(was[0]));

    /// <summary>
    /// Indels anywhere in a transcript and its introns, and as many within 30 bases of where an exon or the coding
    /// sequence begins or ends.
    /// </summary>
    public IEnumerable<CodingChange> IndelsOfTheWholeGene(int count)
    {
        foreach (var locus in reference.Loci)
        {
            var (start, end) = locus.Transcript;
            var borders = locus.Gene.Exons(reference.Build.Id).SelectMany(e => (int?[])[e.Start, e.End, e.CodingStart,
                e.CodingEnd]).OfType<int>().ToArray();
            var seen = new HashSet<CodingChange>();
            for (var i = 0; i < count / reference.Loci.Count; i++)
            {
                var pos = i % 2 == 0 ? random.Next(start - 6, end + 6)
                    : borders[random.Next(borders.Length)] + random.Next(-30, 30);
                seen.Add(Indel(locus, pos));
            }
            foreach (var change in seen.OrderBy(c => c.Pos).ThenBy(c => c.Ref, StringComparer.Ordinal)
                .ThenBy(c => c.Alt, StringComparer.Ordinal)) yield return change;
        }
    }

    string Other(char was)
    {
        var other = Words.Make(random, 1)[0];
        while (other == was) other = Words.Make(random, 1)[0];
        return other.ToString();
    }

    CodingChange Indel(Locus locus, int pos)
    {
        var length = Lengths[random.Next(Lengths.Length)];
        var anchor = locus.At(pos);
        return random.Next(10) switch
        {
            < 5 => Change(locus, pos, locus.At(pos, length + 1), anchor),
            < 7 => Change(locus, pos, anchor, locus.At(pos, length + 1)), // What stands there, once more.
            _ => Change(locus, pos, anchor, anchor + Words.Make(random, length)),
        };
    }

    static CodingChange Change(Locus locus, int pos, string was, string alt) =>
        new(locus.Gene.Symbol, locus.Gene.Chrom, pos, was, alt);

    IEnumerable<CodingChange> Seeded(int count, Func<Locus, int, int, CodingChange?> make)
    {
        var total = reference.Loci.Sum(l => l.Coding.Sum(p => p.End - p.Start + 1));
        foreach (var locus in reference.Loci)
        {
            var seen = new HashSet<CodingChange>();
            for (var i = 0; i < (long)count * locus.Coding.Sum(p => p.End - p.Start + 1) / total; i++)
            {
                var (start, end) = locus.Coding[random.Next(locus.Coding.Count)];
                if (make(locus, start, end) is { } change) seen.Add(change);
            }
            foreach (var change in seen.OrderBy(c => c.Pos).ThenBy(c => c.Ref, StringComparer.Ordinal)
                .ThenBy(c => c.Alt, StringComparer.Ordinal)) yield return change;
        }
    }

    /// <summary>
    /// What a tool says of each change: the columns of <c>bcftools query -f</c> <paramref name="format"/>, in the order
    /// of the changes.
    /// </summary>
    public async Task<string[][]> JudgedAsync(IReadOnlyList<CodingChange> changes, string[] tool, string format,
        CancellationToken stop)
    {
        var vcf = new StringBuilder(reference.VcfHeader());
        // Two genes lie on one chromosome: a file is in its order, not in the panel's.
        foreach (var i in Enumerable.Range(0, changes.Count).OrderBy(i => changes[i].Chrom, StringComparer.Ordinal)
            .ThenBy(i => changes[i].Pos))
            vcf.Append(CultureInfo.InvariantCulture,
                $"{changes[i].Chrom}\t{changes[i].Pos}\t{i}\t{changes[i].Ref}\t{changes[i].Alt}\t.\t.\t.\n");
        await File.WriteAllTextAsync(folder["changes.vcf"], vcf.ToString(), stop);
        await Tool.RunAsync("bcftools",
            [.. tool.Select(a => a.Replace("{folder}", folder.Path, StringComparison.Ordinal)), "-o",
                folder["judged.vcf"], folder["changes.vcf"]], stop);
        var answers = new string[changes.Count][];
        foreach (var line in Encoding.ASCII.GetString(
            await Tool.RunAsync("bcftools", ["query", "-f", $"%ID\t{format}\n", folder["judged.vcf"]], stop))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = line.Split('\t');
            answers[int.Parse(cells[0], CultureInfo.InvariantCulture)] = cells[1..];
        }
        return answers;
    }

    public void Dispose() => folder.Dispose();
}
