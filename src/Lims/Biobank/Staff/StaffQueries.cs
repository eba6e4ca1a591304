using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Biobank.Staff;

/// <summary>Reads what the people who work here are certified for.</summary>
public sealed class StaffQueries(LimsDb db)
{
    // What ended longer ago is of no use to anybody.
    const int DaysAfterEnd = 365;

    /// <summary>Certificates, those that end first first.</summary>
    public Task<Leaf<Qualification>> ListAsync(DateOnly today, LeafWanted wanted, CancellationToken stop = default)
    {
        var since = today.AddDays(-DaysAfterEnd);
        return db.Qualifications().AsNoTracking().Where(q => q.ValidUntil >= since).OrderBy(q => q.ValidUntil)
            .ThenBy(q => q.Id).LeafAsync(wanted, stop);
    }
}
