using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Biobank.Staff;

/// <summary>Reads what the people who work here are certified for.</summary>
public sealed class StaffQueries(LimsDb db)
{
    // What ended longer ago is of no use to anybody.
    const int DaysAfterEnd = 365;

    /// <summary>Days before its end in which a certificate is to be renewed.</summary>
    public const int DaysToRenew = 30;

    /// <summary>Certificates that end soon and have no later one for the same person and task, those that end first first.</summary>
    public Task<Leaf<Qualification>> EndingAsync(DateOnly today, LeafWanted wanted, CancellationToken stop = default) =>
        Ending(today).OrderBy(q => q.ValidUntil).ThenBy(q => q.Id).LeafAsync(wanted, stop);

    /// <summary>How many end soon.</summary>
    public Task<int> CountEndingAsync(DateOnly today, CancellationToken stop = default) => Ending(today).CountAsync(stop);

    IQueryable<Qualification> Ending(DateOnly today)
    {
        var last = today.AddDays(DaysToRenew);
        return db.Qualifications().AsNoTracking().Where(q => q.ValidUntil >= today && q.ValidUntil <= last
            && !db.Qualifications().Any(later => later.Person == q.Person && later.Task == q.Task && later.ValidUntil > q.ValidUntil));
    }

    /// <summary>Certificates, those that end first first.</summary>
    public Task<Leaf<Qualification>> ListAsync(DateOnly today, LeafWanted wanted, CancellationToken stop = default)
    {
        var since = today.AddDays(-DaysAfterEnd);
        return db.Qualifications().AsNoTracking().Where(q => q.ValidUntil >= since).OrderBy(q => q.ValidUntil)
            .ThenBy(q => q.Id).LeafAsync(wanted, stop);
    }
}
