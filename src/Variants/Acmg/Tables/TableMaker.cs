using System.Globalization;
using System.Text;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Calling.HotSpots;
using Thrombophilia.Variants.Hgvs;
using Thrombophilia.Variants.Knowledge;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Acmg.Tables;

/// <summary>
/// Makes the tables of docs/data/tables.md from what a laboratory downloads: only what lies on the panel's genes is
/// kept.
/// </summary>
public sealed class TableMaker
{
    const string FileDate = "##fileDate=", VcfStart = "##fileformat=VCF";
    static readonly string[] ScoreColumns = ["revel", "spliceai"];
    readonly Panel panel;
    readonly KnowledgeFolder knowledge;

    /// <param name="panel">The panel.</param>
    /// <param name="folder">Folder of knowledge; null for the one beside the program.</param>
    public TableMaker(Panel panel, string? folder = null) => (this.panel, knowledge) = (panel, new(folder));

    /// <summary>Makes a table.</summary>
    /// <exception cref="RefusedException">A source is not what the table needs.</exception>
    /// <exception cref="IOException">A source cannot be read.</exception>
    public async Task<MadeTable> MakeAsync(TableRequest request, CancellationToken stop = default)
    {
        var build = panel.On(request.Build)
            ?? throw new ArgumentException($"Panel {panel.Id} has no build {request.Build}.", nameof(request));
        var heads = new List<Head>();
        foreach (var path in request.Sources) heads.Add(await HeadAsync(path, stop).ConfigureAwait(false));
        var head = new List<(string Name, string Value)>();
        var (kind, rows) = request.Subject switch
        {
            TableSubject.Frequency => (AlleleTable.Frequency,
                await FrequenciesAsync(heads, build, head, stop).ConfigureAwait(false)),
            TableSubject.Scores => (AlleleTable.Score, await ScoresAsync(heads, build, stop).ConfigureAwait(false)),
            _ => (AlleleTable.Assertion, await AssertionsAsync(heads, build, head, stop).ConfigureAwait(false)),
        };
        if (rows.Count == 0) throw new RefusedException("table-empty", new FileLocation(request.Sources[0]), build.Id);
        if (request.Covered is { } bed)
            head.AddRange(await CoveredAsync(bed, build, stop).ConfigureAwait(false));
        var version = Version(request.Release ?? heads[0].Release);
        var text = new StringBuilder();
        foreach (var (name, value) in (IEnumerable<(string, string)>)[("table", kind), ("version", version),
            ("build", build.Id), ("source", string.Join(", ", request.Sources.Select(Path.GetFileName))), .. head])
            text.Append(CultureInfo.InvariantCulture, $"##{name}={value}\n");
        text.Append("chrom\tpos\tref\talt\t").AppendJoin('\t', rows.Columns).Append('\n');
        rows.Write(text);
        return new MadeTable(text.ToString(), kind, version, rows.Count, rows.LeftOut);
    }

    static async Task<TableRows> FrequenciesAsync(List<Head> heads, PanelBuild build, List<(string, string)> head,
        CancellationToken stop)
    {
        var rows = new TableRows(build, [FrequencyFields.Column], TableRows.Larger);
        var floor = 0d;
        foreach (var source in heads)
        {
            FrequencyFields? fields = null;
            await new SourceVcf(build).ReadAsync(source.Path, rows,
                (header, place) => fields = new FrequencyFields(header, place), stop).ConfigureAwait(false);
            floor = Math.Max(floor, fields!.Floor);
        }
        if (floor > 0) head.Add(("floor", TableRows.Cell(Math.Min(1, floor))));
        return rows;
    }

    async Task<TableRows> ScoresAsync(List<Head> heads, PanelBuild build, CancellationToken stop)
    {
        var rows = new TableRows(build, ScoreColumns, TableRows.Larger);
        var namer = new VariantNamer(build);
        foreach (var source in heads)
            if (source.IsVcf)
                await new SourceVcf(build).ReadAsync(source.Path, rows,
                    (header, place) => SpliceFields.Of(header, place, panel), stop).ConfigureAwait(false);
            else
                await RevelSource.ReadAsync(source.Path, namer, rows, stop).ConfigureAwait(false);
        return rows;
    }

