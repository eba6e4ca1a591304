using System.Security.Cryptography;
using System.Text.Json;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Portal.Accounts;

namespace Thrombophilia.Portal.Hosting;

/// <summary>A file in preview, before its import.</summary>
/// <param name="By">Who brought it; nobody else sees it.</param>
/// <param name="Kind">Which register it is for.</param>
/// <param name="FileName">Its name as the browser gave it, without folders; never used as a path.</param>
/// <param name="Analyser">Code of the analyser that made it; null for none.</param>
internal sealed record Upload(string By, ImportKind Kind, string FileName, string? Analyser = null);

/// <summary>
/// Keeps files between preview and import for a day, under names that nobody can guess.
/// </summary>
internal sealed class Uploads(PortalOptions options, TimeProvider time)
{
    /// <summary>Bytes of the largest file.</summary>
    public const long Largest = 32 << 20;
    static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    string Folder => Directory.CreateDirectory(Path.Combine(options.DataFolder, "uploads")).FullName;

    public async Task<string> KeepAsync(Upload brought, Stream bytes, CancellationToken stop)
    {
        foreach (var old in new DirectoryInfo(Folder).EnumerateFiles())
            if (old.LastWriteTimeUtc < time.GetUtcNow().UtcDateTime - Kept) old.Delete();
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var name = brought.FileName.Split('/', '\\')[^1];
        await File.WriteAllTextAsync(Path.Combine(Folder, id + ".json"),
            JsonSerializer.Serialize(brought with { FileName = name.Length > 100 ? name[^100..] : name }), stop);
        await using var file = new FileStream(Path.Combine(Folder, id + ".csv"), FileMode.CreateNew, FileAccess.Write);
        await bytes.CopyToAsync(file, stop);
        return id;
    }

    /// <summary>A kept file; null for an unknown id and for the file of another person.</summary>
    public async Task<(Upload Upload, byte[] Bytes)?> FindAsync(string by, string id, CancellationToken stop)
    {
        if (id.Length != 32 || !id.All(char.IsAsciiHexDigitLower)) return null;
        var about = Path.Combine(Folder, id + ".json");
        if (!File.Exists(about)
            || JsonSerializer.Deserialize<Upload>(await File.ReadAllTextAsync(about, stop)) is not { } upload
            || upload.By != by) return null;
        return (upload, await File.ReadAllBytesAsync(Path.Combine(Folder, id + ".csv"), stop));
    }

    public void Forget(string id)
    {
        File.Delete(Path.Combine(Folder, id + ".json"));
        File.Delete(Path.Combine(Folder, id + ".csv"));
    }
}
