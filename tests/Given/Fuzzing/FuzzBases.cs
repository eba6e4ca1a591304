using System.Globalization;
using System.IO.Compression;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Given.Fuzzing;

/// <summary>
/// The files that are mutated: the shapes that callers write, on both builds, from a fixed seed; and small pieces of
/// real files where the material is at hand.
/// </summary>
public static class FuzzBases
{
    const string Full = "GT:AD:DP:GQ", All = "GT:FT:DP:MIN_DP:GQ:AD";

    static readonly string[] Declared =
    [
        "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">",
            "##FORMAT=<ID=AD,Number=R,Type=Integer,Description=\"Reads, per allele\">",
        "##FORMAT=<ID=AO,Number=A,Type=Integer,Description=\"Reads per ALT\">",
            "##FORMAT=<ID=DP,Number=1,Type=Integer,Description=\"Depth\">",
        "##FORMAT=<ID=GQ,Number=1,Type=Integer,Description=\"Quality\">",
            "##FORMAT=<ID=FT,Number=1,Type=String,Description=\"Filter\">",
        "##FORMAT=<ID=MIN_DP,Number=1,Type=Integer,Description=\"Least depth\">",
            "##INFO=<ID=END,Number=1,Type=Integer,Description=\"Last base\">",
        "##INFO=<ID=SVTYPE,Number=1,Type=String,Description=\"Kind\">", "##FILTER=<ID=q10,Description=\"Low\">",
    ];

    static readonly string[] Real =
    [
        "vcf/real/grch37/NA12878_38.wes.freebayes.hg19.vcf.gz", "vcf/real/grch37/bcftools-roh.1sample.chr1.b37.vcf.gz",
        "vcf/real/grch37/1kgp3.1126.sparse.chr11.b37.vcf.gz", "vcf/real/grch38/1kgp-nygc.3202.F5.hg38.vcf.gz",
        "vcf/real/grch38/NA12878-NA12891-NA12892.wes.deepvariant-glnexus.hg38.vcf.gz",
    ];

    /// <summary>This machine has real files. With them a seed draws other mutants than without.</summary>
    public static bool HasReal => RealFiles().Any();

    /// <summary>Those that every machine makes, and pieces of real files where it has some.</summary>
    public static async Task<IReadOnlyList<FuzzBase>> AllAsync(CancellationToken stop = default)
    {
        List<FuzzBase> bases = [.. await MadeAsync(stop)];
        foreach (var path in RealFiles())
            if (Piece(path) is { } piece)
                bases.Add(await FuzzBase.ReadAsync(Path.GetFileName(path), piece, false, stop));
        return bases;
    }

    /// <summary>Those that every machine makes.</summary>
    public static async Task<IReadOnlyList<FuzzBase>> MadeAsync(CancellationToken stop = default)
    {
        var bases = new List<FuzzBase>();
        foreach (var build in GivenVcf.Panel.Builds)
        {
            bases.Add(
                await FuzzBase.ReadAsync($"{build.Id} one sample", Variants(build, Full, 1, genes: 5, seed: 1).Text,
                    true, stop));
            bases.Add(
                await FuzzBase.ReadAsync($"{build.Id} trio, all fields",
                    Variants(build, All, 3, genes: 4, seed: 2).Text, true, stop));
            bases.Add(
                await FuzzBase.ReadAsync($"{build.Id} counts by AO",
                    Variants(build, "GT:DP:AO:GQ", 2, genes: 3, seed: 3).Text, true, stop));
            bases.Add(
                await FuzzBase.ReadAsync($"{build.Id} 200 samples, GT alone",
                    Variants(build, "GT", 200, genes: 1, seed: 4).Text, true, stop));
            bases.Add(
                await FuzzBase.ReadAsync($"{build.Id} no counts",
                    Variants(build, "GT:DP:GQ", 3, genes: 8, seed: 7).Text, true, stop));
            bases.Add(
                await FuzzBase.ReadAsync($"{build.Id} no lengths",
                    Variants(build, Full, 1, genes: 4, seed: 5, lengths: false).Text, true, stop));
            bases.Add(await FuzzBase.ReadAsync($"{build.Id} blocks", Blocks(build), false, stop));
            bases.Add(await FuzzBase.ReadAsync($"{build.Id} odd alleles", Odd(build), false, stop));
        }
        return bases;
    }

