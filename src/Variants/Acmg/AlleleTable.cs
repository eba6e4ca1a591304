using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Acmg;

/// <summary>
/// A table that a laboratory drops in: numbers or words by allele. UTF-8, tab-separated; first lines <c>##table=</c>
/// (frequency, score or known-variant), <c>##version=</c>, <c>##build=</c>, <c>##source=</c>, any number of
/// <c>##covered=chrom:start-end</c> (1-based, inclusive), then a header <c>chrom pos ref alt</c> and columns of its
/// own, then rows. Alleles are normalised as they are read; an empty cell or <c>.</c> is no value.
/// </summary>
sealed class AlleleTable
{
    static readonly string[] Kinds = ["frequency", "score", "known-variant"];
    static readonly string[] AlleleColumns = ["chrom", "pos", "ref", "alt"];
    readonly Dictionary<(string Chrom, Allele Allele), string[]> rows = [];
    readonly List<(string Chrom, int Start, int End)> covered = [];
    readonly string file;

    AlleleTable(string file, byte[] bytes, Panel panel)
    {
        this.file = file;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var lines = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF').Split('\n');
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        var at = 0;
        for (; at < lines.Length && lines[at].StartsWith("##", StringComparison.Ordinal); at++)
        {
            var (name, value) = lines[at].TrimEnd('\r')[2..].Split('=', 2) is [var n, { Length: > 0 } v] ? (n, v)
                : throw Wrong(at, "'##name=value'");
            if (name == "covered")
                covered.Add(Interval(value, panel) ?? throw Wrong(at, "'##covered=chrom:start-end'"));
            else if (name is not ("table" or "version" or "build" or "source") || !facts.TryAdd(name, value))
                throw Wrong(at, "one each of '##table', '##version', '##build', '##source'");
        }
        string Fact(string name) => facts.GetValueOrDefault(name) ?? throw Wrong(at, $"'##{name}=' before the header");
        (Kind, Version, Build, Source) = (Fact("table"), Fact("version"), Fact("build"), Fact("source"));
        if (!Kinds.Contains(Kind)) throw Wrong(0, $"##table= one of {string.Join(", ", Kinds)}");
        if (Version.Any(c => char.IsWhiteSpace(c) || c is ';' or '@' or ':'))
            throw Wrong(0, "a version without spaces, ';', '@', ':'");
        var build = panel.On(Build) ?? throw Wrong(0, "a build of the panel");
        var header = at < lines.Length ? lines[at].TrimEnd('\r').Split('\t') : [];
        if (header.Length < 5 || !header.AsSpan(0, 4).SequenceEqual(AlleleColumns)
            || header.Distinct().Count() != header.Length)
            throw Wrong(at, "the header 'chrom pos ref alt' and at least one more column");
        Columns = header[4..];
        for (at++; at < lines.Length; at++)
            if (lines[at].TrimEnd('\r') is { Length: > 0 } line) Read(at, line.Split('\t'), header.Length, build);
        var ofClass = Kind == "known-variant" ? Array.IndexOf(header, "class") - 4 : -1;
        if (Kind == "known-variant" && (ofClass < 0 || !Columns.Contains("rules")))
            throw Wrong(-1, "columns 'class' and 'rules'");
        foreach (var (key, cells) in rows)
            if (ofClass >= 0 && VariantClasses.Read(cells[ofClass]) is null)
                throw Wrong(-1, $"a class in the row of {key.Chrom}:{key.Allele.Pos}");
            else if (ofClass < 0)
                foreach (var cell in cells)
                    if (cell is not ("" or ".")
                        && (Number(cell) is not { } number || (Kind == "frequency" && number is < 0 or > 1)))
                        throw Wrong(-1, $"a number in the row of {key.Chrom}:{key.Allele.Pos}");
    }

    /// <summary><c>frequency</c>, <c>score</c> or <c>known-variant</c>.</summary>
    public string Kind { get; }
    /// <summary>As the table says.</summary>
    public string Version { get; }
    /// <summary>Build id.</summary>
    public string Build { get; }
    /// <summary>Where its rows come from.</summary>
    public string Source { get; }
    /// <summary>Over the whole file, lower-case hexadecimal.</summary>
    public string Sha256 { get; }
    /// <summary>Its columns behind the allele's.</summary>
    public IReadOnlyList<string> Columns { get; }
    /// <summary>Kind, version and the first 12 digits of the checksum, as results print it.</summary>
    public string Text => $"{Kind}:{Version}:{Sha256[..12]}";

    /// <summary>Reads a table.</summary>
    /// <exception cref="InvalidDataException">It is none; the message has its file and line.</exception>
    public static AlleleTable Load(string path, Panel panel) =>
        new(Path.GetFileName(path), File.ReadAllBytes(path), panel);

    internal IEnumerable<((string Chrom, Allele Allele) Key, string[] Cells)> Rows =>
        rows.Select(row => (row.Key, row.Value));

    internal bool HasColumn(string column) => Columns.Contains(column);

    internal bool Contains(string chrom, Allele allele) => rows.ContainsKey(Key(chrom, allele));

    /// <summary>Null where the allele has no row, or its row no value.</summary>
    internal double? Value(string chrom, Allele allele, string column)
    {
        for (var i = 0; i < Columns.Count; i++)
            if (Columns[i] == column)
                return rows.TryGetValue(Key(chrom, allele), out var cells) && cells[i] is not ("" or ".")
                    ? Number(cells[i]) : null;
        return null;
    }

    /// <summary>Every base of the allele lies in one interval that the table covers.</summary>
    internal bool Covers(string chrom, Allele allele) =>
        covered.Exists(c => c.Chrom == chrom && c.Start <= allele.Pos && allele.Pos + allele.Ref.Length - 1 <= c.End);

    void Read(int at, string[] cells, int columns, PanelBuild build)
    {
        if (cells.Length != columns) throw Wrong(at, $"{columns} columns");
        var chrom = build.Panel.Contigs.Resolve(cells[0])?.Name ?? throw Wrong(at, "a chromosome");
        if (!int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out var pos) || pos < 1)
            throw Wrong(at, "a position");
        if (!IsBases(cells[2]) || !IsBases(cells[3])) throw Wrong(at, "bases in 'ref' and 'alt'");
        // What lies on no gene of the panel is of no use here.
        if (build.On(chrom) is not { } contig) return;
        var allele =
            Allele.Normalise(contig, pos, Encoding.ASCII.GetBytes(cells[2]), Encoding.ASCII.GetBytes(cells[3]));
        if (!rows.TryAdd(Key(chrom, allele), cells[4..])) throw Wrong(at, "one row for an allele");
    }

    // Whether unknown sequence stopped the shift is no part of what an allele is.
    static (string, Allele) Key(string chrom, Allele allele) => (chrom, allele with { LeftAligned = true });

    static bool IsBases(string text) =>
        text.Length > 0 && text.All(b => b is 'A' or 'C' or 'G' or 'T' or 'a' or 'c' or 'g' or 't');

    static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number) ? number : null;

    static (string, int, int)? Interval(string text, Panel panel) =>
        text.Split(':') is [var name, var places] && panel.Contigs.Resolve(name)?.Name is { } chrom
        && places.Split('-') is [var from, var to]
            && int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            && int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            && 0 < start && start <= end ? (chrom, start, end) : null;

    InvalidDataException Wrong(int line, string expected) =>
        new(line < 0 ? $"{file}: expected {expected}." : $"{file}, line {line + 1}: expected {expected}.");
}
