using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Samples;

/// <summary>Corrects and retracts samples, always with a reason. What was recorded of them stays.</summary>
public sealed class SampleService(Writes writes)
{
    const int LongestType = 40;

    readonly LimsDb db = writes.Db;

    /// <summary>Corrects material and times of a sample. Whose it is cannot be corrected: it is retracted.</summary>
    /// <exception cref="RefusedStepException">It is retracted, a field is wrong, nothing differs, or there is no reason.</exception>
    public Task CorrectAsync(Guid id, string? type, Moment? collected, Moment? received, string? reason,
        CancellationToken stop = default) => writes.RunAsync(async step =>
    {
        var sample = await StandingAsync(id, stop);
        var material = Bounds.Optional(type, "type", LongestType);
        var (taken, arrived) = (Bounds.Past(collected, "collected", step.Now), Bounds.Past(received, "received", step.Now));
        if (arrived is { } r && taken is { } c && r.Latest < c.Earliest)
            throw new RefusedStepException("received-before-collected", "received");
        if ((sample.Type, sample.Collected, sample.Received) == (material, taken, arrived))
            throw new RefusedStepException("nothing-differs", "");
        db.Because(Bounds.Reason(reason));
        sample.Correct(material, taken, arrived);
    }, stop);

    /// <summary>
    /// Takes a sample out of everything that is concluded, with its results and files: it was another person's, mixed up or
    /// spoilt. The person is concluded anew.
    /// </summary>
    /// <exception cref="RefusedStepException">It is retracted already, or there is no reason.</exception>
    public Task RetractAsync(Guid id, string? reason, CancellationToken stop = default) => writes.RunAsync(async step =>
    {
        var sample = await StandingAsync(id, stop);
        var why = Bounds.Reason(reason);
        sample.Retract(why, db.Actor.Name, step.Now);
        db.Because(why);
        step.Concerns(sample.SubjectId, "sample-retracted");
    }, stop);

    async Task<Sample> StandingAsync(Guid id, CancellationToken stop)
    {
        var sample = await db.Samples().SingleOrDefaultAsync(s => s.PublicId == id, stop)
            ?? throw new RefusedStepException("unknown-sample", "");
        return sample.Retracted is not { } at ? sample
            : throw new RefusedStepException("sample-retracted", "", sample.Code, $"{at}", sample.RetractReason ?? "");
    }
}
