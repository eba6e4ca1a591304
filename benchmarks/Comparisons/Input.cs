using System.IO.Pipelines;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>
/// A file, or a text fed to standard input, to be compared on. Read once by the library itself: the records in the
/// panel's intervals as it sees them.
/// </summary>
sealed class Input
{
    Input(string path, string name, PanelBuild build, string bedFolder)
    {
        (Path, Name, Build) = (path, name, build);
        Bed = System.IO.Path.Combine(bedFolder, Name + ".panel.bed");
    }

    /// <summary>As a tool takes it: <c>-</c> is standard input.</summary>
    public string Path { get; }
    public string Name { get; }
    /// <summary>Writes the text; null for a file.</summary>
    public Action<Stream>? Feed { get; private init; }
    public PanelBuild Build { get; }
    /// <summary>The panel's intervals under the names that the file gives its chromosomes.</summary>
    public string Bed { get; }
    public bool HasIndex => File.Exists(Path + ".tbi") || File.Exists(Path + ".csi");
    public VcfHeader Header { get; private set; } = null!;
    public long Records { get; private set; }
    public long TextBytes { get; private set; }
    /// <summary>Null for a fed text.</summary>
    public long? FileBytes => Feed is null ? new FileInfo(Path).Length : null;
    /// <summary>
    /// Records that begin inside an interval (what <c>-T</c> looks at), as <c>chrom:pos ref&gt;alt</c>.
    /// </summary>
    public Dictionary<string, int> Beginning { get; } = [];
    /// <summary>Records that overlap an interval (what <c>-R</c> looks at).</summary>
    public Dictionary<string, int> Overlapping { get; } = [];
    /// <summary>Cells hold more than genotypes.</summary>
    public bool IsFull => Header.Format.ContainsKey("DP");

    public static async Task<Input> ReadAsync(string path, string build, Panel panel, string bedFolder)
    {
        var input = new Input(path, System.IO.Path.GetFileName(path), panel.On(build)!, bedFolder);
        await using var source = TextSource.Open(path, path);
        await input.ReadAsync(source);
        return input;
    }

    public static async Task<Input> ReadAsync(Action<Stream> feed, string name, string build, Panel panel,
        string bedFolder)
    {
        var input = new Input("-", name, panel.On(build)!, bedFolder) { Feed = feed };
        var pipe = new Pipe();
        var fed = Task.Run(() =>
        {
            using var stream = pipe.Writer.AsStream();
            feed(stream);
        });
        await using (var source = TextSource.Open(pipe.Reader.AsStream(), name)) await input.ReadAsync(source);
        await fed;
        return input;
    }

    /// <summary>A tool over this input.</summary>
    public Invocation Tool(string row, string tool, params string[] arguments) =>
        new(row, tool, [.. arguments, Path]) { Feed = Feed };

    async Task ReadAsync(TextSource source)
    {
        var reader = new VcfReader(source, Name);
        await reader.ReadHeaderAsync();
        while (await reader.FillAsync())
            while (reader.Next()) Take(reader.Record, reader.Chroms[reader.Record.Chrom]);
        (Header, Records) = (reader.Header, reader.Records);
        await File.WriteAllLinesAsync(Bed, from name in reader.Chroms
                                           let contig = On(name)
                                           where contig is not null
                                           from interval in contig.Intervals()
                                           select FormattableString.Invariant(
                                               $"{name}\t{interval.Start - 1}\t{interval.End}"));
    }

    /// <summary>The panel on a chromosome by the file's name for it.</summary>
    public PanelContig? On(string name) => Build.Panel.Contigs.Resolve(name) is { } known ? Build.On(known.Name) : null;

    public static string Key(string chrom, long pos, string refBases, string alt) =>
        FormattableString.Invariant($"{chrom}:{pos} {refBases}>{alt}");

    public static void Count(Dictionary<string, int> counts, string key) =>
        counts[key] = counts.GetValueOrDefault(key) + 1;

    void Take(VcfRecord record, string chrom)
    {
        TextBytes += record.Line.Length + 1;
        if (On(chrom) is not { } contig || record.Pos > contig.End) return;
        var end = record.Pos + record.Ref.Length - 1;
        if (record.TryInfo("END"u8, out var text) && System.Buffers.Text.Utf8Parser.TryParse(text, out int last, out _))
            end = Math.Max(end, last);
        if (!contig.Touches(record.Pos, end)) return;
        var ascii = System.Text.Encoding.ASCII;
        var key = Key(chrom, record.Pos, ascii.GetString(record.Ref), ascii.GetString(record.Alt));
        Count(Overlapping, key);
        if (contig.Touches(record.Pos, record.Pos)) Count(Beginning, key);
    }
}
