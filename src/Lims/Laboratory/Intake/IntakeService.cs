using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Lims.Laboratory.Intake;

/// <summary>What the desk knows of a file that has arrived.</summary>
/// <param name="Id">Public id of the intake.</param>
/// <param name="State">Running: to be read now. Done or refused: see <paramref name="NeedsReading"/>.</param>
/// <param name="NeedsReading">Read the file and complete or refuse the intake. False: everything of it is written already.</param>
public sealed record IntakeTicket(Guid Id, IntakeState State, bool NeedsReading);

/// <summary>What a reading wrote.</summary>
/// <param name="Finished">Names of registered samples whose findings are written (now or before).</param>
/// <param name="Held">Names that no registered sample bears, or only one of a person who has not agreed to the analysis.</param>
/// <param name="Findings">Rows written now.</param>
public sealed record IntakeResult(IReadOnlyList<string> Finished, IReadOnlyList<string> Held, int Findings);

/// <summary>A sample name that waits for its registration or its consent, and the file it stands in.</summary>
/// <param name="VcfName">The name.</param>
/// <param name="Intake">Public id of the intake.</param>
/// <param name="FileName">The file's name when it arrived.</param>
/// <param name="Sha256">SHA-256 of its bytes.</param>
public sealed record HeldName(string VcfName, Guid Intake, string FileName, string Sha256);

/// <summary>
/// Takes in what files gave. A file is one intake, written in one transaction; every step may be repeated after a crash and changes nothing then.
/// Not for use by two threads at once; two processes may.
/// </summary>
/// <param name="writes">The way to write.</param>
/// <param name="rules">Which consent a step needs.</param>
/// <param name="softwareVersion">What reads the files; null for this program.</param>
public sealed class IntakeService(Writes writes, BiobankRules rules, string? softwareVersion = null)
{
    readonly string software = softwareVersion ?? Software.Version;
    readonly LimsDb db = writes.Db;

    /// <summary>
    /// Registers the arrival of a file, or finds the earlier one. To be read: a new intake, one left running by a killed process, one refused by
    /// another version of the software, and one with held names that may be read by now.
    /// </summary>
    public Task<IntakeTicket> FindOrBeginAsync(IntakeKey key, string fileName, CancellationToken stop = default) => writes.RunAsync(async step =>
    {
        var intakes = db.Rows<VcfIntake>();
        var intake = intakes.Find(
            (nameof(VcfIntake.Sha256), key.Sha256), (nameof(VcfIntake.PanelId), key.PanelId), (nameof(VcfIntake.PanelVersion), key.PanelVersion),
            (nameof(VcfIntake.BedHash), key.BedHash), (nameof(VcfIntake.Options), key.Options)).SingleOrDefault();
        if (intake is null)
            intakes.Insert(intake = new VcfIntake(key, fileName, software, step.Now));
        else if (intake.State == IntakeState.Refused && intake.SoftwareVersion != software)
        {
            intake.BeginAgain(software);
            intakes.Update(intake);
        }
        var needsReading = intake.State == IntakeState.Running
            || (intake.State == IntakeState.Done && (await ReleasableAsync(Held.Where(h => h.IntakeId == intake.Id), stop)).Count > 0);
        return new IntakeTicket(intake.PublicId, intake.State, needsReading);
    }, stop);

