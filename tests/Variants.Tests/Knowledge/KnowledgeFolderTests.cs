using Thrombophilia.Given;
using Thrombophilia.Variants.Knowledge;
using Thrombophilia.Variants.Panels;
using Xunit;

namespace Thrombophilia.Variants.Tests.Knowledge;

public sealed class KnowledgeFolderTests : IDisposable
{
    readonly GivenKnowledge given = new();

    public void Dispose() => given.Dispose();

    KnowledgeFile Newest() => new KnowledgeFolder(given.Path).Demand("toys", "ball");

    string Refusal() => Assert.Throws<InvalidDataException>(() => new KnowledgeFolder(given.Path)).Message;

    string Unproven() => Assert.Throws<InvalidDataException>(() => new KnowledgeFolder(given.Path).Prove()).Message;

    void Ball(string version) =>
        given.Release($"toys/ball-{version}.json", $$"""{"id":"ball","version":"{{version}}"}""");

    [Fact]
    public void Versions_compare_number_by_number()
    {
        Ball("1.10.0");
        Ball("1.9.0");
        Assert.Equal("1.10.0", Newest().Version);
        Ball("2.0.0");
        Assert.Equal("2.0.0", Newest().Version);
        Assert.Equal(["1.9.0", "1.10.0", "2.0.0"],
            new KnowledgeFolder(given.Path).Versions("toys", "ball").Select(file => file.Version));
    }

    [Fact]
    public void A_file_that_the_list_does_not_name_is_a_draft()
    {
        Ball("1.0.0");
        File.WriteAllText(given["toys/ball-1.1.0.json"], """{"id":"ball","version":"1.1.0"}""");
        Assert.Equal("1.0.0", Newest().Version);
    }

    [Fact]
    public void An_id_that_begins_like_another_is_another()
    {
        Ball("1.0.0");
        given.Release("toys/ball-red-3.0.0.json", """{"id":"ball-red","version":"3.0.0"}""");
        Assert.Equal(("ball", "1.0.0"), (Newest().Id, Newest().Version));
        Assert.Null(new KnowledgeFolder(given.Path).Newest("other", "ball"));
    }

    [Fact]
    public void A_newer_released_panel_is_in_force_without_a_build()
    {
        var id = GivenVcf.Panel.Id;
        var newer = given.Text($"{id}/{id}-1.0.0.json")
            .Replace("\"version\": \"1.0.0\"", "\"version\": \"1.10.0\"", StringComparison.Ordinal);
        given.Release($"{id}/{id}-1.9.0.json", newer.Replace("1.10.0", "1.9.0", StringComparison.Ordinal));
        given.Release($"{id}/{id}-1.10.0.json", newer);
        Assert.Equal("1.10.0", Panel.Load(folder: given.Path).Version);
        Assert.Throws<DirectoryNotFoundException>(() => Panel.Load("acmg", given.Path));
    }

    [Fact]
    public void A_file_that_holds_another_version_than_its_name_is_refused()
    {
        given.Release("toys/ball-1.0.0.json", """{"id":"ball","version":"1.0.1"}""");
        var refused = Assert.Throws<InvalidDataException>(() => Newest().Read(j => j.Text("id") + j.Text("version")));
        Assert.Contains("expected ball@1.0.0, but it holds ball@1.0.1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_changed_after_its_release_is_noticed()
    {
        new KnowledgeFolder(given.Path).Prove();
        Ball("1.0.0");
        File.AppendAllText(given["toys/ball-1.0.0.json"], " ");
        Assert.Contains("ball-1.0.0.json: expected the released bytes", Unproven(), StringComparison.Ordinal);
        File.Delete(given["toys/ball-1.0.0.json"]);
        Assert.Contains("found nothing", Unproven(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("toys/ball.json 1.0.0 {0}")]
    [InlineData("toys/ball-1.0.0.json 1.0.1 {0}")]
    [InlineData("toys/ball-1.0.json 1.0 {0}")]
    [InlineData("toys/ball-1.00.0.json 1.00.0 {0}")]
    [InlineData("toys/ball-1.0.0-beta.json 1.0.0-beta {0}")]
    [InlineData("toys/-1.0.0.json 1.0.0 {0}")]
    [InlineData("ball-1.0.0.json 1.0.0 {0}")]
    [InlineData("toys/ball-1.0.0.json 1.0.0 abc")]
    [InlineData("toys/ball-1.0.0.json 1.0.0")]
    public void A_line_that_is_not_understood_is_refused_with_its_number(string line)
    {
        var number = File.ReadAllLines(given.ListFile).Length + 1;
        given.List(line.Replace("{0}", new string('a', 64), StringComparison.Ordinal));
        var expected = $"RELEASED.txt, line {number}: expected 'area/ID-VERSION.json VERSION SHA-256'";
        Assert.Contains(expected, Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_listed_once_and_the_list_has_to_be_there()
    {
        given.List(File.ReadAllLines(given.ListFile)[0]);
        Assert.Contains("once", Refusal(), StringComparison.Ordinal);
        File.Delete(given.ListFile);
        Assert.Contains("expected the list of released files", Refusal(), StringComparison.Ordinal);
    }
}
