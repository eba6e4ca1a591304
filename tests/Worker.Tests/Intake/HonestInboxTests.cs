using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Given;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Worker.Intake.Folders;
using Xunit;

namespace Thrombophilia.Worker.Tests.Intake;

/// <summary>A hundred files at once whose writers pause, go on or change their minds, under the worker's eyes.</summary>
public sealed class HonestInboxTests : IDisposable
{
    const int Files = 100;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(700), Rest = TimeSpan.FromSeconds(2);
    readonly GivenWorker worker = new();
    readonly CancellationTokenSource enough = new(TimeSpan.FromMinutes(3));

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Suite", "Exhaustive")]
    [InlineData("text")]
    [InlineData("gzip")]
    [InlineData("bgzf")]
    public async Task A_copy_that_pauses_where_a_file_may_end_is_read_whole(string kind)
    {
        if (kind == "bgzf") Tool.Find("bgzip");
        // Whether the program holds the file open through its pause, or opens it twice.
        await Task.WhenAll([RunAsync(), .. Enumerable.Range(0, Files).Select(async i =>
        {
            var (first, second) = await HalvesAsync(kind, i);
            var path = Path.Combine(worker.Data.Inbox, $"{i}.vcf{(kind == "text" ? "" : ".gz")}");
            await using (var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite))
            {
                await file.WriteAsync(first, Stop);
                await file.FlushAsync(Stop);
                if (i % 2 == 0)
                {
                    // Longer than the rest: only who has the file open tells that it goes on.
                    await Task.Delay(Rest + Pause, Stop);
                    await file.WriteAsync(second, Stop);
                }
            }
            if (i % 2 == 0) return;
            await Task.Delay(Pause, Stop);
            await using var again = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            await again.WriteAsync(second, Stop);
        })]);
        await AssertKeptAsync();
    }

    [Theory]
    [Trait("Suite", "Exhaustive")]
    [InlineData("before")]
    [InlineData("during")]
    [InlineData("after")]
    public async Task What_is_kept_has_the_hash_of_its_name_whenever_the_file_was_changed(string when)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells who has a file open for writing.");
        await Task.WhenAll([RunAsync(patience: Rest), .. Enumerable.Range(0, Files).Select(async i =>
        {
            var text = Text(i);
            var path = Path.Combine(worker.Data.Inbox, $"{i}.vcf");
            await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
            await file.WriteAsync(text, Stop);
            await file.FlushAsync(Stop);
            if (when == "after") await UntilAsync(() => !File.Exists(path), Rest * 20);
            else if (when == "during") await Task.Delay(Rest + TimeSpan.FromMilliseconds(i), Stop);
            // Another value of the same length in the header: a whole file all the same.
            file.Position = Encoding.UTF8.GetString(text).IndexOf("##number=", StringComparison.Ordinal) + 9;
            await file.WriteAsync("X"u8.ToArray(), Stop);
            await file.FlushAsync(Stop);
        })]);
        await AssertKeptAsync();
    }

    [Fact]
    public async Task A_kept_file_that_was_changed_is_told_and_no_longer_read()
    {
        worker.Drop("a.vcf", GivenWorker.Vcf("S1"));
        await worker.RunAsync();
        var kept = Directory.GetFiles(DataFolder.KeptIn(worker.Data.Root)[0]).Single();
        await File.AppendAllTextAsync(kept, "#\n", Stop);
        await worker.RegisterAsync("S1");
        await worker.RunAsync();
        Assert.Equal((1, 0, 1, 0), await worker.StateAsync());
    }

    public void Dispose()
    {
        enough.Dispose();
        worker.Dispose();
    }

    Task RunAsync(TimeSpan? patience = null) => worker.RunForRealAsync(
        new InboxOptions { Interval = TimeSpan.FromMilliseconds(100), Rest = Rest, Patience = patience ?? TimeSpan.FromMinutes(5) },
        async () =>
        {
            await using var db = worker.Db();
            return await db.VcfIntakes().CountAsync(i => i.State == IntakeState.Done, Stop) >= Files
                || enough.IsCancellationRequested;
        });

    async Task AssertKeptAsync()
    {
        Assert.Equal((Files, 0, Files, 0), await worker.StateAsync());
        foreach (var folder in DataFolder.KeptIn(worker.Data.Root))
        {
            var bytes = await File.ReadAllBytesAsync(Directory.GetFiles(folder).Single(), Stop);
            Assert.Equal(Path.GetFileName(folder), Convert.ToHexStringLower(SHA256.HashData(bytes)));
            // Every record is there: a half may look like a whole file too.
            Assert.Equal(Records(Encoding.UTF8.GetString(Text(0))), Records(await TextOfAsync(bytes)));
        }
        Assert.Equal(Files, DataFolder.KeptIn(worker.Data.Root).Count);
    }

    static int Records(string vcf) => vcf.Split('\n').Count(line => line.Length > 0 && line[0] != '#');

    static async Task<string> TextOfAsync(byte[] bytes)
    {
        if (bytes[0] != 0x1f) return Encoding.UTF8.GetString(bytes);
        await using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var text = new StreamReader(gzip);
        return await text.ReadToEndAsync(Stop);
    }

    static async Task<(byte[] First, byte[] Second)> HalvesAsync(string kind, int number)
    {
        var text = Encoding.UTF8.GetString(Text(number));
        var middle = text.IndexOf('\n', text.Length * 3 / 4) + 1;
        return (await PackedAsync(kind, text[..middle]), await PackedAsync(kind, text[middle..]));
    }

    static async Task<byte[]> PackedAsync(string kind, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (kind == "text") return bytes;
        using var packed = new MemoryStream();
        if (kind == "gzip")
        {
            await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
                await gzip.WriteAsync(bytes, Stop);
            return packed.ToArray();
        }
        using var plain = new TempFolder();
        await File.WriteAllBytesAsync(plain["a"], bytes, Stop);
        return await Tool.RunAsync("bgzip", ["-c", plain["a"]], Stop);
    }

    static byte[] Text(int number)
    {
        var vcf = GivenWorker.Vcf($"S{number}");
        var end = vcf.IndexOf('\n', StringComparison.Ordinal) + 1;
        return Encoding.UTF8.GetBytes($"{vcf[..end]}##number=0\n{vcf[end..]}");
    }

    static async Task UntilAsync(Func<bool> holds, TimeSpan most)
    {
        for (var waited = TimeSpan.Zero; !holds() && waited < most; waited += TimeSpan.FromMilliseconds(20))
            await Task.Delay(20, Stop);
    }
}
