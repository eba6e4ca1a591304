using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Samples;

/// <summary>Corrects and retracts samples, always with a reason. What was recorded of them stays.</summary>
public sealed class SampleService(Writes writes)
{
    const int LongestReason = 500;

    readonly LimsDb db = writes.Db;

    /// <summary>
    /// Takes a sample out of everything that is concluded, with its results and files: it was another person's, mixed up or
    /// spoilt. The person is concluded anew.
    /// </summary>
    /// <exception cref="RefusedStepException">It is retracted already, or there is no reason.</exception>
    public Task RetractAsync(Guid id, string? reason, CancellationToken stop = default) => writes.RunAsync(async step =>
    {
        var sample = await db.Samples().SingleOrDefaultAsync(s => s.PublicId == id, stop)
            ?? throw new RefusedStepException("unknown-sample", "");
        if (sample.Retracted is { } at)
            throw new RefusedStepException("sample-retracted", "", sample.Code, $"{at}", sample.RetractReason ?? "");
        var why = Bounds.Optional(reason, "reason", LongestReason) ?? throw new RefusedStepException("why-needed", "reason");
        sample.Retract(why, db.Actor.Name, step.Now);
        db.Because(why);
        step.Concerns(sample.SubjectId, "sample-retracted");
    }, stop);
}
