using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Thrombophilia.Lims.Data.Audit;
using Thrombophilia.Lims.Data.Sqlite;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Data;

/// <summary>
/// The hospital's records. The tables are mapped beside their entities (<see cref="ITables"/>) and queried by extension
/// methods, for example <c>db.Tubes()</c>. Queries are limited to the actor's sites (<see cref="SiteScope"/>). Writes
/// go through <see cref="Writes"/>. This context is the repository; it is not shared between threads.
/// </summary>
public class LimsDb : DbContext
{
    /// <summary>A context of somebody who sees all sites.</summary>
    public LimsDb(DbContextOptions<LimsDb> options) : base(options) { }

    private protected LimsDb(DbContextOptions options) : base(options) { }

    /// <summary>Who changes something through this context, as the audit trail names them.</summary>
    public Actor Actor { get; private set; } = Actor.System;
    /// <summary>Codes of the sites that the actor sees; for <see cref="SiteScope"/>.</summary>
    internal IReadOnlyList<string> VisibleSites => Actor.Sites ?? [];
    /// <summary>Name of the actor; for <see cref="SiteScope"/>.</summary>
    internal string ActorName => Actor.Name;
    /// <summary>Codes of the sites at which the actor may register something; null for all.</summary>
    public IReadOnlyList<string>? OwnSites => Actor.Sites;
    /// <summary>The actor may register something at this site, send from it and receive at it.</summary>
    public bool IsOwnSite(string site) => Actor.Sees(site);
    /// <summary>The actor sees the rows of every site.</summary>
    public bool SeesAllSites => Actor.Sites is null;
    /// <summary>The reason for the next change that is saved; null where none is asked for.</summary>
    public string? Reason { get; private set; }
    /// <summary>What the step that is running has issued.</summary>
    internal IssuedRows Issued { get; } = new();
    /// <summary>The clock of the audit trail.</summary>
    public TimeProvider Clock { get; private set; } = TimeProvider.System;

    /// <summary>
    /// Opens <c>thrombophilia.db</c> in <paramref name="dataFolder"/>, made or migrated as needed. Data are kept.
    /// </summary>
    /// <param name="dataFolder">The folder.</param>
    /// <param name="actor">Who will change something; null for the program itself.</param>
    /// <param name="clock">The clock of the audit; null for the system's.</param>
    public static LimsDb Open(string dataFolder, Actor? actor = null, TimeProvider? clock = null)
    {
        var db = SqliteStore.Open(dataFolder, seesAllSites: actor?.Sites is null);
        // A context is reused: nothing of its former use may stay.
        (db.Actor, db.Reason, db.Clock) = (actor ?? Actor.System, null, clock ?? TimeProvider.System);
        return db;
    }

    /// <summary>
    /// Rows of one entity, as the step that is running sees them; without one, as they are committed. They are not
    /// limited to the actor's sites.
    /// </summary>
    internal FastRows<T> Rows<T>() where T : class => SqliteRows<T>.Of(this);

    /// <summary>Begins the transaction of a step, which holds the write lock.</summary>
    /// <exception cref="OperationCanceledException">The wait for another writer was stopped.</exception>
    internal Task<IDbContextTransaction> BeginAsync(CancellationToken stop) => SqliteStore.BeginAsync(this, stop);

    /// <summary>What works out the hash over the rows of a table with these numbers, and counts them.</summary>
    internal Func<long, long, (long Rows, string Sha256)> SealOf(string table) => SqliteStore.SealOf(this, table);

    /// <summary>The first damage of the file, in the words of the database; null where it is sound.</summary>
    /// <param name="quick">Leave out what takes longest: whether each index agrees with its table.</param>
    public string? FirstDamage(bool quick = false) => SqliteStore.FirstDamage(this, quick);

    /// <summary>Says why the next change that is saved is made.</summary>
    public void Because(string? reason) => Reason = reason;

    /// <summary>Writes what changed, with its audit entries, inside the transaction of a step.</summary>
    /// <exception cref="InvalidOperationException">No step of <see cref="Writes"/> is running.</exception>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        DemandStep();
        var changes = AuditTrail.Collect(this);
        var written = base.SaveChanges(acceptAllChangesOnSuccess);
        AuditTrail.Append(this, changes);
        return written;
    }

    /// <summary>The same.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess,
        CancellationToken cancellationToken = default)
    {
        DemandStep();
        var changes = AuditTrail.Collect(this);
        var written = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        AuditTrail.Append(this, changes);
        return written;
    }

    void DemandStep()
    {
        if (Database.CurrentTransaction is null)
            throw new InvalidOperationException($"Write by a step of {nameof(Writes)}.");
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Moment>().HaveConversion<MomentConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var sites = new SiteScope(modelBuilder, this is SitesDb ? this : null);
        foreach (var type in typeof(LimsDb).Assembly.GetTypes()
            .Where(t => t.IsClass && t.IsAssignableTo(typeof(ITables))))
            ((ITables)Activator.CreateInstance(type)!).Map(modelBuilder, sites);
    }

    sealed class MomentConverter() : ValueConverter<Moment, string>(m => m.Stored, s => Moment.FromStored(s));
}

/// <summary>
/// The same records for an actor who sees only some sites. A type of its own, because EF Core keeps one model per type.
/// </summary>
sealed class SitesDb(DbContextOptions<SitesDb> options) : LimsDb(options);
