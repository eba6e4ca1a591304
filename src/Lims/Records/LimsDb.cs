using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Thrombophilia.Lims.Records;

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
    /// <summary>Registry rows, every version.</summary>
    public DbSet<RegistryEntry> RegistryEntries => Set<RegistryEntry>();

    /// <summary>Opens <c>thrombophilia.db</c> in <paramref name="dataFolder"/>, made or migrated as needed. Data are kept.</summary>
    public static LimsDb Open(string dataFolder) => SqliteStore.Open(dataFolder);

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Moment>().HaveConversion<MomentConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Subject>(e => { e.HasIndex(s => s.Code).IsUnique(); e.HasIndex(s => s.PublicId).IsUnique(); });
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
        modelBuilder.Entity<RegistryEntry>(e =>
        {
            e.HasIndex(r => new { r.SubjectId, r.Version }).IsUnique();
            e.HasOne<Subject>().WithMany().HasForeignKey(r => r.SubjectId).OnDelete(DeleteBehavior.Restrict);
            e.HasOne<Conclusion>().WithMany().HasForeignKey(r => r.ConclusionId).OnDelete(DeleteBehavior.Restrict);
        });
    }

    sealed class MomentConverter() : ValueConverter<Moment, string>(m => m.Stored, s => Moment.FromStored(s));
}
