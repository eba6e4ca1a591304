using System.Globalization;
using System.Text;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Worker.Demo;

/// <summary>
/// Writes the text of one demo file: header, records all over the genome, and the panel's sites as the scenario has
/// them.
/// </summary>
internal sealed class DemoVcf(Panel panel, Scenarios scenarios, DemoFile file, Random random)
{
    readonly PanelBuild build = panel.On(file.Build)
        ?? throw new InvalidDataException($"{file.Name}: no build {file.Build}.");
    readonly DemoSample[] samples =
        [.. file.Samples.Select(name => scenarios.Sample(name) ?? new DemoSample(name, "", default, default))];
    readonly SortedDictionary<(int Contig, int Pos), string> records = [];

    /// <summary>The whole text.</summary>
    public string Text()
    {
        var variants = Sites().Concat(Carried()).ToList();
        if (file.Style != "sites")
            variants.RemoveAll(site => site.Genotypes.All(g => g is { AltCopies: 0, Fault: null }));
        foreach (var site in variants) Add(site.Chrom, site.Pos, Record(site));
        if (file.Style == "gvcf") AddBlocks(variants);
        AddBackground();
        return Header() + string.Concat(records.Values);
    }

    /// <summary>A BED file that covers every gene and hot spot of the panel.</summary>
    public string CallableBed() => string.Concat(
        from contig in build.Contigs
        from part in contig.Intervals()
        select Invariant($"{Chrom(contig.Name)}\t{part.Start - 1}\t{part.End}\n"));

    // The file's own names: the two builds are usually written in the two manners.
    string Chrom(string name) => (file.Build.EndsWith("37", StringComparison.Ordinal) ? "" : "chr") + name;

    string Header()
    {
        var text = new StringBuilder();
        text.Append(
            Invariant(
                $"##fileformat=VCFv4.2\n##source=DemoCaller 2.1\n##FILTER=<ID=PASS,Description=\"All filters passed\">\n"));
        text.Append(
            "##INFO=<ID=DP,Number=1,Type=Integer,Description=\"Total depth\">\n"
            + "##INFO=<ID=END,Number=1,Type=Integer,Description=\"Last base of a block\">\n");
        text.Append(
            "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">\n"
            + "##FORMAT=<ID=AD,Number=R,Type=Integer,Description=\"Depth of each allele\">\n");
        text.Append(
            "##FORMAT=<ID=DP,Number=1,Type=Integer,Description=\"Depth\">\n"
            + "##FORMAT=<ID=GQ,Number=1,Type=Integer,Description=\"Genotype quality\">\n");
        text.Append(
            "##FORMAT=<ID=MIN_DP,Number=1,Type=Integer,Description=\"Lowest depth in a block\">\n"
            + "##FORMAT=<ID=PL,Number=G,Type=Integer,Description=\"Phred-scaled likelihoods\">\n");
        if (file.Style == "gvcf") text.Append("##ALT=<ID=NON_REF,Description=\"Any allele not seen\">\n");
        foreach (var (name, length, _) in panel.Contigs.On(file.Build))
            text.Append(
                Invariant(
                    $"##contig=<ID={Chrom(name)},length={(file.Damage == "other-assembly" ? length - 7919 : length)}>\n"));
        return text.Append("#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t").AppendJoin('\t', file.Samples)
            .Append('\n').ToString();
    }

    sealed record Site(string Chrom, int Pos, string? Rsid, string Ref, string Alt,
        IReadOnlyList<(int AltCopies, string? Fault)> Genotypes);

    IEnumerable<Site> Sites() =>
        from contig in build.Contigs
        from placed in contig.HotSpots
        let place = placed.Place
        // Where the reference of the build is the counted allele, the normal one is the ALT.
        let alt = placed.ReferenceIsCounted ? place.Normal : place.Counted
        select new Site(contig.Name, place.Pos, placed.HotSpot.Rsid, place.Ref, alt, [.. samples.Select(sample =>
        {
            var counted = sample.Copies.GetValueOrDefault(placed.HotSpot.Id);
            return (placed.ReferenceIsCounted ? 2 - counted : counted,
                sample.Unreadable.GetValueOrDefault(placed.HotSpot.Id));
        })]);

    IEnumerable<Site> Carried() =>
        from sample in samples
        from change in sample.Carries
        let contig = build.Contigs.Single(c => c.HotSpots.Any(h => h.HotSpot.Id == change.Near))
        let pos = contig.HotSpots.Single(h => h.HotSpot.Id == change.Near).Place.Pos + change.Offset
        let known = (char)contig.BaseAt(pos)
        select new Site(contig.Name, pos, null, known.ToString(), Transition(known),
            [.. samples.Select(other => (other == sample ? change.Copies : 0, (string?)null))]);

