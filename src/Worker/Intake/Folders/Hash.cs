using System.Security.Cryptography;

namespace Thrombophilia.Worker.Intake.Folders;

/// <summary>SHA-256 of files, lower-case hexadecimal.</summary>
internal static class Hash
{
    public static string OfFile(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    public static async Task<string> OfFileAsync(string path, CancellationToken stop)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16,
            FileOptions.SequentialScan | FileOptions.Asynchronous);
        return await OfAsync(file, stop);
    }

    /// <summary>Of what a stream holds from its position on.</summary>
    public static async Task<string> OfAsync(Stream bytes, CancellationToken stop) =>
        Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, stop));
}
