using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Laboratory.Analysers;

/// <summary>Records analysers, and how their files are read. Each method is one step.</summary>
public sealed class AnalyserService(Writes writes, ClinicalRules rules)
{
    // It stands in front of the ids of the analyser's own results, which have 64 characters in all.
    const int LongestCode = 20;
    const int LongestName = 60, LongestColumn = 100, LongestFormat = 40, MostLinesBefore = 200;

    readonly LimsDb db = writes.Db;

    /// <summary>Registers an analyser with the first version of its mapping.</summary>
    /// <exception cref="RefusedStepException">The code is taken or none, or the mapping cannot be.</exception>
    public Task<AnalyserMapping> RegisterAsync(string? code, string? site, FileMapping typed, CancellationToken stop = default) =>
        writes.RunAsync(async step =>
        {
            var (own, at) = (Bounds.Code(code, "code"), step.OwnSite(site, "site"));
            if (own.Length > LongestCode) throw new RefusedStepException("too-long", "code", LongestCode);
            if (await db.Analysers().OfEverySite().AnyAsync(a => a.Code == own, stop))
                throw new RefusedStepException("code-taken", "code", own);
            var file = Checked(typed);
            var analyser = db.Add(new Analyser(own, at)).Entity;
            await db.SaveChangesAsync(stop);
            return db.Add(new AnalyserMapping(analyser.Id, 1, file, db.Actor.Name, step.Now)).Entity;
        }, stop);

    /// <summary>
    /// Records a new version of an analyser's mapping; older ones stay. A mapping that says the same as the newest one is
    /// not written again.
    /// </summary>
    /// <returns>The version in force.</returns>
    /// <exception cref="RefusedStepException">There is no such analyser at the actor's sites, or the mapping cannot be.</exception>
    public Task<AnalyserMapping> ChangeAsync(string code, FileMapping typed, CancellationToken stop = default) =>
        writes.RunAsync(async step =>
        {
            var there = await new AnalyserQueries(db).FindAsync(code, null, stop)
                ?? throw new RefusedStepException("unknown-analyser", "", code);
            var (file, newest) = (Checked(typed), there.Shown.Mapping);
            return file == newest.File ? newest
                : db.Add(new AnalyserMapping(newest.AnalyserId, newest.Version + 1, file, db.Actor.Name, step.Now)).Entity;
        }, stop);

    FileMapping Checked(FileMapping typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        var format = Bounds.Optional(typed.TimeFormat, "timeFormat", LongestFormat);
        if (format is not null && !TimePattern.IsValid(format)) throw new RefusedStepException("not-a-time-format", "timeFormat", format);
        var file = typed with
        {
            Name = Bounds.Text(typed.Name, "name", LongestName),
            LinesBefore = Bounds.Between(typed.LinesBefore, 0, MostLinesBefore, "linesBefore"),
            IdColumn = Column(typed.IdColumn, "idColumn"),
            SampleColumn = Column(typed.SampleColumn, "sampleColumn", isNeeded: true),
            TestColumn = Column(typed.TestColumn, "testColumn", isNeeded: true),
            ValueColumn = Column(typed.ValueColumn, "valueColumn", isNeeded: true),
            UnitColumn = Column(typed.UnitColumn, "unitColumn"),
            DrawnColumn = Column(typed.DrawnColumn, "drawnColumn"),
            MeasuredColumn = Column(typed.MeasuredColumn, "measuredColumn"),
            RunColumn = Column(typed.RunColumn, "runColumn"),
            StatesColumn = Column(typed.StatesColumn, "statesColumn"),
            TimeFormat = format,
            Tests = (typed.Tests ?? "").ReplaceLineEndings("\n").Trim(),
        };
        TestMap.Read(typed.Tests, rules);
        return file;

        string? Column(string? name, string field, bool isNeeded = false)
        {
            var column = isNeeded ? Bounds.Text(name, field, LongestColumn) : Bounds.Optional(name, field, LongestColumn);
            if (column is not null && !columns.TryAdd(column, field)) throw new RefusedStepException("column-twice", field, column);
            return column;
        }
    }
}
