using Thrombophilia.Worker.Startup;
using Xunit;

namespace Thrombophilia.Worker.Tests.Startup;

public sealed class HelpTextTests
{
    public static TheoryData<string> Commands =>
        ["", "demo", "serve", "call", "annotate", "validate", "import", "status", "conclusion", "users add", "users list",
            "users disable", "tables frequency", "tables known-variants", "tables scores", "tables reference", "verify",
            "completion"];

    static async Task<string> HelpAsync(string line)
    {
        using StringWriter output = new(), error = new();
        var code = await Program.RunAsync([.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"], output,
            error);
        Assert.Equal((ExitCode.Good, ""), (code, error.ToString()));
        return output.ToString();
    }

    [Theory, MemberData(nameof(Commands))]
    public async Task Every_command_shows_examples_that_it_understands_and_what_its_exit_codes_mean(string command)
    {
        var help = await HelpAsync(command);
        Assert.Contains("\nExit codes: 0 good;", help, StringComparison.Ordinal);
        var examples = help[help.IndexOf("Examples:", StringComparison.Ordinal)..].Split('\n').Skip(1)
            .TakeWhile(line => line.StartsWith("  thrombophilia ", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(examples);
        foreach (var words in examples.Select(example => example.Trim().Split(' ').Skip(1).ToArray()))
        {
            if (command.Length > 0) Assert.StartsWith(command, string.Join(' ', words), StringComparison.Ordinal);
            // Each option of an example stands in the help of its command.
            foreach (var option in words.Where(w => command.Length > 0 && w.StartsWith("--", StringComparison.Ordinal)))
                Assert.Contains(option + " ", help.Replace("\n", " \n", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Theory, MemberData(nameof(Commands))]
    public async Task In_Chinese_no_heading_is_left_in_English(string command)
    {
        var help = await HelpAsync("--lang zh-CN " + command);
        foreach (var word in (string[])["Description", "Usage", "Options:", "Arguments:", "Commands:", "Show ", "default:",
            "REQUIRED", "[options]", "[command]", "Examples", "Exit codes"])
            Assert.DoesNotContain(word, help, StringComparison.Ordinal);
        Assert.Contains("示例：", help, StringComparison.Ordinal);
    }
}
