using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Variants.Acmg;
using Thrombophilia.Variants.Calling.Rows;

namespace Thrombophilia.Lims.Clinic.Classifications;

/// <summary>A variant of which the rules in force say another class than they did. Nothing changes by it.</summary>
/// <param name="Key">The variant.</param>
/// <param name="Then">Code of the class then.</param>
/// <param name="Now">Code of the class by the rules in force.</param>
/// <param name="Gone">Criteria that were met and no longer are, or at another strength.</param>
/// <param name="Come">Criteria that are met now, or at another strength.</param>
/// <param name="RulesThen">Id and version of the rules then.</param>
/// <param name="RulesNow">Id and version of the rules in force.</param>
/// <param name="Persons">Persons of all sites in whom a file proves it with the class of then.</param>
/// <param name="InForce">The classification of two persons in force, by code and version; null for none.</param>
public sealed record ChangedClass(VariantKey Key, string Then, string Now, IReadOnlyList<string> Gone, IReadOnlyList<string> Come,
    string RulesThen, string RulesNow, int Persons, string? InForce);

/// <summary>
/// Looks for variants whose class by the rules in force is another than the one that files stored, or than the one that a
/// classification in force rests on. Persons are counted over all sites and not named.
/// </summary>
public sealed class ReanalysisQueries(LimsDb db, ClassificationJudge judge)
{
    /// <summary>These variants, those with most persons first. Reads all findings once.</summary>
    public async Task<IReadOnlyList<ChangedClass>> FindAsync(CancellationToken stop = default)
    {
        var inForce = ClassificationsInForce.Of(db).All.ToDictionary(c => c.Key);
        var found = new List<ChangedClass>();
        await foreach (var row in (from f in db.Findings().OfEverySite().AsNoTracking()
                                   join s in db.Samples().OfEverySite() on f.SampleId equals s.Id
                                   where f.HotSpot == null && f.Status == CallStatus.Called && f.Copies > 0 && f.Class != null
                                   group s.SubjectId by new { f.Gene, f.HgvsC, f.Build, f.Chrom, f.Pos, f.Ref, f.Alt, f.Class, f.Criteria }
                                   into same
                                   select new { same.Key, Persons = same.Distinct().Count() }).AsAsyncEnumerable().WithCancellation(stop))
        {
            var k = row.Key;
            var place = new VariantPlace(k.Build, k.Chrom, k.Pos, k.Ref, k.Alt);
            var key = new VariantKey(k.Gene, k.HgvsC ?? place.Name);
            if (judge.KeyOf(key.Gene, key.Name) is not null && judge.ByRules(key.Gene, place, k.Criteria) is { } now
                && now.Class.Code() != k.Class)
                found.Add(Changed(key, k.Class!, k.Criteria ?? "", now, row.Persons, inForce.GetValueOrDefault(key)));
        }
        foreach (var record in inForce.Values)
        {
            if (judge.ByRules(record.Gene, record.Place, record.RulesCriteria) is not { } now || now.Class.Code() == record.RulesClass
                || found.Exists(c => c.Key == record.Key && c.Then == (record.RulesClass ?? NoClass))) continue;
            var rows = await VariantRows.ReadAsync(db, record.Key, stop);
            found.Add(Changed(record.Key, record.RulesClass ?? NoClass, record.RulesCriteria ?? "", now, rows.Carriers.Count, record));
        }
        // Files of both builds tell one variant at two places.
        return [.. found.GroupBy(c => (c.Key, c.Then, c.RulesThen)).Select(g => g.First() with { Persons = g.Sum(c => c.Persons) })
            .OrderByDescending(c => c.Persons).ThenBy(c => c.Key.Gene, StringComparer.Ordinal)
            .ThenBy(c => c.Key.Name, StringComparer.Ordinal)];
    }

    const string NoClass = "none";

    static ChangedClass Changed(VariantKey key, string then, string criteria, Classification now, int persons,
        VariantClassification? record)
    {
        var (before, after) = (Met(criteria), Met(now.Text));
        return new(key, then, now.Class.Code(), [.. before.Except(after)], [.. after.Except(before)],
            criteria.Split(';').FirstOrDefault(i => i.StartsWith('@') && i.LastIndexOf('@') > 0)?[1..] ?? "", now.Rules, persons,
            record?.Reference);
    }

    // Behind a question mark stands what is missing, behind an at sign what it rests on.
    static List<string> Met(string criteria) =>
        [.. criteria.Split(';', StringSplitOptions.RemoveEmptyEntries).Where(i => i[0] != '@' && !i.Contains('?'))];
}
