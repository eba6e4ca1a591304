using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Thrombophilia.Variants.Knowledge;
using Xunit;

namespace Thrombophilia.Variants.Tests.Knowledge;

public class StrictJsonTests
{
    enum Colour { Red, DarkBlue }

    static string Read(string json) => StrictJson.Document(Encoding.UTF8.GetBytes(json), "panel.json",
        j => $"{j.Text("id")} {j.WholeNumber("n")} {j.TextOrNull("note") ?? "-"} "
            + $"{string.Join(',', j.List("places", p => p.Text("build")))}");

    static string Refusal(Func<StrictJson, string> read, string json) =>
        Assert.Throws<InvalidDataException>(
        () => StrictJson.Document(Encoding.UTF8.GetBytes(json), "x.json", read)).Message;

    static string Member(StrictJson j) => j.NumberOrNull("a")?.ToString(CultureInfo.InvariantCulture) ?? "-";

    [Fact]
    public void A_document_is_read_member_by_member() =>
        Assert.Equal("a 5 - GRCh37,GRCh38",
        Read("""{ "n": 5, "id": "a", "places": [ { "build": "GRCh37" }, { "build": "GRCh38" } ] }"""));

    [Theory]
    [InlineData("""{ "id": "a", "n": 5, "places": [], "more": 1 }""",
        "panel.json: expected known members, found 'more'")]
    [InlineData("""{ "id": "a", "id": "b", "n": 5, "places": [] }""", "panel.json: expected 'id' once")]
    [InlineData("""{ "id": "a", "n": 5.5, "places": [] }""", "panel.json: expected an integer in 'n', found 5.5")]
    [InlineData("""{ "id": "a", "n": 5000000000, "places": [] }""", "expected an integer in 'n', found 5000000000")]
    [InlineData("""{ "id": 1, "n": 5, "places": [] }""", "expected a text in 'id', found 1")]
    [InlineData("""{ "n": 5, "places": [] }""", "expected a text in 'id', found nothing")]
    [InlineData("""{ "id": null, "n": 5, "places": [] }""", "expected a text in 'id', found null")]
    [InlineData("""{ "id": "a", "n": 5, "places": {} }""", "expected an array in 'places', found {}")]
    [InlineData("""{ "id": "a", "n": 5, "places": [ {} ] }""",
        "panel.json.places[0]: expected a text in 'build', found nothing")]
    [InlineData("""{ "id": "a", "n": 5, "places": [ { "build": "x" }, 1 ] }""",
        "panel.json.places[1]: expected an object, found 1")]
    [InlineData("""{ "id": "\ud800", "n": 5, "places": [] }""", "panel.json: expected text, found \"\\ud800\"")]
    [InlineData("[]", "panel.json: expected an object, found []")]
    [InlineData("{ \"id\": ", "panel.json, line 1: expected JSON")]
    public void What_is_missing_unknown_twice_or_of_the_wrong_kind_is_an_error_that_says_where(string json,
    string where) =>
        Assert.Contains(where, Assert.Throws<InvalidDataException>(() => Read(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_long_value_is_cut_in_the_message()
    {
        var message = Refusal(j => j.Text("a"), $$"""{ "a": [{{string.Join(',', Enumerable.Repeat("1", 500))}}] }""");
        Assert.Contains("found [1,1", message, StringComparison.Ordinal);
        Assert.InRange(message.Length, 60, 150);
    }

    [Fact]
    public void A_code_is_one_of_those_that_there_are()
    {
        static string Lower(Colour colour) => colour.ToString().ToLowerInvariant();
        static string Code(StrictJson j) =>
            $"{j.Code<Colour>("colour", Lower)} {string.Join(',', j.Codes<Colour>("more", Lower))}";
        var read =
            StrictJson.Document("""{ "colour": "darkblue", "more": ["red", "darkblue"] }"""u8.ToArray(),
            "x.json", Code);
        Assert.Equal("DarkBlue Red,DarkBlue", read);
        Assert.Equal("x.json: expected one of 'red', 'darkblue' in 'colour', found \"0\".",
            Refusal(Code, """{ "colour": "0", "more": [] }"""));
        Assert.Equal(
            "x.json: expected one of 'red', 'darkblue' in 'more', found [\"green\"].",
                Refusal(Code, """{ "colour": "red", "more": ["green"] }"""));
    }

    [Fact]
    public void Names_that_are_data_are_read_as_a_map()
    {
        static string Map(StrictJson j) =>
            string.Join(' ',
            j.Map("codes", (codes, name) => codes.WholeNumber(name)).Select(m => $"{m.Key}={m.Value}"));
        Assert.Equal("=1 b=2", StrictJson.Document("""{ "codes": { "": 1, "b": 2 } }"""u8.ToArray(), "x.json", Map));
        Assert.Equal("x.json.codes: expected an integer in 'b', found true.",
            Refusal(Map, """{ "codes": { "b": true } }"""));
        Assert.Equal("x.json.codes: expected 'b' once.", Refusal(Map, """{ "codes": { "b": 1, "b": 2 } }"""));
    }

    [Fact]
    public void Every_text_integer_and_decimal_is_read_as_it_was_written() =>
        Prop.ForAll(Arb.From(ArbMap.Default.GeneratorFor<(string? Text, int Integer, decimal Decimal)>()
            .Select(x => (Text: new string([.. (x.Text ?? "").Where(c => !char.IsSurrogate(c))]), x.Integer,
            x.Decimal))), x =>
        {
            var json =
                JsonSerializer.SerializeToUtf8Bytes(new { text = x.Text, integer = x.Integer, number = x.Decimal });
            var read =
                StrictJson.Document(json, "x.json",
                j => Tuple.Create(j.Text("text"), j.WholeNumber("integer"), j.DecimalNumber("number")));
            return read.Equals(Tuple.Create(x.Text, x.Integer, x.Decimal));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{a:1}")]
    [InlineData("{\"a\":[1,]}")]
    [InlineData("{\"a\":\"\\x\"}")]
    [InlineData("{\"a\":\"\t\"}")]
    [InlineData("{\"a\":01}")]
    [InlineData("{\"a\":+1}")]
    [InlineData("{\"a\":5.}")]
    [InlineData("{\"a\":nul}")]
    [InlineData("{\"a\":1} 1")]
    [InlineData("// note\n{\"a\":1}")]
    [InlineData("{\"a\":1e999}")]
    public void What_is_no_JSON_or_no_finite_number_is_refused(string json) =>
        Assert.Contains("x.json", Refusal(Member, json), StringComparison.Ordinal);

    [Fact]
    public void The_line_of_a_fault_in_the_JSON_is_named() =>
        Assert.Contains("x.json, line 2: expected JSON", Refusal(Member, "{ \"a\": 1,\n b }"),
        StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.Equal(
            "x.json: expected UTF-8.",
            Assert.Throws<InvalidDataException>(
                () => StrictJson.Document([(byte)'"', 0xFF, (byte)'"'], "x.json", Member)).Message);

    [Fact]
    public void Nesting_without_end_is_refused() =>
        Assert.Contains("expected JSON", Refusal(Member, new string('[', 100_000)), StringComparison.Ordinal);
}
