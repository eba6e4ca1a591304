using System.Diagnostics;
using Xunit;

namespace Thrombophilia.Given;

/// <summary>
/// A program of Debian: a peer to compare with (bgzip, tabix, bcftools), or what a test needs (gcc, chromium). Absent,
/// it skips the test; under CI=true it fails it.
/// </summary>
public static class Tool
{
    /// <summary>Runs the tool to its end and gives its standard output; a failure of the tool fails the test.</summary>
    public static async Task<byte[]> RunAsync(string tool, IEnumerable<string> arguments, CancellationToken stop)
    {
        var start = new ProcessStartInfo(Find(tool), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        using var process = Process.Start(start)!;
        using var output = new MemoryStream();
        try
        {
            var errors = process.StandardError.ReadToEndAsync(stop);
            await process.StandardOutput.BaseStream.CopyToAsync(output, stop);
            await process.WaitForExitAsync(stop);
            Assert.True(process.ExitCode == 0,
                $"{tool} {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}: {await errors}");
            return output.ToArray();
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    /// <summary>Where the tool is. Absent, it skips the test; under CI=true it fails it.</summary>
    public static string Find(string tool)
    {
        if (Look(tool) is { } path) return path;
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail($"CI needs {tool} (Debian packages {Packages}).");
        Assert.Skip($"{tool} is not installed here (Debian packages {Packages}).");
        return "";
    }

    public static bool IsHere(string tool) => Look(tool) is not null;

    const string Packages = "tabix, bcftools, gcc, chromium";

    static string? Look(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, tool)).FirstOrDefault(File.Exists);
}
