using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
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
            var percent = new Percent(options.Progress);
            var (rows, toWrite) = await new CsvImport(db, cases.Rules, clock, percent).JudgeAsync(kind, file, options.Zone, stop).ConfigureAwait(false);
            var write = !options.DryRun && toWrite.Count > 0 && (options.AcceptGood || rows.All(r => r.Verdict != Verdict.Refused));
            if (!write)
            {
                percent.Tell(100);
                return new(rows, 0);
            }

            await WriteAsync(kind, toWrite, options.FileName, percent, stop).ConfigureAwait(false);
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
            percent.Tell(100);
            return new(rows, toWrite.Count);
        }
    }

    /// <summary>The header line of a register's file, which is all of its template.</summary>
    public static string Template(ImportKind kind) => string.Join(',', CsvImport.Columns(kind)) + "\r\n";

    /// <summary>Takes an import back as a whole, while nothing depends on it.</summary>
    /// <exception cref="RefusedStepException">Something depends on it, it was taken back already, or it cannot be.</exception>
    public async Task UndoAsync(Guid id, CancellationToken stop = default)
    {
        var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            db.ChangeTracker.Clear();
            var batch = await db.ImportBatches.SingleOrDefaultAsync(b => b.PublicId == id, stop).ConfigureAwait(false) ?? throw new RefusedStepException("unknown-import", "");
            if (batch.Undone is { } at) throw new RefusedStepException("import-undone", "", batch.UndoneBy ?? "", $"{at}");
            var rows = db.ImportedRows.Where(r => r.BatchId == batch.Id).Select(r => r.EntityId);
            var (removable, used) = Enum.Parse<ImportKind>(batch.Kind) switch
            {
                ImportKind.Subjects => (db.Subjects.Where(s => rows.Contains(s.Id)),
                    await db.Samples.AnyAsync(s => rows.Contains(s.SubjectId), stop).ConfigureAwait(false) || await db.Consents.AnyAsync(c => rows.Contains(c.SubjectId), stop).ConfigureAwait(false)
                    || await db.PersonalData.AnyAsync(p => rows.Contains(p.SubjectId), stop).ConfigureAwait(false) || await db.FamilyMembers.AnyAsync(m => rows.Contains(m.SubjectId!.Value), stop).ConfigureAwait(false)),
                ImportKind.Samples => ((IQueryable<object>)db.Samples.Where(s => rows.Contains(s.Id)),
                    await db.AssayResults.AnyAsync(a => rows.Contains(a.SampleId), stop).ConfigureAwait(false) || await db.IntakeSamples.AnyAsync(i => rows.Contains(i.SampleId!.Value), stop).ConfigureAwait(false)
                    || await db.Tubes.AnyAsync(t => rows.Contains(t.SampleId), stop).ConfigureAwait(false)),
                // A conclusion was issued from assays, and tubes were moved by hand: neither can be undone by a table.
                _ => throw new RefusedStepException("import-stays", "", batch.Kind),
            };
            if (used) throw new RefusedStepException("import-in-use", "");
            db.RemoveRange(await removable.ToListAsync(stop).ConfigureAwait(false));
            batch.Undo(db.Actor.Name, clock.GetUtcNow());
            await db.SaveChangesAsync(stop).ConfigureAwait(false);
            await transaction.CommitAsync(stop).ConfigureAwait(false);
        }
    }

    // Some hundred rows at a time, in the one transaction of all: whoever tracks all of them looks through all of them at every step.
    async Task WriteAsync(ImportKind kind, IReadOnlyList<object> rows, string fileName, Percent percent, CancellationToken stop)
    {
        var (now, by) = (clock.GetUtcNow(), db.Actor.Name);
        var batch = db.Add(new ImportBatch($"{kind}", fileName, rows.Count, by, now)).Entity;
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        var (written, events) = (PreparedRows<ImportedRow>.Of(db), PreparedRows<TubeEvent>.Of(db));
        var key = kind == ImportKind.Placements ? null : db.Model.FindEntityType(rows[0].GetType())!.FindPrimaryKey()!.Properties[0].PropertyInfo;
        var done = 0;
        foreach (var some in rows.Chunk(Percent.Pace))
        {
            db.ChangeTracker.Clear();
            if (kind == ImportKind.Placements)
                foreach (var (tube, box, slot) in some.Cast<Placement>())
                {
                    db.Attach(tube).Entity.Place(box, slot?.Row, slot?.Column);
                    events.Insert(new TubeEvent(tube.Id, TubeEventKind.Placed, now, by, $"{box.Path}{(slot is { } s ? " / " + s.Text : "")}"));
                }
            else db.AddRange(some);
            await db.SaveChangesAsync(stop).ConfigureAwait(false);
            foreach (var row in some) written.Insert(new ImportedRow(batch.Id, key is null ? ((Placement)row).Tube.Id : (int)key.GetValue(row)!));
            percent.Tell(done += some.Length, rows.Count, Percent.Judged, Percent.Written);
        }
    }
}
