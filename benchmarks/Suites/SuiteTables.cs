using System.Globalization;
using System.Text;
using Thrombophilia.Given.Suites;
using Thrombophilia.Variants.Validation.Findings;

namespace Thrombophilia.Benchmarks.Suites;

/// <summary>
/// The result for people: one row per suite, then what good files are warned of, and what was not judged.
/// </summary>
static class SuiteTables
{
    public static string Of(IReadOnlyList<Judgement> judgements)
    {
        var text = new StringBuilder(
            "# Conformance suites\n\nWritten by `dotnet run -c Release --project benchmarks -- suites`. A bad file "
            + "counts as refused or warned only where a finding names\n"
            + "the defect that the suite's index names, in its column and, where the suite's own file shows which "
            + "lines hold it, on each of these\n"
            + "lines (`tests/Given/Suites/defects.tsv`); else it is silent. Misplaced: named on another line too.\n\n"
            + "| suite | valid: accepted | without a finding | invalid | refused | warned | lines known | "
            + "**silent** | **misplaced** | special: accepted | refused | exempt |\n"
            + "|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (var suite in judgements.GroupBy(j => j.File.Suite)) Row(text, suite.Key, [.. suite]);
        Row(text, "**all**", judgements);
        text.Append("\n## Warnings in valid files\n\n| code | ")
            .AppendJoin(" | ", judgements.Select(j => j.File.Suite).Distinct()).Append(" |\n|---|")
            .Insert(text.Length, "---|", judgements.Select(j => j.File.Suite).Distinct().Count()).Append('\n');
        var warned = judgements.Where(j => j.File.Expectation == "valid" && j.Exemption is null)
            .SelectMany(j => j.Findings.Select(f => (f.Code, j.File)).Distinct())
            .ToLookup(w => w.Code, w => w.File.Suite);
        foreach (var code in warned.OrderByDescending(w => w.Count()).ThenBy(w => w.Key, StringComparer.Ordinal))
            text.Append("| `").Append(code.Key).Append("` | ")
                .AppendJoin(" | ",
                judgements.Select(j => j.File.Suite).Distinct()
                    .Select(s => code.Count(c => c == s) is > 0 and var n ? Number(n) : "")).Append(" |\n");
        text.Append("\n## Exempt\n\n");
        foreach (var exempt in judgements.Where(j => j.Exemption is not null).GroupBy(j => j.Exemption))
            text.Append("- ").Append(exempt.Key).Append(": ")
                .AppendJoin(", ", exempt.Select(j => $"{j.File.Suite}/{j.File.Name}")).Append('\n');
        List(text, "Disputed: valid by the index, refused by decision 0012",
            judgements.Where(j => j.Fate == Fate.Disputed));
        List(text, "Valid and refused", judgements.Where(j => j.Fate == Fate.WronglyRefused));
        List(text, "Silent", judgements.Where(j => j.Fate == Fate.Silent));
        List(text, "Misplaced", judgements.Where(j => j.Fate == Fate.Misplaced));
        return text.ToString();
    }

    static void Row(StringBuilder text, string name, IReadOnlyList<Judgement> files)
    {
        Judgement[] judged = [.. files.Where(j => j.Exemption is null)];
        Judgement[] Of(string expectation) => [.. judged.Where(j => j.File.Expectation == expectation)];
        Judgement[] valid = Of("valid"), invalid = Of("invalid"), special = Of("special");
        text.Append("| ")
            .AppendJoin(" | ", name, $"{valid.Count(j => j.Verdict.Accepted)} / {valid.Length}",
            Number(valid.Count(j => j.Findings.Count == 0)), Number(invalid.Length),
            Number(invalid.Count(j => j.Naming.Any(f => f.Severity == Severity.Error))),
                Number(invalid.Count(j => j.Naming.Count > 0 && j.Naming.All(f => f.Severity == Severity.Warning))),
            Number(invalid.Count(j => j.Lines is not null)), Number(invalid.Count(j => j.Fate == Fate.Silent)),
                Number(invalid.Count(j => j.Fate == Fate.Misplaced)),
            Number(special.Count(j => j.Verdict.Accepted)), Number(special.Count(j => !j.Verdict.Accepted)),
                Number(files.Count - judged.Length)).Append(" |\n");
    }

    static void List(StringBuilder text, string title, IEnumerable<Judgement> files)
    {
        if (!files.Any()) return;
        text.Append("\n## ").Append(title).Append("\n\n");
        foreach (var file in files)
            text.Append("- ").Append(file.File.Suite).Append('/').Append(file.File.Name).Append(": ")
                .AppendJoin(", ", file.Findings.Select(f => f.Code).Distinct())
                .Append(file.Lines is { } lines ? $"; the defect is on {string.Join(", ", lines)}" : "").Append('\n');
    }

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
