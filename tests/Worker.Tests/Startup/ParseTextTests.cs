using Thrombophilia.Given;
using Thrombophilia.Worker.Startup;
using Xunit;

namespace Thrombophilia.Worker.Tests.Startup;

/// <summary>Types what people mistype. F stands for a good file, D for an empty folder.</summary>
public sealed class ParseTextTests : IDisposable
{
    readonly TempFolder folder = new();

    public ParseTextTests()
    {
        File.WriteAllText(folder["a.vcf"], GivenWorker.Vcf("S1"));
        Directory.CreateDirectory(folder["empty"]);
    }

    public void Dispose() => folder.Dispose();

    async Task<(int Code, string Output, string Error)> RunAsync(string line)
    {
        using StringWriter output = new(), error = new();
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word switch
        {
            "F" => folder["a.vcf"],
            "D" => folder["empty"],
            "''" => "",
            _ => word
        });
        var code = await Program.RunAsync([.. words], output, error);
        return (code, output.ToString(), error.ToString());
    }

    public static TheoryData<string, string, string> Mistyped => new()
    {
        { "cal run7", "There is no command 'cal'. Did you mean 'call'?", "没有命令“cal”。您是否要输入“call”？" },
        {
            "anno run7", "There is no command 'anno'. Did you mean 'annotate'?",
            "没有命令“anno”。您是否要输入“annotate”？"
        },
        {
            "frobnicate", "There is no command 'frobnicate'. There are: demo, serve,",
            "没有命令“frobnicate”。可用的有：demo, serve,"
        },
        { "help cal", "There is no command 'cal'. Did you mean 'call'?", "没有命令“cal”。您是否要输入“call”？" },
        { "", "A command is missing: one of demo, serve,", "缺少命令，应为以下之一：demo, serve," },
        { "users", "A command is missing: one of add, list, disable.", "缺少命令，应为以下之一：add, list, disable。" },
        { "users lst", "There is no command 'lst'. Did you mean 'list'?", "没有命令“lst”。您是否要输入“list”？" },
        { "-v", "There is no option '-v'.", "没有选项“-v”。" },
        {
            "call F --fromat tsv", "There is no option '--fromat'. Did you mean '--format'?",
            "没有选项“--fromat”。您是否要输入“--format”？"
        },
        {
            "call F --formt=tsv", "There is no option '--formt'. Did you mean '--format'?",
            "没有选项“--formt”。您是否要输入“--format”？"
        },
        { "call F -r 2:1-9", "There is no option '-r'.", "没有选项“-r”。" },
        {
            "call -x.vcf", "A file whose name begins with a dash is given as ./-x.vcf.",
            "名称以短横线开头的文件请写作 ./-x.vcf。"
        },
        {
            "status --dat x", "There is no option '--dat'. Did you mean '--data'?",
            "没有选项“--dat”。您是否要输入“--data”？"
        },
        { "status now", "'now' is one word too many: status does not take it.", "多出一项“now”：status 不接受该内容。" },
        { "call", "call: FILE is missing.", "call：缺少 FILE。" },
        { "call ''", "Expected a file, found nothing between the quotes.", "应为文件，引号之间为空。" },
        { "call F --format", "--format: a value is missing.", "--format：缺少取值。" },
        {
            "call F --format xml", "--format: expected one of table, tsv, jsonl, found 'xml'.",
            "--format：应为 table, tsv, jsonl 之一，实际为“xml”。"
        },
        {
            "validate F --format json", "--format: expected one of table, tsv, jsonl, found 'json'.",
            "--format：应为 table, tsv, jsonl 之一"
        },
        { "call F --format tsv --format table", "--format is given more than once", "--format 出现了不止一次" },
        {
            "call F --threads many", "--threads: expected a whole number, found 'many'.",
            "--threads：应为整数，实际为“many”。"
        },
        { "call F --threads -1", "--threads: expected 0 or more.", "--threads：应为不小于 0 的数。" },
        {
            "serve --patience soon", "--patience: expected a time as hours:minutes:seconds, found 'soon'.",
            "--patience：应为“时:分:秒”形式的时间，实际为“soon”。"
        },
        {
            "serve --urls here", "--urls: expected addresses such as http://127.0.0.1:5080",
            "--urls：应为以 \";\" 分隔的地址"
        },
        { "serve --urls http://127.0.0.1:99999", "--urls: expected addresses such as", "--urls：应为以" },
        { "tables reference g.fa --build GRCh38", "--out is missing: it has to be given.", "缺少 --out：必须给出。" },
        { "import subjects no.csv", "There is no file no.csv.", "没有文件 no.csv。" },
        {
            "import people F",
            "kind: expected one of subjects, consents, samples, assays, placements, facts, found 'people'.",
            "kind：应为 subjects,"
        },
        {
            "call F --build hg18",
            "--build: expected one of GRCh37, GRCh38 (hg19, b37 and hg38 are understood too), found 'hg18'.",
            "--build：应为 GRCh37, GRCh38 之一"
        },
        {
            "call F --panel foo", "There is no panel 'foo'. There are: thrombophilia-core.",
            "没有检测组合“foo”。可用的有：thrombophilia-core。"
        },
        { "call F --callable no.bed", "There is no file no.bed.", "没有文件 no.bed。" },
        { "call F -o F", "is read too, and would be lost. Name another file.", "同时也是输入文件，会被覆盖。" },
        { "call F --lang fr", "--lang: expected one of en, zh-CN, found 'fr'.", "" },
    };

    [Theory, MemberData(nameof(Mistyped))]
    public async Task What_is_mistyped_is_told_in_one_sentence_of_our_own(string line, string english, string chinese)
    {
        foreach (var (language, sentence) in new[] { ("", english), ("--lang zh-CN ", chinese) })
        {
            if (sentence.Length == 0) continue;
            var (code, output, error) = await RunAsync(language + line);
            Assert.Equal((ExitCode.Usage, ""), (code, output));
            Assert.Contains(sentence, error, StringComparison.Ordinal);
            foreach (var word in (string[])["System.", "Unrecognized", "Exception", "   at "])
                Assert.DoesNotContain(word, error, StringComparison.Ordinal);
            // The sentence and where help is, no more.
            Assert.Equal(2, error.TrimEnd('\n').Split('\n').Length);
        }
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        { "call no.vcf", "refused: no.vcf cannot be read: there is no such file or folder. Check the name",
            "拒收：无法读取 no.vcf：没有这个文件或文件夹。请核对名称" },
        { "annotate C:\\data\\no.vcf", "refused: C:\\data\\no.vcf cannot be read: there is no such file",
            "拒收：无法读取 C:\\data\\no.vcf：没有这个文件" },
        { "validate https://example.org/a.vcf", "refused: https://example.org/a.vcf is an address. A file on this machine is needed",
            "拒收：https://example.org/a.vcf 是网址。需要本机上的文件" },
        {
            "call s3://bucket/a.vcf", "is an address. A file on this machine is needed: download it first",
            "是网址。"
        },
        { "call D", "holds no VCF (other files: 0). Files whose names end in .vcf", "中没有 VCF（其他文件：0 个）。" },
        { "annotate D", "holds no VCF (other files: 0).", "中没有 VCF（其他文件：0 个）。" },
        { "validate D", "holds no VCF (other files: 0).", "中没有 VCF（其他文件：0 个）。" },
    };

    [Theory, MemberData(nameof(Refused))]
    public async Task What_cannot_be_read_is_refused_in_one_sentence_of_our_own(string line, string english,
        string chinese)
    {
        foreach (var (language, sentence) in new[] { ("", english), ("--lang zh-CN ", chinese) })
        {
            var (code, _, error) = await RunAsync(language + line);
            Assert.Equal(ExitCode.Refused, code);
            Assert.Contains(sentence, error, StringComparison.Ordinal);
            Assert.DoesNotContain("Could not find", error, StringComparison.Ordinal);
            Assert.Single(error.TrimEnd('\n').Split('\n'));
        }
    }

    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help call", "call --help")]
    [InlineData("help users add", "users add --help")]
    [InlineData("version", "--version")]
    [InlineData("-V", "--version")]
    [InlineData("--lang zh-CN help call", "--lang zh-CN call --help")]
    public async Task Help_and_version_are_asked_for_as_in_other_programs(string typed, string meant)
    {
        var told = await RunAsync(typed);
        Assert.Equal(await RunAsync(meant), told);
        Assert.Equal((ExitCode.Good, ""), (told.Code, told.Error));
        Assert.NotEmpty(told.Output);
    }

    [Theory]
    [InlineData("grch38")]
    [InlineData("hg38")]
    [InlineData("GRCh38.p14")]
    public async Task A_build_is_understood_as_people_write_it(string build) =>
        Assert.Equal(await RunAsync("call F --format tsv"), await RunAsync($"call F --format tsv --build {build}"));
}
