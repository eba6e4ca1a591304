using System.Text;
using Thrombophilia.Variants.Knowledge;
using Xunit;

namespace Thrombophilia.Variants.Tests.Knowledge;

public class StrictJsonTests
{
    static string Read(string json) => StrictJson.Document(Encoding.UTF8.GetBytes(json), "panel.json",
        j => $"{j.Text("id")} {j.Integer("n")} {j.TextOrNull("note") ?? "-"} {string.Join(',', j.List("places", p => p.Text("build")))}");

    [Fact]
    public void A_document_is_read_member_by_member() =>
        Assert.Equal("a 5 - GRCh37,GRCh38", Read("""{ "n": 5, "id": "a", "places": [ { "build": "GRCh37" }, { "build": "GRCh38" } ] }"""));

    [Theory]
    [InlineData("""{ "id": "a", "n": 5, "places": [], "more": 1 }""", "panel.json")]
    [InlineData("""{ "id": "a", "id": "b", "n": 5, "places": [] }""", "panel.json")]
    [InlineData("""{ "id": "a", "n": 5.5, "places": [] }""", "'n'")]
    [InlineData("""{ "id": 1, "n": 5, "places": [] }""", "'id'")]
    [InlineData("""{ "n": 5, "places": [] }""", "'id'")]
    [InlineData("""{ "id": "a", "n": 5, "places": {} }""", "'places'")]
    [InlineData("""{ "id": "a", "n": 5, "places": [ {} ] }""", "panel.json.places[0]")]
    [InlineData("""{ "id": "a", "n": 5, "places": [ 1 ] }""", "panel.json.places[0]")]
    [InlineData("[]", "panel.json")]
    [InlineData("{ \"id\": ", "panel.json")]
    public void What_is_missing_unknown_twice_or_of_the_wrong_kind_is_an_error_that_says_where(string json, string where) =>
        Assert.Contains(where, Assert.Throws<InvalidDataException>(() => Read(json)).Message, StringComparison.Ordinal);
}
