using Thrombophilia.Worker.Startup;
using Xunit;

namespace Thrombophilia.Worker.Tests.Startup;

public sealed class NearestTests
{
    static readonly string[] Verbs = ["call", "annotate", "validate", "status", "serve", "users"];

    [Theory]
    [InlineData("cal", "call")]
    [InlineData("clal", "call")]
    [InlineData("CALL", "call")]
    [InlineData("valid", "validate")]
    [InlineData("sevre", "serve")]
    [InlineData("user", "users")]
    [InlineData("s", null)]
    [InlineData("x", null)]
    [InlineData("frobnicate", null)]
    public void The_word_that_was_meant_is_the_one_that_is_begun_or_a_slip_away(string typed, string? meant) =>
        Assert.Equal(meant, Nearest.To(typed, Verbs));
}
