using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Knowledge;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Acmg;

/// <summary>
/// A table of numbers or words by allele, as docs/data/tables.md describes it: UTF-8, tab-separated; first lines
/// <c>##name=value</c> that say what it is, then a header <c>chrom pos ref alt</c> and columns of its own, then rows.
/// Alleles are normalised as they are read; an empty cell or <c>.</c> is no value.
/// </summary>
sealed class AlleleTable
{
    internal const string Frequency = "frequency", Score = "score", KnownVariant = "known-variant",
        Assertion = "assertion";
    internal static readonly string[] Kinds = [Frequency, Score, KnownVariant, Assertion];
    static readonly string[] AlleleColumns = ["chrom", "pos", "ref", "alt"];
    static readonly string[] Facts = ["table", "version", "build", "source", "licence", "floor", "genes", "by"];
    readonly PanelBuild build;
    readonly byte[] bytes;
    readonly List<(string Chrom, int Start, int End)> covered = [];
    readonly string file;
    readonly int headerLine, firstRow;
    // Of each row on the panel its position and where its line begins, by position. A line is read when it is asked for.
    readonly Lazy<(int[] Positions, int[] Starts, PositionFilter Filter)> rows;

    AlleleTable(string file, byte[] bytes, string sha256, Panel panel, bool released)
    {
        (this.file, this.bytes, Sha256) = (file, bytes, sha256);
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        var (at, from) = (0, bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0);
        for (; bytes.AsSpan(from).StartsWith("##"u8); at++)
        {
            var (name, value) = Line(ref from)[2..].Split('=', 2) is [var n, { Length: > 0 } v] ? (n, v)
                : throw Wrong(at, "'##name=value'");
            if (name == "covered")
                covered.Add(Interval(value, panel) ?? throw Wrong(at, "'##covered=chrom:start-end'"));
            else if (!Facts.Contains(name) || !facts.TryAdd(name, value))
                throw Wrong(at, "one each of " + string.Join(", ", Facts.Select(fact => $"'##{fact}'")));
        }
        string Fact(string name) => facts.GetValueOrDefault(name) ?? throw Wrong(at, $"'##{name}=' before the header");
        (Kind, Version, Build, Source) = (Fact("table"), Fact("version"), Fact("build"), Fact("source"));
        if (!Kinds.Contains(Kind)) throw Wrong(0, $"##table= one of {string.Join(", ", Kinds)}");
        if (Version.Any(c => char.IsWhiteSpace(c) || c is ';' or '@' or ':'))
            throw Wrong(0, "a version without spaces, ';', '@', ':'");
        build = panel.On(Build) ?? throw Wrong(0, "a build of the panel");
        if (facts.TryGetValue("floor", out var least))
            Floor = Number(least) is { } floor and >= 0 and <= 1 ? floor : throw Wrong(0, "'##floor=' from 0 to 1");
        Genes = facts.GetValueOrDefault("genes")?.Split(',');
        if (Kind == Assertion)
            By = Fact("by") is var by && by.All(c => char.IsAsciiLetterLower(c) || c == '-') ? by
                : throw Wrong(0, "'##by=' in lower-case letters");
        headerLine = at;
        var header = from < bytes.Length ? Line(ref from).Split('\t') : [];
        firstRow = from;
        if (header.Length < 5 || !header.AsSpan(0, 4).SequenceEqual(AlleleColumns)
            || header.Distinct().Count() != header.Length)
            throw Wrong(at, "the header 'chrom pos ref alt' and at least one more column");
        Columns = header[4..];
        string[] needed = Kind switch
        {
            KnownVariant => ["class", "rules"],
            Assertion => ["class", "date", "for"],
            _ => []
        };
        if (needed.Except(Columns).Any())
            throw Wrong(-1, "columns " + string.Join(" and ", needed.Select(column => $"'{column}'")));
        // A laboratory's own reference may place an allele where the shipped copy does not.
        rows = new(() => FindRows(trusted: released && build.Own is null));
    }

