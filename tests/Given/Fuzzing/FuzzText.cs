using System.Text;

namespace Thrombophilia.Given.Fuzzing;

/// <summary>
/// A VCF taken apart into header lines, column names and records, so that a mutation can take hold of one field.
/// </summary>
public sealed class FuzzText
{
    public List<string> Meta { get; private init; } = [];
    /// <summary>The names of all columns; the samples begin at 9.</summary>
    public List<string> Columns { get; private init; } = [];
    public List<string[]> Records { get; private init; } = [];
    public string LineEnd { get; set; } = "\n";
    /// <summary>What stands before the first line.</summary>
    public string Head { get; set; } = "";
    /// <summary>What stands after the last record's last column.</summary>
    public string? Tail { get; set; }

    public int Samples => Columns.Count - 9;

    public static FuzzText Parse(string text)
    {
        var parsed = new FuzzText();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            if (line.StartsWith("##", StringComparison.Ordinal)) parsed.Meta.Add(line);
            else if (line[0] == '#') parsed.Columns.AddRange(line.Split('\t'));
            else parsed.Records.Add(line.Split('\t'));
        return parsed;
    }

    public FuzzText Copy() => new()
    {
        Meta = [.. Meta],
        Columns = [.. Columns],
        Records = [.. Records.Select(r => (string[])r.Clone())],
        LineEnd = LineEnd,
        Head = Head,
        Tail = Tail,
    };

    public IEnumerable<string> Lines() =>
        Meta.Append(string.Join('\t', Columns)).Concat(Records.Select(r => string.Join('\t', r)));

    public byte[] Bytes() => Encoding.UTF8.GetBytes(Head + string.Join(LineEnd, Lines()) + (Tail ?? LineEnd));

    /// <summary>Records in the order of their contigs' first appearance, then of their positions.</summary>
    public void Sort()
    {
        var contigs = Records.Select(r => r[0]).Distinct().ToList();
        var sorted = Records.OrderBy(r => contigs.IndexOf(r[0])).ThenBy(r => int.Parse(r[1], null)).ToArray();
        Records.Clear();
        Records.AddRange(sorted);
    }

    /// <summary>The value of a FORMAT key in one cell; null where FORMAT lacks the key or the cell drops it.</summary>
    public static string? Field(string[] record, int sample, string key)
    {
        var at = Array.IndexOf(record[8].Split(':'), key);
        var fields = record[9 + sample].Split(':');
        return at >= 0 && at < fields.Length ? fields[at] : null;
    }

    public static void SetField(string[] record, int sample, string key, string value)
    {
        var at = Array.IndexOf(record[8].Split(':'), key);
        var fields = record[9 + sample].Split(':');
        fields[at] = value;
        record[9 + sample] = string.Join(':', fields);
    }
}
