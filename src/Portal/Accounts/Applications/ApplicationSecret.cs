using System.Security.Cryptography;
using System.Text;

namespace Thrombophilia.Portal.Accounts.Applications;

/// <summary>
/// The secret of an application: <c>tph_</c>, 40 random letters and digits (238 bits), <c>_</c>, and a check of 8
/// hexadecimal digits. The prefix lets scanners of files find it; by the check a mistyped one is refused without a look
/// into the database.
/// </summary>
/// <remarks>So much chance needs no slow hash: nobody tries 2^238 secrets.</remarks>
internal static class ApplicationSecret
{
    public const string Prefix = "tph_";
    const int Length = 40, CheckLength = 8;
    const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>A new one.</summary>
    public static string New()
    {
        var secret = Prefix + RandomNumberGenerator.GetString(Alphabet, Length);
        return $"{secret}_{CheckOf(secret)}";
    }

    /// <summary>What is kept of a secret; null for a text that is none.</summary>
    public static string? HashOf(string text) =>
        text.Length == Prefix.Length + Length + 1 + CheckLength && text.StartsWith(Prefix, StringComparison.Ordinal)
        && text[^(CheckLength + 1)] == '_' && text[^CheckLength..] == CheckOf(text[..^(CheckLength + 1)])
            ? Sha256(text) : null;

    static string CheckOf(string secret) => Sha256(secret)[..CheckLength];

    static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
