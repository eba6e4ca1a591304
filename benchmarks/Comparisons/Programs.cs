using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>The programs that are measured, in the forms they are measured in.</summary>
static class Programs
{
    /// <summary>Folder of the repository, found from this program's own.</summary>
    static string Root { get; } = Find() ?? throw new DirectoryNotFoundException("This program lies in no checkout of the repository: state --binary and --ready-to-run.");

    static string Kept => Path.Combine(Root, "benchmarks", "bin", "published");

    /// <summary>The Release build, made together with this program.</summary>
    public static string ReleaseBuild()
    {
        var built = Path.Combine(Root, "src", "Worker", "bin", "Release", "net10.0", "thrombophilia.dll");
        return File.Exists(built) ? built : throw new FileNotFoundException("There is no Release build: dotnet build -c Release, or state --binary.");
    }

    /// <summary>Publishes the product as it is shipped, beside the working tree's own build and lock files.</summary>
    public static string Publish()
    {
        Publish(Path.Combine(Root, "src", "Worker"), Kept, "-p:NuGetLockFilePath=obj/published.lock.json", "-p:RestoreLockedMode=false");
        return Path.Combine(Kept, "publish", "Worker", $"release_{Rid}", "thrombophilia");
    }

    /// <summary>Publishes a program that does nothing in the same form and, as the product, without libraries for languages: what remains is the start of the runtime.</summary>
    public static string PublishEmpty(string data)
    {
        var folder = Path.Combine(data, "empty");
        var published = Path.Combine(folder, "published", "publish", "empty", $"release_{Rid}", "empty");
        if (File.Exists(published)) return published;
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "empty.csproj"),
            "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><InvariantGlobalization>true</InvariantGlobalization></PropertyGroup></Project>");
        File.WriteAllText(Path.Combine(folder, "Program.cs"), "return;\n");
        Publish(folder, Path.Combine(folder, "published"));
        return published;
    }

    static string Rid => $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";

    static void Publish(string project, string artifacts, params string[] more)
    {
        Console.Error.WriteLine($"publishing {Path.GetFileName(project)}");
        var start = new ProcessStartInfo("dotnet", ["publish", project, "-c", "Release", "-r", Rid, "--self-contained", "false", "-p:PublishReadyToRun=true",
            "--artifacts-path", artifacts, "--nologo", "-v", "quiet", .. more])
        { WorkingDirectory = project, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"dotnet publish ended with {process.ExitCode}: {output}");
    }

    /// <summary>The test material that is looked for where the tests look for it; null where this machine has none.</summary>
    public static string? Material() =>
        Environment.GetEnvironmentVariable("THROMBOPHILIA_MATERIAL") is { Length: > 0 } named ? named
            : Find() is { } root && Path.GetFullPath(Path.Combine(root, "..", "shared")) is var beside && Directory.Exists(beside) ? beside : null;

    static string? Find()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Thrombophilia.sln"))) root = root.Parent;
        return root?.FullName;
    }
}
