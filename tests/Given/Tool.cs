using System.Diagnostics;
using Xunit;

namespace Thrombophilia.Given;

/// <summary>A peer of Debian (bgzip, tabix, bcftools) to compare with. Absent, it skips the test; under CI=true it fails it.</summary>
public static class Tool
{
    /// <summary>Runs the tool to its end and gives its standard output; a failure of the tool fails the test.</summary>
    public static async Task<byte[]> RunAsync(string tool, IEnumerable<string> arguments, CancellationToken stop)
    {
        var start = new ProcessStartInfo(Find(tool), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var output = new MemoryStream();
        try
        {
            var errors = process.StandardError.ReadToEndAsync(stop);
            await process.StandardOutput.BaseStream.CopyToAsync(output, stop);
            await process.WaitForExitAsync(stop);
            Assert.True(process.ExitCode == 0, $"{tool} {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}: {await errors}");
            return output.ToArray();
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    static string Find(string tool)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var path = folders.Select(folder => Path.Combine(folder, tool)).FirstOrDefault(File.Exists);
        if (path is null && Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail($"CI needs {tool} (Debian packages tabix and bcftools).");
        if (path is null)
            Assert.Skip($"{tool} is not installed here (Debian packages tabix and bcftools).");
        return path;
    }
}
