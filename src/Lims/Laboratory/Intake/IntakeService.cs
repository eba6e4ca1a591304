using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Variants.Calling.Rows;

namespace Thrombophilia.Lims.Laboratory.Intake;

/// <summary>What is known of a file that has arrived.</summary>
/// <param name="Key">What makes its reading unique.</param>
/// <param name="Intake">Its intake; null where none was written so far.</param>
/// <param name="NeedsReading">Read the file and write how that ended. False: everything of it is written
/// already.</param>
public sealed record IntakeTicket(IntakeKey Key, VcfIntake? Intake, bool NeedsReading);

/// <summary>What was written of one file.</summary>
/// <param name="Intake">Its intake.</param>
/// <param name="Finished">Names of registered samples whose findings are written (now or before).</param>
/// <param name="Held">Names that no registered sample bears, or only one of a person who has not agreed to the
/// analysis.</param>
/// <param name="Findings">Rows written now.</param>
public sealed record IntakeResult(VcfIntake Intake, IReadOnlyList<string> Finished, IReadOnlyList<string> Held,
    int Findings);

/// <summary>A sample name that waits for its registration or its consent, and the file it stands in.</summary>
/// <param name="VcfName">The name.</param>
/// <param name="Intake">Public id of the intake.</param>
/// <param name="FileName">The file's name when it arrived.</param>
/// <param name="Sha256">SHA-256 of its bytes.</param>
public sealed record HeldName(string VcfName, Guid Intake, string FileName, string Sha256);

