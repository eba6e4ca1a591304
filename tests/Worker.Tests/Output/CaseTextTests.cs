using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Thrombophilia.Lims.Decisions;
using Xunit;

namespace Thrombophilia.Worker.Tests.Output;

/// <summary>
/// What <c>conclude</c> prints of sixty cases, word by word and in both languages. Set THROMBOPHILIA_UPDATE_DOCS to 1 to write
/// what it prints today beside the cases, and read every changed line before it is committed.
/// </summary>
public sealed class CaseTextTests
{
    static readonly bool Update = Environment.GetEnvironmentVariable("THROMBOPHILIA_UPDATE_DOCS") == "1";
    static readonly string Folder = FolderOf();

    public static TheoryData<string> Cases =>
        new(Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal));

    static async Task<string> PrintedAsync(string name, string language)
    {
        using StringWriter output = new(), error = new();
        var code = await Program.RunAsync(["conclude", Path.Combine(Folder, name + ".json"), "--lang", language], output, error);
        Assert.Equal((0, ""), (code, error.ToString()));
        return output.ToString();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_case_says_what_was_read_and_approved(string name)
    {
        await CompareAsync(name, "en", "en");
        await CompareAsync(name, "zh-CN", "zh");
    }

    static async Task CompareAsync(string name, string language, string end)
    {
        var (path, printed) = (Path.Combine(Folder, $"{name}.{end}.txt"), await PrintedAsync(name, language));
        if (Update) await File.WriteAllTextAsync(path, printed, TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), printed);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Both_languages_name_the_same_rows_numbers_and_days(string name)
    {
        var (english, chinese) = (await PrintedAsync(name, "en"), await PrintedAsync(name, "zh-CN"));
        Assert.Equal(english.Count(c => c == '\n'), chinese.Count(c => c == '\n'));
        Assert.Equal(Facts(english), Facts(chinese));
        Assert.DoesNotMatch(@"\{\d\}", english + chinese);
    }

    // Row ids, and days.
    static List<string> Facts(string text) =>
        [.. Regex.Matches(text, @"\[[A-Z][A-Za-z0-9-]*\]|\d{4}-\d\d-\d\d").Select(m => m.Value).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task The_cases_reach_every_row_of_the_join_every_type_and_every_row_across_genes()
    {
        using StringWriter output = new(), error = new();
        await Program.RunAsync(["conclude", Folder, "--format", "json"], output, error);
        var fired = Regex.Matches(output.ToString(), @"""fired"":\[([^\]]*)\]").SelectMany(m => m.Groups[1].Value.Split(','))
            .Select(id => id.Trim('"')).ToHashSet();
        var rules = ClinicalRules.Load();
        Assert.Empty(rules.Join.Rows.Select(row => row.Id).Concat(rules.Types.Rows.Select(row => row.Id))
            .Concat(rules.Overall.Rows.Select(row => row.Id)).Except(fired));
    }

    static string FolderOf([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../Lims.Tests/Clinic/Cases/Golden"));
}