    async Task<TableRows> AssertionsAsync(List<Head> heads, PanelBuild build, List<(string, string)> head,
        CancellationToken stop)
    {
        var words = DiseaseWords.Load(knowledge);
        // One table tells of one who asserts.
        if (heads.FirstOrDefault(other => other.IsVcf != heads[0].IsVcf) is { } mixed)
            throw new RefusedException("table-source", new FileLocation(mixed.Path),
                heads[0].IsVcf ? ClinVarFields.By : ClinGenSource.By, mixed.FirstLine);
        head.Add(("by", heads[0].IsVcf ? ClinVarFields.By : ClinGenSource.By));
        var rows = new TableRows(build, heads[0].IsVcf ? ClinVarFields.Columns : ClinGenSource.Columns,
            ClinVarFields.Join);
        var classifier = new Classifier(panel, knowledge.Path);
        foreach (var source in heads)
            if (source.IsVcf)
                await new SourceVcf(build).ReadAsync(source.Path, rows,
                    (header, place) => ClinVarFields.Of(header, place, words, source.Month), stop)
                    .ConfigureAwait(false);
            else
                await new ClinGenSource(panel, new VariantNamer(build), words, (gene, version) =>
                    classifier.RulesOf(gene) is { } usual && usual.Version != version
                    ? classifier.RulesOf(gene, $"{usual.Id}@{version}") : classifier.RulesOf(gene))
                    .ReadAsync(source.Path, rows, stop).ConfigureAwait(false);
        return rows;
    }

    async Task<IEnumerable<(string, string)>> CoveredAsync(string bed, PanelBuild build, CancellationToken stop)
    {
        var regions = await CallableRegions.ReadAsync(bed, panel.Contigs, stop).ConfigureAwait(false);
        var covered = new List<(string, string)>();
        foreach (var contig in build.Contigs)
            foreach (var (start, end) in contig.Intervals())
            {
                var stretches = new List<Stretch>();
                regions.Touching(contig.Name, start, end, stretches);
                covered.AddRange(stretches.Select(stretch => ("covered", string.Create(CultureInfo.InvariantCulture,
                    $"{contig.Name}:{Math.Max(stretch.Start, start)}-{Math.Min(stretch.End, end)}"))));
            }
        return covered;
    }

    // A version has no blanks and none of the signs that results put around it.
    static string Version(string release) =>
        string.Concat(release.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-'));

    /// <summary>What a source says of itself before its first record.</summary>
    sealed record Head(string Path, bool IsVcf, string FirstLine, string Release, string? Month);

    static async Task<Head> HeadAsync(string path, CancellationToken stop)
    {
        var source = TextSource.Open(path, path);
        await using var closing = source.ConfigureAwait(false);
        var lines = new TextLines(source, path);
        string? first = null, date = null;
        while (await lines.FillAsync(stop).ConfigureAwait(false))
            while (lines.Next())
            {
                var line = Encoding.UTF8.GetString(lines.Line.Span[..Math.Min(lines.Line.Length, 120)]);
                first ??= line;
                if (line.StartsWith(FileDate, StringComparison.Ordinal)) date = line[FileDate.Length..];
                if (!line.StartsWith("##", StringComparison.Ordinal)) return Of();
            }
        return Of();

        Head Of()
        {
            var name = System.IO.Path.GetFileName(path).Split(".vcf")[0];
            var month = DateOnly.TryParseExact(date, ["yyyy-MM-dd", "yyyyMMdd"], CultureInfo.InvariantCulture,
                DateTimeStyles.None, out var day) ? day.ToString("yyyy-MM", CultureInfo.InvariantCulture) : null;
            return new Head(path, first?.StartsWith(VcfStart, StringComparison.Ordinal) == true, first ?? "",
                month is null ? name : $"{name}-{date}", month);
        }
    }
}
