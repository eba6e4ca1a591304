using System.Globalization;

namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>The product and its peers found different things: nothing is timed.</summary>
sealed class DisagreementException(string message) : Exception(message);

/// <summary>Both sides must find the same before any time counts.</summary>
sealed class Agreement
{
    const int Shown = 5;
    readonly List<string> differences = [];

    /// <summary>The first differences; empty when both sides agree.</summary>
    public IReadOnlyList<string> Differences => differences;
    /// <summary>Genotypes at hot spots that were compared.</summary>
    public int Genotypes { get; private set; }
    /// <summary>Those among them with a known number of copies.</summary>
    public int Known { get; private set; }
    /// <summary>Copies of counted alleles.</summary>
    public int Copies { get; private set; }
    /// <summary>Hot spots that the file has a record for.</summary>
    public int HotSpots { get; private set; }

    /// <summary>
    /// The build that the product's rows name. The rows are what <c>call</c> printed, header line included.
    /// </summary>
    public static string BuildOf(IReadOnlyList<string> rows) => rows[1].Split('\t')[2];

    public static Agreement Of(Input input, IReadOnlyList<string> rows)
    {
        var agreement = new Agreement();
        agreement.Records("records that begin in an interval (-T)", input.Beginning,
            input.Tool("bcftools view -T", "bcftools", "view", "-H", "-T", input.Bed));
        if (input.HasIndex)
            agreement.Records("records that overlap an interval (-R)", input.Overlapping,
                input.Tool("bcftools view -R", "bcftools", "view", "-H", "-R", input.Bed));
        agreement.HotSpotCopies(input, rows);
        return agreement;
    }

    /// <summary>
    /// The rows beside the hot spots', as many as bcftools names carriers: of each ALT of each record that begins in a
    /// gene, except a
    /// hot spot's own two alleles.
    /// </summary>
    public static IEnumerable<string> OfOthers(Input input, IReadOnlyList<string> rows)
    {
        var names = rows[0].Split('\t');
        int chrom = Array.IndexOf(names, "chrom"), pos = Array.IndexOf(names, "pos"),
            refBases = Array.IndexOf(names, "ref"), alt = Array.IndexOf(names, "alt");
        var hotSpots =
            input.Build.Contigs.SelectMany(
            c => c.HotSpots.Select(h => (c.Name, h.Place.Pos, h.Place.Ref, h.Place.Counted))).ToHashSet();
        var ours = rows.Skip(1).Select(r => r.Split('\t'))
            .Count(r =>
            !hotSpots.Contains((r[chrom], int.Parse(r[pos], CultureInfo.InvariantCulture), r[refBases], r[alt])));
        var theirs = 0;
        foreach (var line in Child.Lines(
            input.Tool("bcftools query", "bcftools", "query", "-f", "%CHROM\t%POS\t%REF\t%ALT[\t%GT]\n", "-T",
                input.Bed)))
        {
            var columns = line.Split('\t');
            var (contig, at, alts) = (input.On(columns[0])!, int.Parse(columns[1], CultureInfo.InvariantCulture),
                columns[3].Split(','));
            if (!contig.Genes.Any(g => at >= g.Start && at <= g.End)) continue;
            var own = contig.HotSpots.Where(h => h.Place.Pos == at && h.Place.Ref == columns[2])
                .SelectMany(h => new[] { h.Place.Counted, h.Place.Normal }).ToArray();
            for (var a = 1; a <= alts.Length; a++)
                if (!own.Contains(alts[a - 1]))
                    theirs += columns.Skip(4)
                        .Count(cell => cell.Split('/', '|').Contains(a.ToString(CultureInfo.InvariantCulture)));
        }
        if (ours != theirs) yield return $"rows beside the hot spots: {ours} here, {theirs} carriers by bcftools";
    }

