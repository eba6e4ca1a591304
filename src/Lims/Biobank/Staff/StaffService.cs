using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Staff;

/// <summary>What the people who work here are certified for.</summary>
public sealed class StaffService(LimsDb db, TimeProvider clock)
{
    /// <summary>Records a certificate of a person for a task.</summary>
    public async Task CertifyAsync(string? person, LabTask task, string? certificate, DateOnly validUntil, CancellationToken stop = default)
    {
        db.ChangeTracker.Clear();
        var (name, number) = (Bounds.Text(person, "person", 64), Bounds.Text(certificate, "certificate", 100));
        if (validUntil.Year is < 2000 or > 2100) throw new RefusedStepException("out-of-bounds", "validUntil", 2000, 2100);
        db.Add(new Qualification(name, task, number, validUntil, db.Actor.Name, clock.GetUtcNow()));
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
    }
}
