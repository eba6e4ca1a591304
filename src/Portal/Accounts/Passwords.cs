using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;

namespace Thrombophilia.Portal.Accounts;

/// <summary>What a password must be, and the ones this program gives out.</summary>
/// <remarks>Length and nothing else, as NIST SP 800-63B advises: rules on kinds of characters make people
/// predictable.</remarks>
internal sealed class Passwords : IPasswordValidator<Account>
{
    public const int Least = 12, Most = 128;

    // Characters that are not mistaken for one another and cannot form words.
    const string Alphabet = "bcdfghjkmnpqrstvwxz23456789";

    public static readonly IdentityError Unfit = new() { Code = "password-rule" };

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(IsGood(user.UserName, password) ? IdentityResult.Success : IdentityResult.Failed(Unfit));

    public static bool IsGood(string? name, string? password) =>
        password is { Length: >= Least and <= Most } && !string.IsNullOrEmpty(name)
        && !password.Contains(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>A start password of 20 characters, about 95 bits, in groups that can be read out.</summary>
    public static string Start() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Alphabet, 5)));
}
