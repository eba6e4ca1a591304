using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Data.Sqlite;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Assays;

namespace Thrombophilia.Lims.BulkImport;

/// <summary>Bulk import of subjects, consents, samples, assay results and placements; conclusions that new rows touch are issued anew in the same transaction.</summary>
public sealed class ImportService(LimsDb db, CaseAnalysis cases, TimeProvider clock, string softwareVersion)
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
            var (rows, toWrite) = await new CsvImport(db, cases.Rules, cases.Biobank, clock, percent).JudgeAsync(kind, file, options.Zone, stop).ConfigureAwait(false);
            var write = !options.DryRun && toWrite.Count > 0 && (options.AcceptGood || rows.All(r => r.Verdict != Verdict.Refused));
            if (!write)
            {
                percent.Tell(100);
                return new(rows, 0);
            }

            await WriteAsync(kind, toWrite, options.FileName, percent, stop).ConfigureAwait(false);
            db.ChangeTracker.Clear();
            var touched = toWrite.OfType<Consent>().Select(c => c.SubjectId).ToList();
            foreach (var some in toWrite.OfType<AssayResult>().Select(a => a.SampleId).Distinct().Chunk(500))
                touched.AddRange(await db.Samples.Where(s => some.Contains(s.Id)).Select(s => s.SubjectId).ToListAsync(stop).ConfigureAwait(false));
            cases.Refresh(db, touched, new Issue(kind == ImportKind.Consents ? "consent-recorded" : "assays-imported", softwareVersion, clock.GetUtcNow()), stop);
            await transaction.CommitAsync(stop).ConfigureAwait(false);
            db.ChangeTracker.Clear();
            percent.Tell(100);
            return new(rows, toWrite.Count);
        }
    }

    /// <summary>The header line of a register's file, which is all of its template.</summary>
    public static string Template(ImportKind kind) => string.Join(',', CsvImport.Columns(kind)) + "\r\n";

    /// <summary>Takes an import back as a whole, while nothing depends on it. Only who made it may, and whoever sees all sites.</summary>
    /// <exception cref="RefusedStepException">Something depends on it, it was taken back already, or it cannot be.</exception>
    public async Task UndoAsync(Guid id, CancellationToken stop = default)
    {
        var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            db.ChangeTracker.Clear();
            var batch = await db.ImportBatches.SingleOrDefaultAsync(b => b.PublicId == id, stop).ConfigureAwait(false);
            if (batch is null || (db.Actor.Sites is not null && db.Actor.Name != batch.By)) throw new RefusedStepException("unknown-import", "");
            if (batch.Undone is { } at) throw new RefusedStepException("import-undone", "", batch.UndoneBy ?? "", $"{at}");
            var rows = db.ImportedRows.Where(r => r.BatchId == batch.Id).Select(r => r.EntityId);
            var now = clock.GetUtcNow();
            switch (Enum.Parse<ImportKind>(batch.Kind))
            {
                case ImportKind.Subjects:
                    await RemoveAsync(db.Subjects.Where(s => rows.Contains(s.Id)),
                        await db.Samples.AnyAsync(s => rows.Contains(s.SubjectId), stop).ConfigureAwait(false) || await db.Consents.AnyAsync(c => rows.Contains(c.SubjectId), stop).ConfigureAwait(false)
                        || await db.PersonalData.AnyAsync(p => rows.Contains(p.SubjectId), stop).ConfigureAwait(false) || await db.FamilyMembers.AnyAsync(m => rows.Contains(m.SubjectId!.Value), stop).ConfigureAwait(false), stop).ConfigureAwait(false);
                    break;
                case ImportKind.Consents:
                    // What was done since may have been done under it.
                    var signed = db.Consents.Where(c => rows.Contains(c.Id));
                    await RemoveAsync(signed, await db.Samples.AnyAsync(s => signed.Any(c => c.SubjectId == s.SubjectId), stop).ConfigureAwait(false)
                        || await signed.AnyAsync(c => c.Withdrawn != null, stop).ConfigureAwait(false), stop).ConfigureAwait(false);
                    break;
                case ImportKind.Samples:
                    await RemoveAsync(db.Samples.Where(s => rows.Contains(s.Id)),
                        await db.AssayResults.AnyAsync(a => rows.Contains(a.SampleId), stop).ConfigureAwait(false) || await db.IntakeSamples.AnyAsync(i => rows.Contains(i.SampleId!.Value), stop).ConfigureAwait(false)
                        || await db.Tubes.AnyAsync(t => rows.Contains(t.SampleId), stop).ConfigureAwait(false), stop).ConfigureAwait(false);
                    break;
                case ImportKind.Placements:
                    await PutBackAsync(batch, now, stop).ConfigureAwait(false);
                    break;
                default:
                    // A conclusion was issued from assays: it stands.
                    throw new RefusedStepException("import-stays", "");
            }
            batch.Undo(db.Actor.Name, now);
            await db.SaveChangesAsync(stop).ConfigureAwait(false);
            await transaction.CommitAsync(stop).ConfigureAwait(false);
        }
    }

    async Task RemoveAsync<T>(IQueryable<T> removable, bool used, CancellationToken stop) where T : class
    {
        if (used) throw new RefusedStepException("import-in-use", "");
        db.RemoveRange(await removable.ToListAsync(stop).ConfigureAwait(false));
    }

    // Each tube's last step has to be this import's. Some may have changed places among themselves, so all leave before any is put back.
    async Task PutBackAsync(ImportBatch batch, DateTimeOffset now, CancellationToken stop)
    {
        var (rows, tubes) = (await db.ImportedRows.AsNoTracking().Where(r => r.BatchId == batch.Id).ToListAsync(stop).ConfigureAwait(false), new Dictionary<int, Tube>());
        foreach (var ids in rows.Select(r => r.EntityId).Chunk(500))
        {
            var last = await db.TubeEvents.AsNoTracking().Where(e => ids.Contains(e.TubeId) && !db.TubeEvents.Any(later => later.TubeId == e.TubeId && later.Id > e.Id)).ToListAsync(stop).ConfigureAwait(false);
            if (last.Any(e => e.Kind != TubeEventKind.Placed || e.At != batch.At)) throw new RefusedStepException("import-in-use", "");
            foreach (var tube in await db.Tubes.Where(t => ids.Contains(t.Id)).ToListAsync(stop).ConfigureAwait(false)) (tubes[tube.Id] = tube).PutBack(null, null, null);
        }
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        foreach (var row in rows)
        {
            if (row.RowBefore is not null && await db.Tubes.AnyAsync(t => t.StorageId == row.StorageBefore && t.Row == row.RowBefore && t.Column == row.ColumnBefore, stop).ConfigureAwait(false))
                throw new RefusedStepException("import-in-use", "");
            if (row.StorageBefore is not null) tubes[row.EntityId].PutBack(row.StorageBefore, row.RowBefore, row.ColumnBefore);
            db.Add(new TubeEvent(row.EntityId, TubeEventKind.PutBack, now, db.Actor.Name, batch.FileName));
        }
    }

    // Some hundred rows at a time, in the one transaction of all: whoever tracks all of them looks through all of them at every step.
    async Task WriteAsync(ImportKind kind, IReadOnlyList<object> rows, string fileName, Percent percent, CancellationToken stop)
    {
        var (now, by) = (clock.GetUtcNow(), db.Actor.Name);
        var batch = db.Add(new ImportBatch($"{kind}", fileName, rows.Count, by, now)).Entity;
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        var (written, events) = (SqliteRows<ImportedRow>.Of(db), SqliteRows<TubeEvent>.Of(db));
        var key = kind == ImportKind.Placements ? null : db.Model.FindEntityType(rows[0].GetType())!.FindPrimaryKey()!.Properties[0].PropertyInfo;
        var done = 0;
        foreach (var some in rows.Chunk(Percent.Pace))
        {
            db.ChangeTracker.Clear();
            if (kind == ImportKind.Placements)
                foreach (var (tube, box, slot) in some.Cast<Placement>())
                {
                    written.Insert(new ImportedRow(batch.Id, tube.Id, tube));
                    db.Attach(tube).Entity.Place(box.Id, slot?.Row, slot?.Column);
                    events.Insert(new TubeEvent(tube.Id, TubeEventKind.Placed, now, by, $"{box.Path}{(slot is { } s ? " / " + s.Text : "")}"));
                }
            else db.AddRange(some);
            await db.SaveChangesAsync(stop).ConfigureAwait(false);
            if (key is not null)
                foreach (var row in some) written.Insert(new ImportedRow(batch.Id, (int)key.GetValue(row)!));
            percent.Tell(done += some.Length, rows.Count, Percent.Judged, Percent.Written);
        }
    }
}
