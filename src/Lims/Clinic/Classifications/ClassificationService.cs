using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Variants.Acmg;

namespace Thrombophilia.Lims.Clinic.Classifications;

/// <summary>What somebody typed of a criterion.</summary>
/// <param name="Code">The criterion.</param>
/// <param name="Choice"><see cref="NotMet"/>, <see cref="NotEvaluated"/>, or the name of a strength at which it is met.</param>
/// <param name="Reason">Why it is judged otherwise than the rules say.</param>
public sealed record CriterionEntry(string? Code, string? Choice, string? Reason = null)
{
    /// <summary>The choices beside the strengths.</summary>
    public const string NotMet = nameof(CriterionState.NotMet), NotEvaluated = nameof(CriterionState.NotEvaluated);

    /// <summary>How a criterion that is judged so is chosen.</summary>
    public static string ChoiceOf(CriterionState state, Strength? strength) => strength is { } s ? $"{s}"
        : state == CriterionState.NotMet ? NotMet : NotEvaluated;

    /// <summary>What was chosen.</summary>
    /// <exception cref="RefusedStepException">It is none of the choices.</exception>
    public JudgedCriterion Read() => Choice switch
    {
        NotMet => new(Code ?? "", CriterionState.NotMet, null),
        NotEvaluated => new(Code ?? "", CriterionState.NotEvaluated, null),
        _ => Enum.TryParse<Strength>(Choice, out var strength) && Enum.IsDefined(strength)
            ? new(Code ?? "", CriterionState.Met, strength) : throw new RefusedStepException("criterion-choice", "", Code ?? ""),
    };
}

/// <summary>What somebody typed to classify a variant.</summary>
/// <param name="Gene">HGNC symbol.</param>
/// <param name="Name">Coding name, or build and place.</param>
/// <param name="Seen">The newest version that was shown; 0 for none.</param>
/// <param name="Criteria">The criteria; one that is not among them stays as the rules say.</param>
/// <param name="Reason">Why the variant is classified so.</param>
/// <param name="Evidence">What it rests on.</param>
public sealed record ClassificationEntry(string? Gene, string? Name, int Seen, IReadOnlyList<CriterionEntry> Criteria, string? Reason,
    string? Evidence);

/// <summary>
/// Proposes classifications of variants, and decides on them: two persons, each with a certificate for the review of conclusions.
/// What is confirmed concludes every carrier anew, at every site, in the same step.
/// </summary>
public sealed class ClassificationService(Writes writes, ClassificationJudge judge)
{
    /// <summary>Why a conclusion is issued anew.</summary>
    internal const string Reason = "classification";

    /// <summary>The kind of the numbers of <see cref="VariantClassification.Code"/>.</summary>
    const string Letters = "CL";
    const int LongestEvidence = 2000;

    readonly LimsDb db = writes.Db;

    /// <summary>Proposes a class by criteria.</summary>
    /// <exception cref="RefusedStepException">The variant is not classified here, somebody was quicker, criteria may not be met so,
    /// a reason is missing, or no valid certificate.</exception>
    public Task<VariantClassification> ProposeAsync(ClassificationEntry entry, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return writes.RunAsync(async step =>
        {
            var (key, rows, last) = await OpenAsync(entry.Gene, entry.Name, entry.Seen, stop);
            var byRules = ByRules(key, rows);
            var found = judge.Judge(key.Gene, byRules, [.. entry.Criteria.Select(c => c.Read())]);
            if (found.Fault is { } fault) throw new RefusedStepException(CodeOf(fault), "", found.Code, found.Other);
            var made = found.Class!;
            var judged = made.Criteria.Where(c => c.State != CriterionState.NotApplicable)
                .Select(c => Classified(c, byRules, entry.Criteria.FirstOrDefault(e => e.Code == c.Code)?.Reason)).ToList();
            var (reason, evidence) = (Bounds.Reason(entry.Reason), Bounds.Optional(entry.Evidence, "evidence", LongestEvidence));
            return await AddAsync(step, key, rows, last, byRules, made, judged, (reason, evidence), stop);
        }, stop);
    }

    /// <summary>Proposes to take back what is in force: the class is then again what the rules say of each file.</summary>
    /// <exception cref="RefusedStepException">Nothing is in force, somebody was quicker, no reason, or no valid certificate.</exception>
    public Task<VariantClassification> TakeBackAsync(string? gene, string? name, int seen, string? reason,
        CancellationToken stop = default) => writes.RunAsync(async step =>
    {
        var (key, rows, last) = await OpenAsync(gene, name, seen, stop);
        if ((await InForceAsync(key, stop)) is null or { AsRules: true }) throw new RefusedStepException("classification-none", "");
        return await AddAsync(step, key, rows, last, ByRules(key, rows), null, [], (Bounds.Reason(reason), null), stop);
    }, stop);

