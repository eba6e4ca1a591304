using Thrombophilia.Worker.Startup;
using Xunit;

namespace Thrombophilia.Worker.Tests.Verbs;

public sealed class CompletionVerbTests
{
    static async Task<string[]> OfferedAsync(string line)
    {
        using StringWriter output = new(), error = new();
        var code = await Program.RunAsync([$"[suggest:{line.Length}]", line], output, error);
        Assert.Equal((ExitCode.Good, ""), (code, error.ToString()));
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    [Theory]
    [InlineData("thrombophilia ", "call serve completion")]
    [InlineData("thrombophilia val", "validate")]
    [InlineData("thrombophilia call --f", "--format")]
    [InlineData("thrombophilia call --format ", "table tsv jsonl")]
    [InlineData("thrombophilia call --build ", "GRCh37 GRCh38")]
    [InlineData("thrombophilia call --panel ", "thrombophilia-core")]
    [InlineData("thrombophilia serve --", "--inbox --urls --role")]
    [InlineData("thrombophilia serve --role ", "all worker portal")]
    [InlineData("thrombophilia users ", "add list disable")]
    [InlineData("thrombophilia import ", "subjects assays")]
    [InlineData("thrombophilia completion ", "bash zsh pwsh")]
    [InlineData("thrombophilia status --lang ", "en zh-CN")]
    public async Task The_program_offers_verbs_options_and_values(string typed, string offered)
    {
        var all = await OfferedAsync(typed);
        Assert.All(offered.Split(' '), word => Assert.Contains(word, all));
    }

    [Theory]
    [InlineData("bash", "complete ")]
    [InlineData("zsh", "compdef ")]
    [InlineData("pwsh", "Register-ArgumentCompleter ")]
    public async Task Each_shell_has_its_script(string shell, string registers)
    {
        using StringWriter output = new(), error = new();
        Assert.Equal(ExitCode.Good, await Program.RunAsync(["completion", shell], output, error));
        Assert.Contains(registers, output.ToString(), StringComparison.Ordinal);
        Assert.Contains("[suggest:", output.ToString(), StringComparison.Ordinal);
    }
}
