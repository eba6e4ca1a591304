using Microsoft.AspNetCore.Identity;
using Thrombophilia.Portal.Localization;

namespace Thrombophilia.Portal.Accounts;

/// <summary>Why a change of an account was refused.</summary>
/// <param name="Code">Stable; its words stand in the resources under <c>problem.*</c>.</param>
public sealed record AccountProblem(string Code)
{
    /// <summary>For people: what is wrong and what to do.</summary>
    public string Text() => Texts.Get("problem." + Code);

    internal static AccountProblem? Of(IdentityResult result) =>
        result.Succeeded ? null : new(result.Errors.First().Code switch
        {
            "DuplicateUserName" => "name-taken",
            "InvalidUserName" => "name-letters",
            "ConcurrencyFailure" => "changed-meanwhile",
            "PasswordMismatch" => "password-wrong",
            "password-rule" or "PasswordTooShort" => "password-rule",
            var other =>
                throw new InvalidOperationException($"An account was refused for a reason without words: {other}."),
        });
}
