using System.Diagnostics;
using System.Globalization;
using Thrombophilia.Benchmarks.Biobank;
using Thrombophilia.Benchmarks.Comparisons;

namespace Thrombophilia.Benchmarks.Rate;

/// <summary>What one process used for all files of a load.</summary>
/// <param name="Rate">Files a minute, from the first commit that was seen to the last.</param>
/// <param name="RateFromStart">Files a minute, from the start of the process to the last commit.</param>
/// <param name="Cpu">Processor milliseconds a file, user and system, the start of the process among them.</param>
/// <param name="Megabytes">Largest resident memory.</param>
/// <param name="Written">Megabytes that the process had written to the disk; nothing on a file system in
/// memory.</param>
/// <param name="Before">Load average before.</param>
/// <param name="After">Load average after.</param>
readonly record struct Figures(
    double Rate, double RateFromStart, double Cpu, double Megabytes, double Written, string Before, string After);

/// <summary>One process of the worker over one inbox, from its start until everything is committed.</summary>
static class Round
{
    /// <summary>
    /// A look at two keys of the database takes some microseconds of the reader's time, and none of the writer's.
    /// </summary>
    const int MillisecondsBetweenLooks = 20;

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Runs the program over a copy of the register with all files in its inbox.</summary>
    /// <returns>The figures. The folder is as the program left it.</returns>
    public static Figures Run(Build build, Register register, string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        // On the disk before the start: what others have still to write is not written in the measured time.
        const string Copy = "cp -a \"$1\" \"$3\" && mkdir -p \"$3/inbox\" && cp \"$2\"/* \"$3/inbox\" && sync";
        Child.Measure(
            new Invocation("copy", "/bin/sh", "-c", Copy, "sh", register.Folder, register.Load.Folder, folder));
        var (files, before, log) = (register.Load.Samples.Count, Machine.Load(), folder + ".log");
        using var truth = new Truth(folder);
        var serve = build.Serve(folder);
        var watch = Stopwatch.StartNew();
        using var process = Child.Begin(serve, log);
        try
        {
            (long Files, TimeSpan At)? first = null;
            TimeSpan last;
            while (true)
            {
                // Readers see a commit when its log is on the disk, and not before.
                var durable =
                    Math.Min(truth.Number("SELECT COALESCE(MAX(Id), 0) FROM Conclusions") - register.LastConclusion,
                    truth.Number("SELECT COALESCE(MAX(Id), 0) FROM RegistryEntries") - register.LastRegistryRow);
                last = watch.Elapsed;
                if (durable > 0) first ??= (durable, last);
                if (durable >= files) break;
                if (process.HasExited || last > Patience)
                    throw Failed($"{durable} of {files} files were written after {last}");
                Thread.Sleep(MillisecondsBetweenLooks);
            }
            var figures = new Figures(
                (files - first!.Value.Files) / (last - first.Value.At).TotalMinutes, files / last.TotalMinutes,
                process.TotalProcessorTime.TotalMilliseconds / files, Number(process, "status", "VmHWM:") * 1024 / 1e6,
                Number(process, "io", "write_bytes:") / 1e6, before, Machine.Load());
            if (Child.End(process) is not 0 and var code) throw Failed($"it ended with {code}");
            File.Delete(log);
            return figures;
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }

        InvalidOperationException Failed(string what) =>
            new($"{build.Name}, {register.Load.Name}: {what}.\n{string.Join('\n', File.ReadLines(log).TakeLast(20))}");
    }

    static double Number(Process process, string file, string key)
    {
        var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/{file}"))
            .First(l => l.StartsWith(key, StringComparison.Ordinal));
        return double.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture);
    }
}