/// <summary>
/// Takes in what files gave. A file is one intake, written whole in one transaction; every step may be repeated after a
/// crash and changes nothing then.
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
    /// What is known of a file; nothing is written. To be read: a file without an intake, one left running by a killed
    /// process, one refused by another
    /// version of the software, and one with held names that may be read by now.
    /// </summary>
    public async Task<IntakeTicket> FindAsync(IntakeKey key, CancellationToken stop = default)
    {
        var intake = Find(key);
        return new IntakeTicket(key, intake, intake?.State switch
        {
            IntakeState.Done => (await ReleasableAsync(Held.Where(h => h.IntakeId == intake.Id), stop)).Count > 0,
            IntakeState.Refused => intake.SoftwareVersion != software,
            _ => true,
        });
    }

    /// <summary>
    /// Those of these names whose rows may be written now: a registered sample bears the name, and its person has
    /// agreed to the analysis.
    /// </summary>
    public IReadOnlySet<string> Wanted(IEnumerable<string> names) => Registered(names).Keys.ToHashSet();

    /// <summary>
    /// Writes how the readings of files ended, all in one commit where nothing is wrong. Each file is whole or absent:
    /// an error costs only its own file.
    /// Of a file that was read: its intake, the findings of wanted samples not yet written, as held all other names
    /// that are not yet finished, and the
    /// conclusions and registry rows of the persons concerned. Of a file that was refused: why; nothing of it is used.
    /// </summary>
    /// <returns>One ended task a file, with what was written or the error.</returns>
    public Task<IReadOnlyList<Task<IntakeResult>>> WriteAsync(IReadOnlyList<IntakeEnd> ends,
        CancellationToken stop = default, CancellationToken untilBegun = default) => writes.RunEachAsync<IntakeResult>(
        [.. ends.Select(end => (Func<WriteStep, Task<IntakeResult>>)(step => Task.FromResult(end switch
        {
            IntakeEnd.Read read => Complete(step, read, stop),
            IntakeEnd.Refused refused => Refuse(step, refused),
            _ => throw new ArgumentException("A reading ended in no known way.", nameof(ends)),
        })))], stop, untilBegun);

    IntakeResult Complete(WriteStep step, IntakeEnd.Read read, CancellationToken stop)
    {
        var (names, findings) = (db.Rows<IntakeSample>(), db.Rows<Finding>());
        var known = Find(read.Key);
        var again = known?.State == IntakeState.Done;
        var (intake, id) =
            Written(step, read, known, i => i.Complete(read.Build, read.ReadWhole, read.Warnings, step.Now));

        // A first reading finds no names: an earlier one that did not end left nothing.
        var rows = again ? names.Find(nameof(IntakeSample.IntakeId), id).ToDictionary(s => s.VcfName) : [];
        var fresh = read.Names.Distinct().Where(n => !rows.ContainsKey(n))
            .Select(n => new IntakeSample(id, n)).ToList();
        var held = rows.Values.Where(r => r.State == IntakeSampleState.Held).Concat(fresh).ToList();
        foreach (var row in fresh) rows.Add(row.VcfName, row);
        // Consent is asked again here, where nobody can withdraw it any more. A name that became wanted after it was
        // asked has no rows: it is held.
        var registered = Registered(held.Select(r => r.VcfName).Where(read.Wanted.Contains));
        foreach (var (name, sample) in registered) rows[name].Finish(sample.Id);
        foreach (var row in fresh) names.Insert(row);
        foreach (var row in held.Except(fresh).Where(r => r.State == IntakeSampleState.Done)) names.Update(row);

        var written = 0;
        // Rows that are made while they are written are more than memory should hold.
        var kept = read.Rows is IReadOnlyCollection<SampleCall> ? new Dictionary<int, List<Finding>>() : null;
        foreach (var (name, call) in read.Rows)
        {
            if (!rows.ContainsKey(name))
                throw new ArgumentException("A row names a sample that is not among the file's.", nameof(read));
            if (!registered.TryGetValue(name, out var sample)) continue;
            stop.ThrowIfCancellationRequested();
            var finding = new Finding(id, sample.Id, call);
            findings.Insert(finding);
            written++;
            if (kept is null) continue;
            if (!kept.TryGetValue(sample.Id, out var rowsOf)) kept.Add(sample.Id, rowsOf = []);
            rowsOf.Add(finding);
        }
        foreach (var (sample, rowsOf) in kept ?? []) step.Keep(sample, rowsOf);

        foreach (var sample in registered.Values)
            step.Concerns(sample.SubjectId, again ? "sample-registered" : "vcf-read");
        return new IntakeResult(
            intake,
            [.. rows.Values.Where(r => r.State == IntakeSampleState.Done).Select(r => r.VcfName)
                .Order(StringComparer.Ordinal)],
            [.. rows.Values.Where(r => r.State == IntakeSampleState.Held).Select(r => r.VcfName)
                .Order(StringComparer.Ordinal)],
            written);
    }

    IntakeResult Refuse(WriteStep step, IntakeEnd.Refused refused) =>
        new(Written(step, refused, Find(refused.Key), i => i.Refuse(refused.Problem, step.Now)).Intake, [], [], 0);

    // The row of an intake is written when its reading has ended, and not before: a killed process leaves nothing.
    (VcfIntake Intake, int Id) Written(WriteStep step, IntakeEnd end, VcfIntake? known, Action<VcfIntake> ends)
    {
        var intakes = db.Rows<VcfIntake>();
        if (known is null)
        {
            var made = new VcfIntake(end.Key, end.FileName, software, step.Now);
            ends(made);
            return (made, intakes.Insert(made));
        }
        var wasDone = known.State == IntakeState.Done;
        if (known.State == IntakeState.Refused && known.SoftwareVersion != software) known.BeginAgain(software);
        ends(known);
        if (!wasDone) intakes.Update(known);
        return (known, known.Id);
    }

    VcfIntake? Find(IntakeKey key) => db.Rows<VcfIntake>().Find(
        (nameof(VcfIntake.Sha256), key.Sha256), (nameof(VcfIntake.PanelId), key.PanelId),
            (nameof(VcfIntake.PanelVersion), key.PanelVersion),
        (nameof(VcfIntake.BedHash), key.BedHash), (nameof(VcfIntake.Options), key.Options)).SingleOrDefault();

    Dictionary<string, Sample> Registered(IEnumerable<string> names)
    {
        var samples = db.Rows<Sample>();
        return names.SelectMany(n => samples.Find(nameof(Sample.VcfName), n))
            .Where(s => ConsentCheck.Allows(rules, ConsentStep.Analysis, ConsentCheck.NewestInStep(db, s.SubjectId)))
            .ToDictionary(s => s.VcfName);
    }

    /// <summary>A page of the names that are held, by file and name.</summary>
    public async Task<IReadOnlyList<HeldName>> HeldNamesAsync(int skip = 0, int take = 100,
        CancellationToken stop = default) => await (
        from s in db.IntakeSamples().AsNoTracking()
        join i in db.VcfIntakes() on s.IntakeId equals i.Id
        where s.State == IntakeSampleState.Held
        orderby i.Id, s.VcfName
        select new HeldName(s.VcfName, i.PublicId, i.FileName, i.Sha256)).Skip(skip).Take(take).ToListAsync(stop);

    /// <summary>
    /// Intakes with held names that are registered by now and whose persons have agreed: their kept files are to be
    /// read again.
    /// </summary>
    public async Task<IReadOnlyList<VcfIntake>> ReleasableAsync(CancellationToken stop = default)
    {
        var ids = await ReleasableAsync(Held, stop);
        return ids.Count == 0 ? []
            : await db.VcfIntakes().AsNoTracking().Where(i => ids.Contains(i.Id)).OrderBy(i => i.Id).ToListAsync(stop);
    }

    IQueryable<IntakeSample> Held => db.IntakeSamples().Where(h => h.State == IntakeSampleState.Held);

    // Who is registered and never signed anything is left aside by the database: this is asked every few seconds, and
    // such names may be many.
    async Task<List<int>> ReleasableAsync(IQueryable<IntakeSample> names, CancellationToken stop)
    {
        var registered = await (
            from h in names
            join s in db.Samples() on h.VcfName equals s.VcfName
            join i in db.VcfIntakes() on h.IntakeId equals i.Id
            where i.State == IntakeState.Done
                && db.Consents().Any(c => c.SubjectId == s.SubjectId && c.Withdrawn == null)
            select new { h.IntakeId, s.SubjectId }).ToListAsync(stop);
        var newest = await ConsentCheck.NewestOfAsync(db, registered.Select(r => r.SubjectId), stop);
        return [.. registered.Where(
            r => ConsentCheck.Allows(rules, ConsentStep.Analysis, newest.GetValueOrDefault(r.SubjectId)))
                .Select(r => r.IntakeId).Distinct()];
    }
}
