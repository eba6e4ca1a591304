using Thrombophilia.Given;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Worker.Hosting;
using Thrombophilia.Worker.Intake;
using Xunit;

namespace Thrombophilia.Worker.Tests.Hosting;

public sealed class OverviewReaderTests : IDisposable
{
    readonly GivenWorker worker = new();
    readonly WorkerTrouble trouble = new(endsTheProcess: false);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_in_the_inbox_is_shown_with_the_reason_why_it_lies_there()
    {
        worker.Drop("a.vcf", "text\n");
        worker.Drop("notes.docx", "text\n");
        worker.Drop(".hidden.vcf", "text\n");
        Directory.CreateDirectory(Path.Combine(worker.Data.Inbox, "folder.vcf"));
        File.CreateSymbolicLink(Path.Combine(worker.Data.Inbox, "link.vcf"), Path.Combine(worker.Data.Root, "absent"));
        Assert.Equal(
            [("a.vcf", WaitingState.Waiting), ("folder.vcf", WaitingState.Folder), ("link.vcf", WaitingState.Link),
                ("notes.docx", WaitingState.OtherName)],
            (await ReadAsync()).Inbox.Select(file => (file.Name, file.State)));
    }

    [Fact]
    public async Task A_pipe_and_a_file_that_is_written_to_are_told_apart()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells who has a file open for writing.");
        await Tool.RunAsync("mkfifo", [Path.Combine(worker.Data.Inbox, "pipe.vcf")], Stop);
        await using var open = File.Create(Path.Combine(worker.Data.Inbox, "a.vcf"));
        Assert.Equal([("a.vcf", WaitingState.BeingWritten), ("pipe.vcf", WaitingState.NoFile)],
            (await ReadAsync()).Inbox.Select(file => (file.Name, file.State)));
    }

    [Fact]
    public async Task What_keeps_the_worker_from_reading_is_told()
    {
        Assert.Null((await ReadAsync()).Trouble);
        trouble.Sentence = () => "The disk is full.";
        Assert.Equal("The disk is full.", (await ReadAsync()).Trouble);
    }

    public void Dispose() => worker.Dispose();

    Task<Overview> ReadAsync() =>
        new OverviewReader(worker.Data, ProcessRoles.All, new ReadProgress(), trouble, TimeProvider.System).ReadAsync(Stop);
}