    static IEnumerable<string> RealFiles() =>
        Material.Folder is { } folder ? Real.Select(file => Path.Combine(folder, file)).Where(File.Exists) : [];

    /// <summary>Every hot spot, a few coding variants of each gene, and records far from the panel.</summary>
    static (FuzzText Text, Random Random) Variants(PanelBuild build, string format, int samples, int genes, int seed,
        bool lengths = true)
    {
        var random = new Random(seed);
        var vcf = new GivenVcf(build, [.. Enumerable.Range(1, samples).Select(i => $"S{i}")]);
        if (!lengths) vcf.WithoutContigLengths();
        foreach (var line in Declared) vcf.Meta(line);
        foreach (var contig in build.Contigs)
        {
            var records = new SortedDictionary<int, (string Ref, string Alt)>();
            foreach (var spot in contig.HotSpots)
                records[spot.Place.Pos] = (spot.Place.Ref,
                    spot.ReferenceIsCounted ? spot.Place.Normal : spot.Place.Counted);
            foreach (var gene in contig.Genes)
            {
                var exons = gene.Gene.Exons(build.Id).Where(e => e.CodingEnd - e.CodingStart > 20).ToArray();
                for (var i = 0; i < genes; i++)
                {
                    var exon = exons[random.Next(exons.Length)];
                    var pos = random.Next(exon.CodingStart!.Value, exon.CodingEnd!.Value - 8);
                    // Apart from each other and from the hot spots, so that one record alone speaks of a site.
                    if (records.Keys.Any(p => Math.Abs(p - pos) < 100)) continue;
                    var (one, next) = ((char)contig.BaseAt(pos), (char)contig.BaseAt(pos + 1));
                    records[pos] = random.Next(5) switch
                    {
                        0 => ($"{one}{next}", $"{one}"),
                        1 => ($"{one}", $"{one}{Other(one)}"),
                        2 => ($"{one}", $"{Other(one)},{Other(Other(one))}"),
                        _ => ($"{one}", $"{Other(one)}"),
                    };
                }
            }
            vcf.Record(contig.Name, 1000 + random.Next(1000), "A", "G", format, Cells(random, format, samples, 2));
            foreach (var (pos, (refBases, alt)) in records)
                vcf.RecordWith(contig.Name, pos, refBases, alt, random.Next(12) == 0 ? "q10" : "PASS",
                    random.Next(2) == 0 ? "." : "AC=1;AN=2", format,
                        Cells(random, format, samples, alt.Count(c => c == ',') + 2));
            vcf.Record(contig.Name, contig.End + 5000, "C", "T", format, Cells(random, format, samples, 2));
        }
        return (FuzzText.Parse(vcf.Text()), random);
    }

