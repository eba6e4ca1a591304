using System.Text.Json.Nodes;
using Thrombophilia.Given;
using Thrombophilia.Variants.Acmg;
using Xunit;

namespace Thrombophilia.Variants.Tests.Acmg;

public sealed class RuleSetTests : IDisposable
{
    const string Name = "serpinc1-clingen-1.1.0.json";
    readonly Rulebook book = new();

    public void Dispose() => book.Dispose();

    /// <summary>What is wrong with the expert panel's set after a change to it.</summary>
    string Refusal(Action<JsonNode> change)
    {
        var json = JsonNode.Parse(book.Read(Name))!;
        change(json);
        book.Release(Name, json.ToJsonString());
        return Assert.Throws<InvalidDataException>(
            () => new Classifier(GivenVcf.Panel, book.Folder).RulesOf("SERPINC1")).Message;
    }

    static JsonNode Criterion(JsonNode json, string code) =>
        json["criteria"]!.AsArray().Single(c => (string?)c!["code"] == code)!;

    [Fact]
    public void A_kind_of_test_that_the_engine_does_not_know_is_refused() =>
    Assert.Contains("a kind that is known", Refusal(j => Criterion(j, "PM1")["kind"] = "by-feeling"),
    StringComparison.Ordinal);

    [Fact]
    public void A_member_that_nobody_asked_for_is_refused() =>
    Assert.Contains("known members", Refusal(j => Criterion(j, "PM2")["unless"] = "tuesday"), StringComparison.Ordinal);

    [Fact]
    public void A_strength_that_a_side_does_not_have_is_refused()
    {
        Assert.Contains("a strength of BP2", Refusal(j => Criterion(j, "BP2")["strength"] = "moderate"),
            StringComparison.Ordinal);
        Assert.Contains("a strength of", Refusal(j => Criterion(j, "PM1")["strength"] = "stand-alone"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_has_one_side() =>
    Assert.Contains("one of 'atLeast'", Refusal(j => Criterion(j, "BA1")["limit"]!["below"] = 1),
    StringComparison.Ordinal);

    [Fact]
    public void A_fact_without_a_source_of_the_set_is_refused() =>
    Assert.Contains("sources of this rule set", Refusal(j => Criterion(j, "PM1")["sources"] = new JsonArray("HEARSAY")),
    StringComparison.Ordinal);

    [Fact]
    public void A_residue_that_is_another_amino_acid_is_refused() =>
    Assert.Contains("residue 41", Refusal(j => Criterion(j, "PM1")["residues"]![1]!["residue"] = 41),
    StringComparison.Ordinal);

    [Fact]
    public void An_exception_that_is_no_name_of_the_transcript_is_refused() =>
    Assert.Contains("c.218G>T", Refusal(j => Criterion(j, "BS1")["exceptions"]![0] = "c.218G>T"),
    StringComparison.Ordinal);

    [Fact]
    public void Steps_go_from_the_strongest_down() => Assert.Contains("the strongest first", Refusal(j =>
    {
        var steps = Criterion(j, "PS4")["steps"]!.AsArray();
        var first = steps[0];
        steps.RemoveAt(0);
        steps.Add(first);
    }), StringComparison.Ordinal);

    [Fact]
    public void A_criterion_stands_once_and_is_excluded_only_by_one_that_nothing_excludes()
    {
        Assert.Contains("PM1 once", Refusal(j => j["criteria"]!.AsArray().Add(Criterion(j, "PM1").DeepClone())),
            StringComparison.Ordinal);
        Assert.Contains("nothing excludes", Refusal(j =>
        {
            j["criteria"]!.AsArray().RemoveAt(j["criteria"]!.AsArray().Count - 1);
            Criterion(j, "PM4")["excludedBy"] = new JsonArray("PP4");
        }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_of_another_transcript_or_under_another_name_is_refused()
    {
        Assert.Contains("NM_000488.4, not NM_000488.3", Refusal(j => j["transcript"] = "NM_000488.3"),
            StringComparison.Ordinal);
        Assert.Contains("holds", Refusal(j => { j["transcript"] = "NM_000488.4"; j["version"] = "9.9.9"; }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Two_sets_of_one_gene_by_different_ids_are_refused() => Assert.Contains("different ids", Refusal(j =>
    {
        j["id"] = "serpinc1-ours";
        book.Release("serpinc1-ours-1.1.0.json", j.ToJsonString());
        j["id"] = "serpinc1-clingen";
    }), StringComparison.Ordinal);

    [Fact]
    public void The_newest_version_is_used_unless_another_is_asked_for()
    {
        var json = JsonNode.Parse(book.Read(Name))!;
        json["version"] = "1.10.0";
        book.Release("serpinc1-clingen-1.10.0.json", json.ToJsonString());
        json["version"] = "1.9.0";
        book.Release("serpinc1-clingen-1.9.0.json", json.ToJsonString());
        var classifier = new Classifier(GivenVcf.Panel, book.Folder);
        Assert.Equal(("serpinc1-clingen@1.10.0", Rulebook.Expert),
            (classifier.RulesOf("SERPINC1")!.Text, classifier.RulesOf("SERPINC1", Rulebook.Expert)!.Text));
    }

    [Fact]
    public void Every_rule_set_that_is_shipped_can_be_read()
    {
        var files = book.Files.Select(f => Path.GetFileNameWithoutExtension(f))
            .Where(f => !f.StartsWith("own-", StringComparison.Ordinal)
            && !f.StartsWith("judged-", StringComparison.Ordinal)
            && !f.StartsWith("blood-", StringComparison.Ordinal)
            && !f.StartsWith("disease-", StringComparison.Ordinal)).ToArray();
        Assert.Equal(12, files.Length);
        Assert.All(files, file =>
        {
            var set =
                book.Classifier.RulesOf(file.Split('-')[0].ToUpperInvariant(),
                $"{file[..file.LastIndexOf('-')]}@{file[(file.LastIndexOf('-') + 1)..]}")!;
            Assert.Equal(28, set.Codes.Count());
            if (set.Authority == Authority.Laboratory)
                Assert.Contains("laboratory-defined", set.Title, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_limit_that_says_from_what_it_was_worked_out_is_what_comes_out()
    {
        var json = JsonNode.Parse(book.Read("proc-laboratory-1.1.0.json"))!;
        json["version"] = "1.2.0";
        json["criteria"]!.AsArray().Single(c => (string)c!["code"]! == "BA1")!["limit"]!["above"] = 0.05;
        book.Release("proc-laboratory-1.2.0.json", json.ToJsonString());
        Assert.Contains("the limit that 'from' gives, 0.002",
            Assert.Throws<InvalidDataException>(() => new Classifier(GivenVcf.Panel, book.Folder).RulesOf("PROC"))
            .Message, StringComparison.Ordinal);
    }
}
