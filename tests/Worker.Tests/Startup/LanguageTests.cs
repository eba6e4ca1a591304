using System.Globalization;
using Thrombophilia.Given;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Worker.Demo;
using Thrombophilia.Worker.Startup;
using Xunit;

namespace Thrombophilia.Worker.Tests.Startup;

public sealed class LanguageTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    static async Task<(int Code, string Output, string Error)> RunAsync(params string[] line)
    {
        using StringWriter output = new(), error = new();
        var code = await Program.RunAsync(line, output, error);
        return (code, output.ToString(), error.ToString());
    }

    string File(string name, string text)
    {
        System.IO.File.WriteAllText(folder[name], text);
        return folder[name];
    }

    [Theory]
    [InlineData("--lang", "zh-CN", "call", "FILE")]
    [InlineData("--lang=zh-CN", "call", "FILE")]
    [InlineData("call", "--lang:zh-CN", "FILE")]
    [InlineData("call", "FILE", "--lang", "zh-CN")]
    public async Task A_refusal_is_told_in_the_language_that_is_asked_for_on_either_side_of_the_verb(
    params string[] line)
    {
        var file = File("bad.vcf", "not a vcf\n");
        Assert.Equal(
            (ExitCode.Refused, "",
                $"拒收：{file}，第 1 行（偏移量 0）：应为以 ##fileformat 开头的 VCF，实际为 'not a vcf'。该文件不是 VCF，或缺少开头部分。请从文件产生处重新获取。\n"),
            await RunAsync([.. line.Select(word => word == "FILE" ? file : word)]));
    }

    [Theory]
    [InlineData()]
    [InlineData("--lang", "en")]
    public async Task English_is_told_where_it_is_asked_for_and_where_nothing_is(params string[] language)
    {
        var file = File("bad.vcf", "not a vcf\n");
        Assert.StartsWith($"refused: {file}, line 1 (offset 0): expected a VCF",
            (await RunAsync(["call", file, .. language])).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("call", "tsv")]
    [InlineData("call", "jsonl")]
    [InlineData("annotate", "tsv")]
    [InlineData("annotate", "jsonl")]
    [InlineData("validate", "tsv")]
    public async Task Rows_for_programs_are_the_same_in_every_language(string verb, string format)
    {
        DemoFiles.Make(Panel.Load(), Scenarios.Load(), folder.Path);
        var rows = 0;
        foreach (var file in Directory.EnumerateFiles(folder.Path, "*.vcf*").Order(StringComparer.Ordinal))
        {
            var english = await RunAsync(verb, file, "--format", format);
            var chinese = await RunAsync(verb, file, "--format", format, "--lang", "zh-CN");
            Assert.Equal((english.Code, english.Output), (chinese.Code, chinese.Output));
            if (english.Error.Length > 0) Assert.NotEqual(english.Error, chinese.Error);
            rows += english.Output.Length;
        }
        Assert.True(rows > 0);
    }

    [Fact]
    public async Task The_demo_tells_its_tables_and_conclusions_in_Chinese_and_its_counts_without_language()
    {
        var (code, output, _) = await RunAsync("--lang", "zh-CN", "demo", "--exit", "--data", folder.Path);
        Assert.Equal(ExitCode.Good, code);
        foreach (var told in (string[])["各文件的最终状态", "结果支持遗传性缺陷症的诊断：蛋白C", "在已检测范围内未见缺陷症：蛋白C；蛋白S；抗凝血酶。尚有亚型未能排除。", "未覆盖：12 个热点位点",
            "文件均达到应有的最终状态"])
            Assert.Contains(told, output, StringComparison.Ordinal);
        Assert.DoesNotContain("A0019]）", output,
            StringComparison.Ordinal); // Results that stand in the column beside it.
        Assert.Equal(await RunAsync("status", "--format", "json", "--data", folder.Path),
            await RunAsync("status", "--format", "json", "--data", folder.Path, "--lang", "zh-CN"));
    }

    [Theory]
    [InlineData("--lang", "zh-CN", "--help")]
    [InlineData("-h", "--lang", "zh-CN")]
    public async Task The_help_is_told_in_Chinese_and_names_every_verb(params string[] line)
    {
        var (code, output, _) = await RunAsync(line);
        Assert.Equal(ExitCode.Good, code);
        Assert.Contains("逐条读取 VCF", output, StringComparison.Ordinal);
        Assert.Contains("--lang <en|zh-CN>", output, StringComparison.Ordinal);
        foreach (var verb in (string[])["demo", "serve", "call", "annotate", "validate", "import", "status"])
            Assert.Contains($"  {verb} ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--lang", "fr", "call", "a.vcf")]
    [InlineData("call", "a.vcf", "--lang", "zh")]
    [InlineData("call", "a.vcf", "--lang")]
    [InlineData("--lang", "en", "call", "a.vcf", "--lang", "zh-CN")]
    [InlineData("--lang", "zh-CN")]
    public async Task An_unknown_language_none_two_or_nothing_to_do_in_it_is_wrong_usage(params string[] line)
    {
        var (code, output, error) = await RunAsync(line);
        Assert.Equal((ExitCode.Usage, ""), (code, output));
        Assert.NotEmpty(error);
    }

    [Fact]
    public async Task Behind_two_dashes_it_is_a_name_like_any_other()
    {
        var language = new Language(["call", "--", "--lang", "zh-CN"]);
        Assert.Equal((null, "call"), (language.Name, language.First));
        Assert.Equal(ExitCode.Usage, (await RunAsync("call", "--", "--lang", "zh-CN")).Code);
    }

    [Fact]
    public async Task Words_change_with_the_language_numbers_and_dates_do_not()
    {
        using var output = new Listener();
        using var error = new Listener();
        var before = CultureInfo.CurrentUICulture;
        Assert.Equal(ExitCode.Good,
            await Program.RunAsync(["call", File("a.vcf", GivenWorker.Vcf("S1")), "--lang", "zh-CN"], output, error));
        Assert.Equal([(CultureInfo.CurrentCulture.Name, "zh-CN")], output.Heard.Concat(error.Heard).Distinct());
        Assert.Equal(before, CultureInfo.CurrentUICulture);
    }

    /// <summary>Notes the cultures in which a line is written.</summary>
    sealed class Listener : StringWriter
    {
        public List<(string Numbers, string Words)> Heard { get; } = [];

        public override void WriteLine(string? value) =>
            Heard.Add((CultureInfo.CurrentCulture.Name, CultureInfo.CurrentUICulture.Name));
    }
}
