using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Thrombophilia.Variants.Bgzf.Codecs;

namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>Where the numbers come from.</summary>
static class Machine
{
    public static string Cpu { get; } = Named("/proc/cpuinfo", "model name", ':');

    /// <summary>The processor's name as a folder.</summary>
    public static string CpuFolder => Regex.Replace(Cpu.ToLowerInvariant(), "[^a-z0-9]+", "-").Trim('-');

    public static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    public static IEnumerable<string> Lines()
    {
        yield return string.Create(CultureInfo.InvariantCulture,
            $"{Cpu}, {Environment.ProcessorCount} processors, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB");
        yield return $"{Named("/etc/os-release", "PRETTY_NAME", '=').Trim('"')}, Linux "
            + $"{Environment.OSVersion.Version.ToString(2)}, .NET {Environment.Version} "
            + $"({RuntimeInformation.RuntimeIdentifier})";
        var bcftools = Child.Lines(new("bcftools", "bcftools", "--version")).Take(2)
            .Select(l => l.Replace("Using ", "", StringComparison.Ordinal));
        yield return $"{string.Join(" on ", bcftools)}, which {(HtslibHasLibdeflate() ? "uses" : "does not use")} "
            + $"libdeflate; here: {Compression.Library}";
    }

    static bool HtslibHasLibdeflate() =>
        Child.Lines(new("ldd", "/bin/sh", "-c", "ldd \"$(command -v bcftools)\""))
        .Any(l => l.Contains("libdeflate", StringComparison.Ordinal));

    static string Named(string file, string key, char sign) =>
        File.ReadLines(file).FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal))?.Split(sign, 2)[1].Trim()
        ?? "unknown";
}
