using Thrombophilia.Given;
using Xunit;

namespace Thrombophilia.Worker.Tests.Verbs;

public sealed class OutputOptionTests : IDisposable
{
    readonly TempFolder folder = new();

    public OutputOptionTests() => File.WriteAllText(folder["a.vcf"], GivenWorker.Vcf("S1"));

    public void Dispose() => folder.Dispose();

    static async Task<(int Code, string Output, string Error)> RunAsync(params string[] line)
    {
        using StringWriter output = new(), error = new();
        return (await Program.RunAsync(line, output, error), output.ToString(), error.ToString());
    }

    [Theory]
    [InlineData("call", "tsv")]
    [InlineData("call", "jsonl")]
    [InlineData("call", "table")]
    [InlineData("annotate", "tsv")]
    [InlineData("annotate", "jsonl")]
    [InlineData("annotate", "table")]
    [InlineData("validate", "tsv")]
    [InlineData("validate", "jsonl")]
    [InlineData("validate", "table")]
    public async Task The_file_holds_what_standard_output_would(string verb, string format)
    {
        string[] line = [verb, folder["a.vcf"], "--format", format];
        var shown = await RunAsync(line);
        Assert.NotEmpty(shown.Output);
        Assert.Equal((0, "", shown.Error), await RunAsync([.. line, "-o", folder["out"]]));
        Assert.Equal(shown.Output, await File.ReadAllTextAsync(folder["out"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_refused_input_costs_only_itself_there_too()
    {
        var (code, _, _) = await RunAsync("call", folder["no.vcf"], folder["a.vcf"], "--format", "tsv", "-o", folder["out"]);
        Assert.Equal(1, code);
        Assert.True(File.ReadLines(folder["out"]).Count() > 1);
    }

    [Fact]
    public async Task Wrong_usage_leaves_the_file_as_it_was()
    {
        File.WriteAllText(folder["out"], "old");
        Assert.Equal(2, (await RunAsync("call", folder["a.vcf"], "--callable", "no.bed", "-o", folder["out"])).Code);
        Assert.Equal("old", await File.ReadAllTextAsync(folder["out"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Quiet_leaves_out_warnings_and_tells_refusals()
    {
        Assert.NotEmpty((await RunAsync("call", folder["a.vcf"])).Error);
        Assert.Empty((await RunAsync("call", folder["a.vcf"], "--quiet")).Error);
        Assert.Contains("no.vcf", (await RunAsync("call", folder["no.vcf"], "-q")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_a_folder_that_are_left_out_because_of_their_names_are_counted()
    {
        foreach (var name in (string[])["run7.bcf", "notes.txt", "a.vcf.gz.tbi", ".hidden"])
            File.WriteAllText(folder[name], "x");
        foreach (var verb in (string[])["call", "annotate", "validate"])
        {
            var (code, _, error) = await RunAsync(verb, folder.Path);
            Assert.Equal(0, code);
            Assert.Contains($"{folder.Path}: files left out because of their names: 2.", error, StringComparison.Ordinal);
        }
    }
}
