using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Biobank.Transfers;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Data.Audit;
using Thrombophilia.Lims.Data.Sqlite;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Lims.Registry.Entries;

namespace Thrombophilia.Lims.Data;

/// <summary>The hospital's records. This context is the repository; it is not shared between threads.</summary>
public sealed class LimsDb(DbContextOptions<LimsDb> options) : DbContext(options)
{
    /// <summary>Persons.</summary>
    public DbSet<Subject> Subjects => Set<Subject>();
    /// <summary>Samples.</summary>
    public DbSet<Sample> Samples => Set<Sample>();
    /// <summary>Measured values.</summary>
    public DbSet<AssayResult> AssayResults => Set<AssayResult>();
    /// <summary>Readings of files.</summary>
    public DbSet<VcfIntake> VcfIntakes => Set<VcfIntake>();
    /// <summary>Sample names of files.</summary>
    public DbSet<IntakeSample> IntakeSamples => Set<IntakeSample>();
    /// <summary>What files gave.</summary>
    public DbSet<Finding> Findings => Set<Finding>();
    /// <summary>Issued conclusions, every version.</summary>
    public DbSet<Conclusion> Conclusions => Set<Conclusion>();
    /// <summary>Who read which conclusion.</summary>
    public DbSet<SignOff> SignOffs => Set<SignOff>();
    /// <summary>Registry rows, every version.</summary>
    public DbSet<RegistryEntry> RegistryEntries => Set<RegistryEntry>();

    /// <summary>What identifies persons, encrypted.</summary>
    public DbSet<PersonalData> PersonalData => Set<PersonalData>();
    /// <summary>Families.</summary>
    public DbSet<Family> Families => Set<Family>();
    /// <summary>Persons of pedigrees.</summary>
    public DbSet<FamilyMember> FamilyMembers => Set<FamilyMember>();
    /// <summary>Signed forms.</summary>
    public DbSet<Consent> Consents => Set<Consent>();
    /// <summary>Tubes.</summary>
    public DbSet<Tube> Tubes => Set<Tube>();
    /// <summary>Chains of custody.</summary>
    public DbSet<TubeEvent> TubeEvents => Set<TubeEvent>();
    /// <summary>The tree of storage.</summary>
    public DbSet<StorageUnit> StorageUnits => Set<StorageUnit>();
    /// <summary>Parcels between sites.</summary>
    public DbSet<Shipment> Shipments => Set<Shipment>();
    /// <summary>Tubes in parcels.</summary>
    public DbSet<ShippedTube> ShippedTubes => Set<ShippedTube>();
    /// <summary>Certificates.</summary>
    public DbSet<Qualification> Qualifications => Set<Qualification>();
    /// <summary>Tubes asked for and given away.</summary>
    public DbSet<Distribution> Distributions => Set<Distribution>();
    /// <summary>Which tubes they are.</summary>
    public DbSet<DistributedTube> DistributedTubes => Set<DistributedTube>();
    /// <summary>Times in which a unit was too warm.</summary>
    public DbSet<Excursion> Excursions => Set<Excursion>();
    /// <summary>Tubes that were there.</summary>
    public DbSet<ExposedTube> ExposedTubes => Set<ExposedTube>();
    /// <summary>Imports that wrote something.</summary>
    public DbSet<ImportBatch> ImportBatches => Set<ImportBatch>();
    /// <summary>What they wrote.</summary>
    public DbSet<ImportedRow> ImportedRows => Set<ImportedRow>();
    /// <summary>Numbers given out.</summary>
    public DbSet<Counter> Counters => Set<Counter>();
    /// <summary>The chain of changes.</summary>
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    /// <summary>Stretches of it that were put away.</summary>
    public DbSet<AuditArchive> AuditArchives => Set<AuditArchive>();

    /// <summary>Who changes something through this context, as the audit names them.</summary>
    public Actor Actor { get; private set; } = Actor.System;
    /// <summary>Why, where a reason is asked for the next change that is saved.</summary>
    public string? Reason { get; private set; }
    /// <summary>What the audit takes the time from.</summary>
    public TimeProvider Clock { get; private set; } = TimeProvider.System;

    /// <summary>Opens <c>thrombophilia.db</c> in <paramref name="dataFolder"/>, made or migrated as needed. Data are kept.</summary>
    /// <param name="dataFolder">The folder.</param>
    /// <param name="actor">Who will change something; null for the program itself.</param>
    /// <param name="clock">The clock of the audit; null for the system's.</param>
    public static LimsDb Open(string dataFolder, Actor? actor = null, TimeProvider? clock = null)
    {
        var db = SqliteStore.Open(dataFolder);
        // A context is used again: nothing of the one before may stay.
        (db.Actor, db.Reason, db.Clock) = (actor ?? Actor.System, null, clock ?? TimeProvider.System);
        return db;
    }

    /// <summary>Says why the next change that is saved is made.</summary>
    public void Because(string? reason) => Reason = reason;

