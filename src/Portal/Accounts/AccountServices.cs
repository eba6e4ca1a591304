using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Portal.Accounts;

/// <summary>Accounts without pages: what the command needs, and what the portal builds on.</summary>
public static class AccountServices
{
    /// <summary>
    /// Adds <see cref="AccountService"/> on the database of a data folder. The clock and the log are the caller's.
    /// </summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services, string dataFolder)
    {
        services.AddDbContext<AccountsDb>(options => SharedDatabase.Use(options, dataFolder, AccountsDb.History));
        services.AddIdentityCore<Account>(identity =>
            {
                identity.Password = new()
                {
                    RequiredLength = Passwords.Least,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireNonAlphanumeric = false,
                    RequireUppercase = false
                };
                identity.Lockout = new()
                {
                    MaxFailedAccessAttempts = 5,
                    DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15)
                };
            })
            .AddUserManager<AccountUsers>()
            .AddPasswordValidator<Passwords>()
            .AddTokenProvider<AuthenticatorTokenProvider<Account>>(TokenOptions.DefaultAuthenticatorProvider)
            .AddUserStore<SealedAccountStore>();
        // The iterations that OWASP recommended in 2023 for PBKDF2 with SHA-512; the framework's default is lower.
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000);
        services.AddScoped(all => new AccountWrites(
            all.GetRequiredService<AccountsDb>(),
            dataFolder,
            all.GetService<CurrentUser>() is { IsSignedIn: true } user ? new Actor(user.Name) : Actor.System,
            all.GetRequiredService<TimeProvider>()));
        return services.AddScoped<AccountService>();
    }

    /// <summary>
    /// Creates or migrates the tables and, where the key ring is at hand, encrypts tokens that are still in the clear.
    /// Runs once, before the first query.
    /// </summary>
    public static void MigrateAccounts(this IServiceProvider services, string dataFolder)
    {
        using var scope = services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        SharedDatabase.Migrate(db, dataFolder);
        if (scope.ServiceProvider.GetService<IDataProtectionProvider>() is { } ring)
            SealedAccountStore.SealAll(db, ring);
    }
}