    static string Transition(char known) =>
        known switch
        {
            'A' => "G",
            'G' => "A",
            'C' => "T",
            'T' => "C",
            _ => throw new InvalidDataException("A carried change must lie where the panel knows the base.")
        };

    string Record(Site site) => string.Create(CultureInfo.InvariantCulture,
        $"{Chrom(site.Chrom)}\t{site.Pos}\t{site.Rsid ?? "."}\t{site.Ref}\t"
        + $"{site.Alt}{(file.Style == "gvcf" ? ",<NON_REF>" : "")}\t{random.Next(200, 3000)}\tPASS\t"
        + $"DP={samples.Length * 31}\tGT:AD:DP:GQ:PL")
        + string.Concat(site.Genotypes.Select(g => "\t" + Cell(g.AltCopies, g.Fault, file.Style == "gvcf"))) + "\n";

    string Cell(int copies, string? fault, bool moreAlleles)
    {
        if (fault == "no-call") return "./.:0,0:0:.:.";
        var depth = fault == "low-depth" ? random.Next(3, 6) : random.Next(24, 48);
        var alt = copies == 1 ? depth / 2 + random.Next(-depth / 8, depth / 8 + 1) : copies == 2 ? depth : 0;
        var quality = Math.Min(99, depth * 3);
        var likelihoods = copies switch
        {
            0 => $"0,{quality},{quality * 12}",
            1 => $"{quality * 6},0,{quality * 6}",
            _ => $"{quality * 12},{quality},0"
        };
        if (moreAlleles) likelihoods += $",{quality * 9},{quality * 9},{quality * 12}";
        return string.Create(CultureInfo.InvariantCulture,
            $"{copies switch { 0 => "0/0", 1 => "0/1", _ => "1/1" }}:{depth - alt},{alt}{(moreAlleles ? ",0" : "")}"
            + $":{depth}:{quality}:{likelihoods}");
    }

    // Reference blocks over every gene and hot spot, broken where a record of its own stands.
    void AddBlocks(IReadOnlyCollection<Site> variants)
    {
        foreach (var contig in build.Contigs)
            foreach (var (start, end) in contig.Intervals())
            {
                var here = variants.Where(v => v.Chrom == contig.Name && v.Pos >= start && v.Pos <= end)
                    .OrderBy(v => v.Pos).ToList();
                for (var from = start; from <= end;)
                {
                    var next = here.Find(v => v.Pos >= from);
                    if (next?.Pos == from)
                    {
                        from += next.Ref.Length;
                        continue;
                    }
                    var to = Math.Min(Math.Min(end, from + random.Next(900, 6000)), (next?.Pos ?? int.MaxValue) - 1);
                    AddBlock(contig, from, to);
                    from = to + 1;
                }
            }
    }

    void AddBlock(PanelContig contig, int from, int to)
    {
        var here = contig.HotSpots.FirstOrDefault(h => h.Start <= from && from <= h.End);
        var known = here is not null ? here.Place.Ref[from - here.Start]
            : contig.BaseAt(from) is var b and not 0 ? (char)b : "ACGT"[random.Next(4)];
        var lowest = random.Next(18, 30);
        Add(contig.Name, from, string.Create(CultureInfo.InvariantCulture,
            $"{Chrom(contig.Name)}\t{from}\t.\t{known}\t<NON_REF>\t.\t.\tEND={to}\tGT:DP:GQ:MIN_DP:PL\t"
            + $"0/0:{lowest + 6}:{lowest * 3}:{lowest}:0,{lowest * 3},{lowest * 40}\n"));
    }

    void AddBackground()
    {
        var contigs = panel.Contigs.On(file.Build);
        for (var i = 0; i < scenarios.BackgroundRecords; i++)
        {
            var (name, length, _) = contigs[random.Next(contigs.Count)];
            var pos = random.Next(100_000, length - 100_000);
            if (build.On(name)?.Touches(pos - 1000, pos + 1000) == true) continue;
            var reference = "ACGT"[random.Next(4)];
            Add(name, pos, Record(new Site(name, pos, null, reference.ToString(), Transition(reference),
                [.. samples.Select(_ => (random.Next(8) switch { < 5 => 0, < 7 => 1, _ => 2 }, (string?)null))])));
        }
    }

    void Add(string chrom, int pos, string record) =>
        records.TryAdd((panel.Contigs.Names.ToList().IndexOf(chrom), pos), record);

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
