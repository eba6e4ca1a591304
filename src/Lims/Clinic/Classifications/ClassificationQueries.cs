using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Variants.Acmg;

namespace Thrombophilia.Lims.Clinic.Classifications;

/// <summary>A version of a classification, and what was decided on it.</summary>
/// <param name="Record">The version.</param>
/// <param name="Decision">Null while it waits for another person.</param>
public sealed record DecidedClassification(VariantClassification Record, ClassificationDecision? Decision)
{
    /// <summary>It was confirmed.</summary>
    public bool IsConfirmed => Decision?.Verdict == ClassificationVerdict.Confirmed;
}

/// <summary>A person who carries a variant and whom the actor may see.</summary>
/// <param name="Code">Code of the person.</param>
/// <param name="Id">Public id.</param>
public sealed record CarrierName(string Code, Guid Id);

/// <summary>A criterion, what it asks, what may be chosen, and what the rules say of it.</summary>
/// <param name="Choice">What may be chosen.</param>
/// <param name="ByRules">What the rules say by themselves; null where they say nothing of the variant.</param>
public sealed record OfferedCriterion(CriterionChoice Choice, CriterionResult? ByRules)
{
    /// <summary>A person may judge it.</summary>
    public bool IsOpen => Choice.Strengths.Count > 0;
}

/// <summary>Everything of one variant and its classification.</summary>
/// <param name="Key">The variant.</param>
/// <param name="Refusal">Why it is not classified here; null where it is.</param>
/// <param name="ByRules">What the rules say by themselves today; null where they say nothing.</param>
/// <param name="RuleSet">Id and version of the rule set in force; empty for none.</param>
/// <param name="Criteria">The criteria of the rule set.</param>
/// <param name="Versions">Every version, the newest first.</param>
/// <param name="Named">Carriers whom the actor may see, by code.</param>
/// <param name="Elsewhere">Carriers of other sites.</param>
/// <param name="IsCut">There are more carriers than are listed.</param>
public sealed record ClassificationFile(VariantKey Key, Refusal? Refusal, Classification? ByRules, string RuleSet,
    IReadOnlyList<OfferedCriterion> Criteria, IReadOnlyList<DecidedClassification> Versions, IReadOnlyList<CarrierName> Named,
    int Elsewhere, bool IsCut)
{
    /// <summary>The newest version, 0 for none: a page that was shown before it is stale.</summary>
    public int Newest => Versions.Count == 0 ? 0 : Versions[0].Record.Version;

    /// <summary>The version that waits for another person.</summary>
    public VariantClassification? Waiting => Versions is [{ Decision: null, Record: var record }, ..] ? record : null;

    /// <summary>The version in force; null where the class is what the rules say.</summary>
    public DecidedClassification? InForce => Versions.FirstOrDefault(v => v.IsConfirmed) is { Record.AsRules: false } v ? v : null;
}

/// <summary>Reads classifications. They belong to no site; persons are named only where the actor may see them.</summary>
public sealed class ClassificationQueries(LimsDb db, ClassificationJudge judge)
{
    /// <summary>One variant; null where it is none of a gene of the panel.</summary>
    public async Task<ClassificationFile?> FindAsync(string? gene, string? name, CancellationToken stop = default)
    {
        if (judge.KeyOf(gene, name) is not { } key) return null;
        var versions = await (from c in db.VariantClassifications().AsNoTracking()
                              join d in db.ClassificationDecisions() on c.Id equals d.ClassificationId into decided
                              from d in decided.DefaultIfEmpty()
                              where c.Gene == key.Gene && c.Name == key.Name
                              orderby c.Version descending
                              select new DecidedClassification(c, d)).ToListAsync(stop);
        var rows = await VariantRows.ReadAsync(db, key, stop);
        var last = versions.FirstOrDefault()?.Record;
        var byRules = (rows.Place ?? last?.Place) is { } place ? judge.ByRules(key.Gene, place, rows.Written) : null;
        var named = await NamedAsync(rows.Carriers, stop);
        return new(key, ClassificationService.RefusalOf(judge, key, rows, last), byRules,
            judge.RuleSetOf(key.Gene) is { } set ? $"{set.Id}@{set.Version}" : "",
            [.. judge.ChoicesOf(key.Gene).Select(c => new OfferedCriterion(c, byRules?.Criteria.FirstOrDefault(r => r.Code == c.Code)))],
            versions, named, Math.Min(rows.Carriers.Count, VariantRows.MostCarriers) - named.Count,
            rows.Carriers.Count > VariantRows.MostCarriers);
    }

    /// <summary>What criteria make of a variant of a gene, as somebody has chosen them so far; null where the gene has no rules.</summary>
    /// <exception cref="RefusedStepException">Something was chosen that is no choice.</exception>
    public Judgement? Preview(string? gene, IReadOnlyList<CriterionEntry> criteria)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        return gene is null || judge.RuleSetOf(gene) is null ? null : judge.Judge(gene, null, [.. criteria.Select(c => c.Read())]);
    }

    /// <summary>Why criteria make no class, in words; null where they make one.</summary>
    public static Refusal? RefusalOf(Judgement judgement)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        return judgement.Fault is { } fault
            ? new(ClassificationService.CodeOf(fault), "", judgement.Code, judgement.Other) : null;
    }

    /// <summary>Classifications that wait for another person, the longest waiting first.</summary>
    public async Task<IReadOnlyList<VariantClassification>> WaitingAsync(CancellationToken stop = default) =>
        await Waiting.OrderBy(c => c.Id).Take(VariantRows.MostCarriers).ToListAsync(stop);

    /// <summary>How many of them there are.</summary>
    public Task<int> CountWaitingAsync(CancellationToken stop = default) => Waiting.CountAsync(stop);

    IQueryable<VariantClassification> Waiting => db.VariantClassifications().AsNoTracking()
        .Where(c => !db.ClassificationDecisions().Any(d => d.ClassificationId == c.Id));

    /// <summary>Every version that was decided, the newest first.</summary>
    public async Task<Leaf<DecidedClassification>> ListAsync(LeafWanted wanted, CancellationToken stop = default)
    {
        var leaf = await new[]
        {
            db.VariantClassifications().AsNoTracking().Where(c => db.ClassificationDecisions().Any(d => d.ClassificationId == c.Id)),
        }.LeafByKeyAsync(wanted, c => c.Id, c => c.Id, stop);
        var ids = leaf.Rows.Select(c => c.Id).ToList();
        var decisions = await db.ClassificationDecisions().AsNoTracking().Where(d => ids.Contains(d.ClassificationId))
            .ToDictionaryAsync(d => d.ClassificationId, stop);
        return new([.. leaf.Rows.Select(c => new DecidedClassification(c, decisions[c.Id]))], leaf.Number, leaf.HasMore, leaf.Keys);
    }

    // The site filter names whom the actor may see.
    async Task<List<CarrierName>> NamedAsync(IReadOnlyList<int> carriers, CancellationToken stop)
    {
        var some = carriers.Take(VariantRows.MostCarriers).ToList();
        return await db.Subjects().AsNoTracking().Where(s => some.Contains(s.Id)).OrderBy(s => s.Code)
            .Select(s => new CarrierName(s.Code, s.PublicId)).ToListAsync(stop);
    }
}
