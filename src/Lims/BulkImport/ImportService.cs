using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.BulkImport.Sources;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Analysers;
using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Lims.Laboratory.Controls;
using Thrombophilia.Lims.Laboratory.Intake;

namespace Thrombophilia.Lims.BulkImport;

/// <summary>
/// Bulk import of subjects, consents, samples, assay results and placements. Conclusions that new rows concern are
/// issued anew in the same transaction.
/// </summary>
public sealed class ImportService(Writes writes, ClinicalRules rules, BiobankRules biobank)
{
    readonly LimsDb db = writes.Db;

    /// <summary>
    /// Judges every row and, unless it is a dry run or a row is refused without <see cref="ImportOptions.AcceptGood"/>,
    /// writes the good ones.
    /// </summary>
    /// <remarks>All or nothing: a process that is killed leaves no row behind. A refused header writes nothing in any
    /// case.</remarks>
    public Task<ImportReport> ImportAsync(ImportKind kind, Stream file, ImportOptions options,
        CancellationToken stop = default) => writes.RunAsync(async step =>
    {
        var percent = new Percent(options.Progress);
        var told = await ReadAsync(kind, file, options.Analyser, stop);
        var (judged, toWrite) =
            await new CsvImport(db, rules, biobank, step.Now, percent).JudgeAsync(kind, told.Table, options.Zone, stop);
        var rows = told.InPlace(judged);
        if (options.DryRun || toWrite.Count == 0
            || (!options.AcceptGood && rows.Any(r => r.Verdict == Verdict.Refused)))
        {
            percent.Tell(100);
            return new ImportReport(rows, 0) { HasMessages = told.HasMessages };
        }

        await WriteAsync(kind, toWrite, options.FileName, told.Mapping, percent, step.Now, stop);
        var concerned = await ConcernedAsync(toWrite, stop);
        if (toWrite.OfType<ControlResult>().ToList() is { Count: > 0 } controls)
            concerned.AddRange(await ControlJudging.JudgeAsync(db, rules.Controls, controls, stop));
        foreach (var subject in concerned.Distinct())
            step.Concerns(subject, kind switch
            {
                ImportKind.Consents => "consent-recorded",
                ImportKind.Facts => PictureService.Reason,
                _ => "assays-imported",
            });
        percent.Tell(100);
        return new ImportReport(rows, toWrite.Count) { HasMessages = told.HasMessages };
    }, stop);

    /// <summary>
    /// The header and these lines of a file, in its own form, to be corrected and imported again. The file is no file of
    /// messages.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="analyser">See <see cref="ImportOptions.Analyser"/>.</param>
    /// <param name="rows">Lines on which the rows begin.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<byte[]> LinesOfAsync(byte[] file, string? analyser, IReadOnlySet<int> rows, CancellationToken stop = default) =>
        BadRows.Of(file, rows,
            analyser is null ? null : (await new AnalyserQueries(db).FindAsync(analyser, null, stop))?.Shown.Mapping.File);

    // Only results come in other forms than our own.
    async Task<AssayFile> ReadAsync(ImportKind kind, Stream file, string? analyser, CancellationToken stop) =>
        kind == ImportKind.Assays ? await AssayFile.ReadAsync(db, rules, file, analyser, stop)
        : analyser is null ? new(CsvTable.Read(file, kind))
        : new(CsvTable.Refused(new CellProblem("analyser", analyser, "analyser-only-assays")));

    /// <summary>The header line of a register's file, which is all of its template.</summary>
    public static string Template(ImportKind kind) => string.Join(',', CsvImport.Columns(kind)) + "\r\n";

