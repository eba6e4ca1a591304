using System.Globalization;
using System.Text;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Bgzf.Indexing;

namespace Thrombophilia.Benchmarks.Inputs;

/// <summary>Writes the VCF of a plan. The people in it do not exist.</summary>
sealed class InputWriter
{
    readonly InputPlan plan;
    readonly SeededRandom random;
    readonly Cells cells;
    readonly FrequencySpectrum spectrum;
    readonly IReadOnlyList<Window> windows;
    readonly TextBuffer columns = new();

    public InputWriter(InputPlan plan, IReadOnlyList<Window>? windows = null)
    {
        (this.plan, this.windows) = (plan, windows ?? Sites.Wide(plan.Build, plan.Records));
        random = new SeededRandom(plan.Seed);
        cells = plan.Shape == Shape.Gt ? new GtCells(plan.Samples) : new FullCells(plan.Samples);
        spectrum = new FrequencySpectrum(2 * plan.Samples);
    }

    /// <summary>Plain text, of at most <paramref name="most"/> records.</summary>
    public void WriteText(Stream stream, int most = int.MaxValue)
    {
        stream.Write(Header());
        foreach (var _ in Records().Take(most)) WriteRecord(stream);
    }

    /// <summary>BGZF beside its tabix index. The file appears under its name when it is whole.</summary>
    public void WriteBgzf(string path, bool withIndex = true)
    {
        var index = new TabixIndexBuilder();
        using (var writer = new BgzfWriter(File.Create(path + ".part")))
        {
            writer.Write(Header());
            foreach (var site in Records())
            {
                var at = writer.VirtualOffset;
                WriteRecord(writer);
                if (withIndex)
                    index.Add("chr" + site.Chrom, site.Pos - 1, site.Pos - 1 + site.Ref.Length, at,
                        writer.VirtualOffset);
            }
        }
        File.Move(path + ".part", path, overwrite: true);
        if (withIndex) index.Write(File.Create(path + ".tbi"));
    }

    void WriteRecord(Stream stream)
    {
        stream.Write(columns.Text);
        stream.Write(cells.Text);
    }

    /// <summary>Draws record after record; its text stands until the next.</summary>
    IEnumerable<Site> Records()
    {
        var number = 0;
        foreach (var site in new Sites(plan.Build, random).In(windows))
        {
            cells.Draw(site, site.Frequency ?? (double)spectrum.Draw(random) / (2 * plan.Samples), random);
            FillColumns(site, number++);
            yield return site;
        }
    }

    void FillColumns(Site site, int number)
    {
        columns.Clear().Add("chr"u8).Add(site.Chrom).Add("\t"u8).Add(site.Pos);
        if (random.Chance(0.8)) columns.Add("\trs"u8).Add(2_000_000_000L + number);
        else columns.Add("\t."u8);
        columns.Add("\t"u8).Add(site.Ref).Add("\t"u8).Add(site.Alt).Add("\t"u8).Add(30 + random.Below(5000)).Add("."u8)
            .Add(random.Below(100), 2);
        columns.Add(site.IsHotSpot || random.Chance(0.95) ? "\tPASS\tAC="u8 : "\tLowConfidence\tAC="u8);
        for (var a = 1; a < site.Alleles; a++) columns.Add(a > 1 ? ","u8 : default).Add(cells.Counts[a]);
        columns.Add(";AF="u8);
        for (var a = 1; a < site.Alleles; a++)
            columns.Add(a > 1 ? ","u8 : default).AddShare(cells.Counts[a], cells.Total);
        columns.Add(";AN="u8).Add(cells.Total).Add(";NS="u8).Add(cells.Total / 2).Add(";DP="u8)
            .Add((long)plan.Samples * (26 + random.Below(9)));
        columns.Add(site.IsIndel ? ";VT=INDEL\t"u8 : ";VT=SNP\t"u8).Add(cells.Format).Add("\t"u8);
    }

    byte[] Header()
    {
        var text = new StringBuilder("##fileformat=VCFv4.2\n##FILTER=<ID=PASS,Description=\"All filters passed\">\n"
            + "##FILTER=<ID=LowConfidence,Description=\"Invented\">\n");
        text.Append(CultureInfo.InvariantCulture,
            $"##source=Thrombophilia benchmarks {plan.FileName}; invented genotypes\n");
        foreach (var contig in plan.Build.Panel.Contigs.On(plan.Build.Id))
            text.Append(CultureInfo.InvariantCulture, $"##contig=<ID=chr{contig.Name},length={contig.Length}>\n");
        foreach (var (id, number, type) in ((string, string, string)[])[("AC", "A", "Integer"), ("AF", "A", "Float"),
            ("AN", "1", "Integer"),
            ("NS", "1", "Integer"), ("DP", "1", "Integer"), ("VT", "1", "String")])
            text.Append(CultureInfo.InvariantCulture,
                $"##INFO=<ID={id},Number={number},Type={type},Description=\"{id}\">\n");
        foreach (var (id, number, type) in ((string, string, string)[])[("GT", "1", "String"), ("AD", "R", "Integer"),
            ("DP", "1", "Integer"),
            ("GQ", "1", "Integer"), ("PL", "G", "Integer")])
            if (plan.Shape == Shape.Full || id == "GT")
                text.Append(CultureInfo.InvariantCulture,
                    $"##FORMAT=<ID={id},Number={number},Type={type},Description=\"{id}\">\n");
        text.Append("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT");
        for (var i = 1; i <= plan.Samples; i++)
            text.Append(CultureInfo.InvariantCulture, $"\tS{plan.Seed % 100_000:D5}-{i:D4}");
        return Encoding.ASCII.GetBytes(text.Append('\n').ToString());
    }
}
