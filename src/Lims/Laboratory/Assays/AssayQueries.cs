using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Lims.Laboratory.Controls;

namespace Thrombophilia.Lims.Laboratory.Assays;

/// <summary>A result with what it was measured in and with.</summary>
/// <param name="Result">The result.</param>
/// <param name="Sample">The sample.</param>
/// <param name="Assay">Its assay; null where the rules in force know it no more.</param>
/// <param name="Run">What the controls of its run say; null where none was recorded.</param>
public sealed record MeasuredAssay(AssayResult Result, Sample Sample, AssayRow? Assay, ControlRun? Run);

/// <summary>Every result of a person.</summary>
/// <param name="Subject">The person.</param>
/// <param name="Results">The newest draw first.</param>
public sealed record SubjectAssays(Subject Subject, IReadOnlyList<MeasuredAssay> Results);

/// <summary>Reads results of the persons of the actor's sites.</summary>
public sealed class AssayQueries(LimsDb db, ClinicalRules rules)
{
    /// <summary>The results of a person; null where the actor sees no such person.</summary>
    public async Task<SubjectAssays?> FindAsync(Guid subject, CancellationToken stop = default)
    {
        if (await db.Subjects().AsNoTracking().SingleOrDefaultAsync(s => s.PublicId == subject, stop) is not { } person) return null;
        var found = await (from a in db.AssayResults().AsNoTracking()
                           join s in db.Samples() on a.SampleId equals s.Id
                           where s.SubjectId == person.Id
                           select new { a, s }).ToListAsync(stop);
        var keys = found.Select(f => f.a.RunKey).OfType<string>().Distinct().ToList();
        // The run of a laboratory of another site speaks for the result too.
        var runs = await db.ControlRuns().OfEverySite().AsNoTracking().Where(r => keys.Contains(r.Key))
            .ToDictionaryAsync(r => r.Key, stop);
        return new(person, [.. found
            .OrderByDescending(f => f.a.Drawn?.At ?? DateTimeOffset.MinValue).ThenByDescending(f => f.a.Id)
            .Select(f => new MeasuredAssay(f.a, f.s, rules.Assay(f.a.Analyte, f.a.Method),
                f.a.RunKey is { } key ? runs.GetValueOrDefault(key) : null))]);
    }
}
