using System.Diagnostics;
using Thrombophilia.Given;
using Xunit;

namespace Thrombophilia.Worker.Tests.Docs;

/// <summary>
/// The program that the pages call <c>thrombophilia</c>: the one that was built with the tests. Under CI=true the
/// pages' own commands
/// build it anew, and what they made is used.
/// </summary>
public sealed class DocumentedProgram : IDisposable
{
    /// <summary>
    /// The ways to build it, as the pages write them, with what keeps the build apart from everything else.
    /// </summary>
    static readonly Dictionary<string, Func<TempFolder, string[]>> Builds = new()
    {
        ["dotnet publish src/Worker -o publish"] =
            folder => ["--artifacts-path", folder["plain-build"], "-o", folder["plain"]],
        ["dotnet msbuild tools/publish.proj"] = folder => [$"-p:BuildFiles={folder["both-build"]}", $"-p:Out={folder["both"]}"],
    };

    readonly TempFolder folder = new();
    readonly Dictionary<string, string> built = [];

    public static bool IsBuild(string command) => Builds.ContainsKey(command);

    public static string WithTheTests => Path.Combine(AppContext.BaseDirectory, Executable);

    static string Executable => OperatingSystem.IsWindows() ? "thrombophilia.exe" : "thrombophilia";

    /// <summary>Builds the program in the way of a page, once; gives its path.</summary>
    public async Task<string> BuildAsync(string command, CancellationToken stop)
    {
        if (Environment.GetEnvironmentVariable("CI") != "true") return WithTheTests;
        if (built.TryGetValue(command, out var path)) return path;
        var apart = Builds[command](folder);
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = Document.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What the command names as its output goes elsewhere: nothing is written into the repository.
        var words = command.Split(' ').Skip(1).TakeWhile(word => word != "-o");
        foreach (var word in words.Concat(apart)) start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(stop);
        var output = await process.StandardOutput.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        Assert.True(process.ExitCode == 0, $"{command} ended with {process.ExitCode}: {output}{await error}");
        return built[command] =
            Path.Combine(apart[^1][(apart[^1].IndexOf('=', StringComparison.Ordinal) + 1)..], Executable);
    }

    public void Dispose() => folder.Dispose();
}
