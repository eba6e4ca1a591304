using System.IO.Compression;
using Thrombophilia.Benchmarks.Inputs;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Benchmarks.Rate;

/// <summary>The files that are put into the inbox.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="What">What a file is, as the report prints it.</param>
/// <param name="Goal">Files a minute that are wanted on two processors.</param>
/// <param name="Folder">Where the files lie.</param>
sealed record Load(string Name, string What, int Goal, string Folder)
{
    /// <summary>The names of the loads.</summary>
    public static IReadOnlyList<string> Names { get; } = ["light", "heavy"];

    public static Load Of(string name, string data, int files, PanelBuild build) => name == "light"
        ? new(name, "20 records, plain text", 30_000, SmallFolders.Text(data, files, build))
        : new(name, "about 310 records, BGZF", 10_000, SmallFolders.Bgzf(data, files, build));

    /// <summary>The sample name of each file, in the order of the files' names.</summary>
    public IReadOnlyList<string> Samples { get; } =
        [.. Directory.EnumerateFiles(Folder).Order(StringComparer.Ordinal).Select(SampleOf)];

    /// <summary>Bytes of a file, on average.</summary>
    public double Bytes { get; } = Directory.EnumerateFiles(Folder).Average(f => new FileInfo(f).Length);

    static string SampleOf(string path)
    {
        using var file = File.OpenRead(path);
        var isCompressed = path.EndsWith(".gz", StringComparison.Ordinal);
        using var text = new StreamReader(isCompressed ? new GZipStream(file, CompressionMode.Decompress) : file);
        while (text.ReadLine() is { } line)
        {
            if (!line.StartsWith("#CHROM", StringComparison.Ordinal)) continue;
            if (line.Split('\t') is [_, _, _, _, _, _, _, _, _, var sample]) return sample;
            break;
        }
        throw new InvalidDataException($"{Path.GetFileName(path)} is not a file of one sample.");
    }
}
