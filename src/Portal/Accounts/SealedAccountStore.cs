using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Portal.Accounts;

/// <summary>
/// The framework's store of accounts with encrypted tokens; the tokens are the key of a device and the recovery codes.
/// The database without the key ring is not enough to make a one-time code. The command has no key ring, and touches no
/// token.
/// </summary>
internal sealed class SealedAccountStore(AccountsDb db, IDataProtectionProvider? ring = null)
    : UserOnlyStore<Account, AccountsDb>(db)
{
    // The prefix of encrypted tokens. Neither a key nor a list of recovery codes has a colon, so a token without the
    // prefix is in the clear, as older versions left it.
    const string Mark = "sealed:";

    IDataProtector Protector =>
        field ??= Of(ring ?? throw new InvalidOperationException("Without the key ring nothing is sealed."));

    /// <inheritdoc/>
    public override Task SetTokenAsync(Account user, string loginProvider, string name, string? value,
        CancellationToken cancellationToken) =>
        base.SetTokenAsync(user, loginProvider, name, value is null ? null : Sealed(Protector, value),
        cancellationToken);

    /// <summary>
    /// Null where there is no token, and where its key is gone: in both cases no code can be checked.
    /// </summary>
    public override async Task<string?> GetTokenAsync(Account user, string loginProvider, string name,
        CancellationToken cancellationToken)
    {
        var stored = await base.GetTokenAsync(user, loginProvider, name, cancellationToken);
        if (stored?.StartsWith(Mark, StringComparison.Ordinal) != true) return stored;
        try
        {
            return Protector.Unprotect(stored[Mark.Length..]);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>
    /// Encrypts what older versions left in the clear: a key is written once and read for years, so waiting for its
    /// next write is no option.
    /// </summary>
    public static void SealAll(AccountsDb db, IDataProtectionProvider ring)
    {
        var clear =
            db.UserTokens.Where(token => token.Value != null && !EF.Functions.Like(token.Value, Mark + "%")).ToList();
        if (clear.Count == 0) return;
        foreach (var token in clear) token.Value = Sealed(Of(ring), token.Value!);
        db.SaveChanges();
        SharedDatabase.WipeReplaced(db);
    }

    static IDataProtector Of(IDataProtectionProvider ring) => ring.CreateProtector("Thrombophilia.DeviceKeys");

    static string Sealed(IDataProtector protector, string value) => Mark + protector.Protect(value);
}
