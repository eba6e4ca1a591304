using System.Security.Cryptography;

namespace Thrombophilia.Lims.Clinic.Reports;

/// <summary>
/// The key that signs reports: ECDSA P-256. Its private half lies in a file that only the operating system's account of this
/// process may read; the public half stands in the records.
/// </summary>
public sealed class SigningKey : IDisposable
{
    const string FileName = "report-signing.pem";
    const int IdBytes = 8;
    readonly ECDsa key;

    SigningKey(ECDsa key)
    {
        this.key = key;
        var spki = key.ExportSubjectPublicKeyInfo();
        (PublicKey, Id) = (Convert.ToBase64String(spki), IdOf(spki));
    }

    /// <summary>First 8 bytes of the SHA-256 of the public key, lower-case hex.</summary>
    public string Id { get; }
    /// <summary>SubjectPublicKeyInfo, base64.</summary>
    public string PublicKey { get; }

    /// <summary>The key in <paramref name="folder"/>, made if there is none.</summary>
    /// <exception cref="CryptographicException">The file is no such key.</exception>
    public static SigningKey In(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) Make(folder, path);
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(path));
        return new(key);
    }

    /// <summary>The signature over a SHA-256 in hexadecimal, base64.</summary>
    public string Sign(string sha256) => Convert.ToBase64String(key.SignHash(Convert.FromHexString(sha256)));

    /// <summary>A public key (SubjectPublicKeyInfo, base64) with this id made this signature over this hash.</summary>
    public static bool IsSigned(string publicKey, string keyId, string sha256, string signature)
    {
        try
        {
            var spki = Convert.FromBase64String(publicKey);
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(spki, out _);
            return IdOf(spki) == keyId && key.VerifyHash(Convert.FromHexString(sha256), Convert.FromBase64String(signature));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    // Written whole under another name first: no other process reads half a key.
    static void Make(string folder, string path)
    {
        const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Directory.CreateDirectory(folder);
        var written = Path.Combine(folder, Path.GetRandomFileName());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = Mine;
        using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP256))
        using (var file = new StreamWriter(written, options))
            file.Write(key.ExportPkcs8PrivateKeyPem());
        try
        {
            File.Move(written, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first.
            File.Delete(written);
        }
    }

    static string IdOf(byte[] spki) => Convert.ToHexStringLower(SHA256.HashData(spki)[..IdBytes]);
}
