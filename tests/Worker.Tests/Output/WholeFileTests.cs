using Thrombophilia.Given;
using Thrombophilia.Worker.Output;
using Thrombophilia.Worker.Startup;
using Xunit;

namespace Thrombophilia.Worker.Tests.Output;

public sealed class WholeFileTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_takes_its_place_at_the_end_and_until_then_the_old_one_stays()
    {
        File.WriteAllText(folder["a.tsv"], "old");
        using (var file = new WholeFile(folder["a.tsv"]))
        {
            file.Text.Write("new");
            file.Text.Flush();
            Assert.Equal("old", File.ReadAllText(folder["a.tsv"]));
            file.Keep();
        }
        Assert.Equal("new", File.ReadAllText(folder["a.tsv"]));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void What_is_not_kept_leaves_nothing_behind()
    {
        File.WriteAllText(folder["a.tsv"], "old");
        using (var file = new WholeFile(folder["a.tsv"])) file.Text.Write("new");
        Assert.Equal("old", File.ReadAllText(folder["a.tsv"]));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_link_goes_on_to_be_one()
    {
        File.WriteAllText(folder["real.tsv"], "old");
        File.CreateSymbolicLink(folder["link.tsv"], folder["real.tsv"]);
        using (var file = new WholeFile(folder["link.tsv"]))
        {
            file.Text.Write("new");
            file.Keep();
        }
        Assert.Equal("new", File.ReadAllText(folder["real.tsv"]));
        Assert.NotNull(new FileInfo(folder["link.tsv"]).LinkTarget);
    }

    [Fact]
    public void Two_runs_do_not_write_one_file_at_a_time()
    {
        using var first = new WholeFile(folder["a.tsv"]);
        Assert.Throws<OutputException>(() => new WholeFile(folder["a.tsv"]).Dispose());
        first.Text.Write("first");
        first.Keep();
        Assert.Equal("first", File.ReadAllText(folder["a.tsv"]));
    }
}
