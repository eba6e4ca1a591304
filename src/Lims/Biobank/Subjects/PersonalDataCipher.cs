using System.Security.Cryptography;
using System.Text;

namespace Thrombophilia.Lims.Biobank.Subjects;

/// <summary>
/// Encrypts what identifies a person, and makes the keyed hashes by which it is found. The keys are kept outside of the
/// database.
/// </summary>
/// <param name="protect">Encrypts a text.</param>
/// <param name="unprotect">Decrypts it.</param>
/// <param name="hashKey">Key of the hashes, 32 bytes.</param>
public sealed class PersonalDataCipher(Func<string, string> protect, Func<string, string> unprotect, byte[] hashKey)
{
    /// <summary>The encrypted text; null for none.</summary>
    public string? Protect(string? text) => text is null ? null : protect(text);

    /// <summary>The text; null for none.</summary>
    public string? Unprotect(string? secret) => secret is null ? null : unprotect(secret);

    /// <summary>
    /// The keyed hash (HMAC-SHA-256) of the text in capitals without spaces, by which it is found; null for none.
    /// </summary>
    public string? Hash(string? text) => text is null ? null
        : Convert.ToBase64String(
        HMACSHA256.HashData(hashKey,
            Encoding.UTF8.GetBytes(string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant())));
}
