using System.Text;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Variants.Vcf;

/// <summary>A <c>##contig</c> line.</summary>
/// <param name="Id">Name as the records use it.</param>
/// <param name="Length">In bases; null where the line gives none.</param>
/// <param name="Assembly">The name of the assembly as written; null where the line gives none.</param>
public sealed record HeaderContig(string Id, int? Length, string? Assembly = null);

/// <summary>A <c>##INFO</c> or <c>##FORMAT</c> line.</summary>
/// <param name="Id">Key.</param>
/// <param name="Number">As written: a count, <c>A</c>, <c>R</c>, <c>G</c>, <c>.</c> and so on.</param>
/// <param name="Type">Integer, Float, Flag, Character or String.</param>
public sealed record HeaderField(string Id, string Number, string Type);

/// <summary>The meta-information lines and the column line of a VCF (VCF 4.3 specification, 1.4 and 1.5).</summary>
public sealed class VcfHeader
{
    readonly List<HeaderContig> contigs = [];
    readonly Dictionary<string, HeaderField> info = new(StringComparer.Ordinal), format = new(StringComparer.Ordinal);
    readonly HashSet<string> filters = new(StringComparer.Ordinal), alts = new(StringComparer.Ordinal);

    /// <summary>For example <c>VCFv4.2</c>; null when the first line does not say.</summary>
    public string? FileFormat { get; internal set; }
    /// <summary>Contigs in the order of the header.</summary>
    public IReadOnlyList<HeaderContig> Contigs => contigs;
    /// <summary>INFO definitions by key.</summary>
    public IReadOnlyDictionary<string, HeaderField> Info => info;
    /// <summary>FORMAT definitions by key.</summary>
    public IReadOnlyDictionary<string, HeaderField> Format => format;
    /// <summary>FILTER ids.</summary>
    public IReadOnlySet<string> Filters => filters;
    /// <summary>Symbolic ALT ids, without their brackets.</summary>
    public IReadOnlySet<string> Alts => alts;
    /// <summary>What made the file, by <c>##source</c> lines; empty where none says it.</summary>
    public string Source { get; private set; } = "";
    /// <summary>Sample names in the order of their columns; empty for a sites-only file.</summary>
    public IReadOnlyList<string> Samples { get; private set; } = [];
    /// <summary>
    /// What <c>##INFO</c>, <c>##FORMAT</c> and <c>##FILTER</c> lines say for people, by kind and key (<c>FORMAT/GT</c>); null where
    /// nobody asks for it: a reading for calls does not.
    /// </summary>
    internal Dictionary<string, string>? Descriptions { get; init; }
    /// <summary>Columns of every record.</summary>
    public int Columns { get; private set; }

    /// <summary>
    /// Takes one <c>##</c> line without its line end. A structured line that cannot be read defines nothing:
    /// <c>validate</c> judges it.
    /// </summary>
    internal void AddMeta(ReadOnlySpan<byte> line)
    {
        if (Descriptions is not null) Describe(line);
        if (line.StartsWith("##contig=<"u8))
        {
            if (Value(line, "ID"u8) is { } id)
                contigs.Add(
                    new HeaderContig(id,
                        int.TryParse(Value(line, "length"u8), out var length) && length is > 0 and < int.MaxValue
                            ? length : null, Value(line, "assembly"u8)));
        }
        else if (line.StartsWith("##INFO=<"u8)) Define(info, line);
        else if (line.StartsWith("##FORMAT=<"u8)) Define(format, line);
        else if (line.StartsWith("##FILTER=<"u8) && Value(line, "ID"u8) is { } filter) filters.Add(filter);
        else if (line.StartsWith("##source="u8)) Source += Encoding.UTF8.GetString(line[9..]) + "\n";
        else if (line.StartsWith("##ALT=<"u8) && Value(line, "ID"u8) is { } alt) alts.Add(alt);
    }

    /// <summary>Takes the <c>#CHROM</c> line.</summary>
    internal void SetColumns(string line, FileLocation place)
    {
        const string Fixed = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO";
        var columns = line.Split('\t');
        var wanted = Fixed + (columns.Length > 8 ? "\tFORMAT" : "");
        if (!line.StartsWith(wanted, StringComparison.Ordinal)
            || (line.Length > wanted.Length && line[wanted.Length] != '\t'))
            throw new RefusedException("header-columns", place, wanted.Replace("\t", " ", StringComparison.Ordinal),
                Excerpt.Text(line));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 9; i < columns.Length; i++)
            if (columns[i].Length == 0) throw new RefusedException("sample-name-empty", place, i + 1);
            else if (!seen.Add(columns[i])) throw new RefusedException("sample-name-twice", place, i + 1);
        Columns = columns.Length;
        Samples = columns.Length > 9 ? columns[9..] : [];
    }

    // The words stand in quotes and may hold commas.
    void Describe(ReadOnlySpan<byte> line)
    {
        var open = line.IndexOf("=<"u8);
        if (open < 2 || Value(line, "ID"u8) is not { } id || line.IndexOf("Description=\""u8) is not (>= 0 and var at)) return;
        var words = line[(at + "Description=\"".Length)..];
        var end = 0;
        while (end < words.Length && (words[end] != '"' || end > 0 && words[end - 1] == '\\')) end++;
        Descriptions!.TryAdd($"{Encoding.UTF8.GetString(line[2..open])}/{id}", Encoding.UTF8.GetString(words[..end]));
    }

    static void Define(Dictionary<string, HeaderField> fields, ReadOnlySpan<byte> line)
    {
        if (Value(line, "ID"u8) is { } id)
            fields.TryAdd(id, new HeaderField(id, Value(line, "Number"u8) ?? ".", Value(line, "Type"u8) ?? "String"));
    }

    /// <summary>The value of a key of a structured line, looked for outside quotes.</summary>
    static string? Value(ReadOnlySpan<byte> line, ReadOnlySpan<byte> key)
    {
        var quoted = false;
        for (var i = line.IndexOf((byte)'<') + 1; i < line.Length;)
        {
            // A key stands behind a comma or the bracket: from one of them to the next.
            if (!quoted && line[i - 1] is (byte)',' or (byte)'<' && line[i..] is var rest && rest.Length > key.Length
                && rest[key.Length] == '=' && rest.StartsWith(key))
            {
                rest = rest[(key.Length + 1)..];
                var end = rest.IndexOfAny((byte)',', (byte)'>');
                return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]).Trim('"', ' ');
            }
            var next = quoted ? line[i..].IndexOf((byte)'"') : line[i..].IndexOfAny((byte)',', (byte)'<', (byte)'"');
            if (next < 0) return null;
            i += next;
            if (line[i] == '"' && line[i - 1] != '\\') quoted = !quoted;
            i++;
        }
        return null;
    }
}