    /// <summary>Writes what changed, and who changed what, in one transaction.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        if (AuditTrail.Collect(this) is not { Count: > 0 } changes) return base.SaveChanges(acceptAllChangesOnSuccess);
        var own = Database.CurrentTransaction is null ? Database.BeginTransaction() : null;
        using (own)
        {
            var written = base.SaveChanges(acceptAllChangesOnSuccess);
            AuditTrail.Append(this, changes);
            own?.Commit();
            return written;
        }
    }

    /// <summary>The same. SQLite has no other way to wait than to block.</summary>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(SaveChanges(acceptAllChangesOnSuccess));
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
        modelBuilder.Entity<Subject>(e =>
        {
            e.HasIndex(s => s.Code).IsUnique();
            e.HasIndex(s => s.PublicId).IsUnique();
            e.HasIndex(s => s.Enrolment).IsUnique();
            e.HasIndex(s => s.Site);
            // Persons registered before anybody could be asked.
            e.Property(s => s.Transplant).HasDefaultValue(Transplant.NotRecorded);
        });
        modelBuilder.Entity<Sample>(e =>
        {
            e.HasIndex(s => s.Code).IsUnique();
            e.HasIndex(s => s.VcfName).IsUnique();
            e.HasIndex(s => s.PublicId).IsUnique();
            e.HasOne<Subject>().WithMany().HasForeignKey(s => s.SubjectId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<AssayResult>(e =>
        {
            e.HasIndex(a => a.Code).IsUnique();
            e.Ignore(a => a.StateCodes);
            e.HasOne<Sample>().WithMany().HasForeignKey(a => a.SampleId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<VcfIntake>(e =>
        {
            e.HasIndex(i => new { i.Sha256, i.PanelId, i.PanelVersion, i.BedHash, i.Options }).IsUnique();
            e.HasIndex(i => i.PublicId).IsUnique();
        });
        modelBuilder.Entity<IntakeSample>(e =>
        {
            e.HasIndex(s => new { s.IntakeId, s.VcfName }).IsUnique();
            e.HasIndex(s => new { s.State, s.VcfName });
            e.HasOne<VcfIntake>().WithMany().HasForeignKey(s => s.IntakeId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<Sample>().WithMany().HasForeignKey(s => s.SampleId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<Finding>(e =>
        {
            e.HasIndex(f => new { f.SampleId, f.IntakeId });
            e.HasOne<VcfIntake>().WithMany().HasForeignKey(f => f.IntakeId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<Sample>().WithMany().HasForeignKey(f => f.SampleId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<Conclusion>(e =>
        {
            e.HasIndex(c => new { c.SubjectId, c.Version }).IsUnique();
            e.HasIndex(c => c.PublicId).IsUnique();
            e.HasOne<Subject>().WithMany().HasForeignKey(c => c.SubjectId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<Conclusion>().WithMany().HasForeignKey(c => c.SupersedesId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<SignOff>(e =>
        {
            e.HasIndex(r => new { r.ConclusionId, r.Turn }).IsUnique();
            e.HasOne<Conclusion>().WithMany().HasForeignKey(r => r.ConclusionId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<RegistryEntry>(e =>
        {
            e.HasIndex(r => new { r.SubjectId, r.Version }).IsUnique();
            e.HasOne<Subject>().WithMany().HasForeignKey(r => r.SubjectId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<Conclusion>().WithMany().HasForeignKey(r => r.ConclusionId).OnDelete(DeleteBehavior.Restrict);
        });
        Biobank(modelBuilder);
    }

    static void Biobank(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<PersonalData>(e =>
        {
            e.HasKey(p => p.SubjectId);
            e.Property(p => p.SubjectId).ValueGeneratedNever();
            e.HasIndex(p => p.NameHash);
            e.HasIndex(p => p.IdNumberHash).IsUnique();
            e.HasIndex(p => p.PhoneHash);
            e.HasOne<Subject>().WithOne().HasForeignKey<PersonalData>(p => p.SubjectId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<Family>(e => { e.HasIndex(f => f.Code).IsUnique(); e.HasIndex(f => f.PublicId).IsUnique(); e.HasIndex(f => f.Site); });
        modelBuilder.Entity<FamilyMember>(e =>
        {
            e.HasIndex(m => new { m.FamilyId, m.Label }).IsUnique();
            e.HasIndex(m => m.SubjectId).IsUnique();
            e.HasOne<Family>().WithMany().HasForeignKey(m => m.FamilyId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<Subject>().WithMany().HasForeignKey(m => m.SubjectId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<FamilyMember>().WithMany().HasForeignKey(m => m.FatherId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<FamilyMember>().WithMany().HasForeignKey(m => m.MotherId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<Consent>(e =>
        {
            e.HasIndex(c => c.PublicId).IsUnique();
            e.HasIndex(c => new { c.SubjectId, c.SignedAt });
            e.HasOne<Subject>().WithMany().HasForeignKey(c => c.SubjectId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<Tube>(e =>
        {
            e.HasIndex(t => t.Code).IsUnique();
            e.HasIndex(t => t.PublicId).IsUnique();
            e.HasIndex(t => t.ParentId);
            e.HasIndex(t => t.SampleId);
            // One tube in a slot: the database says so, whoever writes.
            e.HasIndex(t => new { t.StorageId, t.Row, t.Column }).IsUnique();
            // The lists: by number or by code, of all sites or of one, in every state or in one. SQLite keeps the number in each index, last.
            e.HasIndex(t => new { t.Site, t.State, t.Id });
            e.HasIndex(t => new { t.Site, t.Code });
            e.HasIndex(t => t.Site);
            e.HasIndex(t => t.State);
            e.HasIndex(t => t.State, "IX_Tubes_Loose").HasFilter("\"StorageId\" IS NULL");
            e.HasIndex(t => new { t.Site, t.State }, "IX_Tubes_LooseOfSite").HasFilter("\"StorageId\" IS NULL");
            e.Property(t => t.Revision).IsConcurrencyToken();
            e.HasOne<Sample>().WithMany().HasForeignKey(t => t.SampleId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<Tube>().WithMany().HasForeignKey(t => t.ParentId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<StorageUnit>().WithMany().HasForeignKey(t => t.StorageId).OnDelete(DeleteBehavior.Restrict);
            e.ToTable(t => t.HasCheckConstraint("CK_Tubes_Volume", "\"Volume\" IS NULL OR CAST(\"Volume\" AS REAL) >= 0"));
        });
        modelBuilder.Entity<TubeEvent>(e =>
        {
            e.HasIndex(t => new { t.TubeId, t.Id });
            e.HasIndex(t => new { t.By, t.Kind });
            e.HasOne<Tube>().WithMany().HasForeignKey(t => t.TubeId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<StorageUnit>(e =>
        {
            e.HasIndex(u => u.Code).IsUnique();
            e.HasIndex(u => u.PublicId).IsUnique();
            e.HasIndex(u => new { u.ParentId, u.Name }).IsUnique();
            e.HasIndex(u => new { u.Site, u.Kind });
            e.HasOne<StorageUnit>().WithMany().HasForeignKey(u => u.ParentId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<Shipment>(e =>
        {
            e.HasIndex(s => s.Code).IsUnique();
            e.HasIndex(s => s.PublicId).IsUnique();
            e.HasIndex(s => new { s.To, s.Received });
        });
        modelBuilder.Entity<ShippedTube>(e =>
        {
            e.HasIndex(s => new { s.ShipmentId, s.TubeId }).IsUnique();
            e.HasIndex(s => s.TubeId);
            e.HasOne<Shipment>().WithMany().HasForeignKey(s => s.ShipmentId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<Tube>().WithMany().HasForeignKey(s => s.TubeId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<Qualification>(e => { e.HasIndex(q => new { q.Person, q.Task, q.ValidUntil }); e.HasIndex(q => q.ValidUntil); });
        modelBuilder.Entity<Distribution>(e =>
        {
            e.HasIndex(d => d.Code).IsUnique();
            e.HasIndex(d => d.PublicId).IsUnique();
            e.HasIndex(d => d.Site);
        });
        modelBuilder.Entity<DistributedTube>(e =>
        {
            e.HasIndex(d => new { d.DistributionId, d.TubeId }).IsUnique();
            e.HasOne<Distribution>().WithMany().HasForeignKey(d => d.DistributionId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<Tube>().WithMany().HasForeignKey(d => d.TubeId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<Excursion>(e =>
        {
            e.HasIndex(x => x.PublicId).IsUnique();
            e.HasOne<StorageUnit>().WithMany().HasForeignKey(x => x.StorageId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<ExposedTube>(e =>
        {
            e.HasIndex(x => new { x.ExcursionId, x.TubeId }).IsUnique();
            e.HasIndex(x => x.TubeId);
            e.HasOne<Excursion>().WithMany().HasForeignKey(x => x.ExcursionId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<Tube>().WithMany().HasForeignKey(x => x.TubeId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<ImportBatch>(e => e.HasIndex(b => b.PublicId).IsUnique());
        modelBuilder.Entity<ImportedRow>(e =>
        {
            e.HasIndex(r => r.BatchId);
            e.HasOne<ImportBatch>().WithMany().HasForeignKey(r => r.BatchId).OnDelete(DeleteBehavior.Restrict);
        });
        modelBuilder.Entity<Counter>(e => e.HasKey(c => c.Kind));
        modelBuilder.Entity<AuditArchive>(e => e.HasIndex(a => a.First).IsUnique());
        modelBuilder.Entity<AuditEntry>(e =>
        {
            e.Property(a => a.Id).ValueGeneratedNever();
            // Both at once too: of an account that did very much, nobody reads on through all of it for one record.
            e.HasIndex(a => new { a.Key, a.By });
            e.HasIndex(a => new { a.By, a.Id });
        });
    }

    sealed class MomentConverter() : ValueConverter<Moment, string>(m => m.Stored, s => Moment.FromStored(s));
}