    /// <summary>
    /// Takes an import back as a whole, while nothing depends on it. Allowed for the person who made it and for actors
    /// who see all sites.
    /// </summary>
    /// <exception cref="RefusedStepException">Something depends on it, it was taken back already, or it cannot
    /// be.</exception>
    public Task UndoAsync(Guid id, CancellationToken stop = default) => writes.RunAsync(async step =>
    {
        var batch = await db.ImportBatches().SingleOrDefaultAsync(b => b.PublicId == id, stop);
        if (batch is null || (!db.SeesAllSites && db.Actor.Name != batch.By))
            throw new RefusedStepException("unknown-import", "");
        if (batch.Undone is { } at) throw new RefusedStepException("import-undone", "", batch.UndoneBy ?? "", $"{at}");
        var rows = db.ImportedRows().Where(r => r.BatchId == batch.Id).Select(r => r.EntityId);
        switch (Enum.Parse<ImportKind>(batch.Kind))
        {
            case ImportKind.Subjects:
                await RemoveAsync(db.Subjects().Where(s => rows.Contains(s.Id)),
                    await db.Samples().OfEverySite().AnyAsync(s => rows.Contains(s.SubjectId), stop)
                        || await db.Consents().OfEverySite().AnyAsync(c => rows.Contains(c.SubjectId), stop)
                    || await db.ClinicalFacts().OfEverySite().AnyAsync(f => rows.Contains(f.SubjectId), stop)
                    || await db.PersonalData().OfEverySite().AnyAsync(p => rows.Contains(p.SubjectId), stop)
                    || await db.FamilyMembers().OfEverySite().AnyAsync(m => rows.Contains(m.SubjectId!.Value), stop),
                    stop);
                break;
            case ImportKind.Consents:
                // Later steps may have relied on this consent.
                var signed = db.Consents().Where(c => rows.Contains(c.Id));
                await RemoveAsync(signed,
                    await db.Samples().OfEverySite().AnyAsync(s => signed.Any(c => c.SubjectId == s.SubjectId), stop)
                    || await signed.AnyAsync(c => c.Withdrawn != null, stop), stop);
                break;
            case ImportKind.Samples:
                await RemoveAsync(db.Samples().Where(s => rows.Contains(s.Id)),
                    await db.AssayResults().OfEverySite().AnyAsync(a => rows.Contains(a.SampleId), stop)
                        || await db.IntakeSamples().OfEverySite().AnyAsync(i => rows.Contains(i.SampleId!.Value), stop)
                    || await db.Tubes().OfEverySite().AnyAsync(t => rows.Contains(t.SampleId), stop), stop);
                break;
            case ImportKind.Placements:
                await PutBackAsync(batch, step.Now, stop);
                break;
            default:
                // A conclusion that was issued from these assays cannot be taken back.
                throw new RefusedStepException("import-stays", "");
        }
        batch.Undo(db.Actor.Name, step.Now);
    }, stop);

    // Whose conclusions the new rows may change.
    async Task<List<int>> ConcernedAsync(IReadOnlyList<object> rows, CancellationToken stop)
    {
        var subjects = rows.OfType<Consent>().Select(c => c.SubjectId)
            .Concat(rows.OfType<ClinicalFact>().Select(f => f.SubjectId)).Distinct().ToList();
        foreach (var some in rows.OfType<AssayResult>().Select(a => a.SampleId).Distinct().Chunk(500))
            subjects.AddRange(
                await db.Samples().Where(s => some.Contains(s.Id)).Select(s => s.SubjectId).ToListAsync(stop));
        return subjects;
    }

    // The site that all rows belong to; null where they belong to several.
    async Task<string?> SiteOfAsync(IReadOnlyList<object> rows, CancellationToken stop)
    {
        var sites = rows.OfType<Subject>().Select(s => s.Site).Concat(rows.OfType<Placement>().Select(p => p.Box.Site))
            .ToHashSet();
        foreach (var some in rows.OfType<Sample>().Select(s => s.SubjectId).Concat(await ConcernedAsync(rows, stop))
            .Distinct().Chunk(500))
            sites.UnionWith(
                await db.Subjects().Where(s => some.Contains(s.Id)).Select(s => s.Site).Distinct().ToListAsync(stop));
        var lots = rows.OfType<ControlResult>().Select(r => r.LotId).Distinct().ToList();
        sites.UnionWith(await db.ControlLots().Where(l => lots.Contains(l.Id)).Select(l => l.Site).Distinct().ToListAsync(stop));
        return sites.Count == 1 ? sites.Single() : null;
    }

