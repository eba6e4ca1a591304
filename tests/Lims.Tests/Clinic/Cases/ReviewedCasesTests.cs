using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Thrombophilia.Given;
using Thrombophilia.Lims.Clinic.Cases;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.Cases;

/// <summary>
/// Cases that a haematologist wrote before the product concluded any. What each has to say, and how well the product says it,
/// stands in ReviewedCases.tsv; the page docs/reference/conclusion-cases.md is made of it.
/// </summary>
public sealed class ReviewedCasesTests
{
    static readonly string[] Verdicts = ["right", "incomplete", "wrong", "dangerous"];
    static readonly bool Update = Environment.GetEnvironmentVariable("THROMBOPHILIA_UPDATE_DOCS") == "1";

    static readonly List<Dictionary<string, string>> Expected = Rows();

    static List<Dictionary<string, string>> Rows()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Clinic", "Cases", "ReviewedCases.tsv"));
        var columns = lines[0].Split('\t');
        return [.. lines.Skip(1).Select(line => columns.Zip(line.Split('\t')).ToDictionary(cell => cell.First, cell => cell.Second))];
    }

    static Dictionary<string, CaseAnswer> Answers() => File.ReadLines(Material.File("clinical/cases/cases.jsonl"))
        .Select(line =>
        {
            using var document = JsonDocument.Parse(line);
            var told = new ReviewedCase(document.RootElement);
            return (told.Id, GivenCases.Read(told.Json(), told.Id)[0].Concluded());
        }).ToDictionary(told => told.Id, told => told.Item2);

    static string[] List(string cell) => cell.Split(';', StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public void Every_reviewed_case_says_what_it_has_to_and_offers_nothing_that_it_must_not()
    {
        var answers = Answers();
        Assert.Equal(Expected.Select(row => row["id"]), answers.Keys);
        var faults = new List<string>();
        foreach (var row in Expected)
        {
            var (id, answer) = (row["id"], answers[row["id"]]);
            if (answer.Headline.Code != row["headline"]) faults.Add($"{id}: headline {answer.Headline.Code}, not {row["headline"]}");
            if (!List(row["urgent"]).All(answer.Urgent.Select(u => u.Code).Contains))
                faults.Add($"{id}: urgent {string.Join(';', answer.Urgent.Select(u => u.Code))}, not {row["urgent"]}");
            if (List(row["urgent"]).Length == 0 && answer.Urgent.Count > 0) faults.Add($"{id}: urgent {answer.Urgent[0].Code}");
            foreach (var missing in List(row["fires"]).Except(answer.Fired)) faults.Add($"{id}: {missing} does not hold");
            foreach (var drug in List(row["never"]).Intersect(answer.Available())) faults.Add($"{id}: {drug} is offered");
            if (!Verdicts.Contains(row["verdict"]) || row["verdict"] == "right" != (row["reason"].Length == 0))
                faults.Add($"{id}: a verdict with its reason");
        }
        Assert.Empty(faults);
    }

    [Fact]
    public void The_page_of_the_reviewed_cases_is_the_table_of_today()
    {
        var answers = Answers();
        var page = new StringBuilder("# Reviewed cases\n\n"
            + "A haematologist wrote these cases before `conclude` answered any, and what each answer has to say. A test converts them, "
            + "concludes\nthem, and compares the headline, what is urgent, the rows that have to hold and the classes of drugs that may "
            + "not be offered. The\nverdict is of the whole answer in both languages, read line by line.\n\n"
            + $"{string.Join(", ", Verdicts.Select(v => $"{Expected.Count(row => row["verdict"] == v)} {v}"))}, of {Expected.Count}.\n\n"
            + "| case | what it is | expected | given | verdict |\n|---|---|---|---|---|\n");
        foreach (var row in Expected)
        {
            var (answer, wanted) = (answers[row["id"]], List(row["fires"]));
            var given = string.Join(' ', wanted.Intersect(answer.Fired));
            var urgent = string.Join(' ', List(row["urgent"]));
            page.Append($"| {row["id"]} | {row["about"]} | `{row["headline"]}` {string.Join(' ', (string[])[urgent, .. wanted])} "
                .Replace("  ", " ", StringComparison.Ordinal))
                .Append($"| `{answer.Headline.Code}` {string.Join(' ', answer.Urgent.Select(u => u.Code))} {given} "
                .Replace("  ", " ", StringComparison.Ordinal))
                .Append($"| {row["verdict"]}{(row["reason"].Length > 0 ? ": " + row["reason"] : "")} |\n");
        }
        var path = PageOf();
        if (Update) File.WriteAllText(path, page.ToString());
        Assert.Equal(File.ReadAllText(path), page.ToString());
    }

    static string PageOf([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../../docs/reference/conclusion-cases.md"));
}