    /// <summary>
    /// A gVCF: blocks with an unspecified allele, the last ones without depth or of another caller's form, and variants
    /// between them.
    /// </summary>
    static FuzzText Blocks(PanelBuild build)
    {
        var random = new Random(6);
        var vcf = new GivenVcf(build, "S1");
        foreach (var line in Declared) vcf.Meta(line);
        foreach (var contig in build.Contigs)
        {
            var reached = 0;
            foreach (var spot in contig.HotSpots.Where(s => s.Start > 500))
            {
                var (pos, from) = (spot.Place.Pos, Math.Max(reached + 1, spot.Place.Pos - random.Next(1, 300)));
                if (from > pos) continue; // The last block reaches over it.
                if (random.Next(3) == 0 && from < pos)
                {
                    vcf.RecordWith(contig.Name, from, Base(contig, from), "<NON_REF>", ".", $"END={pos - 1}",
                        "GT:DP:GQ:MIN_DP", $"0/0:31:80:{random.Next(5, 30)}");
                    var alt = spot.ReferenceIsCounted ? spot.Place.Normal : spot.Place.Counted;
                    vcf.RecordWith(contig.Name, pos, spot.Place.Ref, alt + ",<NON_REF>", ".", "DP=30", "GT:AD:DP:GQ",
                        random.Next(2) == 0 ? "0/1:15,15,0:30:99" : "1/1:0,30,0:30:90");
                    reached = spot.End;
                }
                else
                {
                    reached = spot.End + random.Next(1, 200);
                    vcf.RecordWith(contig.Name, from, Base(contig, from), random.Next(2) == 0 ? "<NON_REF>" : "<*>",
                        "PASS", $"END={reached}", "GT:DP:GQ:MIN_DP",
                        random.Next(4) == 0 ? "0/0:0:0:0"
                            : $"0/0:{random.Next(8, 60)}:{random.Next(15, 99)}:{random.Next(8, 40)}");
                }
            }
            vcf.RecordWith(contig.Name, contig.End + 1000, "A", "<NON_REF>", "PASS", $"END={contig.End + 9000}",
                "GT:DP:GQ:MIN_DP", "0/0:20:60:15");
        }
        return FuzzText.Parse(vcf.Text());
    }

    /// <summary>
    /// What is rare and legal: split and spanning alleles, symbolic ones, one copy or three, missing and half-missing
    /// genotypes.
    /// </summary>
    static FuzzText Odd(PanelBuild build)
    {
        var vcf = new GivenVcf(build, "S1", "S2");
        foreach (var line in Declared) vcf.Meta(line);
        string[][] cells = [["0/1", "1/."], ["1|0", "./."], ["1", "0/1/1"], ["0/0", "."], ["1/1", "0|0"],
            ["./1", "1/0"]];
        var i = 0;
        foreach (var contig in build.Contigs)
        {
            foreach (var spot in contig.HotSpots)
            {
                var alt = spot.ReferenceIsCounted ? spot.Place.Normal : spot.Place.Counted;
                switch (i++ % 5)
                {
                    case 0:
                        vcf.Record(contig.Name, spot.Place.Pos, spot.Place.Ref, alt + ",*", "GT", "1/2", "0/1");
                        break;
                    case 1:
                        vcf.Record(contig.Name, spot.Place.Pos, spot.Place.Ref, alt, "GT", "1/.", "0/1");
                        vcf.Record(contig.Name, spot.Place.Pos, spot.Place.Ref, spot.Place.Ref + "G", "GT",
                            "./1", "0/0");
                        break;
                    case 2:
                        vcf.RecordWith(contig.Name, spot.Place.Pos - 40, Base(contig, spot.Place.Pos - 40), "<DEL>",
                            "PASS", $"SVTYPE=DEL;END={spot.End + 40}", "GT:GQ", "0/1:60", "0/0:70");
                        vcf.Record(contig.Name, spot.Place.Pos, spot.Place.Ref, alt, "GT", "1/.", "0/1");
                        break;
                    default:
                        vcf.Record(contig.Name, spot.Place.Pos, spot.Place.Ref, alt, "GT", cells[i % cells.Length]);
                        break;
                }
            }
            foreach (var gene in contig.Genes)
            {
                var exon = gene.Gene.Exons(build.Id).First(e => e.CodingEnd - e.CodingStart > 60);
                var pos = exon.CodingStart!.Value + 30;
                vcf.Record(contig.Name, pos, Base(contig, pos), $"{Other((char)contig.BaseAt(pos))},<INS>", "GT",
                    cells[i++ % cells.Length]);
                vcf.Record(contig.Name, pos + 20, Base(contig, pos + 20), $"{Base(contig, pos + 20)}[2:321681[", "GT",
                    "0/1", "0/0");
            }
        }
        var text = FuzzText.Parse(vcf.Text());
        text.Sort();
        return text;
    }

