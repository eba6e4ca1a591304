using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Data.Audit;

/// <summary>
/// An archive of the audit trail: a gzip file below <see cref="Folder"/> with one JSON object a line.
/// </summary>
static class AuditFile
{
    /// <summary>Folder of the archives in the data folder.</summary>
    public const string Folder = "audit";

    /// <summary>JSON that people can read: no character becomes a number.</summary>
    public static readonly JsonSerializerOptions Plain = new()
    {
        Encoder =
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    /// <summary>The line of an entry, without its end.</summary>
    public static byte[] Line(AuditEntry entry) => JsonSerializer.SerializeToUtf8Bytes(Stored.Of(entry), Plain);

    /// <summary>The entries of an archive.</summary>
    public static IEnumerable<AuditEntry> Read(string path)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (text.ReadLine() is { } line) yield return JsonSerializer.Deserialize<Stored>(line)!.Entry();
    }

    /// <summary>SHA-256 of a file, lower-case hex.</summary>
    public static async Task<string> HashOfAsync(string path, CancellationToken stop)
    {
        var file = File.OpenRead(path);
        await using (file) return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop));
    }

    sealed record Stored(long Id, string Previous, string At, string By, string Action, string Entity, string Key,
        string Changes, string? Reason, string Hash)
    {
        public static Stored Of(AuditEntry a) =>
            new(a.Id, a.Previous, a.At.Stored, a.By, a.Action, a.Entity, a.Key, a.Changes, a.Reason, a.Hash);

        public AuditEntry Entry() =>
            AuditEntry.Stored(Id, Previous, Moment.FromStored(At), By, Action, Entity, Key, Changes, Reason, Hash);
    }
}
