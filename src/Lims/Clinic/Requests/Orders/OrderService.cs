using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Requests.Forms;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Requests.Orders;

/// <summary>A test request as it was filled.</summary>
/// <param name="Form">The form.</param>
/// <param name="Tests">Codes of the tests.</param>
/// <param name="RequestedBy">The physician who asks.</param>
/// <param name="Asked">When; null for now.</param>
/// <param name="Urgent">It is urgent.</param>
/// <param name="UrgencyReason">Why.</param>
public sealed record TestRequestEntry(FormEntry Form, IReadOnlyList<string> Tests, string? RequestedBy, Moment? Asked, bool Urgent,
    string? UrgencyReason);

/// <summary>Asks for tests, cancels requests, and gives samples to them. Each method is one step; the context names the actor.</summary>
public sealed class OrderService(Writes writes, RequestRules rules, ClinicalRules clinical, BiobankRules biobank,
    PersonalDataCipher cipher)
{
    readonly LimsDb db = writes.Db;
    readonly TubeService tubes = new(writes, biobank);

    /// <summary>Asks for tests. The facts of the form become clinical picture in the same step.</summary>
    /// <exception cref="RefusedStepException">No test, an unknown one, an urgent request without a reason, a withdrawn consent,
    /// or a field that takes no such answer. Nothing was written.</exception>
    public Task<TestRequest> AskAsync(TestRequestEntry entry, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return writes.RunAsync(async step =>
        {
            if (entry.Tests.Count == 0) throw new RefusedStepException("no-test", "tests");
            var tests = entry.Tests.Distinct()
                .Select(id => rules.Test(id) ?? throw new RefusedStepException("unknown-test", "tests", id)).ToList();
            var who = Bounds.Text(entry.RequestedBy, "requestedBy", 100);
            var urgency = Asking.Urgency(entry.Urgent, entry.UrgencyReason);
            var asked = Asking.Asked(entry.Asked, step);
            var form = rules.Form(RequestForm.TestRequest);
            var (subject, answers) = await Asking.BeginAsync(step, form, entry.Form, clinical, cipher, stop);
            var due = tests.ToDictionary(t => t, t => t.Times.Due(asked.At, entry.Urgent));
            var request = db.Add(new TestRequest(LabelCode.Take(db, LabelCode.TestRequest)[0], subject.Id, who, asked, urgency,
                due.Values.Min(), (form.Version, answers), db.Actor.Name, step.Now)).Entity;
            await db.SaveChangesAsync(stop);
            db.AddRange(tests.Select(t => new RequestedTest(request.Id, t, rules.Version, due[t])));
            return request;
        }, stop);
    }

    /// <summary>Cancels a request that is not answered, with a reason. Samples and results stay.</summary>
    public Task CancelAsync(Guid id, string? reason, CancellationToken stop = default) => writes.RunAsync(async step =>
    {
        var request = await OpenAsync(id, stop);
        var why = Bounds.Reason(reason);
        request.Cancel(why, db.Actor.Name, step.Now);
        db.Because(why);
    }, stop);

    /// <summary>Takes a sample in for a request: it bears who asked, and when.</summary>
    /// <exception cref="RefusedStepException">The request is closed or another person's, or none of its tests is done from this
    /// material; or the sample is refused as <see cref="TubeService"/> says.</exception>
    public Task<(Sample Sample, IReadOnlyList<Tube> Tubes)> ReceiveAsync(Guid id, SampleEntry entry, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return writes.RunAsync(async step =>
        {
            var request = await OpenAsync(id, stop);
            if (!await db.Subjects().AnyAsync(s => s.Id == request.SubjectId && s.PublicId == entry.Subject, stop))
                throw new RefusedStepException("request-of-another", "request", request.Code);
            if (!(await NeededAsync(request, stop)).Contains(entry.Type))
                throw new RefusedStepException("sample-not-asked", "type", request.Code);
            var received = await tubes.ReceiveAsync(step, entry with { Ordered = request.Asked, OrderedBy = request.RequestedBy }, stop);
            db.Add(new RequestedSample(request.Id, received.Sample));
            return received;
        }, stop);
    }

    /// <summary>Gives a sample that was taken in before to a request of the same person.</summary>
    public Task UseAsync(Guid id, Guid sample, CancellationToken stop = default) => writes.RunAsync(async step =>
    {
        var request = await OpenAsync(id, stop);
        var own = await db.Samples().SingleOrDefaultAsync(s => s.PublicId == sample && s.Retracted == null, stop)
            ?? throw new RefusedStepException("unknown-sample", "sample");
        if (own.SubjectId != request.SubjectId) throw new RefusedStepException("request-of-another", "sample", request.Code);
        await Asking.DemandNotWithdrawnAsync(db, await db.Subjects().SingleAsync(s => s.Id == own.SubjectId, stop), stop);
        if (await db.RequestedSamples().AnyAsync(l => l.RequestId == request.Id && l.SampleId == own.Id, stop))
            throw new RefusedStepException("nothing-differs", "");
        db.Add(new RequestedSample(request.Id, own));
    }, stop);

    /// <summary>
    /// Closes the open requests that a conclusion answers, which was just signed for the second time: those whose tests all
    /// have an answer on which it rests.
    /// </summary>
    internal static async Task AnswerAsync(WriteStep step, Conclusion signed, CancellationToken stop)
    {
        var open = await step.Db.TestRequests().Where(r => r.SubjectId == signed.SubjectId && r.IsOpen).ToListAsync(stop);
        if (open.Count == 0) return;
        var progress = await OrderProgress.ReadAsync(step.Db, [.. open.Select(r => r.Id)], stop);
        foreach (var request in open.Where(r => progress[r.Id].IsIn(signed))) request.Answer(signed.Id, step.Now);
    }

    async Task<TestRequest> OpenAsync(Guid id, CancellationToken stop)
    {
        var request = await db.TestRequests().SingleOrDefaultAsync(r => r.PublicId == id, stop)
            ?? throw new RefusedStepException("unknown-request", "request");
        return request.IsOpen ? request : throw new RefusedStepException("request-closed", "request", request.Code);
    }

    async Task<IReadOnlyList<string>> NeededAsync(TestRequest request, CancellationToken stop) =>
        [.. (await db.RequestedTests().Where(t => t.RequestId == request.Id).Select(t => t.Samples).ToListAsync(stop))
            .SelectMany(samples => samples.Split(';')).Distinct()];
}
