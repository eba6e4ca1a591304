using System.Text.Json;
using System.Text.RegularExpressions;
using Thrombophilia.Benchmarks.Biobank;

namespace Thrombophilia.Benchmarks.Rate;

/// <summary>
/// What stands in the database after a round: that each file has ended well, once, and what was concluded and found,
/// as text without keys and times, to be compared between rounds and programs.
/// </summary>
sealed partial class Answers
{
    const int Shown = 5;

    static readonly string[] KeysAndTimes = ["Id", "PublicId", "IntakeId", "SampleId"];
    static readonly string[] OfConclusion =
        ["Headline", "Reason", "ForReport", "Build", "PanelId", "PanelVersion", "VcfSha256", "AssayIds"];
    static readonly string[] OfRegistry = ["Group", "FormId", "FormVersion", "Codes"];
    static readonly string[] OfStatement = ["Code", "Topic", "Parameters", "Assays"];

    readonly string[] findings, conclusions, registry;

    /// <param name="registers">One of each program: only what all of them have a column for can be compared.</param>
    public Answers(IEnumerable<Register> registers)
    {
        var schemas = registers.Select(r =>
        {
            using var truth = new Truth(r.Folder);
            return (Findings: Of(truth, "Findings"), Conclusions: Of(truth, "Conclusions"),
                Registry: Of(truth, "RegistryEntries"));
        }).ToArray();
        findings = [.. Shared(schemas.Select(s => s.Findings)).Except(KeysAndTimes)];
        conclusions = [.. OfConclusion.Intersect(Shared(schemas.Select(s => s.Conclusions)))];
        registry = [.. OfRegistry.Intersect(Shared(schemas.Select(s => s.Registry)))];

        static string[] Of(Truth truth, string table) =>
            [.. truth.All($"SELECT name FROM pragma_table_info('{table}') ORDER BY name")];
        static string[] Shared(IEnumerable<string[]> all) => [.. all.Aggregate((a, b) => [.. a.Intersect(b)])];
    }

    /// <summary>The columns of findings that are compared.</summary>
    public int Columns => findings.Length;

    /// <summary>Writes the answers of a round to <paramref name="file"/>, sorted by person.</summary>
    /// <param name="register">What was there before the files.</param>
    /// <param name="truth">The database after the round.</param>
    /// <param name="planned">Findings of each sample, as <c>call</c> counts them.</param>
    /// <param name="file">Where the text goes.</param>
    /// <returns>What is wrong with the answers themselves.</returns>
    public IReadOnlyList<string> Write(Register register, Truth truth, IReadOnlyDictionary<string, int> planned,
        string file)
    {
        var (wrong, persons) = (new List<string>(), register.Load.Samples.Count);
        void Demand(string what, string sql, string expected)
        {
            var found = string.Join(", ", truth.Rows(sql).Select(row => string.Join(' ', row)));
            if (found != expected) wrong.Add($"{what}: '{found}' instead of '{expected}'");
        }

        Demand("intakes", "SELECT State, COUNT(*) FROM VcfIntakes GROUP BY State", $"Done {persons}");
        Demand("conclusions that rest on a file, and persons with one",
            $"SELECT COUNT(*), COUNT(DISTINCT SubjectId) FROM Conclusions WHERE Id > {register.LastConclusion} AND VcfSha256 <> ''",
            $"{persons} {persons}");
        Demand("conclusions written", $"SELECT COUNT(*) FROM Conclusions WHERE Id > {register.LastConclusion}",
            $"{persons}");
        Demand("registry rows that rest on one of them, and persons with one",
            "SELECT COUNT(*), COUNT(DISTINCT SubjectId) FROM RegistryEntries "
            + $"WHERE Id > {register.LastRegistryRow} AND ConclusionId > {register.LastConclusion}",
            $"{persons} {persons}");
        Demand("keys that point nowhere", "PRAGMA foreign_key_check", "");

        using var text = new StreamWriter(file, append: false);
        var counts = new Dictionary<string, int>();
        foreach (var (sample, rows) in Grouped(truth.Rows(
            $"SELECT s.VcfName, {Names("f", findings)} FROM Samples s JOIN Findings f ON f.SampleId = s.Id ORDER BY s.Code")))
        {
            counts[sample] = rows.Count;
            foreach (var row in rows.Order(StringComparer.Ordinal)) text.WriteLine($"finding\t{sample}\t{row}");
        }
        wrong.AddRange(planned.Keys.Union(counts.Keys)
            .Where(s => planned.GetValueOrDefault(s) != counts.GetValueOrDefault(s)).Take(Shown)
            .Select(s => $"findings of {s}: {counts.GetValueOrDefault(s)} instead of {planned.GetValueOrDefault(s)}"));
        foreach (var row in truth.Rows(
            $"SELECT s.Code, {Names("c", ["Statements", .. conclusions])} FROM Conclusions c JOIN Subjects s ON s.Id = c.SubjectId "
            + $"WHERE c.Id > {register.LastConclusion} ORDER BY s.Code"))
        {
            text.WriteLine($"conclusion\t{row[0]}\t{string.Join('\t', row[2..])}");
            foreach (var statement in Statements(row[1])) text.WriteLine($"statement\t{row[0]}\t{statement}");
        }
        foreach (var row in truth.Rows(
            $"SELECT s.Code, {Names("r", registry)} FROM RegistryEntries r JOIN Subjects s ON s.Id = r.SubjectId "
            + $"WHERE r.Id > {register.LastRegistryRow} ORDER BY s.Code"))
            text.WriteLine($"registry\t{string.Join('\t', row)}");
        return wrong;
    }

    /// <summary>The first lines in which two rounds differ.</summary>
    public static IReadOnlyList<string> Differences(string first, string second)
    {
        var differences = new List<string>();
        using var others = File.ReadLines(second).GetEnumerator();
        foreach (var line in File.ReadLines(first))
        {
            var other = others.MoveNext() ? others.Current : null;
            if (line != other) differences.Add($"'{line}' became '{other}'");
            if (differences.Count == Shown) return differences;
        }
        if (others.MoveNext()) differences.Add($"'{others.Current}' stands in the second alone");
        return differences;
    }

    static string Names(string table, IEnumerable<string> columns) =>
        string.Join(", ", columns.Select(c => $"{table}.\"{c}\""));

    static IEnumerable<(string Key, List<string> Rows)> Grouped(IEnumerable<string[]> rows)
    {
        var (key, own) = ("", new List<string>());
        foreach (var row in rows)
        {
            if (row[0] != key && own.Count > 0)
            {
                yield return (key, own);
                own = [];
            }
            key = row[0];
            own.Add(string.Join('\t', row[1..]));
        }
        if (own.Count > 0) yield return (key, own);
    }

    /// <summary>
    /// The statements in their order. The name of a finding holds the key of its intake: it is another one in each
    /// round, and left out.
    /// </summary>
    static IEnumerable<string> Statements(string json)
    {
        using var all = JsonDocument.Parse(json);
        foreach (var statement in all.RootElement.EnumerateArray())
            yield return Key().Replace(string.Join('\t', OfStatement.Select(name => Part(statement, name))), "KEY");

        static string Part(JsonElement statement, string name) => statement.EnumerateObject()
            .Where(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(p => Sorted(p.Value))
            .FirstOrDefault("");
    }

    [GeneratedRegex(@"\b[0-9a-f]{8}(-?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}\b")]
    private static partial Regex Key();

    static string Sorted(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? string.Join(';', value.EnumerateObject().Select(p => $"{p.Name}={p.Value}").Order(StringComparer.Ordinal))
        : value.ToString();
}
