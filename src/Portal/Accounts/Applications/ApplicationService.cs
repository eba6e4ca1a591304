using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Thrombophilia.Portal.Accounts.Applications;

/// <summary>What a new token begins with.</summary>
/// <param name="Name">Unique name of the application.</param>
/// <param name="Scopes">Values of <see cref="Scope"/>, at least one.</param>
/// <param name="Sites">Codes of sites, at least one.</param>
/// <param name="Expires">From when on it is refused.</param>
internal sealed record NewApplication(string Name, IReadOnlyList<string> Scopes, IReadOnlyList<string> Sites,
    DateTimeOffset Expires);

/// <summary>A secret that is shown once, or why there is none.</summary>
/// <param name="Secret">The secret; null where the token was refused.</param>
/// <param name="Problem">Why it was refused.</param>
internal sealed record StartSecret(string? Secret, AccountProblem? Problem);

/// <summary>Makes, lists and disables the tokens of applications, and records their use.</summary>
internal sealed partial class ApplicationService(AccountsDb db, AccountWrites writes, CurrentUser user, TimeProvider time)
{
    /// <summary>The longest life of a token.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    const int LongestName = 64;

    /// <summary>Every token, by name. A centre has a handful.</summary>
    public async Task<IReadOnlyList<ApplicationToken>> ListAsync(CancellationToken stop) =>
        await db.Applications.AsNoTracking().OrderBy(a => a.Name).ToListAsync(stop);

    /// <summary>A new token.</summary>
    public async Task<StartSecret> AddAsync(NewApplication wanted, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        wanted = wanted with { Name = wanted.Name.Trim(), Sites = AccountService.Codes(wanted.Sites) };
        var secret = ApplicationSecret.New();
        var refused = await writes.RunAsync(async step =>
        {
            if (Wrong(wanted) is { } wrong) return new(wrong);
            if (await db.Applications.AnyAsync(a => a.Name == wanted.Name, stop)) return new("application-name-taken");
            var made = new ApplicationToken(wanted, ApplicationSecret.HashOf(secret)!, user.Name, time.GetUtcNow());
            db.Add(made);
            await db.SaveChangesAsync(stop);
            step.Note("added", made, ("Scopes", null, string.Join(' ', made.Scopes)), ("Sites", null, string.Join(' ', made.Sites)),
                ("Expires", null, $"{made.Expires:O}"));
            return null;
        }, stop);
        return refused is null ? new(secret, null) : new(null, refused);
    }

    /// <summary>Disables a token for good, from the next request on.</summary>
    public Task<AccountProblem?> DisableAsync(Guid id, CancellationToken stop) => writes.RunAsync(async step =>
    {
        if (await db.Applications.SingleOrDefaultAsync(a => a.Id == id && a.Disabled == null, stop) is not { } found)
            return new("application-unknown");
        found.Disable(time.GetUtcNow());
        await db.SaveChangesAsync(stop);
        step.Note("changed", found, ("State", "open", "disabled"));
        return null;
    }, stop);

    /// <summary>Records that a token was used, or was refused, for a kind of record.</summary>
    /// <param name="id">The token; null where none is known.</param>
    /// <param name="action">See <see cref="ApplicationUses"/>.</param>
    /// <param name="kind">What was asked for.</param>
    /// <param name="stop">Ends it.</param>
    public async Task NoteAsync(Guid? id, string action, string kind, CancellationToken stop)
    {
        if (id is null)
        {
            await writes.RunAsync(step =>
            {
                step.Note(action, "");
                return Task.FromResult<AccountProblem?>(null);
            }, stop);
            return;
        }
        var name = await db.Applications.AsNoTracking().Where(a => a.Id == id).Select(a => a.Name).SingleAsync(stop);
        await writes.RunAsOwnAsync(ApplicationToken.ActorOf(name), async step =>
        {
            var token = await db.Applications.SingleAsync(a => a.Id == id, stop);
            if (action == ApplicationUses.Used) token.Use(time.GetUtcNow());
            await db.SaveChangesAsync(stop);
            step.Note(action, token, ("Kind", null, kind));
            return null;
        }, stop);
    }

    string? Wrong(NewApplication wanted) =>
        wanted.Name.Length > LongestName || !NamePattern().IsMatch(wanted.Name) ? "application-name"
        : wanted.Scopes.Count == 0 || !wanted.Scopes.All(Scope.All.Contains) ? "application-scope"
        : wanted.Sites.Count == 0 ? "application-site"
        : wanted.Expires <= time.GetUtcNow() || wanted.Expires > time.GetUtcNow() + Longest ? "application-expiry" : null;

    [GeneratedRegex("^[A-Za-z0-9._-]+$")]
    private static partial Regex NamePattern();
}
