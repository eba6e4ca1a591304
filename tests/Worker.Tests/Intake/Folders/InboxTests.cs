using System.IO.Compression;
using Microsoft.Extensions.Logging.Abstractions;
using Thrombophilia.Given;
using Thrombophilia.Worker.Intake.Folders;
using Xunit;

namespace Thrombophilia.Worker.Tests.Intake.Folders;

public sealed class InboxTests : IDisposable
{
    static readonly byte[] BgzfEnd = [0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 0xff, 6, 0, 0x42, 0x43, 2, 0, 0x1b, 0, 3, 0, 0,
        0, 0, 0, 0, 0, 0, 0];

    readonly TempFolder folder = new();
    readonly ManualTime time = new();
    readonly DataFolder data;
    readonly Inbox inbox;

    public InboxTests()
    {
        data = DataFolder.Open(folder.Path);
        inbox = With(TimeSpan.Zero);
    }

    Inbox With(TimeSpan rest) => new(data, new InboxOptions { Rest = rest, Patience = TimeSpan.FromMinutes(10) }, time,
        NullLogger<Inbox>.Instance);

    [Fact]
    public async Task A_file_has_to_lie_still_for_the_rest()
    {
        var resting = With(TimeSpan.FromSeconds(30));
        Drop("a.vcf", "text\n");
        Assert.Empty(await resting.LookAsync(Stop));
        time.Advance(TimeSpan.FromSeconds(29));
        Assert.Empty(await resting.LookAsync(Stop));
        // The second half of a copy that paused at the end of a line.
        Drop("a.vcf", "text\nmore\n");
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(await resting.LookAsync(Stop));
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Single(await resting.LookAsync(Stop));
    }

    [Theory]
    [InlineData("a.vcf", false)]
    [InlineData("b.callable.bed", false)]
    [InlineData("a.vcf", true)]
    public async Task A_file_that_a_program_has_open_for_writing_waits_until_the_patience_is_over(string held, bool late)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells who has a file open for writing.");
        Drop("a.vcf", "text\n");
        Drop("b.vcf", "text\n");
        Drop("b.callable.bed", "1\t0\t10\n");
        var waits = held == "a.vcf" ? "a.vcf" : "b.vcf";
        using (new FileStream(Path.Combine(data.Inbox, held), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            await Look();
            Assert.DoesNotContain(waits, await Look());
            if (late)
            {
                time.Advance(TimeSpan.FromMinutes(10));
                Assert.Contains(waits, await Look());
            }
        }
        Assert.Equal(["a.vcf", "b.vcf"], await Look());
    }