    /// <summary>Confirms or declines a proposed classification.</summary>
    /// <param name="id">Public id of the classification.</param>
    /// <param name="verdict">What is decided.</param>
    /// <param name="reason">Why; needed to decline.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="RefusedStepException">It was decided, this person proposed it, no reason, or no valid certificate.</exception>
    public Task<ClassificationDecision> DecideAsync(Guid id, ClassificationVerdict verdict, string? reason,
        CancellationToken stop = default) => writes.RunAsync(async step =>
    {
        var record = await db.VariantClassifications().AsNoTracking().SingleOrDefaultAsync(c => c.PublicId == id, stop)
            ?? throw new RefusedStepException("unknown-classification", "");
        if (await db.ClassificationDecisions().AsNoTracking().SingleOrDefaultAsync(d => d.ClassificationId == record.Id, stop) is { } done)
            throw new RefusedStepException("classification-decided", "", done.By, $"{done.At}");
        if (record.By == db.Actor.Name) throw new RefusedStepException("classification-own", "");
        var why = verdict == ClassificationVerdict.Declined ? Bounds.Reason(reason) : Bounds.Optional(reason, "reason", LongestEvidence);
        await QualificationCheck.DemandAsync(db, LabTask.SecondReading, step.Now, 1, stop);
        db.Because(why ?? record.Reason);
        var decision = db.Add(new ClassificationDecision(record.Id, verdict, why, db.Actor.Name, step.Now)).Entity;
        if (verdict == ClassificationVerdict.Confirmed)
            foreach (var person in await VariantRows.PersonsAsync(db, record.Key, stop)) step.Concerns(person, Reason);
        return decision;
    }, stop);

    // A variant that may be classified, and that nobody has classified since the page was shown.
    async Task<(VariantKey Key, VariantRows Rows, VariantClassification? Last)> OpenAsync(string? gene, string? name, int seen,
        CancellationToken stop)
    {
        var key = judge.KeyOf(gene, name) ?? throw new RefusedStepException("unknown-variant", "");
        var last = await db.VariantClassifications().AsNoTracking().Where(c => c.Gene == key.Gene && c.Name == key.Name)
            .OrderByDescending(c => c.Version).FirstOrDefaultAsync(stop);
        if ((last?.Version ?? 0) != seen) throw new RefusedStepException("classification-newer", "", last?.By ?? "");
        if (last is not null && !await db.ClassificationDecisions().AnyAsync(d => d.ClassificationId == last.Id, stop))
            throw new RefusedStepException("classification-waits", "", last.By);
        var rows = await VariantRows.ReadAsync(db, key, stop);
        if (RefusalOf(judge, key, rows, last) is { } refusal) throw new RefusedStepException(refusal);
        return (key, rows with { Place = rows.Place ?? last!.Place }, last);
    }

    /// <summary>Why a variant is not classified by criteria; null where it is.</summary>
    internal static Refusal? RefusalOf(ClassificationJudge judge, VariantKey key, VariantRows rows, VariantClassification? last)
    {
        if (judge.IsHotSpot(key) || rows.IsHotSpot) return new("classification-hot-spot", "", key.Shown);
        if (judge.RuleSetOf(key.Gene) is null) return new("classification-no-rules", "", key.Gene);
        if ((rows.Place ?? last?.Place) is not { } place) return new("classification-no-file", "", key.Shown);
        return judge.ByRules(key.Gene, place, rows.Written) is { Criteria.Count: 0 } stated
            ? new("classification-stated", "", key.Shown, stated.Rules) : null;
    }

    Classification? ByRules(VariantKey key, VariantRows rows) => judge.ByRules(key.Gene, rows.Place!, rows.Written);

    async Task<VariantClassification?> InForceAsync(VariantKey key, CancellationToken stop) =>
        await (from c in db.VariantClassifications().AsNoTracking()
               join d in db.ClassificationDecisions() on c.Id equals d.ClassificationId
               where c.Gene == key.Gene && c.Name == key.Name && d.Verdict == ClassificationVerdict.Confirmed
               orderby c.Version descending
               select c).FirstOrDefaultAsync(stop);

    async Task<VariantClassification> AddAsync(WriteStep step, VariantKey key, VariantRows rows, VariantClassification? last,
        Classification? byRules, Classification? made, IReadOnlyList<ClassifiedCriterion> judged, (string Reason, string? Evidence) why,
        CancellationToken stop)
    {
        await QualificationCheck.DemandAsync(db, LabTask.FirstReading, step.Now, 1, stop);
        db.Because(why.Reason);
        var (set, told) = (judge.RuleSetOf(key.Gene)!.Value, made ?? byRules);
        return db.Add(new VariantClassification(last?.Code ?? await NextCodeAsync(stop), (last?.Version ?? 0) + 1, key, rows.Place!,
            asRules: made is null, told?.Class.Code() ?? "none", told?.Text ?? "", told?.Combination?.Points, judged, why.Reason,
            why.Evidence, new(byRules?.Class.Code(), byRules?.Text, set, judge.Panel), db.Actor.Name, step.Now)).Entity;
    }

    async Task<string> NextCodeAsync(CancellationToken stop)
    {
        var counter = await db.Counters().FindAsync([Letters], stop) ?? db.Counters().Add(new Counter(Letters)).Entity;
        return FormattableString.Invariant($"{Letters}-{counter.Next():D5}");
    }

    static ClassifiedCriterion Classified(CriterionResult now, Classification? byRules, string? typed)
    {
        var before = byRules?.Criteria.FirstOrDefault(c => c.Code == now.Code);
        var isChanged = before is null ? now.State != CriterionState.NotEvaluated
            : (before.State, before.Strength) != (now.State, now.Strength);
        var reason = Bounds.Optional(typed, "", Bounds.LongestReason);
        if (isChanged && reason is null) throw new RefusedStepException("criterion-reason", "", now.Code);
        return new(now.Code, now.State, now.Strength, now.Missing, isChanged ? reason : null);
    }

    /// <summary>The code of the refusal of a fault.</summary>
    internal static string CodeOf(JudgingFault fault) => fault switch
    {
        JudgingFault.NotUsed => "criterion-not-used",
        JudgingFault.Strength => "criterion-strength",
        JudgingFault.NotBeside => "criterion-not-beside",
        _ => "criterion-other-open",
    };
}