    /// <summary>
    /// Writes, in one transaction: the findings of registered samples not yet written, as held the names that nobody knows or whose person has not
    /// agreed, and the conclusions and registry rows of the persons concerned. <paramref name="calls"/> is read once, and only inside the transaction.
    /// </summary>
    public Task<IntakeResult> CompleteAsync(
        Guid intakeId, string build, bool readWhole, IReadOnlyList<string> warnings, IReadOnlyList<string> sampleNames, IEnumerable<SampleCall> calls,
        CancellationToken stop = default) => writes.RunAsync(step =>
    {
        var (intakes, names, samples, findings) = (db.Rows<VcfIntake>(), db.Rows<IntakeSample>(), db.Rows<Sample>(), db.Rows<Finding>());
        var intake = Known(intakes, intakeId);
        var again = intake.State == IntakeState.Done;
        var reason = again ? "sample-registered" : "vcf-read";
        intake.Complete(build, readWhole, warnings, step.Now);
        if (!again) intakes.Update(intake);

        // A first reading finds no names: an earlier one that did not end left nothing.
        var rows = again ? names.Find(nameof(IntakeSample.IntakeId), intake.Id).ToDictionary(s => s.VcfName) : [];
        var fresh = sampleNames.Distinct().Where(n => !rows.ContainsKey(n)).Select(n => new IntakeSample(intake.Id, n)).ToList();
        var held = rows.Values.Where(r => r.State == IntakeSampleState.Held).Concat(fresh).ToList();
        foreach (var row in fresh) rows.Add(row.VcfName, row);
        var registered = held.SelectMany(r => samples.Find(nameof(Sample.VcfName), r.VcfName))
            .Where(s => ConsentCheck.Allows(rules, ConsentStep.Analysis, ConsentCheck.NewestInStep(db, s.SubjectId))).ToDictionary(s => s.VcfName);
        foreach (var (name, sample) in registered) rows[name].Finish(sample.Id);
        foreach (var row in fresh) names.Insert(row);
        foreach (var row in held.Except(fresh).Where(r => r.State == IntakeSampleState.Done)) names.Update(row);

        var written = 0;
        foreach (var (name, call) in calls)
        {
            if (!rows.ContainsKey(name)) throw new ArgumentException("A row names a sample that is not among the file's.", nameof(calls));
            if (!registered.TryGetValue(name, out var sample)) continue;
            stop.ThrowIfCancellationRequested();
            findings.Insert(new Finding(intake.Id, sample.Id, call));
            written++;
        }

        foreach (var sample in registered.Values) step.Concerns(sample.SubjectId, reason);
        return Task.FromResult(new IntakeResult(
            [.. rows.Values.Where(r => r.State == IntakeSampleState.Done).Select(r => r.VcfName).Order(StringComparer.Ordinal)],
            [.. rows.Values.Where(r => r.State == IntakeSampleState.Held).Select(r => r.VcfName).Order(StringComparer.Ordinal)],
            written));
    }, stop);

    /// <summary>Records why the file is not trusted. Nothing of it is used.</summary>
    public Task RefuseAsync(Guid intakeId, Problem problem, CancellationToken stop = default) => writes.RunAsync(step =>
    {
        var intakes = db.Rows<VcfIntake>();
        var intake = Known(intakes, intakeId);
        intake.Refuse(problem, step.Now);
        intakes.Update(intake);
        return Task.CompletedTask;
    }, stop);

    /// <summary>A page of the names that are held, by file and name.</summary>
    public async Task<IReadOnlyList<HeldName>> HeldNamesAsync(int skip = 0, int take = 100, CancellationToken stop = default) => await (
        from s in db.IntakeSamples().AsNoTracking()
        join i in db.VcfIntakes() on s.IntakeId equals i.Id
        where s.State == IntakeSampleState.Held
        orderby i.Id, s.VcfName
        select new HeldName(s.VcfName, i.PublicId, i.FileName, i.Sha256)).Skip(skip).Take(take).ToListAsync(stop);

    /// <summary>Intakes with held names that are registered by now and whose persons have agreed: their kept files are to be read again.</summary>
    public async Task<IReadOnlyList<VcfIntake>> ReleasableAsync(CancellationToken stop = default)
    {
        var ids = await ReleasableAsync(Held, stop);
        return ids.Count == 0 ? [] : await db.VcfIntakes().AsNoTracking().Where(i => ids.Contains(i.Id)).OrderBy(i => i.Id).ToListAsync(stop);
    }

    /// <summary>Intakes that a killed process left running.</summary>
    public async Task<IReadOnlyList<VcfIntake>> RunningAsync(CancellationToken stop = default) =>
        await db.VcfIntakes().AsNoTracking().Where(i => i.State == IntakeState.Running).OrderBy(i => i.Id).ToListAsync(stop);

    IQueryable<IntakeSample> Held => db.IntakeSamples().Where(h => h.State == IntakeSampleState.Held);

    // Who is registered and never signed anything is left aside by the database: this is asked every few seconds, and such names may be many.
    async Task<List<int>> ReleasableAsync(IQueryable<IntakeSample> names, CancellationToken stop)
    {
        var registered = await (
            from h in names
            join s in db.Samples() on h.VcfName equals s.VcfName
            join i in db.VcfIntakes() on h.IntakeId equals i.Id
            where i.State == IntakeState.Done && db.Consents().Any(c => c.SubjectId == s.SubjectId && c.Withdrawn == null)
            select new { h.IntakeId, s.SubjectId }).ToListAsync(stop);
        var newest = await ConsentCheck.NewestOfAsync(db, registered.Select(r => r.SubjectId), stop);
        return [.. registered.Where(r => ConsentCheck.Allows(rules, ConsentStep.Analysis, newest.GetValueOrDefault(r.SubjectId))).Select(r => r.IntakeId).Distinct()];
    }

    static VcfIntake Known(FastRows<VcfIntake> intakes, Guid id) =>
        intakes.Find(nameof(VcfIntake.PublicId), id).SingleOrDefault() ?? throw new InvalidOperationException($"There is no intake {id}.");
}
