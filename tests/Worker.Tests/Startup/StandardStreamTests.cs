using System.Diagnostics;
using Thrombophilia.Given;
using Thrombophilia.Lims.Data;
using Thrombophilia.Worker.Startup;
using Thrombophilia.Worker.Tests.Docs;
using Xunit;

namespace Thrombophilia.Worker.Tests.Startup;

/// <summary>The built program where its output cannot be written.</summary>
public sealed class StandardStreamTests : IDisposable
{
    readonly TempFolder folder = new();

    public StandardStreamTests() => File.WriteAllText(folder["a.vcf"], GivenWorker.Vcf("S1"));

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    /// <summary>Runs a line of the shell; <c>T</c> is the program.</summary>
    async Task<(int Code, string Output, string Error)> ShellAsync(string line)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Closed descriptors and /dev/full are tried on Linux.");
        using var process = Process.Start(new ProcessStartInfo("/bin/bash",
            ["-c", line.Replace("T ", $"'{DocumentedProgram.WithTheTests}' ", StringComparison.Ordinal)])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, await error);
    }

    [Theory]
    [InlineData("call a.vcf -q")]
    [InlineData("call a.vcf -q --format tsv")]
    [InlineData("annotate a.vcf -q")]
    [InlineData("validate a.vcf")]
    [InlineData("status --data .")]
    [InlineData("--help")]
    [InlineData("completion bash")]
    public async Task Output_that_is_closed_or_full_is_told_in_one_line_and_ends_with_3(string line)
    {
        await using (LimsDb.Open(folder.Path)) { }
        foreach (var (to, why) in new[] { (">&-", "it is closed"), (">/dev/full", "the device is full") })
        {
            var (code, _, error) = await ShellAsync($"T {line} {to}");
            Assert.Equal((ExitCode.Failed,
                $"Standard output cannot be written: {why}. The results are not complete: make room, or send them "
                + "elsewhere, and run the command again.\n"), (code, error));
        }
        Assert.StartsWith("标准输出无法写入：设备空间已满。",
            (await ShellAsync($"T --lang zh-CN {line} >/dev/full")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("T call a.vcf -q | head -n 0; exit ${PIPESTATUS[0]}", 0)]
    [InlineData("T call a.vcf 2>&-", 0)]
    [InlineData("T call a.vcf 2>/dev/full", 0)]
    [InlineData("T call no.vcf 2>&-", 1)]
    [InlineData("T cal a.vcf >&- 2>&-", 2)]
    [InlineData("T call a.vcf -o out.tsv >&-", 0)]
    [InlineData("timeout 60 T call - <&-", 1)]
    [InlineData("timeout 60 T validate - <&- >/dev/null", 1)]
    public async Task A_reader_who_left_or_messages_that_nobody_hears_stop_nothing(string line, int code)
    {
        var ended = await ShellAsync(line);
        Assert.Equal(code, ended.Code);
        Assert.DoesNotContain("cannot be written", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_on_a_full_device_is_told_by_its_name()
    {
        var (code, _, error) = await ShellAsync("T call a.vcf -q -o /dev/full");
        Assert.Equal(ExitCode.Failed, code);
        Assert.StartsWith("/dev/full cannot be written: the device is full.", error, StringComparison.Ordinal);
    }
}
