using Thrombophilia.Given;
using Thrombophilia.Worker.Intake.Folders;
using Xunit;

namespace Thrombophilia.Worker.Tests.Intake.Folders;

public sealed class WorkFolderTests : IDisposable
{
    readonly TempFolder folder = new();
    readonly DataFolder data;
    readonly WorkFolder work;

    public WorkFolderTests()
    {
        data = DataFolder.Open(folder.Path);
        work = new WorkFolder(data, new ManualTime());
    }

    [Fact]
    public void What_was_taken_up_is_found_again_by_the_next_run()
    {
        Drop("a.vcf");
        Drop("a.callable.bed");
        var taken = work.TakeUp(new Arrival("a.vcf", "a.callable.bed"));
        Assert.NotNull(taken);
        Assert.Empty(Directory.GetFiles(data.Inbox));
        Assert.Equal([taken], new WorkFolder(data, new ManualTime()).Left());
        Assert.Equal("a.callable.bed", File.ReadAllText(taken.Bed!));
        Assert.Equal(["a.vcf"], WorkFolder.Open(data).Select(Path.GetFileName));
    }

    [Fact]
    public void Two_files_of_one_name_do_not_meet()
    {
        Drop("a.vcf");
        work.TakeUp(new Arrival("a.vcf", null));
        Drop("a.vcf");
        work.TakeUp(new Arrival("a.vcf", null));
        Assert.Equal(2, work.Left().Count);
    }

    [Fact]
    public void A_file_that_somebody_took_away_again_is_no_work_and_its_BED_returns()
    {
        Drop("a.callable.bed");
        Assert.Null(work.TakeUp(new Arrival("a.vcf", "a.callable.bed")));
        Assert.Empty(work.Left());
        Assert.True(File.Exists(Path.Combine(data.Inbox, "a.callable.bed")));
    }

    [Fact]
    public void A_run_that_ended_between_BED_and_VCF_gives_the_BED_back()
    {
        Directory.CreateDirectory(Path.Combine(data.Work, "1"));
        File.WriteAllText(Path.Combine(data.Work, "1", "a.callable.bed"), "");
        Assert.Empty(work.Left());
        Assert.True(File.Exists(Path.Combine(data.Inbox, "a.callable.bed")));
    }

    [Fact]
    public void An_unfinished_copy_from_another_volume_is_no_work()
    {
        Directory.CreateDirectory(Path.Combine(data.Work, "1"));
        File.WriteAllText(Path.Combine(data.Work, "1", "a.vcf.part"), "half");
        Assert.Empty(work.Left());
        Assert.Empty(Directory.GetDirectories(data.Work));
    }

    public void Dispose() => folder.Dispose();

    void Drop(string name) => File.WriteAllText(Path.Combine(data.Inbox, name), name);
}
