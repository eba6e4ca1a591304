using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Thrombophilia.Given;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Worker.Demo;
using Thrombophilia.Worker.Startup;
using Xunit;

namespace Thrombophilia.Worker.Tests.Startup;

/// <summary>The program as it is shipped: compiled natively, with the host beside it.</summary>
[Trait("Suite", "Exhaustive")]
public sealed class HostProgramTests(NativeProgram program) : IClassFixture<NativeProgram>
{
    [Theory]
    [InlineData("call", "table")]
    [InlineData("call", "tsv")]
    [InlineData("call", "jsonl")]
    [InlineData("annotate", "tsv")]
    [InlineData("annotate", "jsonl")]
    [InlineData("validate", "table")]
    [InlineData("validate", "tsv")]
    public async Task The_native_program_prints_what_the_host_prints(string verb, string format)
    {
        using var folder = new TempFolder();
        DemoFiles.Make(Panel.Load(), Scenarios.Load(), folder.Path);
        var files = Directory.EnumerateFiles(folder.Path, "*.vcf*").Order(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(files);
        string[][] lines = verb == "annotate" ? [.. files.Select(file => new[] { verb, file, "--format", format })]
            : [[verb, .. files, "--format", format]];
        // Both have the words of both languages with them.
        lines = [.. lines, ["--lang", "zh-CN", .. lines[0]]];
        foreach (var line in lines)
        {
            using StringWriter output = new(), error = new();
            var code = await Program.RunAsync(line, output, error);
            Assert.Equal((code, output.ToString(), error.ToString()), await program.RunAsync(line));
        }
    }

    [Fact]
    public async Task A_verb_of_the_host_is_handed_to_the_host_whole()
    {
        await program.GiveHostAsync("#!/bin/sh\nprintf '[%s]' \"$@\"\nexit 7\n");
        Assert.Equal((7, "[status][--data][a folder][]", ""),
            await program.RunAsync("status", "--data", "a folder", ""));
    }

    [Fact]
    public async Task The_language_is_handed_to_the_host_on_whichever_side_of_the_verb_it_stands()
    {
        await program.GiveHostAsync("#!/bin/sh\nprintf '[%s]' \"$@\"\n");
        Assert.Equal((0, "[--lang][zh-CN][status]", ""), await program.RunAsync("--lang", "zh-CN", "status"));
        Assert.Equal((0, "[status][--lang][zh-CN]", ""), await program.RunAsync("status", "--lang", "zh-CN"));
    }

    [Fact]
    public async Task What_may_follow_a_verb_of_the_host_the_host_is_asked()
    {
        await program.GiveHostAsync("#!/bin/sh\nprintf '[%s]' \"$@\"\n");
        Assert.Equal((0, "[[suggest:22]][thrombophilia serve --]", ""),
            await program.RunAsync("[suggest:22]", "thrombophilia serve --"));
        var (code, output, _) = await program.RunAsync("[suggest:28]", "thrombophilia call --format ");
        Assert.Equal((0, "jsonl table tsv"), (code, string.Join(' ', output.Split('\n',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal))));
    }

    [Fact]
    public async Task Without_its_host_the_native_program_says_where_it_looked()
    {
        await program.GiveHostAsync(null);
        var (code, output, error) = await program.RunAsync("serve");
        Assert.Equal((ExitCode.Usage, ""), (code, output));
        Assert.Contains(program.Host, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_of_the_native_program_names_the_verbs_of_the_host_too()
    {
        using StringWriter output = new(), error = new();
        Assert.Equal(ExitCode.Good, await Program.RunAsync(["--help"], output, error));
        string[] Verbs(string help) =>
            [.. help.Split('\n').SkipWhile(l => !l.StartsWith("Commands:", StringComparison.Ordinal)).Skip(1)
            .Where(l => l.Length > 2).Select(l => l.Trim().Split(' ')[0])];
        Assert.Equal(Verbs(output.ToString()), Verbs((await program.RunAsync("--help")).Output));
        Assert.Contains("serve", Verbs(output.ToString()));
    }

    [Fact]
    public async Task The_native_program_uses_wide_registers_though_the_command_names_no_runtime()
    {
        Assert.SkipUnless(RuntimeInformation.OSArchitecture == Architecture.X64, "Only x64 has a choice of instructions.");
        Assert.Contains("--instruction-set:x86-64-v3", await program.CompilerLineAsync());
    }
}

/// <summary>
/// Compiles the program natively at the first use. Without a C compiler it skips the test; under CI=true it fails it.
/// </summary>
public sealed class NativeProgram : IDisposable
{
    readonly TempFolder folder = new();
    readonly Lazy<Task> published;

    public NativeProgram() => published = new(() => PublishAsync());

    string Folder => Path.Combine(folder.Path, "published");

    string BuildFiles => Path.Combine(folder.Path, "build");

    public string Host => Path.Combine(Folder, "host", "thrombophilia");

    public void Dispose() => folder.Dispose();

    async Task PublishAsync([CallerFilePath] string here = "")
    {
        // The native compiler links with clang where it is, else with gcc.
        if (!Tool.IsHere("clang")) Tool.Find("gcc");
        // As an installation is built.
        await Tool.RunAsync("dotnet",
        [
            "msbuild", Path.GetFullPath(Path.Combine(here, "../../../../tools/publish.proj")), "-t:Native", $"-p:Out={Folder}",
            $"-p:BuildFiles={BuildFiles}",
        ], CancellationToken.None);
    }

    /// <summary>What the native compiler was told.</summary>
    public async Task<string[]> CompilerLineAsync()
    {
        await published.Value;
        return await File.ReadAllLinesAsync(
            Directory.EnumerateFiles(BuildFiles, "thrombophilia.ilc.rsp", SearchOption.AllDirectories).Single());
    }

    /// <summary>Runs the program and gives what it printed.</summary>
    public async Task<(int Code, string Output, string Error)> RunAsync(params string[] line)
    {
        await published.Value;
        using var process =
            Process.Start(
            new ProcessStartInfo(Path.Combine(Folder, "thrombophilia"), line)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true
            })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }

    /// <summary>Puts a script where the host belongs, or nothing.</summary>
    public async Task GiveHostAsync(string? script)
    {
        await published.Value;
        Directory.CreateDirectory(Path.GetDirectoryName(Host)!);
        File.Delete(Host);
        if (script is null) return;
        File.WriteAllText(Host, script);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Host, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
