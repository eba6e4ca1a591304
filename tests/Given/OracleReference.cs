using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Given;

/// <summary>A panel gene with every base around it: the panel's where it knows them, invented ones elsewhere.</summary>
/// <param name="Gene">The gene.</param>
/// <param name="Start">Position of the first base on the chromosome.</param>
/// <param name="Bases">Forward strand.</param>
/// <param name="Coding">Coding parts of the exons, ascending.</param>
public sealed record Locus(Gene Gene, int Start, string Bases, IReadOnlyList<(int Start, int End)> Coding)
{
    /// <summary>Last position.</summary>
    public int End => Start + Bases.Length - 1;

    /// <summary>First and last position of the transcript.</summary>
    public (int Start, int End) Transcript { get; init; }

    /// <summary>The bases from a position on.</summary>
    public string At(int pos, int length = 1) => Bases.Substring(pos - Start, length);
}

/// <summary>
/// What <c>bcftools csq</c> and <c>norm</c> need to judge changes in the panel's genes, in the places of the build: a
/// reference and its transcripts.
/// The reference is as long as its chromosomes and holds only the genes: the rest of the file was never written.
/// </summary>
public sealed class OracleReference
{
    readonly int pad;

    /// <summary>
    /// Writes the files into <paramref name="folder"/>, with bases from <paramref name="random"/> where the panel knows
    /// none, and so many before and behind each gene: more than bcftools looks at.
    /// </summary>
    public OracleReference(PanelBuild build, string folder, Random random, int pad = 200)
    {
        this.pad = pad;
        Build = build;
        Loci = [.. build.Panel.Genes.Select(gene => Invent(gene, random))];
        (Fasta, Gff) = (Path.Combine(folder, "ref.fa"), Path.Combine(folder, "transcripts.gff3"));
        WriteFasta();
        WriteGff();
    }

    /// <summary>The build whose places it has.</summary>
    public PanelBuild Build { get; }
    /// <summary>The genes in the panel's order.</summary>
    public IReadOnlyList<Locus> Loci { get; }
    /// <summary>The reference; its <c>.fai</c> lies beside it.</summary>
    public string Fasta { get; }
    /// <summary>The MANE Select transcripts, as Ensembl writes them.</summary>
    public string Gff { get; }

    /// <summary>Bases that the panel does not know, in the form in which a panel states known ones.</summary>
    public IEnumerable<JsonObject> Invented()
    {
        foreach (var locus in Loci)
        {
            var contig = Build.On(locus.Gene.Chrom)!;
            var from = -1;
            for (var pos = locus.Start; pos <= locus.End + 1; pos++)
            {
                var isKnown = pos > locus.End || contig.BaseAt(pos) != 0;
                if (!isKnown && from < 0) from = pos;
                if (!isKnown || from < 0) continue;
                yield return new JsonObject
                {
                    ["build"] = Build.Id,
                    ["chrom"] = locus.Gene.Chrom,
                    ["start"] = from,
                    ["bases"] = locus.At(from, pos - from)
                };
                from = -1;
            }
        }
    }

    /// <summary>The header of a VCF without samples.</summary>
    public string VcfHeader()
    {
        var text = new StringBuilder("##fileformat=VCFv4.2\n");
        foreach (var contig in Contigs())
            text.Append(CultureInfo.InvariantCulture, $"##contig=<ID={contig.Name},length={contig.Length}>\n");
        return text.Append("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n").ToString();
    }

    IEnumerable<Contig> Contigs() =>
        Build.Panel.Contigs.On(Build.Id).Where(contig => Loci.Any(locus => locus.Gene.Chrom == contig.Name));

    Locus Invent(Gene gene, Random random)
    {
        var exons = gene.Exons(Build.Id);
        int start = exons.Min(e => e.Start) - pad, end = exons.Max(e => e.End) + pad;
        var bases = Words.Make(random, end - start + 1).ToCharArray();
        var contig = Build.On(gene.Chrom)!;
        for (var pos = start; pos <= end; pos++)
            if (contig.BaseAt(pos) is var told and not 0) bases[pos - start] = (char)told;
        return new Locus(gene, start, new string(bases),
            [.. exons.Where(e => e.CodingStart is not null)
                .Select(e => (e.CodingStart!.Value, e.CodingEnd!.Value)).Order()])
        {
            Transcript = (exons.Min(e => e.Start), exons.Max(e => e.End))
        };
    }

    /// <summary>One line a chromosome, so that a base lies at its position.</summary>
    void WriteFasta()
    {
        using var file = File.Create(Fasta);
        using var index = new StreamWriter(Fasta + ".fai");
        foreach (var contig in Contigs())
        {
            file.Write(Encoding.ASCII.GetBytes($">{contig.Name}\n"));
            var first = file.Position;
            foreach (var locus in Loci.Where(l => l.Gene.Chrom == contig.Name))
            {
                file.Position = first + locus.Start - 1;
                file.Write(Encoding.ASCII.GetBytes(locus.Bases));
            }
            file.Position = first + contig.Length;
            file.WriteByte((byte)'\n');
            index.Write(
                string.Create(CultureInfo.InvariantCulture,
                    $"{contig.Name}\t{contig.Length}\t{first}\t{contig.Length}\t{contig.Length + 1}\n"));
        }
    }

    void WriteGff()
    {
        var gff = new StringBuilder("##gff-version 3\n");
        foreach (var (gene, _, _, coding) in Loci)
        {
            var strand = gene.Forward ? '+' : '-';
            void Line(string type, int start, int end, string phase, string attributes) =>
                gff.Append(CultureInfo.InvariantCulture,
                $"{gene.Chrom}\t.\t{type}\t{start}\t{end}\t.\t{strand}\t{phase}\t{attributes}\n");
            var exons = gene.Exons(Build.Id);
            var (start, end) = (exons.Min(e => e.Start), exons.Max(e => e.End));
            var parent = $"Parent=transcript:{gene.Symbol}T";
            Line("gene", start, end, ".", $"ID=gene:{gene.Symbol};biotype=protein_coding;Name={gene.Symbol}");
            Line("mRNA", start, end, ".",
                $"ID=transcript:{gene.Symbol}T;Parent=gene:{gene.Symbol};biotype=protein_coding");
            var (first, last) = (coding[0].Start, coding[^1].End);
            foreach (var exon in exons)
            {
                Line("exon", exon.Start, exon.End, ".", parent);
                if (exon.Start < first)
                    Line(gene.Forward ? "five_prime_UTR" : "three_prime_UTR", exon.Start, Math.Min(exon.End, first - 1),
                        ".", parent);
                if (exon.End > last)
                    Line(gene.Forward ? "three_prime_UTR" : "five_prime_UTR", Math.Max(exon.Start, last + 1), exon.End,
                        ".", parent);
            }
            var done = 0;
            foreach (var exon in exons.Where(e => e.CodingStart is not null))
            {
                Line("CDS", exon.CodingStart!.Value, exon.CodingEnd!.Value,
                    ((3 - done % 3) % 3).ToString(CultureInfo.InvariantCulture), parent);
                done += exon.CodingEnd.Value - exon.CodingStart.Value + 1;
            }
        }
        File.WriteAllText(Gff, gff.ToString());
    }
}

/// <summary>Invented bases.</summary>
public static class Words
{
    /// <summary>So many bases.</summary>
    public static string Make(Random random, int length) => string.Create(length, random, static (to, r) =>
    {
        for (var i = 0; i < to.Length; i++) to[i] = "ACGT"[r.Next(4)];
    });
}
