using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Thrombophilia.Variants.Knowledge;
using Xunit;

namespace Thrombophilia.Variants.Tests.Knowledge;

public class JsonTreeTests
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    static object? Read(string json) => JsonTree.Read(Encoding.UTF8.GetBytes(json), "x.json");

    /// <summary>The same tree as the framework reads it.</summary>
    static object? Framework(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().ToDictionary(m => m.Name, m => Framework(m.Value)),
        JsonValueKind.Array => element.EnumerateArray().Select(Framework).ToList(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    static string Told(object? tree) => JsonSerializer.Serialize(tree);

    static Gen<object?> Trees(int depth)
    {
        Gen<object?> leaf = Gen.OneOf(
            ArbMap.Default.GeneratorFor<string>().Select(text => (object?)(text is null ? null : new string([.. text.Where(c => !char.IsSurrogate(c))]))),
            ArbMap.Default.GeneratorFor<int>().Select(number => (object?)(double)number), ArbMap.Default.GeneratorFor<NormalFloat>().Select(number => (object?)number.Get),
            ArbMap.Default.GeneratorFor<bool>().Select(truth => (object?)truth), Gen.Constant((object?)null));
        if (depth == 0) return leaf;
        var inner = Trees(depth - 1);
        return Gen.OneOf(
            leaf, inner.ListOf(3).Select(list => (object?)list.ToList()),
            inner.ListOf(3).Select(list => (object?)list.Select((value, i) => ($"m\n\"{i}é", value)).ToDictionary(m => m.Item1, m => m.value)));
    }

    [Fact]
    public void Any_tree_is_read_as_the_framework_reads_it() => Prop.ForAll(Arb.From(Trees(3)), tree =>
    {
        var json = JsonSerializer.Serialize(tree, Indented);
        return Told(Read(json)) == Told(Framework(JsonDocument.Parse(json).RootElement));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1,]")]
    [InlineData("[1 2]")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{a:1}")]
    [InlineData("\"a")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12\"")]
    [InlineData("\"\t\"")]
    [InlineData("01")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1.e5")]
    [InlineData("-")]
    [InlineData("1e")]
    [InlineData("tru")]
    [InlineData("nul")]
    [InlineData("1 1")]
    [InlineData("// note\n1")]
    public void What_the_framework_refuses_is_refused(string json)
    {
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(json));
        Assert.Throws<InvalidDataException>(() => Read(json));
    }

    [Fact]
    public void A_member_that_stands_twice_is_refused() => Assert.Contains("line 2", Assert.Throws<InvalidDataException>(() => Read("{ \"a\": 1,\n \"a\": 2 }")).Message, StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_no_text_are_refused() => Assert.Throws<InvalidDataException>(() => JsonTree.Read([(byte)'"', 0xFF, (byte)'"'], "x.json"));

    [Fact]
    public void Nesting_without_end_is_refused() => Assert.Throws<InvalidDataException>(() => Read(new string('[', 100_000)));
}