    [Fact]
    public async Task What_is_no_file_waits_and_stops_nobody()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes, devices and links of this kind are made on Linux.");
        Drop("z.vcf", "text\n");
        Directory.CreateDirectory(Path.Combine(data.Inbox, "folder.vcf"));
        await Tool.RunAsync("mkfifo", [Path.Combine(data.Inbox, "pipe.vcf")], Stop);
        await Tool.RunAsync("mkfifo", [Path.Combine(data.Inbox, "y.callable.bed")], Stop);
        Drop("y.vcf", "text\n");
        File.CreateSymbolicLink(Path.Combine(data.Inbox, "device.vcf"), "/dev/zero");
        File.CreateSymbolicLink(Path.Combine(data.Inbox, "nothing.vcf"), Path.Combine(data.Root, "absent"));
        File.CreateSymbolicLink(Path.Combine(data.Inbox, "round.vcf"), Path.Combine(data.Inbox, "round.vcf"));
        File.CreateSymbolicLink(Path.Combine(data.Inbox, "passwords.vcf"), "/etc/passwd");
        await Look();
        // y.vcf waits with its BED: it would be read as if it had none.
        Assert.Equal(["z.vcf"], await Look());
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(["z.vcf"], await Look());
    }

    [Fact]
    public async Task A_link_to_a_VCF_of_the_same_owner_counts()
    {
        var target = folder["target.vcf"];
        File.WriteAllText(target, "##fileformat=VCFv4.2\n");
        File.CreateSymbolicLink(Path.Combine(data.Inbox, "a.vcf"), target);
        await Look();
        Assert.Equal(["a.vcf"], await Look());
    }

    [Fact]
    public async Task A_name_in_GBK_gets_its_Chinese_characters_and_any_other_its_bytes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere every name is Unicode.");
        // printf writes bytes that are no UTF-8: "test" in GBK, and a lone continuation byte.
        const string Script = "cd \"$1\" && echo text > \"$(printf '\\262\\342\\312\\324.vcf')\" && "
            + "echo text > \"$(printf 'x\\377.vcf')\"";
        await Tool.RunAsync("sh", ["-c", Script, "sh", data.Inbox], Stop);
        await Look();
        Assert.Equal(["x%FF.vcf", "测试.vcf"], (await Look()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_counts_at_the_second_look_that_finds_it_unchanged()
    {
        Drop("a.vcf", "text\n");
        Assert.Empty(await Look());
        Assert.Equal(["a.vcf"], await Look());
    }

    [Fact]
    public async Task A_file_that_grows_waits()
    {
        Drop("a.vcf", "text\n");
        await Look();
        Drop("a.vcf", "text\nmore\n");
        Assert.Empty(await Look());
        Assert.Equal(["a.vcf"], await Look());
    }

    [Fact]
    public async Task A_file_rewritten_at_the_same_size_waits()
    {
        Drop("a.vcf", "text\n");
        await Look();
        Drop("a.vcf", "next\n");
        File.SetLastWriteTimeUtc(Path.Combine(data.Inbox, "a.vcf"),
            new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Empty(await Look());
    }

    [Theory]
    [InlineData("a.vcf.tmp")]
    [InlineData("a.vcf.part")]
    [InlineData(".a.vcf")]
    [InlineData("a.vcf.gz.tbi")]
    [InlineData("a.vcf.gz.csi")]
    [InlineData("a.txt")]
    public async Task Other_names_are_left_alone(string name)
    {
        Drop(name, "text\n");
        await Look();
        Assert.Empty(await Look());
    }

    [Theory]
    [InlineData("a.vcf")]
    [InlineData("a.gvcf")]
    [InlineData("A.VCF")]
    public async Task Text_needs_a_final_newline(string name)
    {
        Drop(name, "text\nhalf a li");
        await Look();
        Assert.Empty(await Look());
        Drop(name, "text\nhalf a line\n");
        await Look();
        Assert.Equal([name], await Look());
    }

    [Fact]
    public async Task BGZF_needs_its_end_of_file_block()
    {
        var whole = BgzfEnd.Concat(BgzfEnd).ToArray();
        Drop("a.vcf.gz", whole[..^1]);
        await Look();
        Assert.Empty(await Look());
        Drop("a.vcf.gz", whole);
        await Look();
        Assert.Equal(["a.vcf.gz"], await Look());
    }

    [Fact]
    public async Task Plain_gzip_needs_its_trailer()
    {
        var whole = new MemoryStream();
        using (var gzip = new GZipStream(whole, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write("text\n"u8);
        Drop("a.vcf.gz", whole.ToArray()[..^1]);
        await Look();
        Assert.Empty(await Look());
        Drop("a.vcf.gz", whole.ToArray());
        await Look();
        Assert.Equal(["a.vcf.gz"], await Look());
    }

    [Fact]
    public async Task A_file_that_never_gets_an_end_counts_when_the_patience_is_over()
    {
        Drop("a.vcf", "half a li");
        await Look();
        time.Advance(TimeSpan.FromMinutes(9));
        Assert.Empty(await Look());
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(["a.vcf"], await Look());
    }

    [Fact]
    public async Task An_empty_file_is_waited_for_like_any_other_without_an_end()
    {
        Drop("a.vcf", "");
        await Look();
        Assert.Empty(await Look());
        time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(["a.vcf"], await Look());
    }

    [Fact]
    public async Task A_callable_BED_goes_with_the_VCF_of_its_stem_and_is_waited_for()
    {
        Drop("a.vcf.gz", BgzfEnd);
        await Look();
        Drop("a.callable.bed", "1\t0\t10\n");
        Assert.Empty(await Look());
        Assert.Equal([new Arrival("a.vcf.gz", "a.callable.bed")],
            await inbox.LookAsync(Stop));
    }

    public void Dispose() => folder.Dispose();

    void Drop(string name, string text) => File.WriteAllText(Path.Combine(data.Inbox, name), text);

    void Drop(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(data.Inbox, name), bytes);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    async Task<IEnumerable<string>> Look() =>
        (await inbox.LookAsync(Stop)).Select(arrival => arrival.Name);
}