    void Records(string what, Dictionary<string, int> ours, Invocation peer)
    {
        var theirs = new Dictionary<string, int>();
        foreach (var line in Child.Lines(peer))
        {
            var columns = line.Split('\t', 6);
            Input.Count(theirs,
                Input.Key(columns[0], long.Parse(columns[1], CultureInfo.InvariantCulture), columns[3], columns[4]));
        }
        var unequal = ours.Keys.Union(theirs.Keys).Where(k => ours.GetValueOrDefault(k) != theirs.GetValueOrDefault(k))
            .Take(Shown);
        differences.AddRange(
            unequal.Select(
                k => $"{what}: {k} seen {ours.GetValueOrDefault(k)} times here, {theirs.GetValueOrDefault(k)} times by bcftools"));
    }

    void HotSpotCopies(Input input, IReadOnlyList<string> rows)
    {
        var ours = OurCopies(rows, input.Header.Samples);
        var format = input.IsFull ? "%CHROM\t%POS\t%REF\t%ALT\t%FILTER[\t%GT:%DP:%GQ:%AD]\n"
            : "%CHROM\t%POS\t%REF\t%ALT\t%FILTER[\t%GT]\n";
        var truths =
            input.Build.Contigs.SelectMany(
            c => c.HotSpots.Select(h => (Contig: c, Spot: h, Truth: new HotSpotTruth(h, input.Build.Panel.Thresholds))))
                .ToArray();
        foreach (var line in Child.Lines(
            input.Tool("bcftools query", "bcftools", "query", "-f", format, "-T", input.Bed)))
        {
            var contig = input.On(line[..line.IndexOf('\t', StringComparison.Ordinal)]);
            foreach (var truth in truths.Where(t => t.Contig == contig)) truth.Truth.Take(line);
        }
        foreach (var (contig, spot, truth) in truths)
        {
            if (truth.Records > 1)
                differences.Add(
                    $"{spot.HotSpot.Id}: {truth.Records} records overlap it, and this comparison weighs only one");
            HotSpots += truth.Records;
            var key = (contig.Name, spot.Place.Pos, spot.Place.Ref, spot.Place.Counted);
            if (!ours.TryGetValue(key, out var copies)) differences.Add($"{spot.HotSpot.Id}: no row");
            else Compare(spot.HotSpot.Id, input.Header.Samples, copies,
                truth.Records == 0 ? new int?[copies.Length] : truth.Copies);
        }
    }

    void Compare(string hotSpot, IReadOnlyList<string> samples, string[] ours, int?[] theirs)
    {
        for (var i = 0; i < samples.Count; i++)
        {
            var expected = theirs[i]?.ToString(CultureInfo.InvariantCulture) ?? "";
            if (ours[i] != expected && differences.Count < Shown)
                differences.Add($"{hotSpot} {samples[i]}: '{ours[i]}' copies here, '{expected}' by bcftools");
            Genotypes++;
            Known += theirs[i] is null ? 0 : 1;
            Copies += theirs[i] ?? 0;
        }
    }

    static Dictionary<(string, int, string, string), string[]> OurCopies(IReadOnlyList<string> rows,
        IReadOnlyList<string> samples)
    {
        var names = rows[0].Split('\t');
        int At(string column) => Array.IndexOf(names, column);
        int sample = At("sample"), chrom = At("chrom"), pos = At("pos"), refBases = At("ref"), alt = At("alt"),
            copies = At("copies");
        var columnOf = samples.Select((name, i) => (name, i))
            .ToDictionary(s => s.name, s => s.i, StringComparer.Ordinal);
        var all = new Dictionary<(string, int, string, string), string[]>();
        foreach (var row in rows.Skip(1).Select(r => r.Split('\t')))
        {
            var key = (row[chrom], int.Parse(row[pos], CultureInfo.InvariantCulture), row[refBases], row[alt]);
            if (!all.TryGetValue(key, out var bySample)) all.Add(key, bySample = [.. samples.Select(_ => "no row")]);
            bySample[columnOf[row[sample]]] = row[copies];
        }
        return all;
    }
}
