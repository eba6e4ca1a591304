using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Staff;

/// <summary>What the people who work here are certified for.</summary>
public sealed class StaffService(Writes writes)
{
    /// <summary>Records a certificate of a person for a task.</summary>
    public Task CertifyAsync(string? person, LabTask task, string? certificate, DateOnly validUntil,
        CancellationToken stop = default) => writes.RunAsync(step =>
    {
        var (name, number) = (Bounds.Text(person, "person", 64), Bounds.Text(certificate, "certificate", 100));
        if (validUntil.Year is < 2000 or > 2100)
            throw new RefusedStepException("out-of-bounds", "validUntil", 2000, 2100);
        writes.Db.Add(new Qualification(name, task, number, validUntil, writes.Db.Actor.Name, step.Now));
        return Task.CompletedTask;
    }, stop);
}
