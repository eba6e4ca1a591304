using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Bgzf.Indexing;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Worker.Intake.Folders;

namespace Thrombophilia.Worker.Demo;

/// <summary>A demo file on disk.</summary>
/// <param name="File">Its scenario.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="Sha256">Hash of its bytes.</param>
internal sealed record MadeFile(DemoFile File, string Path, string Sha256);

/// <summary>Makes the demo's files from panel and scenario: the same seed gives the same bytes.</summary>
internal static class DemoFiles
{
    /// <summary>Writes every file into <paramref name="folder"/>, its index or callable BED beside it.</summary>
    public static IReadOnlyList<MadeFile> Make(Panel panel, Scenarios scenarios, string folder)
    {
        Directory.CreateDirectory(folder);
        return [.. scenarios.Files.Select(file => Make(panel, scenarios, file, folder))];
    }

    static MadeFile Make(Panel panel, Scenarios scenarios, DemoFile file, string folder)
    {
        var path = Path.Combine(folder, file.Name);
        if (file.CopyOf is { } original) File.Copy(Path.Combine(folder, original), path, overwrite: true);
        else
        {
            var vcf = new DemoVcf(panel, scenarios, file, new Random(Seed(scenarios.Seed, file.Name)));
            Write(file.Container, path, Encoding.ASCII.GetBytes(vcf.Text()));
            if (file.Callable) File.WriteAllText(Path.Combine(folder, FileNames.BedOf(file.Name)), vcf.CallableBed());
        }
        if (file.Damage == "cut")
            using (var whole = File.OpenWrite(path)) whole.SetLength(whole.Length * 3 / 5);
        return new MadeFile(file, path, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))));
    }

    static void Write(string container, string path, byte[] text)
    {
        switch (container)
        {
            case "text":
                File.WriteAllBytes(path, text);
                break;
            case "gzip":
                using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Optimal)) gzip.Write(text);
                break;
            case "bgzf" or "bgzf-indexed":
                WriteBgzf(path, text, indexed: container == "bgzf-indexed");
                break;
            default:
                throw new InvalidDataException($"{path}: no container '{container}'.");
        }
    }

    // Only files without reference blocks are indexed here, so a record ends with its REF.
    static void WriteBgzf(string path, byte[] text, bool indexed)
    {
        var index = new TabixIndexBuilder();
        using (var writer = new BgzfWriter(File.Create(path)))
            foreach (var line in text.AsSpan().Split((byte)'\n'))
            {
                if (line.Start.Value == text.Length) break;
                var at = writer.VirtualOffset;
                writer.Write(text.AsSpan()[line]);
                writer.Write("\n"u8);
                if (text[line.Start.Value] == '#') continue;
                var fields = Encoding.ASCII.GetString(text.AsSpan()[line]).Split('\t', 5);
                var begin = long.Parse(fields[1], CultureInfo.InvariantCulture) - 1;
                index.Add(fields[0], begin, begin + fields[3].Length, at, writer.VirtualOffset);
            }
        if (!indexed) return;
        using var beside = File.Create(path + ".tbi");
        index.Write(beside, leaveOpen: true);
    }

    static int Seed(int seed, string name) =>
        seed ^ BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
