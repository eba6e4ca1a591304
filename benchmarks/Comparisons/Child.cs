using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>What one process used: processor seconds (user and system, all threads), wall seconds, its own peak of resident memory.</summary>
readonly record struct Usage(double Cpu, double Wall, double Megabytes);

/// <summary>Runs processes, measured or read.</summary>
static partial class Child
{
    /// <summary>
    /// Runs a command with its output thrown away. CPU is what the kernel counted for children of this process, to the microsecond.
    /// Memory comes from GNU time: the kernel starts a child's peak with that of the process which started it, and GNU time is
    /// smaller than anything measured here, while this process is not.
    /// </summary>
    public static Usage Measure(Invocation command)
    {
        var start = Start(command, "/bin/sh", ["-c", "exec /usr/bin/time -f %M \"$@\" < /dev/null > /dev/null", "sh", command.Tool, .. command.Arguments]);
        start.RedirectStandardError = true;
        var before = ChildrenCpu();
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        var wall = watch.Elapsed.TotalSeconds;
        if (process.ExitCode != 0) throw new InvalidOperationException($"{command.Row} ended with {process.ExitCode}: {errors}");
        var kilobytes = long.Parse(errors.AsSpan().Trim()[(errors.AsSpan().Trim().LastIndexOf('\n') + 1)..], CultureInfo.InvariantCulture);
        return new Usage(ChildrenCpu() - before, wall, kilobytes * 1024 / 1e6);
    }

    /// <summary>Runs a command and gives the lines of its output as they come.</summary>
    public static IEnumerable<string> Lines(Invocation command)
    {
        var start = Start(command, command.Tool, command.Arguments);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        while (process.StandardOutput.ReadLine() is { } line) yield return line;
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{command.Row} ended with {process.ExitCode}: {errors.Result}");
    }

    static ProcessStartInfo Start(Invocation command, string tool, string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments);
        if (command.Variable is var (name, value)) start.Environment[name] = value;
        return start;
    }

    static double ChildrenCpu()
    {
        const int Children = -1;
        Span<long> fields = stackalloc long[18]; // struct rusage of 64-bit Linux: user and system time first, each in seconds and microseconds.
        if (GetResourceUsage(Children, ref MemoryMarshal.GetReference(fields)) != 0) throw new InvalidOperationException("getrusage failed.");
        return fields[0] + fields[2] + (fields[1] + fields[3]) / 1e6;
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetResourceUsage(int who, ref long usage);
}
