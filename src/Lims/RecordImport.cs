using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Cases;
using Thrombophilia.Lims.Importing;
using Thrombophilia.Lims.Records;

namespace Thrombophilia.Lims;

/// <summary>Bulk import of subjects, samples and assay results; conclusions that new assays touch are issued anew in the same transaction.</summary>
public sealed class RecordImport(LimsDb db, CaseAnalysis cases, TimeProvider clock, string softwareVersion)
{
    /// <summary>Judges every row and, unless it is a dry run or a row is refused without <see cref="ImportOptions.AcceptGood"/>, writes the good ones.</summary>
    /// <remarks>All or nothing: a process that is killed leaves no row behind. A refused header writes nothing in any case.</remarks>
    public async Task<ImportReport> ImportAsync(ImportKind kind, Stream file, ImportOptions options, CancellationToken stop = default)
    {
        var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            db.ChangeTracker.Clear();
            var (rows, toWrite) = await new CsvImport(db, cases.Rules, clock).JudgeAsync(kind, file, options.Zone, stop).ConfigureAwait(false);
            var write = !options.DryRun && toWrite.Count > 0 && (options.AcceptGood || rows.All(r => r.Verdict != Verdict.Refused));
            if (!write) return new(rows, 0);

            db.AddRange(toWrite);
            await db.SaveChangesAsync(stop).ConfigureAwait(false);
            db.ChangeTracker.Clear();
            if (kind == ImportKind.Assays)
            {
                var samples = toWrite.OfType<AssayResult>().Select(a => a.SampleId).Distinct().ToList();
                var subjects = new List<int>();
                foreach (var some in samples.Chunk(500))
                    subjects.AddRange(await db.Samples.Where(s => some.Contains(s.Id)).Select(s => s.SubjectId).ToListAsync(stop).ConfigureAwait(false));
                cases.Refresh(db, subjects, new Issue("assays-imported", softwareVersion, clock.GetUtcNow()), stop);
            }
            await transaction.CommitAsync(stop).ConfigureAwait(false);
            db.ChangeTracker.Clear();
            return new(rows, toWrite.Count);
        }
    }
}
