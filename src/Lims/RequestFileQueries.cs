using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Requests;
using Thrombophilia.Lims.Clinic.Requests.Forms;
using Thrombophilia.Lims.Clinic.Requests.Orders;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims;

/// <summary>Reads test requests of the persons of the actor's sites, and what became of them, from all rooms.</summary>
public sealed class RequestFileQueries(LimsDb db, RequestRules rules, PersonalDataCipher cipher)
{
    const int MostSamples = 50;

    /// <summary>Requests. What is open: urgent first, then by the time when it is due. What is closed: the newest first.</summary>
    public async Task<Leaf<RequestRow>> ListAsync(bool open, LeafWanted wanted, CancellationToken stop = default)
    {
        var rows = db.TestRequests().AsNoTracking().Where(r => r.IsOpen == open);
        var leaf = await (open ? rows.OrderByDescending(r => r.Urgent).ThenBy(r => r.Due).ThenBy(r => r.Id)
            : rows.OrderByDescending(r => r.Id)).LeafAsync(wanted, stop);
        return new(await RowsAsync(leaf.Rows, stop), leaf.Number, leaf.HasMore);
    }

    /// <summary>The requests of a person, the newest first; none where the actor sees no such person.</summary>
    public async Task<IReadOnlyList<RequestRow>> OfAsync(Guid subject, CancellationToken stop = default) =>
        await RowsAsync(await (from r in db.TestRequests().AsNoTracking()
                               join s in db.Subjects() on r.SubjectId equals s.Id
                               where s.PublicId == subject
                               orderby r.Id descending
                               select r).Take(Leaf.Size).ToListAsync(stop), stop);

    /// <summary>A request by its public id; null where the actor sees none.</summary>
    /// <param name="id">The public id.</param>
    /// <param name="withIdentity">Answers that identify the person are read too: whoever asks may read them.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<RequestFile?> FindAsync(Guid id, bool withIdentity, CancellationToken stop = default)
    {
        if (await db.TestRequests().AsNoTracking().SingleOrDefaultAsync(r => r.PublicId == id, stop) is not { } request) return null;
        var row = (await RowsAsync([request], stop))[0];
        var form = rules.Form(RequestForm.TestRequest, request.FormVersion);
        var conclusion = await RestingAsync(request, row.Progress, stop);
        var signed = conclusion is null ? []
            : (await db.SignOffs().AsNoTracking().Where(s => s.ConclusionId == conclusion.Id).ToListAsync(stop))
                .GroupBy(s => s.Round).MaxBy(round => round.Key)?.OrderBy(s => s.Turn).ToList() ?? [];
        var used = row.Progress.Samples.Select(s => s.Id).ToList();
        var others = await db.Samples().AsNoTracking()
            .Where(s => s.SubjectId == request.SubjectId && s.Retracted == null && !used.Contains(s.Id))
            .OrderByDescending(s => s.Id).Take(MostSamples).ToListAsync(stop);
        return new(row, form, FormAnswers.Read(form, request.Answers, withIdentity ? cipher : null), NodesOf(row, conclusion, signed),
            conclusion?.PublicId, others, await ConsentCheck.NewestAsync(db, request.SubjectId, stop));
    }

    async Task<IReadOnlyList<RequestRow>> RowsAsync(IReadOnlyList<TestRequest> requests, CancellationToken stop)
    {
        var ids = requests.Select(r => r.SubjectId).Distinct().ToList();
        var subjects = await db.Subjects().AsNoTracking().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, stop);
        var progress = await OrderProgress.ReadAsync(db, [.. requests.Select(r => r.Id)], stop);
        var now = db.Clock.GetUtcNow();
        var rows = new List<RequestRow>();
        foreach (var request in requests)
        {
            var (there, open) = (progress[request.Id], progress[request.Id].Tests.Where(t => !t.IsDone).ToList());
            // Measured and not signed: the last test's time holds for the signature too.
            Moment? due = !request.IsOpen ? null : open.Count > 0 ? open.Select(t => t.Test.Due).MinBy(d => d.At)
                : there.Tests.Select(t => t.Test.Due).MaxBy(d => d.At);
            rows.Add(new(request, subjects[request.SubjectId], there, await StateAsync(request, there, stop), due, due?.At < now));
        }
        return rows;
    }

    async Task<RequestState> StateAsync(TestRequest request, OrderProgress progress, CancellationToken stop) =>
        request.Cancelled is not null ? RequestState.Cancelled
        : request.Answered is not null ? RequestState.Answered
        : progress.Samples.Count == 0 ? RequestState.Asked
        : !progress.IsDone ? RequestState.Received
        : await RestingAsync(request, progress, stop) is null ? RequestState.Measured : RequestState.Concluded;

    // The conclusion that answered it; else the newest that rests on all of it.
    async Task<Conclusion?> RestingAsync(TestRequest request, OrderProgress progress, CancellationToken stop)
    {
        if (request.ConclusionId is { } answered)
            return await db.Conclusions().AsNoTracking().SingleAsync(c => c.Id == answered, stop);
        if (!progress.IsDone) return null;
        var newest = await db.Conclusions().AsNoTracking().Where(c => c.SubjectId == request.SubjectId && c.ForReport)
            .OrderByDescending(c => c.Version).FirstOrDefaultAsync(stop);
        return newest is not null && progress.IsIn(newest) ? newest : null;
    }

    static List<RequestNode> NodesOf(RequestRow row, Conclusion? conclusion, List<SignOff> signed)
    {
        var (request, there, nodes) = (row.Request, row.Progress, new List<RequestNode>());
        Moment? before = null;
        Add(RequestNodeKind.Asked, true, request.Asked, request.RequestedBy);
        Add(RequestNodeKind.Drawn, there.Samples.Count > 0, First(there.Samples.Select(s => s.Collected)));
        Add(RequestNodeKind.Received, there.Samples.Count > 0, First(there.Samples.Select(s => s.Received)));
        foreach (var (kind, isFile) in new[] { (RequestNodeKind.Measured, false), (RequestNodeKind.Read, true) })
            if (there.Tests.Where(t => t.Test.DoneBy == OrderableTest.File == isFile).ToList() is { Count: > 0 } tests)
                Add(kind, tests.All(t => t.IsDone), Last(tests.SelectMany(t => t.Evidence).Select(e => e.At)));
        Add(RequestNodeKind.Concluded, conclusion is not null, conclusion?.Issued);
        foreach (var (kind, turn) in new[] { (RequestNodeKind.FirstSignature, 1), (RequestNodeKind.SecondSignature, SignOff.Needed) })
        {
            var own = signed.Find(s => s.Turn == turn);
            Add(kind, own is not null, own?.At, own?.By ?? "");
        }
        return nodes;

        void Add(RequestNodeKind kind, bool happened, Moment? at, string by = "")
        {
            if (!happened) at = null;
            // A day has no hour: no time is counted from it or to it.
            TimeSpan? since = at is { WholeDay: false } now && before is { WholeDay: false } then ? now.At - then.At : null;
            nodes.Add(new(kind, happened, at, since, by));
            before = at ?? before;
        }

        static Moment? First(IEnumerable<Moment?> times) => times.Where(t => t is not null).MinBy(t => t!.Value.Earliest);
        static Moment? Last(IEnumerable<Moment?> times) => times.Where(t => t is not null).MaxBy(t => t!.Value.Latest);
    }
}
