using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Analysers;
using Xunit;

namespace Thrombophilia.Lims.Tests.Laboratory.Analysers;

public sealed class TestMapTests
{
    static TestMap Read(string text) => TestMap.Read(text, Knowledge.Cases.Clinical);

    [Fact]
    public void A_line_says_assay_and_unit_or_that_the_test_is_left_out()
    {
        var map = Read("\r\n PCchr = PC_ACT_CHR U/dL\r\nA = B = DDIMER mg/L FEU\nAT=AT_ACT_XA\nPT = ignore\n");
        Assert.Equal(new TestTarget("PC_ACT_CHR", "U/dL"), map.Find("PCchr"));
        Assert.Equal(new TestTarget("DDIMER", "mg/L FEU"), map.Find("A = B"));
        Assert.Equal(new TestTarget("AT_ACT_XA", ""), map.Find("AT"));
        Assert.True(map.Find("PT")!.IsIgnored);
        Assert.Null(map.Find("pcchr"));
    }

    [Theory]
    [InlineData("PCchr", "test-line", 1)]
    [InlineData("AT = AT_ACT_XA\n\n= PC_ACT_CHR", "test-line", 3)]
    [InlineData("AT = AT_ACT_XA\nPC =", "test-line", 2)]
    [InlineData("PC = PC_ACT", "test-assay", 1)]
    [InlineData("PC = Ignore", "test-assay", 1)]
    [InlineData("PC = ignore now", "test-assay", 1)]
    [InlineData("PC = PC_ACT_CHR mg/L", "test-unit", 1)]
    [InlineData("PC = PC_ACT_CHR u/dl", "test-unit", 1)]
    [InlineData("PC = PC_ACT_CHR\nPC = ignore", "test-twice", 2)]
    public void A_faulty_line_is_refused_with_its_number_and_what_was_expected(string text, string code, int line)
    {
        var refusal = Assert.Throws<RefusedStepException>(() => Read(text)).Refusal;
        Assert.Equal(("tests", code, line), (refusal.Field, refusal.Code, refusal.Facts[0]));
        Assert.Contains($"{line}", refusal.Text(), StringComparison.Ordinal);
        Assert.NotEmpty(refusal.Next());
    }
}
