using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Thrombophilia.Portal.Accounts.Applications;
using Thrombophilia.Portal.Accounts.SignIn;

namespace Thrombophilia.Portal.Accounts;

/// <summary>
/// Accounts and sign-ins, in the database file of the records but in tables and a history of their own.
/// </summary>
public sealed class AccountsDb(DbContextOptions<AccountsDb> options) : IdentityUserContext<Account>(options)
{
    /// <summary>Table of the migrations of this context; the records have their own.</summary>
    internal const string History = "__AccountsMigrations";

    /// <summary>Open sessions.</summary>
    public DbSet<Session> Sessions => Set<Session>();


    /// <summary>Tokens of applications.</summary>
    public DbSet<ApplicationToken> Applications => Set<ApplicationToken>();

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<SecondsConverter>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Account>(e =>
        {
            e.ToTable("Accounts_Users");
            // The column keeps its old name, from when it held one code.
            e.Property(a => a.LastCodes).HasColumnName("LastCode");
        });
        builder.Entity<IdentityUserClaim<string>>().ToTable("Accounts_Claims");
        builder.Entity<IdentityUserLogin<string>>().ToTable("Accounts_Logins");
        builder.Entity<IdentityUserToken<string>>().ToTable("Accounts_Tokens");
        builder.Entity<Session>(e =>
        {
            e.ToTable("Accounts_Sessions");
            e.HasIndex(s => s.AccountId);
            e.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<ApplicationToken>(e =>
        {
            e.ToTable("Accounts_Applications");
            e.HasIndex(a => a.Name).IsUnique();
            e.HasIndex(a => a.SecretSha256).IsUnique();
        });
    }

    // Stored as a number that SQLite can compare, as it has no type for times.
    sealed class SecondsConverter()
        : ValueConverter<DateTimeOffset, long>(at => at.ToUnixTimeSeconds(),
        seconds => DateTimeOffset.FromUnixTimeSeconds(seconds));
}
