using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Transfers;
using Thrombophilia.Lims.Clinic.Classifications;
using Thrombophilia.Lims.Clinic.Notices;
using Thrombophilia.Lims.Clinic.Requests.Orders;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Clinic.Review.LabRequests;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Controls;
using Thrombophilia.Lims.Laboratory.Intake;

namespace Thrombophilia.Lims.Casework;

/// <summary>Counts what waits at the actor's sites. Each list counts its own rows, so that a number and its list agree.</summary>
public sealed class WorklistQueries(LimsDb db, SampleQueries samples, TubeQueries tubes, ShipmentQueries shipments, StaffQueries staff,
    ControlQueries controls, NoticeQueries notices, ClassificationQueries classifications, QueueQueries queue,
    LabRequestQueries labRequests, CaseListQueries cases)
{
    /// <summary>Counts what waits.</summary>
    /// <param name="wanted">Which kinds: only these are counted.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<Worklist> CountAsync(IEnumerable<WorkKind> wanted, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var counts = new Dictionary<WorkKind, int>();
        foreach (var kind in wanted.Distinct()) counts[kind] = await CountAsync(kind, stop);
        return new(counts);
    }

    Task<int> CountAsync(WorkKind kind, CancellationToken stop) => kind switch
    {
        WorkKind.CriticalValues => notices.CountAsync(stop),
        WorkKind.FilesRefused => db.VcfIntakes().CountAsync(i => i.State == IntakeState.Refused, stop),
        WorkKind.FilesHeld => db.IntakeSamples().Where(s => s.State == IntakeSampleState.Held).Select(s => s.IntakeId).Distinct()
            .CountAsync(stop),
        WorkKind.RunsHeld => controls.CountHeldAsync(stop),
        WorkKind.SamplesWithoutTube => samples.CountWithoutTubeAsync(stop),
        WorkKind.TubesWithoutPlace => tubes.CountAsync(new TubeSearch("", null, Loose: true), stop),
        WorkKind.ShipmentsToReceive => shipments.CountToReceiveAsync(stop),
        WorkKind.CertificatesEnding => staff.CountEndingAsync(db.Clock.DayOf(db.Clock.GetUtcNow()), stop),
        WorkKind.ReviewsUrgent => queue.CountAsync(new QueueFilter(Wait: ReviewWait.Urgent), stop),
        WorkKind.ReviewsOverdue => queue.CountAsync(new QueueFilter(Wait: ReviewWait.Overdue), stop),
        WorkKind.ReviewsHeld => queue.CountAsync(new QueueFilter(State: ReviewState.Held), stop),
        WorkKind.ReviewsFirst => queue.CountAsync(new QueueFilter(Wait: ReviewWait.First), stop),
        WorkKind.ReviewsSecond => queue.CountAsync(new QueueFilter(Wait: ReviewWait.SecondByMe), stop),
        WorkKind.ClassificationsWaiting => classifications.CountWaitingAsync(stop),
        WorkKind.LabRequestsOpen => labRequests.CountAsync(LabRequestState.Open, stop),
        WorkKind.TestRequestsOpen => db.TestRequests().CountAsync(r => r.IsOpen, stop),
        WorkKind.NewlySigned => cases.CountAsync(CaseFilter.NewlySigned, stop),
        WorkKind.WithoutPicture => cases.CountAsync(CaseFilter.WithoutPicture, stop),
        WorkKind.RegistryOpen => cases.CountAsync(CaseFilter.RegistryOpen, stop),
        WorkKind.WithoutRegistryConsent => cases.CountAsync(CaseFilter.WithoutRegistryConsent, stop),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
