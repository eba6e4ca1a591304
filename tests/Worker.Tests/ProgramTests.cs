using Thrombophilia.Worker.Startup;
using Xunit;

namespace Thrombophilia.Worker.Tests;

public sealed class ProgramTests
{
    [Theory]
    [InlineData("frobnicate")]
    [InlineData("serve", "--role", "king")]
    [InlineData("import", "subjects")]
    [InlineData("status", "--format", "xml")]
    [InlineData("call")]
    public async Task Wrong_usage_is_exit_code_2_and_says_so_on_standard_error(params string[] line)
    {
        using StringWriter output = new(), error = new();
        Assert.Equal(ExitCode.Usage, await Program.RunAsync(line, output, error));
        Assert.Empty(output.ToString());
        Assert.NotEmpty(error.ToString());
    }
}
