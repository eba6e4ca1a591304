using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Thrombophilia.Given;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Tests.Hgvs;

/// <summary>A change on a gene's own contig, as a VCF writes it.</summary>
sealed record CodingChange(string Gene, int Pos, string Ref, string Alt);

/// <summary>
/// Every SNV of every coding base of the panel, and seeded indels and MNVs in and around the coding exons, with all that bcftools needs to judge
/// them: one contig per gene with the panel's bases, and invented ones where the panel knows none. <see cref="Panel"/> knows the invented ones too.
/// </summary>
sealed class CodingChanges : IDisposable
{
    const int Pad = 200;
    static readonly int[] Lengths = [1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 9, 12, 20];
    readonly TempFolder folder = new();
    readonly Dictionary<string, (int Offset, char[] Bases, (int Start, int End)[] Coding)> contigs = new(StringComparer.Ordinal);
    readonly PanelBuild known;
    readonly Random random = new(20261125);

    public CodingChanges(string build)
    {
        known = GivenVcf.Panel.On(build)!;
        var invented = new JsonArray();
        foreach (var gene in GivenVcf.Panel.Genes) Invent(gene, invented);
        var panel = Directory.CreateDirectory(folder[GivenVcf.Panel.Id]).FullName;
        var from = Path.Combine(AppContext.BaseDirectory, "panels", GivenVcf.Panel.Id);
        File.Copy(Path.Combine(from, "transcripts.json"), Path.Combine(panel, "transcripts.json"));
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(from, "panel.json")))!;
        foreach (var sequence in invented.ToArray())
        {
            invented.Remove(sequence);
            json["knownSequences"]!.AsArray().Add(sequence);
        }
        File.WriteAllText(Path.Combine(panel, "panel.json"), json.ToJsonString());
        Panel = Panel.Load(GivenVcf.Panel.Id, folder.Path);
        WriteReference();
        WriteTranscripts();
    }

    /// <summary>The panel with the invented bases.</summary>
    public Panel Panel { get; }
    /// <summary>A position on the chromosome is one on the gene's contig and this.</summary>
    public int Offset(string gene) => contigs[gene].Offset;

    public IEnumerable<CodingChange> Snvs() =>
        from contig in contigs
        from part in contig.Value.Coding
        from pos in Enumerable.Range(part.Start, part.End - part.Start + 1)
        let was = contig.Value.Bases[pos - 1]
        from alt in "ACGT"
        where alt != was
        select new CodingChange(contig.Key, pos, was.ToString(), alt.ToString());

    public IEnumerable<CodingChange> Indels(int count) => Seeded(count, (gene, bases, start, end) =>
    {
        var pos = random.Next(start - 6, end + 6); // Some begin before the exon or end behind it.
        var length = Lengths[random.Next(Lengths.Length)];
        var anchor = bases[pos - 1].ToString();
        return random.Next(10) switch
        {
            < 5 => new CodingChange(gene, pos, new string(bases, pos - 1, length + 1), anchor),
            < 7 => new CodingChange(gene, pos, anchor, new string(bases, pos - 1, length + 1)), // What stands there, once more.
            _ => new CodingChange(gene, pos, anchor, anchor + Word(length)),
        };
    });

    public IEnumerable<CodingChange> Mnvs(int count) => Seeded(count, (gene, bases, start, end) =>
    {
        var length = random.Next(2, 5);
        if (end - start < length) return null;
        var pos = random.Next(start, end - length + 2);
        var was = new string(bases, pos - 1, length);
        var alt = Word(length).ToCharArray();
        foreach (var i in new[] { 0, length - 1 }) while (alt[i] == was[i]) alt[i] = Word(1)[0];
        return new CodingChange(gene, pos, was, new string(alt));
    });

    IEnumerable<CodingChange> Seeded(int count, Func<string, char[], int, int, CodingChange?> make)
    {
        var total = contigs.Values.Sum(c => c.Coding.Sum(p => p.End - p.Start + 1));
        foreach (var (gene, (_, bases, coding)) in contigs)
        {
            var seen = new HashSet<CodingChange>();
            for (var i = 0; i < (long)count * coding.Sum(p => p.End - p.Start + 1) / total; i++)
            {
                var (start, end) = coding[random.Next(coding.Length)];
                if (make(gene, bases, start, end) is { } change) seen.Add(change);
            }
            foreach (var change in seen.OrderBy(c => c.Pos).ThenBy(c => c.Ref, StringComparer.Ordinal).ThenBy(c => c.Alt, StringComparer.Ordinal)) yield return change;
        }
    }

    /// <summary>What a tool says of each change: the columns of <c>bcftools query -f</c> <paramref name="format"/>, in the order of the changes.</summary>
    public async Task<string[][]> JudgedAsync(IReadOnlyList<CodingChange> changes, string[] tool, string format, CancellationToken stop)
    {
        var vcf = new StringBuilder("##fileformat=VCFv4.2\n");
        foreach (var (gene, (_, bases, _)) in contigs) vcf.Append(CultureInfo.InvariantCulture, $"##contig=<ID={gene},length={bases.Length}>\n");
        vcf.Append("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n");
        for (var i = 0; i < changes.Count; i++)
            vcf.Append(CultureInfo.InvariantCulture, $"{changes[i].Gene}\t{changes[i].Pos}\t{i}\t{changes[i].Ref}\t{changes[i].Alt}\t.\t.\t.\n");
        await File.WriteAllTextAsync(folder["changes.vcf"], vcf.ToString(), stop);
        await Tool.RunAsync("bcftools", [.. tool.Select(a => a.Replace("{folder}", folder.Path, StringComparison.Ordinal)), "-o", folder["judged.vcf"], folder["changes.vcf"]], stop);
        var answers = new string[changes.Count][];
        foreach (var line in Encoding.ASCII.GetString(await Tool.RunAsync("bcftools", ["query", "-f", $"%ID\t{format}\n", folder["judged.vcf"]], stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = line.Split('\t');
            answers[int.Parse(cells[0], CultureInfo.InvariantCulture)] = cells[1..];
        }
        return answers;
    }

    public void Dispose() => folder.Dispose();

    void Invent(Gene gene, JsonArray invented)
    {
        var exons = gene.Exons(known.Id);
        int start = exons.Min(e => e.Start) - Pad, end = exons.Max(e => e.End) + Pad;
        var bases = Word(end - start + 1).ToCharArray();
        var from = -1;
        for (var pos = start; pos <= end + 1; pos++)
        {
            var told = pos > end ? (byte)1 : known.On(gene.Chrom)!.BaseAt(pos);
            if (told != 0 && pos <= end) bases[pos - start] = (char)told;
            if (told == 0 && from < 0) from = pos;
            if (told == 0 || from < 0) continue;
            invented.Add(new JsonObject { ["build"] = known.Id, ["chrom"] = gene.Chrom, ["start"] = from, ["bases"] = new string(bases, from - start, pos - from) });
            from = -1;
        }
        contigs.Add(gene.Symbol, (start - 1, bases, [.. exons.Where(e => e.CodingStart is not null).Select(e => (e.CodingStart!.Value - start + 1, e.CodingEnd!.Value - start + 1)).Order()]));
    }

    string Word(int length) => string.Create(length, random, static (to, r) =>
    {
        for (var i = 0; i < to.Length; i++) to[i] = "ACGT"[r.Next(4)];
    });

    void WriteReference() => File.WriteAllText(folder["ref.fa"], string.Concat(contigs.Select(c => $">{c.Key}\n{string.Join('\n', c.Value.Bases.Chunk(60).Select(line => new string(line)))}\n")));

    /// <summary>One transcript a gene, as Ensembl writes them: the one form that <c>bcftools csq</c> reads.</summary>
    void WriteTranscripts()
    {
        var gff = new StringBuilder("##gff-version 3\n");
        foreach (var gene in Panel.Genes)
        {
            var (offset, _, coding) = contigs[gene.Symbol];
            var strand = gene.Forward ? '+' : '-';
            void Line(string type, int start, int end, string phase, string attributes) =>
                gff.Append(CultureInfo.InvariantCulture, $"{gene.Symbol}\t.\t{type}\t{start - offset}\t{end - offset}\t.\t{strand}\t{phase}\t{attributes}\n");
            var exons = gene.Exons(known.Id);
            var (start, end) = (exons.Min(e => e.Start), exons.Max(e => e.End));
            var parent = $"Parent=transcript:{gene.Symbol}T";
            Line("gene", start, end, ".", $"ID=gene:{gene.Symbol};biotype=protein_coding;Name={gene.Symbol}");
            Line("mRNA", start, end, ".", $"ID=transcript:{gene.Symbol}T;Parent=gene:{gene.Symbol};biotype=protein_coding");
            var (first, last) = (coding[0].Start + offset, coding[^1].End + offset);
            foreach (var exon in exons)
            {
                Line("exon", exon.Start, exon.End, ".", parent);
                if (exon.Start < first) Line(gene.Forward ? "five_prime_UTR" : "three_prime_UTR", exon.Start, Math.Min(exon.End, first - 1), ".", parent);
                if (exon.End > last) Line(gene.Forward ? "three_prime_UTR" : "five_prime_UTR", Math.Max(exon.Start, last + 1), exon.End, ".", parent);
            }
            var done = 0;
            foreach (var exon in exons.Where(e => e.CodingStart is not null))
            {
                Line("CDS", exon.CodingStart!.Value, exon.CodingEnd!.Value, ((3 - done % 3) % 3).ToString(CultureInfo.InvariantCulture), parent);
                done += exon.CodingEnd.Value - exon.CodingStart.Value + 1;
            }
        }
        File.WriteAllText(folder["transcripts.gff3"], gff.ToString());
    }
}
