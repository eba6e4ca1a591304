using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Thrombophilia.Variants.Vcf;
using Xunit;

namespace Thrombophilia.Variants.Tests.Vcf;

public sealed class LineScannerTests
{
    [Fact]
    public void The_end_and_the_tabs_are_those_that_a_simple_loop_finds()
    {
        var bytes =
            Gen.Frequency((60, Gen.Constant((byte)'0')), (10, Gen.Constant((byte)'\t')), (1, Gen.Constant((byte)'\n')),
            (1, Gen.Constant((byte)0x89)));
        Prop.ForAll(Arb.From(bytes.ArrayOf()), text =>
        {
            var end = Array.IndexOf(text, (byte)'\n');
            var tabs = text.Take(end < 0 ? text.Length : end).Count(b => b == '\t');
            return LineScanner.FindEnd(text, out var found) == end && found == tabs;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(400));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(31), InlineData(32), InlineData(63), InlineData(64),
        InlineData(65), InlineData(5000)]
    public void A_line_end_is_found_wherever_a_vector_ends(int length)
    {
        var text = Encoding.ASCII.GetBytes(new string('\t', length) + "\nrest\t\n");
        Assert.Equal(length, LineScanner.FindEnd(text, out var tabs));
        Assert.Equal(length, tabs);
        Assert.Equal(-1, LineScanner.FindEnd(text.AsSpan(0, length), out tabs));
        Assert.Equal(length, tabs);
    }
}
