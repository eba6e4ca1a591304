using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Variants.Panels;

/// <summary>
/// The genes of a panel with what lies in and around them, on every build: the shipped copy, and instead of it a
/// laboratory's own reference where there is one.
/// </summary>
sealed class PanelSequence
{
    readonly KnowledgeFile? file;
    readonly SequenceFileJson? shipped;
    readonly IReadOnlyList<ReferenceTable> own;

    PanelSequence(KnowledgeFile? file, IReadOnlyList<ReferenceTable> own) =>
        (this.file, shipped, this.own) = (file, file?.Read(SequenceFileJson.Of), own);

    /// <summary>
    /// The newest shipped copy, and the tables of the folder <c>reference</c> beside the panel. A panel without either
    /// knows its coding bases only.
    /// </summary>
    /// <exception cref="InvalidDataException">One of them cannot be read, or there are two tables of one
    /// build.</exception>
    public static PanelSequence Load(KnowledgeFolder knowledge, string id, IReadOnlyList<BuildJson> builds)
    {
        var folder = Path.Combine(knowledge.Path, id, ReferenceTable.Folder);
        var own = new List<ReferenceTable>();
        if (Directory.Exists(folder))
        {
            var files = Directory.GetFiles(folder, "*.fa");
            Array.Sort(files, StringComparer.Ordinal);
            foreach (var path in files)
            {
                var table = ReferenceTable.Load(path);
                if (builds.FirstOrDefault(b => b.Id == table.Build) is not { } build)
                    throw new InvalidDataException($"{path}: expected a build of the panel, found '{table.Build}'.");
                foreach (var (chrom, _) in table.Regions)
                    if (!build.Contigs.Any(contig => contig.Name == chrom))
                        throw new InvalidDataException($"{path}: expected a chromosome, found '{chrom}'.");
                if (own.Exists(other => other.Build == table.Build))
                    throw new InvalidDataException($"{path}: expected one reference of {table.Build}, found another.");
                own.Add(table);
            }
        }
        return new PanelSequence(knowledge.Newest(id, $"{id}-sequence"), own);
    }

    /// <summary>What decides a call.</summary>
    public IEnumerable<byte[]> Bytes => [.. file is null ? [] : (byte[][])[file.Bytes], .. own.Select(t => t.Bytes)];

    /// <summary>The laboratory's own reference of a build; null for none.</summary>
    public ReferenceTable? Own(string build)
    {
        foreach (var table in own) if (table.Build == build) return table;
        return null;
    }

    /// <summary>What is known of a chromosome of a build.</summary>
    public IEnumerable<KnownRegion> On(string build, string chrom)
    {
        if (Own(build) is { } table)
        {
            foreach (var (name, region) in table.Regions) if (name == chrom) yield return region;
            yield break;
        }
        if (shipped is null) yield break;
        foreach (var region in shipped.Regions)
            if (region.Chrom == chrom && region.Starts.TryGetValue(build, out var start))
                yield return new KnownRegion(start, region.Length, region.Packed, region.Confirmed);
    }

    /// <summary>Of each gene the stretch that is known of it on a build, gaps inside filled.</summary>
    public IEnumerable<(string Chrom, int Start, int End)> Stretches(string build, IReadOnlyList<Gene> genes)
    {
        foreach (var gene in genes)
        {
            var (start, end) = gene.Bounds(build);
            foreach (var region in shipped?.Regions ?? [])
                if (region.Gene == gene.Symbol && region.Starts.TryGetValue(build, out var from))
                    (start, end) = (Math.Min(start, from), Math.Max(end, from + region.Length - 1));
            yield return (gene.Chrom, start, end);
        }
    }

    /// <summary>The chromosome of a build that a name stands for which the panel itself does not have.</summary>
    public string? ChromOf(string build, string name)
    {
        foreach (var other in shipped?.OtherNames ?? [])
            if (other.Build == build && other.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return other.Chrom;
        return null;
    }

    sealed record SequenceFileJson(IReadOnlyList<OtherNameJson> OtherNames, IReadOnlyList<RegionJson> Regions)
    {
        public static SequenceFileJson Of(StrictJson j)
        {
            j.Text("id");
            j.Text("version");
            j.Text("title");
            j.Text("form");
            j.List("sources", Source.Of);
            return new SequenceFileJson(
                j.List("otherNames", n => new OtherNameJson(n.Text("build"), n.Text("chrom"), n.Text("name"))),
                j.List("regions", RegionJson.Of));
        }
    }

    sealed record OtherNameJson(string Build, string Chrom, string Name);

    sealed record RegionJson(string Gene, string Chrom, int Length, IReadOnlyDictionary<string, int> Starts,
        ConfirmedPlaces Confirmed, byte[] Packed)
    {
        public static RegionJson Of(StrictJson j)
        {
            var starts = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var (build, start) in j.List("starts", s => Tuple.Create(s.Text("build"), s.WholeNumber("start"))))
                starts.Add(build, start);
            var length = j.WholeNumber("length");
            return new RegionJson(j.Text("gene"), j.Text("chrom"), length, starts,
                new ConfirmedPlaces(length, j.Texts("confirmed")), j.Base64("bases", (length + 3) / 4));
        }
    }
}
