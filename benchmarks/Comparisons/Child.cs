using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>
/// What some work used: processor seconds (user and system, all threads), wall seconds, its own peak of resident memory
/// (NaN inside this process).
/// </summary>
readonly record struct Usage(double Cpu, double Wall, double Megabytes)
{
    /// <summary>Work inside this process.</summary>
    public static Usage Of(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        work();
        return new Usage((Environment.CpuUsage.TotalTime - before).TotalSeconds, watch.Elapsed.TotalSeconds,
            double.NaN);
    }
}

/// <summary>Runs processes, measured or read.</summary>
static partial class Child
{
    /// <summary>Runs a command that must end well, with its output thrown away.</summary>
    public static Usage Measure(Invocation command)
    {
        var ended = Run(command);
        return ended.ExitCode == 0 ? ended.Usage : throw Failed(command, ended.ExitCode, ended.Errors);
    }

    /// <summary>
    /// Runs a command with its output thrown away, however it ends: a signal is 128 and its number. CPU is what the
    /// kernel counted for
    /// children of this process, to the microsecond: what this process spends on feeding the command is not in it.
    /// Memory comes from GNU
    /// time: the kernel starts a child's peak with that of the process which started it, and GNU time is smaller than
    /// anything measured
    /// here, while this process is not.
    /// </summary>
    public static (Usage Usage, int ExitCode, string Errors) Run(Invocation command)
    {
        var input = command.Feed is null ? "< /dev/null" : "";
        var start =
            Start(command, "/bin/sh",
            ["-c", $"exec /usr/bin/time -q -f %M \"$@\" {input} > /dev/null", "sh", command.Tool,
                .. command.Arguments]);
        start.RedirectStandardError = true;
        var before = ChildrenCpu();
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var fed = FeedAsync(command, process);
        var errors = process.StandardError.ReadToEnd().TrimEnd();
        process.WaitForExit();
        var wall = watch.Elapsed.TotalSeconds;
        if (process.ExitCode == 0) fed.GetAwaiter().GetResult();
        var own = errors.LastIndexOf('\n') + 1;
        if (!long.TryParse(errors.AsSpan(own), CultureInfo.InvariantCulture, out var kilobytes))
            throw Failed(command, process.ExitCode, errors);
        return (new Usage(ChildrenCpu() - before, wall, kilobytes * 1024 / 1e6), process.ExitCode, errors[..own]);
    }

    /// <summary>
    /// Starts a command that lives on, what it says in <paramref name="log"/>. The process is the command itself: a
    /// shell only opens
    /// the log and becomes it.
    /// </summary>
    public static Process Begin(Invocation command, string log)
    {
        const string Become = "log=$1; shift; exec \"$@\" < /dev/null > \"$log\" 2>&1";
        return Process.Start(Start(command, "/bin/sh", ["-c", Become, "sh", log, command.Tool, .. command.Arguments]))!;
    }

    /// <summary>Asks a process to end, as a service manager does, and gives its exit code.</summary>
    public static int End(Process process)
    {
        const int Terminate = 15;
        if (Signal(process.Id, Terminate) != 0 && !process.HasExited)
            throw new InvalidOperationException("kill failed.");
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Runs a command and gives the lines of its output as they come.</summary>
    public static IEnumerable<string> Lines(Invocation command)
    {
        var start = Start(command, command.Tool, command.Arguments);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var fed = FeedAsync(command, process);
        var errors = process.StandardError.ReadToEndAsync();
        while (process.StandardOutput.ReadLine() is { } line) yield return line;
        process.WaitForExit();
        if (process.ExitCode != 0) throw Failed(command, process.ExitCode, errors.Result);
        fed.GetAwaiter().GetResult();
    }

    static InvalidOperationException Failed(Invocation command, int exitCode, string errors) =>
        new($"{command.Row} ended with {exitCode}: {errors}");

    static Task FeedAsync(Invocation command, Process process) =>
        command.Feed is not { } feed ? Task.CompletedTask : Task.Run(() =>
    {
        using var stream = new BufferedStream(process.StandardInput.BaseStream, 1 << 18);
        feed(stream);
    });

    static ProcessStartInfo Start(Invocation command, string tool, string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardInput = command.Feed is not null };
        if (command.Variable is var (name, value)) start.Environment[name] = value;
        // A published program finds the runtime that runs this one, wherever it is installed.
        start.Environment.TryAdd("DOTNET_ROOT",
            Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")));
        return start;
    }

    static double ChildrenCpu()
    {
        const int Children = -1;
        Span<long> fields =
            stackalloc long[18]; // struct rusage of 64-bit Linux: user and system time first, each in seconds and microseconds.
        if (GetResourceUsage(Children, ref MemoryMarshal.GetReference(fields)) != 0)
            throw new InvalidOperationException("getrusage failed.");
        return fields[0] + fields[2] + (fields[1] + fields[3]) / 1e6;
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetResourceUsage(int who, ref long usage);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
