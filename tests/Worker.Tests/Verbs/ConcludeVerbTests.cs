using System.Text.Json;
using Thrombophilia.Given;
using Xunit;

namespace Thrombophilia.Worker.Tests.Verbs;

public sealed class ConcludeVerbTests : IDisposable
{
    const string Low = """
        {"id": "low", "asOf": "2026-06-01", "subject": {"sex": "M", "birthYear": 1980},
         "assays": [{"analyte": "PC", "method": "chromogenic", "value": 58, "unit": "U/dL", "drawn": "2026-03-02", "states": ["none"]}]}
        """;

    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    static async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        using StringWriter output = new(), error = new();
        var code = await Program.RunAsync(["conclude", .. args], output, error);
        return (code, output.ToString(), error.ToString());
    }

    string Case(string name, string json)
    {
        File.WriteAllText(folder[name], json);
        return folder[name];
    }

    [Fact]
    public async Task A_case_is_told_for_people_by_default()
    {
        var (code, output, error) = await RunAsync(Case("a.json", Low));
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("Case low, as of 2026-06-01\nA low value is to be repeated: protein C.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_is_told_in_Chinese_where_that_is_asked_for() =>
        Assert.StartsWith("病例 low，判断日期 2026-06-01\n偏低值须复查：蛋白C。",
            (await RunAsync(Case("a.json", Low), "--lang", "zh-CN")).Output, StringComparison.Ordinal);

    [Fact]
    public async Task Standard_input_is_read_where_a_line_says_so()
    {
        using var process = new System.Diagnostics.Process
        {
            StartInfo = new(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet",
                [typeof(Program).Assembly.Location, "conclude", "-", "--format", "json"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.Start();
        await process.StandardInput.WriteAsync(Low);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var answer = JsonDocument.Parse(output);
        Assert.Equal((0, "low"), (process.ExitCode, answer.RootElement.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task The_cases_of_a_folder_come_in_the_order_of_their_names()
    {
        Case("b.json", """[{"id": "B1"}, {"id": "B2"}]""");
        Case("a.json", """{"id": "A"}""");
        Case("c.txt", "no case");
        var (code, output, _) = await RunAsync(folder.Path, "--format", "json");
        Assert.Equal(0, code);
        Assert.Equal(["A", "B1", "B2"], output.TrimEnd('\n').Split('\n')
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_folder_without_cases_is_refused()
    {
        var (code, output, error) = await RunAsync(folder.Path);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("has no .json files", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_stops_no_other()
    {
        var (code, output, error) = await RunAsync(folder["none.json"], Case("a.json", Low));
        Assert.Equal(1, code);
        Assert.Contains("none.json", error, StringComparison.Ordinal);
        Assert.Contains("Case low", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "expected JSON")]
    [InlineData("""{"age": 40}""", "'age'")]
    [InlineData("""{"facts": {"weight_kg": 900}}""", "0.3 to 400")]
    [InlineData("""{"id": "x", "subject": {"sex": "F"}, "facts": {"sex": "M"}}""", "case 'x', fact 'sex'")]
    public async Task A_refused_case_is_named_with_its_reason_and_the_others_are_told(string json, string reason)
    {
        var (code, output, error) = await RunAsync(Case("bad.json", json), Case("good.json", Low));
        Assert.Equal(1, code);
        Assert.StartsWith("refused: ", error, StringComparison.Ordinal);
        Assert.Contains("bad.json", error, StringComparison.Ordinal);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.Contains("Case low", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_case_of_an_array_stops_none_of_its_array()
    {
        var (code, output, error) = await RunAsync(Case("a.json",
            """[{"id": "x", "subject": {"sex": "F"}, "facts": {"sex": "M"}}, {"id": "y"}]"""));
        Assert.Equal(1, code);
        Assert.Contains("case 'x'", error, StringComparison.Ordinal);
        Assert.Contains("Case y", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task JSON_has_the_members_of_the_contract()
    {
        var (_, output, _) = await RunAsync(Case("a.json", Low), "--format", "json");
        using var answer = JsonDocument.Parse(output.TrimEnd('\n'));
        Assert.Equal(["id", "asOf", "headline", "urgent", "statements", "options", "excluded", "restricted", "stopped", "conflicts",
            "pregnancy", "relatives", "missing", "scores", "fired", "facts", "versions"],
            answer.RootElement.EnumerateObject().Select(member => member.Name));
        var headline = answer.RootElement.GetProperty("headline");
        Assert.Equal(["code", "text", "basis", "source", "confidence"], headline.EnumerateObject().Select(member => member.Name));
        Assert.Equal("to-be-repeated", headline.GetProperty("code").GetString());
        Assert.All(answer.RootElement.GetProperty("options").EnumerateArray(), option => Assert.Equal(
            ["row", "offer", "text", "duration", "cautions", "source", "grade", "confidence"],
            option.EnumerateObject().Select(member => member.Name)));
        Assert.NotEmpty(answer.RootElement.GetProperty("versions").EnumerateObject());
    }

    [Fact]
    public async Task JSON_tells_its_sentences_in_the_language_that_is_asked_for_and_its_codes_in_none()
    {
        var file = Case("a.json", Low);
        using var english = JsonDocument.Parse((await RunAsync(file, "--format", "json")).Output);
        using var chinese = JsonDocument.Parse((await RunAsync(file, "--format", "json", "--lang", "zh-CN")).Output);
        Assert.Equal(english.RootElement.GetProperty("fired").GetRawText(), chinese.RootElement.GetProperty("fired").GetRawText());
        Assert.NotEqual(english.RootElement.GetProperty("headline").GetProperty("text").GetString(),
            chinese.RootElement.GetProperty("headline").GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_case_that_names_no_day_is_judged_on_the_day_that_is_given()
    {
        var file = Case("a.json", """{"id": "A"}""");
        Assert.StartsWith("Case A, as of 2026-03-02", (await RunAsync(file, "--as-of", "2026-03-02")).Output, StringComparison.Ordinal);
        var (code, _, error) = await RunAsync(file, "--as-of", "2.3.2026");
        Assert.Equal(2, code);
        Assert.Contains("2.3.2026", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_rules_tell_what_would_change()
    {
        using var rules = new GivenKnowledge();
        const string Table = "clinical/join-1.0.0.tsv";
        var changed = rules.Text(Table).Replace("pheno = 'low-once'\tto-be-repeated", "pheno = 'low-once'\thereditary-possible",
            StringComparison.Ordinal);
        Assert.NotEqual(rules.Text(Table), changed);
        File.WriteAllText(rules[Table], changed);
        var lines = File.ReadAllLines(rules.ListFile).Select(line => !line.StartsWith(Table, StringComparison.Ordinal) ? line
            : $"{Table} 1.0.0 {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(rules[Table])))}");
        File.WriteAllLines(rules.ListFile, lines.ToList());
        var file = Case("a.json", Low);
        var (code, output, error) = await RunAsync(file, "--rules", rules.Path);
        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("low: now: A low value is to be repeated", output, StringComparison.Ordinal);
        Assert.Contains("Then: Inherited deficiency is possible", output, StringComparison.Ordinal);
        Assert.Equal("low: nothing would change.\n", (await RunAsync(file, "--rules", GivenRules())).Output);
    }

    static string GivenRules() => Path.Combine(AppContext.BaseDirectory, "panels");

    [Fact]
    public async Task Rules_that_cannot_be_read_are_told()
    {
        var (code, output, error) = await RunAsync(Case("a.json", Low), "--rules", folder["nowhere"]);
        Assert.NotEqual(0, code);
        Assert.Equal("", output);
        Assert.NotEqual("", error);
    }
}
