using System.Security.Cryptography;

namespace Thrombophilia.Lims.Laboratory.Intake;

/// <summary>Whether a file lies where it was kept.</summary>
public enum KeptState
{
    /// <summary>It is there, and its bytes have the hash of the intake.</summary>
    Proven,
    /// <summary>It is there. Its hash was not asked for, because the file is large.</summary>
    Unchecked,
    /// <summary>It is not there.</summary>
    Gone,
    /// <summary>Something else lies there.</summary>
    Changed,
}

/// <summary>The accepted files of an installation, each in a folder named by its SHA-256 (and that of its callable BED).</summary>
/// <param name="dataFolder">The data folder.</param>
public sealed class KeptFiles(string dataFolder)
{
    /// <summary>The folder of kept files in a data folder.</summary>
    public const string Name = "kept";

    /// <summary>A larger file is not hashed while somebody waits for a page: 256 MB take about a second.</summary>
    public const long MostHashed = 256 << 20;

    static readonly string[] Beside = [".bed", ".tbi", ".csi"];

    /// <summary>The folder of a file in a data folder.</summary>
    public static string FolderOf(string dataFolder, string sha256, string bedHash)
    {
        ArgumentNullException.ThrowIfNull(bedHash);
        return Path.Combine(dataFolder, Name, bedHash.Length == 0 ? sha256 : $"{sha256}-{bedHash}");
    }

    /// <summary>Looks for a file and proves it, as far as that is quick.</summary>
    /// <returns>Where it lies; null unless something is there.</returns>
    public async Task<(KeptState State, string? Path)> FindAsync(string sha256, string bedHash, CancellationToken stop = default)
    {
        var folder = FolderOf(dataFolder, sha256, bedHash);
        try
        {
            if (Directory.GetFiles(folder).FirstOrDefault(file => !Array.Exists(Beside,
                end => file.EndsWith(end, StringComparison.OrdinalIgnoreCase))) is not { } path) return (KeptState.Gone, null);
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16,
                FileOptions.SequentialScan | FileOptions.Asynchronous);
            if (file.Length > MostHashed) return (KeptState.Unchecked, path);
            var found = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop));
            return (found == sha256 ? KeptState.Proven : KeptState.Changed, path);
        }
        catch (Exception e) when (e is DirectoryNotFoundException or FileNotFoundException)
        {
            return (KeptState.Gone, null);
        }
    }
}
