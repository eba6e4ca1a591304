using Microsoft.AspNetCore.Identity;

namespace Thrombophilia.Portal.Accounts;

/// <summary>
/// A person who may sign in. The user name is typed at sign-in; mail and telephone of the base class are not used.
/// </summary>
public sealed class Account : IdentityUser
{
    /// <summary>How pages and papers call the person.</summary>
    public string DisplayName { get; set; } = "";
    /// <summary>What the person does here: values of <see cref="Role"/>.</summary>
    public List<string> Roles { get; set; } = [];
    /// <summary>Codes of the sites whose people the person sees. An administrator sees all of them.</summary>
    public List<string> Sites { get; set; } = [];
    /// <summary>
    /// Code of the chosen language; null where none was chosen.
    /// </summary>
    public string? Language { get; set; }
    /// <summary>When the account was closed; null while it is open.</summary>
    public DateTimeOffset? Disabled { get; set; }
    /// <summary>The password was given by somebody else and is good for one sign-in only.</summary>
    public bool MustChangePassword { get; set; }
    /// <summary>
    /// The one-time codes accepted last, joined by spaces. None is accepted a second time while it is valid.
    /// </summary>
    public string? LastCodes { get; set; }
    /// <summary>When the person last signed in; null for never.</summary>
    public DateTimeOffset? LastSignIn { get; set; }
}