    /// <summary>
    /// The header, some records of the panel, some beside it and at most some columns of a real file; null where it has
    /// no record of the panel.
    /// </summary>
    static FuzzText? Piece(string path)
    {
        const int Most = 40, Columns = 9 + 8;
        List<string> header = [], near = [], far = [];
        var contigs = GivenVcf.Panel.Builds.SelectMany(b => b.Contigs).ToArray();
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            // Of the header all that is read.
            if (line.StartsWith("##", StringComparison.Ordinal))
            {
                if (line.StartsWith("##fileformat", StringComparison.Ordinal)
                    || line.StartsWith("##contig=<ID=", StringComparison.Ordinal) && line.Length < 60
                    || line.StartsWith("##FORMAT", StringComparison.Ordinal)) header.Add(line);
            }
            else if (line[0] == '#') header.Add(Cut(line));
            else if (line.Split('\t', 5) is var fields && GivenVcf.Panel.Contigs.Resolve(fields[0]) is { } known)
            {
                var pos = int.Parse(fields[1], CultureInfo.InvariantCulture);
                (contigs.Any(c => c.Name == known.Name && c.Touches(pos, pos + fields[3].Length - 1)) ? near : far)
                    .Add(line);
            }
        if (near.Count == 0) return null;
        // So few records may not tell their build.
        var build = path.Contains("grch38", StringComparison.Ordinal) ? "GRCh38" : "GRCh37";
        if (!header.Exists(l => l.Contains("length=", StringComparison.Ordinal)))
            header.AddRange(
                GivenVcf.Panel.Contigs.On(build)
                    .Select(c =>
                    $"##contig=<ID={(near[0].StartsWith("chr", StringComparison.Ordinal) ? "chr" : "")}{c.Name},length={c.Length}>"));
        var text =
            FuzzText.Parse(string.Join('\n', [.. header, .. Thinned(near, Most).Concat(Thinned(far, 5)).Select(Cut)]));
        text.Sort();
        return text;

        static string Cut(string line) => string.Join('\t', line.Split('\t').Take(Columns));
        static IEnumerable<string> Thinned(List<string> lines, int most) =>
            lines.Where((_, i) => i % Math.Max(1, (lines.Count + most - 1) / most) == 0);
    }

    static string[] Cells(Random random, string format, int samples, int alleles) =>
        [.. Enumerable.Range(0, samples).Select(_ => Cell(random, format, alleles))];

    static string Cell(Random random, string format, int alleles)
    {
        int a = random.Next(3) == 0 ? random.Next(alleles) : 0, b = random.Next(2) == 0 ? random.Next(alleles) : 0;
        var missing = random.Next(15) == 0;
        var depth = random.Next(9) == 0 ? random.Next(10) : random.Next(10, 80);
        var reads = new int[alleles];
        for (var i = 0; i < depth; i++)
            reads[random.Next(20) == 0 ? random.Next(alleles) : random.Next(2) == 0 ? a : b]++;
        return string.Join(':', format.Split(':').Select(key => key switch
        {
            "GT" => missing ? "./."
                : string.Create(CultureInfo.InvariantCulture, $"{a}{(random.Next(3) == 0 ? '|' : '/')}{b}"),
            "AD" => missing ? "." : string.Join(',', reads),
            "AO" => missing ? "." : string.Join(',', reads.Skip(1)),
            "DP" or "MIN_DP" => missing ? "." : depth.ToString(CultureInfo.InvariantCulture),
            "GQ" => missing ? "."
                : (random.Next(9) == 0 ? random.Next(20) : random.Next(20, 100)).ToString(CultureInfo.InvariantCulture),
            "FT" => random.Next(10) switch { 0 => "q10", 1 => ".", _ => "PASS" },
            _ => ".",
        }));
    }

    internal static char Other(char b) => "ACGT"[("ACGT".IndexOf(b, StringComparison.Ordinal) + 1) % 4];

    internal static string Base(PanelContig contig, int pos) =>
        contig.BaseAt(pos) is var known and not 0 ? ((char)known).ToString() : "A";
}
