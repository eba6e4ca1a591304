using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Laboratory.Analysers;

/// <summary>What a test of an analyser is here.</summary>
/// <param name="Assay">Id of the assay; empty where results of the test are left out.</param>
/// <param name="Unit">The unit where the file has none; empty where the map has none either.</param>
sealed record TestTarget(string Assay, string Unit)
{
    /// <summary>Results of the test are left out.</summary>
    public bool IsIgnored => Assay.Length == 0;
}

/// <summary>
/// The tests of an analyser and the assays that they are: one line a test, <c>THEIR CODE = ASSAY UNIT</c>, or
/// <c>THEIR CODE = ignore</c>. What has no line is refused when a file is imported: a result is never left out unasked.
/// </summary>
sealed class TestMap
{
    const string Ignore = "ignore", Field = "tests";
    const int LongestCode = 80;

    readonly Dictionary<string, TestTarget> targets = new(StringComparer.Ordinal);

    TestMap() { }

    /// <summary>A map without a line.</summary>
    public static TestMap Empty { get; } = new();

    /// <summary>Reads what people typed.</summary>
    /// <exception cref="RefusedStepException">A line is none, names no assay or no unit of it, or stands twice.</exception>
    public static TestMap Read(string? text, ClinicalRules rules)
    {
        var map = Of(text, (line, assay, unit) =>
        {
            var known = rules.Assays.FirstOrDefault(a => a.Id == assay)
                ?? throw new RefusedStepException("test-assay", Field, line, assay, string.Join(", ", rules.Assays.Select(a => a.Id)));
            if (unit.Length > 0 && unit != known.Unit && !known.OtherUnits.ContainsKey(unit))
                throw new RefusedStepException("test-unit", Field, line, unit,
                    string.Join(", ", known.OtherUnits.Keys.Prepend(known.Unit)));
        });
        return map.targets.Count > 0 ? map : throw new RefusedStepException("empty", Field);
    }

    /// <summary>Reads what <see cref="Read"/> has proven.</summary>
    public static TestMap Stored(string? text) => Of(text, (_, _, _) => { });

    /// <summary>What a test is; null where the map has no line of it.</summary>
    public TestTarget? Find(string test) => targets.GetValueOrDefault(test);

    static TestMap Of(string? text, Action<int, string, string> check)
    {
        var map = new TestMap();
        foreach (var (index, typed) in (text ?? "").ReplaceLineEndings("\n").Split('\n').Index())
        {
            var (number, line) = (index + 1, typed.Trim());
            if (line.Length == 0) continue;
            // A code may have the sign, an assay and a unit never do.
            var at = line.LastIndexOf('=');
            var (code, right) = at < 0 ? ("", "") : (line[..at].TrimEnd(), line[(at + 1)..].TrimStart());
            if (code.Length is 0 or > LongestCode || right.Length == 0 || line.Any(char.IsControl))
                throw new RefusedStepException("test-line", Field, number, line.Length > LongestCode ? line[..LongestCode] : line);
            var space = right.IndexOf(' ', StringComparison.Ordinal);
            var (assay, unit) = space < 0 ? (right, "") : (right[..space], right[space..].Trim());
            var target = right == Ignore ? new TestTarget("", "") : new(assay, unit);
            if (!target.IsIgnored) check(number, assay, unit);
            if (!map.targets.TryAdd(code, target)) throw new RefusedStepException("test-twice", Field, number, code);
        }
        return map;
    }
}
