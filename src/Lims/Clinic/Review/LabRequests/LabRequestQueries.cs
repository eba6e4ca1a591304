using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Clinic.Review.LabRequests;

/// <summary>A request and the person it is for.</summary>
/// <param name="Request">The request.</param>
/// <param name="Subject">The person.</param>
public sealed record AskedRequest(LabRequest Request, Subject Subject);

/// <summary>Reads requests to the laboratory, of the persons of the actor's sites.</summary>
public sealed class LabRequestQueries(LimsDb db)
{
    /// <summary>Requests in a state: open ones in the order in which they are due, others the newest first.</summary>
    public Task<Leaf<AskedRequest>> ListAsync(LabRequestState state, LeafWanted wanted, CancellationToken stop = default)
    {
        var found = db.LabRequests().AsNoTracking().Where(r => r.State == state);
        found = state == LabRequestState.Open ? found.OrderBy(r => r.Due).ThenBy(r => r.Id) : found.OrderByDescending(r => r.Id);
        return found.Join(db.Subjects(), r => r.SubjectId, s => s.Id, (r, s) => new AskedRequest(r, s)).LeafAsync(wanted, stop);
    }

    /// <summary>How many are in a state.</summary>
    public Task<int> CountAsync(LabRequestState state, CancellationToken stop = default) =>
        db.LabRequests().CountAsync(r => r.State == state, stop);
}
