using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Registry.Entries;
using Thrombophilia.Lims.Registry.Forms;

namespace Thrombophilia.Lims.Casework;

/// <summary>Lists and counts the cases of the actor's sites.</summary>
public sealed class CaseListQueries(LimsDb db, CaseAnalysis analysis)
{
    /// <summary>Days in which a signed conclusion is new.</summary>
    public const int DaysNew = 14;

    /// <summary>The cases, the person who was registered last first.</summary>
    public async Task<Leaf<CaseRow>> ListAsync(CaseFilter? filter, LeafWanted wanted, CancellationToken stop = default)
    {
        var leaf = await db.PerSite(Asked(filter), site => s => s.Site == site).LeafByKeyAsync(wanted, s => s.Id, s => s.Id, stop);
        var ids = leaf.Rows.Select(s => s.Id).ToList();
        var consents = await ConsentCheck.NewestOfAsync(db, ids, stop);
        var newest = (await db.Conclusions().AsNoTracking().Where(c => ids.Contains(c.SubjectId) && c.ForReport)
            .Select(c => new { c.Id, c.SubjectId, c.Version, c.Issued }).ToListAsync(stop))
            .GroupBy(c => c.SubjectId).ToDictionary(g => g.Key, g => g.MaxBy(c => c.Version)!);
        var conclusions = newest.Values.Select(c => c.Id).ToList();
        var signed = (await db.SignOffs().AsNoTracking().Where(s => conclusions.Contains(s.ConclusionId)).ToListAsync(stop))
            .ToLookup(s => s.ConclusionId);
        return new([.. leaf.Rows.Select(Row)], leaf.Number, leaf.HasMore, leaf.Keys);

        CaseRow Row(Subject s)
        {
            var consent = consents.GetValueOrDefault(s.Id);
            if (newest.GetValueOrDefault(s.Id) is not { } c) return new(s, consent, CaseState.NotJudged, null);
            var last = signed[c.Id].MaxBy(r => r.Turn);
            return new(s, consent, last is null ? CaseState.Unread : last.Turn < SignOff.Needed ? CaseState.ReadOnce : CaseState.Released,
                last?.At ?? c.Issued);
        }
    }

    /// <summary>How many cases a filter lists.</summary>
    public async Task<int> CountAsync(CaseFilter filter, CancellationToken stop = default)
    {
        var count = 0;
        foreach (var part in db.PerSite(Asked(filter), site => s => s.Site == site)) count += await part.CountAsync(stop);
        return count;
    }

    IQueryable<Subject> Asked(CaseFilter? filter)
    {
        var all = db.Subjects().AsNoTracking();
        switch (filter)
        {
            case CaseFilter.NewlySigned:
                var since = Moment.Of(db.Clock.GetUtcNow().AddDays(-DaysNew));
                return all.Where(s => (from r in db.SignOffs()
                                       join c in db.Conclusions() on r.ConclusionId equals c.Id
                                       where r.Turn == SignOff.Needed && r.At >= since && c.ForReport
                                       select c.SubjectId).Contains(s.Id));
            case CaseFilter.WithoutPicture:
                return all.Where(s => !db.ClinicalFacts().Any(f => f.SubjectId == s.Id)
                    && db.Conclusions().Any(c => c.SubjectId == s.Id && c.ForReport));
            case CaseFilter.WithoutRegistryConsent:
                var enough = Enumerable.Range(1, ((int)Enum.GetValues<ConsentScopes>().Max() * 2) - 1).Select(s => (ConsentScopes)s)
                    .Where(s => (s & analysis.Biobank.Needs(ConsentStep.RegistryExport)) != 0).ToList();
                return all.Where(s => !db.Consents().Any(c => c.SubjectId == s.Id && c.Withdrawn == null && enough.Contains(c.Scopes)
                    && !db.Consents().Any(later => later.SubjectId == s.Id
                        && (later.SignedAt > c.SignedAt || (later.SignedAt == c.SignedAt && later.Id > c.Id)))));
            case CaseFilter.RegistryOpen:
                var open = db.RegistryEntries().Where(HasOpenColumn()).Where(r => !db.RegistryEntries()
                    .Any(later => later.SubjectId == r.SubjectId && later.Version > r.Version)).Select(r => r.SubjectId);
                return all.Where(s => open.Contains(s.Id));
            default:
                return all;
        }
    }

    // The codes are kept as the form's columns with their codes; one of an open column is empty.
    Expression<Func<RegistryEntry, bool>> HasOpenColumn()
    {
        var row = Expression.Parameter(typeof(RegistryEntry), "row");
        var codes = Expression.Property(row, nameof(RegistryEntry.Codes));
        var any = analysis.Form.Columns.Where(c => c.Kind == ColumnKind.Variant)
            .Select(c => (Expression)Expression.Call(codes, nameof(string.Contains), [], Expression.Constant($"\"{c.Id}\":\"\"")))
            .Aggregate(Expression.OrElse);
        return Expression.Lambda<Func<RegistryEntry, bool>>(any, row);
    }
}
