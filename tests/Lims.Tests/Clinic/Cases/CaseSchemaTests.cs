using System.Runtime.CompilerServices;
using System.Text.Json;
using Json.Schema;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.Cases;

/// <summary>docs/reference/case.schema.json and the reader of cases agree.</summary>
public sealed class CaseSchemaTests
{
    const string Everything = """
        {"id": "A", "asOf": "2026-06-01", "subject": {"sex": "F", "birthDate": "1980-01-05", "birthYear": 1980, "group": "case"},
         "genotypes": [{"hotSpot": "PROC-R189W", "status": "called", "copies": 1, "phase": "1|0"}],
         "variants": [{"gene": "PROC", "hgvsC": "c.1A>G", "class": "pathogenic", "copies": 1, "phase": "0|1"}],
         "coverage": {"PROC": 0.9}, "answers": {"CA03": false}, "facts": {"weight_kg": 60, "event": ["pe"], "phase": "initiation"},
         "assays": [{"id": "1", "sample": "S1", "analyte": "PC", "method": "chromogenic", "value": "<5", "unit": "U/dL",
                     "drawn": "2026-03-02T08:05+08:00", "states": ["none"], "held": false}]}
        """;

    static readonly string Root = RootOf();
    static readonly JsonSchema Schema = JsonSchema.FromText(File.ReadAllText(Path.Combine(Root, "docs/reference/case.schema.json")));

    static bool IsValid(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Schema.Evaluate(document.RootElement).IsValid;
    }

    public static TheoryData<string> Golden => new(Directory
        .GetFiles(Path.Combine(Root, "tests/Lims.Tests/Clinic/Cases/Golden"), "*.json").Select(file => Path.GetFileName(file)!).Order());

    [Theory, MemberData(nameof(Golden))]
    public void A_case_that_is_read_is_valid(string name)
    {
        var json = File.ReadAllText(Path.Combine(Root, "tests/Lims.Tests/Clinic/Cases/Golden", name));
        Assert.Single(GivenCases.Read(json, name));
        Assert.True(IsValid(json));
    }

    [Fact]
    public void Every_member_of_the_schema_is_read()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "docs/reference/case.schema.json")));
        var named = schema.RootElement.GetProperty("$defs").EnumerateObject()
            .Where(part => part.Value.TryGetProperty("properties", out _))
            .SelectMany(part => part.Value.GetProperty("properties").EnumerateObject().Select(p => p.Name)).ToHashSet();
        Assert.All(named, name => Assert.Contains($"\"{name}\":", Everything, StringComparison.Ordinal));
        Assert.Single(GivenCases.Read(Everything));
        Assert.True(IsValid(Everything));
        Assert.True(IsValid($"[{Everything}, {{}}]"));
    }

    [Theory]
    [InlineData("""{"name": "A"}""")]
    [InlineData("""{"asOf": "2.3.2026"}""")]
    [InlineData("""{"subject": {"sex": "female"}}""")]
    [InlineData("""{"genotypes": [{"hotSpot": "PROC-R189W"}]}""")]
    [InlineData("""{"genotypes": [{"hotSpot": "PROC-R189W", "status": "called", "copies": 3}]}""")]
    [InlineData("""{"variants": [{"gene": "PROC", "hgvsC": "c.1A>G", "copies": 0}]}""")]
    [InlineData("""{"coverage": {"PROC": 2}}""")]
    [InlineData("""{"assays": [{"analyte": "PC", "method": "chromogenic", "unit": "U/dL"}]}""")]
    [InlineData("""{"assays": [{"analyte": "PC", "method": "chromogenic", "unit": "U/dL", "value": -1}]}""")]
    [InlineData("""{"assays": [{"analyte": "PC", "method": "chromogenic", "unit": "U/dL", "value": "about 5"}]}""")]
    [InlineData("""{"answers": {"CA03": 1}}""")]
    public void What_the_schema_refuses_the_reader_refuses(string json)
    {
        Assert.False(IsValid(json));
        Assert.Throws<InvalidDataException>(() => GivenCases.Read(json));
    }

    static string RootOf([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../.."));
}