    /// <summary>One of <see cref="Kinds"/>.</summary>
    public string Kind { get; }
    /// <summary>As the table says.</summary>
    public string Version { get; }
    /// <summary>Build id.</summary>
    public string Build { get; }
    /// <summary>Where its rows come from.</summary>
    public string Source { get; }
    /// <summary>Who asserts, as notes write it: <c>clinvar</c>, <c>clingen</c>. Empty unless the kind is
    /// assertion.</summary>
    public string By { get; } = "";
    /// <summary>
    /// A share of alleles below which its people are too few to tell one frequency from another; 0 for none.
    /// </summary>
    public double Floor { get; }
    /// <summary>The genes that it has rows of; null for any of the panel.</summary>
    public IReadOnlyList<string>? Genes { get; }
    /// <summary>Over the whole file, lower-case hexadecimal.</summary>
    public string Sha256 { get; }
    /// <summary>Its columns behind the allele's.</summary>
    public IReadOnlyList<string> Columns { get; }
    /// <summary>Kind, version and the first 12 digits of the checksum, as results print it.</summary>
    public string Text => $"{Kind}:{Version}:{Sha256[..12]}";

    /// <summary>Reads a table of the laboratory's, rows and all: what is wrong with it is told at once.</summary>
    /// <exception cref="InvalidDataException">It is none; the message has its file and line.</exception>
    public static AlleleTable Load(string path, Panel panel)
    {
        var bytes = File.ReadAllBytes(path);
        var table = new AlleleTable(Path.GetFileName(path), bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)), panel,
            released: false);
        _ = table.rows.Value;
        return table;
    }

    /// <summary>
    /// Opens a table that the program brings. Its rows are normalised and checked before their release, so that a program
    /// that is started by the thousand need not read them; its checksum is the listed one.
    /// </summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static AlleleTable Open(KnowledgeFile file, Panel panel) =>
        new(file.Name, file.Bytes, file.ListedSha256, panel, released: true);

    /// <summary>Every row on a chromosome of the panel.</summary>
    internal IEnumerable<((string Chrom, Allele Allele) Key, string[] Cells)> Rows =>
        rows.Value.Starts.Select(start => Row(start)!.Value);

    internal bool HasColumn(string column) => Index(column) >= 0;

    /// <summary>The cells of an allele, in the order of the columns; null where it has no row.</summary>
    internal string[]? Cells(string chrom, Allele allele)
    {
        var (positions, starts, filter) = rows.Value;
        if (!filter.MayHave(allele.Pos)) return null;
        var at = Array.BinarySearch(positions, allele.Pos);
        if (at < 0) return null;
        while (at > 0 && positions[at - 1] == allele.Pos) at--;
        for (; at < positions.Length && positions[at] == allele.Pos; at++)
            if (Row(starts[at]) is var (key, cells) && key == Key(chrom, allele)) return cells;
        return null;
    }

    /// <summary>Where a column stands among <see cref="Columns"/>; -1 for nowhere.</summary>
    internal int Index(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
            if (Columns[i] == column) return i;
        return -1;
    }

    /// <summary>Null where the allele has no row, or its row no value.</summary>
    internal double? Value(string chrom, Allele allele, string column) =>
        Index(column) is >= 0 and var i && Cells(chrom, allele) is { } cells && cells[i] is not ("" or ".")
        ? Number(cells[i]) : null;

    /// <summary>Where its rows are, in normal form.</summary>
    internal IReadOnlyList<int> Positions => rows.Value.Positions;

    /// <summary>It may have a row of the allele, or cover it. Never wrong where it says no.</summary>
    internal bool MayTell(Allele allele) => covered.Count > 0 || rows.Value.Filter.MayHave(allele.Pos);

    /// <summary>Every base of the allele lies in one interval that the table covers.</summary>
    internal bool Covers(string chrom, Allele allele) =>
        covered.Count > 0
        && covered.Exists(c => c.Chrom == chrom && c.Start <= allele.Pos && allele.Pos + allele.Ref.Length - 1 <= c.End);

    /// <summary>Finds the rows; those that are not <paramref name="trusted"/> are checked and normalised.</summary>
    (int[] Positions, int[] Starts, PositionFilter Filter) FindRows(bool trusted)
    {
        var (found, at) = (new List<(int Pos, int Start)>(), headerLine + 1);
        var seen = trusted ? null : new HashSet<(string, Allele)>();
        for (int start = firstRow, next = start; start < bytes.Length; start = next, at++)
        {
            next = bytes.AsSpan(start).IndexOf((byte)'\n') is >= 0 and var length ? start + length + 1 : bytes.Length;
            if (bytes[start] is (byte)'\n' or (byte)'\r') continue;
            if (seen is null) found.Add((PositionOf(start), start));
            // What lies on no gene of the panel is of no use here.
            else if (Row(start, at) is var (key, _))
            {
                if (!seen.Add(key)) throw Wrong(at, "one row for an allele");
                found.Add((key.Allele.Pos, start));
            }
        }
        int[] positions = [.. found.Select(row => row.Pos)], starts = [.. found.Select(row => row.Start)];
        Array.Sort(positions, starts);
        return (positions, starts, new PositionFilter(positions));
    }

    int PositionOf(int start)
    {
        var line = bytes.AsSpan(start);
        return Utf8Parser.TryParse(line[(line.IndexOf((byte)'\t') + 1)..], out int pos, out _) ? pos : 0;
    }

    /// <summary>Reads the row that begins at <paramref name="start"/>; null where it lies on no gene of the
    /// panel.</summary>
    /// <param name="start">Offset in the file.</param>
    /// <param name="at">Number of its line, to check it; null for a row that was checked.</param>
    ((string Chrom, Allele Allele) Key, string[] Cells)? Row(int start, int? at = null)
    {
        var cells = Line(ref start).Split('\t');
        if (at is { } line) Check(cells, line);
        var chrom = build.Panel.Contigs.Resolve(cells[0])!.Name;
        if (build.On(chrom) is not { } contig) return null;
        var allele = Allele.Normalise(contig, int.Parse(cells[1], CultureInfo.InvariantCulture),
            Encoding.ASCII.GetBytes(cells[2]), Encoding.ASCII.GetBytes(cells[3]));
        return (Key(chrom, allele), cells[4..]);
    }

    void Check(string[] cells, int at)
    {
        if (cells.Length != Columns.Count + 4) throw Wrong(at, $"{Columns.Count + 4} columns");
        var chrom = build.Panel.Contigs.Resolve(cells[0])?.Name ?? throw Wrong(at, "a chromosome");
        if (!int.TryParse(cells[1], NumberStyles.None, CultureInfo.InvariantCulture, out var pos) || pos < 1)
            throw Wrong(at, "a position");
        if (!IsBases(cells[2]) || !IsBases(cells[3])) throw Wrong(at, "bases in 'ref' and 'alt'");
        Check(cells[4..], at, $"{chrom}:{pos}");
    }

    void Check(string[] cells, int at, string place)
    {
        string Cell(string column) => cells[Index(column)];
        if (Kind == KnownVariant && VariantClasses.Read(Cell("class")) is null)
            throw Wrong(at, $"a class in the row of {place}");
        if (Kind == Assertion)
        {
            if (!Verdict.Classes.Contains(Cell("class")))
                throw Wrong(at, $"a class in the row of {place}, one of {string.Join(", ", Verdict.Classes)}");
            if (!DateOnly.TryParseExact(Cell("date"), "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None,
                out _)) throw Wrong(at, $"a date like 2026-01 in the row of {place}");
            if (!Verdict.Diseases.Contains(Cell("for")))
                throw Wrong(at, $"one of {string.Join(", ", Verdict.Diseases)} in the row of {place}");
        }
        if (Kind is not (Frequency or Score)) return;
        for (var i = 0; i < cells.Length; i++)
            if (cells[i] is not ("" or ".")
                && (Number(cells[i]) is not { } number || (Kind == Frequency && number is < 0 or > 1)))
                throw Wrong(at, $"a number in the row of {place}");
    }

    string Line(ref int from)
    {
        var rest = bytes.AsSpan(from);
        var end = rest.IndexOf((byte)'\n');
        if (end >= 0) rest = rest[..end];
        from += rest.Length + 1;
        return Encoding.UTF8.GetString(rest).TrimEnd('\r');
    }

    // Whether unknown sequence stopped the shift is no part of what an allele is.
    static (string, Allele) Key(string chrom, Allele allele) => (chrom, allele with { LeftAligned = true });

    static bool IsBases(string text) =>
        text.Length > 0 && text.All(b => b is 'A' or 'C' or 'G' or 'T' or 'a' or 'c' or 'g' or 't');

    internal static double? Number(string text) =>
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

/// <summary>
/// Whether a position may be one of many: never wrong where it says no. Most variants have no row, and this is asked
/// faster than a row is looked for.
/// </summary>
sealed class PositionFilter
{
    const int BitsEach = 16;
    readonly ulong[] words;

    public PositionFilter(ReadOnlySpan<int> positions)
    {
        words = new ulong[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(positions.Length * BitsEach / 64) + 1)];
        foreach (var position in positions) words[Word(position)] |= 1UL << position;
    }

    // The lowest six digits choose the bit, those above the word: neighbours lie beside each other.
    public bool MayHave(int position) => (words[Word(position)] & (1UL << position)) != 0;

    int Word(int position) => (position >> 6) & (words.Length - 1);
}