    async Task RemoveAsync<T>(IQueryable<T> removable, bool used, CancellationToken stop) where T : class
    {
        if (used) throw new RefusedStepException("import-in-use", "");
        db.RemoveRange(await removable.ToListAsync(stop));
    }

    // The last step of each tube must be this import. Tubes may have swapped places, so all are taken out before any is
    // put back.
    async Task PutBackAsync(ImportBatch batch, DateTimeOffset now, CancellationToken stop)
    {
        var (rows, tubes) = (await db.ImportedRows().AsNoTracking().Where(r => r.BatchId == batch.Id).ToListAsync(stop),
            new Dictionary<int, Tube>());
        foreach (var ids in rows.Select(r => r.EntityId).Chunk(500))
        {
            var last =
                await db.TubeEvents().AsNoTracking()
                .Where(e => ids.Contains(e.TubeId)
                && !db.TubeEvents().Any(later => later.TubeId == e.TubeId && later.Id > e.Id)).ToListAsync(stop);
            if (last.Any(e => e.Kind != TubeEventKind.Placed || e.At != batch.At))
                throw new RefusedStepException("import-in-use", "");
            foreach (var tube in await db.Tubes().Where(t => ids.Contains(t.Id)).ToListAsync(stop))
                (tubes[tube.Id] = tube).PutBack(null, null, null);
        }
        await db.SaveChangesAsync(stop);
        foreach (var row in rows)
        {
            if (row.RowBefore is not null
                && await db.Tubes().OfEverySite()
                .AnyAsync(
                t => t.StorageId == row.StorageBefore && t.Row == row.RowBefore && t.Column == row.ColumnBefore, stop))
                throw new RefusedStepException("import-in-use", "");
            if (row.StorageBefore is not null)
                tubes[row.EntityId].PutBack(row.StorageBefore, row.RowBefore, row.ColumnBefore);
            db.Add(new TubeEvent(row.EntityId, TubeEventKind.PutBack, now, db.Actor.Name, batch.FileName));
        }
    }

    // Some hundred rows at a time, all in one transaction: change tracking looks through every tracked row at every
    // step.
    async Task WriteAsync(ImportKind kind, IReadOnlyList<object> rows, string fileName, string? mapping, Percent percent,
        DateTimeOffset now, CancellationToken stop)
    {
        var by = db.Actor.Name;
        var batch =
            db.Add(new ImportBatch($"{kind}", fileName, rows.Count, await SiteOfAsync(rows, stop), by, now, mapping)).Entity;
        await db.SaveChangesAsync(stop);
        var (written, events) = (db.Rows<ImportedRow>(), db.Rows<TubeEvent>());
        // A control's value is no row of the register that the file is for.
        var key = kind == ImportKind.Placements || rows.FirstOrDefault(r => r is not ControlResult) is not { } first ? null
            : db.Model.FindEntityType(first.GetType())!.FindPrimaryKey()!.Properties[0].PropertyInfo;
        var done = 0;
        foreach (var some in rows.Chunk(Percent.Pace))
        {
            db.ChangeTracker.Clear();
            if (kind == ImportKind.Placements)
                foreach (var (tube, box, slot) in some.Cast<Placement>())
                {
                    written.Insert(new ImportedRow(batch.Id, tube.Id, tube));
                    db.Attach(tube).Entity.Place(box.Id, slot?.Row, slot?.Column);
                    events.Insert(
                        new TubeEvent(tube.Id, TubeEventKind.Placed, now, by,
                            $"{box.Path}{(slot is { } s ? " / " + s.Text : "")}"));
                }
            else db.AddRange(some);
            await db.SaveChangesAsync(stop);
            if (key is not null)
                foreach (var row in some.Where(r => r is not ControlResult))
                    written.Insert(new ImportedRow(batch.Id, (int)key.GetValue(row)!));
            percent.Tell(done += some.Length, rows.Count, Percent.Judged, Percent.Written);
        }
    }
}
