using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>The programs that are measured, in the forms they are measured in.</summary>
static class Programs
{
    /// <summary>Folder of the repository, found from this program's own.</summary>
    static string Root { get; } = Find()
        ?? throw new DirectoryNotFoundException(
        "This program lies in no checkout of the repository: state --program and --host.");

    static string Kept => Path.Combine(Root, "benchmarks", "bin", "published");

    /// <summary>
    /// The program as it is shipped, compiled natively; beside the working tree's own build and lock files.
    /// </summary>
    public static string PublishNative() =>
        Publish(Path.Combine(Root, "src", "Worker"), Path.Combine(Kept, "native"), "thrombophilia",
        "-p:Native=true", "-p:NuGetLockFilePath=obj/published.native.lock.json", "-p:RestoreLockedMode=false");

    /// <summary>The host as it is shipped: compiled ahead, with the runtime's own compiler for the rest.</summary>
    public static string PublishHost() =>
        Publish(Path.Combine(Root, "src", "Worker"), Path.Combine(Kept, "host"), "thrombophilia",
        "--self-contained", "false", "-p:PublishReadyToRun=true", "-p:NuGetLockFilePath=obj/published.lock.json",
            "-p:RestoreLockedMode=false");

    /// <summary>
    /// A program that does nothing, compiled natively and, as the product, without libraries for languages: what
    /// remains is the start of the runtime.
    /// </summary>
    public static string PublishEmpty(string data)
    {
        var folder = Directory.CreateDirectory(Path.Combine(data, "empty")).FullName;
        File.WriteAllText(Path.Combine(folder, "empty.csproj"),
            "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType>"
            + "<TargetFramework>net10.0</TargetFramework><PublishAot>true</PublishAot>"
            + "<InvariantGlobalization>true</InvariantGlobalization></PropertyGroup></Project>");
        File.WriteAllText(Path.Combine(folder, "Program.cs"), "return;\n");
        return Publish(folder, Path.Combine(folder, "published"), "empty");
    }

    static string Rid => $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    static string Publish(string project, string artifacts, string name, params string[] more)
    {
        Console.Error.WriteLine($"publishing {Path.GetFileName(artifacts)} {name}");
        var start = new ProcessStartInfo("dotnet",
            ["publish", project, "-c", "Release", "-r", Rid, "--artifacts-path", artifacts, "--nologo", "-v",
                "quiet", .. more])
        { WorkingDirectory = project, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? Path.Combine(artifacts, "publish", Path.GetFileName(project), $"release_{Rid}", name)
            : throw new InvalidOperationException($"dotnet publish ended with {process.ExitCode}: {output}");
    }

    /// <summary>
    /// The test material that is looked for where the tests look for it; null where this machine has none.
    /// </summary>
    public static string? Material() =>
        Environment.GetEnvironmentVariable("THROMBOPHILIA_MATERIAL") is { Length: > 0 } named ? named
            : Find() is { } root && Path.GetFullPath(Path.Combine(root, "..", "shared")) is var beside
            && Directory.Exists(beside) ? beside : null;

    static string? Find()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Thrombophilia.sln"))) root = root.Parent;
        return root?.FullName;
    }
}
