using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.OwnRecords;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Variants.Calling.Rows;

namespace Thrombophilia.Lims;

/// <summary>
/// Reads what the records of every site say of a variant. Counting looks at all sites, because evidence knows no walls; only a
/// person of the actor's sites gets a name.
/// </summary>
public sealed class OwnRecordQueries(LimsDb db, CaseAnalysis analysis)
{
    /// <summary>The variants of a person of the actor's sites that <see cref="FindAsync"/> can be asked of.</summary>
    /// <param name="subject">The person.</param>
    public IReadOnlyList<OwnVariant> VariantsOf(Subject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return analysis.OwnVariantsOf(db, subject.Id);
    }

    /// <summary>What the records say of a variant; null where it is none of a gene of the panel.</summary>
    /// <param name="gene">HGNC symbol.</param>
    /// <param name="name">Coding name, with or without its transcript.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<OwnRecord?> FindAsync(string? gene, string? name, CancellationToken stop = default)
    {
        if (gene is null || name is null || analysis.FullName(gene, name) is not { } hgvsC) return null;
        var variant = new OwnVariant(gene, hgvsC[(hgvsC.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        // No index leads to a name: it would cost the worker more than a look-up that nobody makes twice a minute.
        var rows = db.Findings().OfEverySite().AsNoTracking()
            .Where(f => f.HgvsC == hgvsC && f.Gene == gene && f.Copies > 0 && f.Status == CallStatus.Called);
        var carriers = await CarriersAsync(rows, stop);
        if (carriers.Count is 0 or > OwnRecord.MostCarriers) return new(variant, hgvsC, carriers.Count, null, []);

        var members = await MembersAsync(carriers, stop);
        var persons = (await SubjectsAsync(carriers.Concat(members.Select(m => m.SubjectId).OfType<int>()), stop))
            .ToDictionary(s => s.Id, s => analysis.OwnPersonOf(db, s, NameOf(s), gene, hgvsC));
        List<OwnFamily> families = [.. members.GroupBy(m => m.FamilyId).OrderBy(f => f.Key).Select(family => new OwnFamily(
            [.. family.Select(m => new OwnMember(m.Id, m.FatherId, m.MotherId, m.SubjectId is { } id ? persons[id] : null))]))];
        // Of one variant every carrier has the same allele, on the build of the file.
        var samples = await db.Samples().OfEverySite().Where(s => carriers.Contains(s.SubjectId)).Select(s => s.Id).ToListAsync(stop);
        var alleles = await rows.Where(f => samples.Contains(f.SampleId)).Select(f => new { f.Build, f.Pos, f.Ref, f.Alt }).Distinct()
            .OrderBy(f => f.Build).ThenBy(f => f.Pos).ToListAsync(stop);
        var verdict = OwnVerdict.Of(evidence => alleles
            .Select(a => analysis.Classifier.Classify(a.Build, gene, a.Pos, a.Ref, a.Alt, evidence))
            .FirstOrDefault(found => found is not null), new OwnCounter(persons.Values, families, analysis.OwnRules));
        return new(variant, hgvsC, persons.Values.Count(p => p is { LeftOut: null, Carriage: Carriage.Carried }), verdict,
            [.. persons.Values.Where(p => p.LeftOut is not null).Select(p => new OwnNotCounted(p, p.LeftOut!.Value))]);
    }

    Task<List<int>> CarriersAsync(IQueryable<Finding> rows, CancellationToken stop) =>
        (from f in rows
         join s in db.Samples() on f.SampleId equals s.Id
         select s.SubjectId).Distinct().OrderBy(id => id).Take(OwnRecord.MostCarriers + 1).ToListAsync(stop);

    OwnName? NameOf(Subject subject) => db.IsOwnSite(subject.Site) ? new(subject.Code, subject.PublicId) : null;

    // The whole pedigrees of these persons.
    async Task<List<FamilyMember>> MembersAsync(List<int> subjects, CancellationToken stop)
    {
        var families = await db.FamilyMembers().OfEverySite().Where(m => subjects.Contains(m.SubjectId!.Value))
            .Select(m => m.FamilyId).Distinct().ToListAsync(stop);
        return await db.FamilyMembers().OfEverySite().AsNoTracking().Where(m => families.Contains(m.FamilyId)).OrderBy(m => m.Id)
            .ToListAsync(stop);
    }

    async Task<List<Subject>> SubjectsAsync(IEnumerable<int> ids, CancellationToken stop)
    {
        var found = new List<Subject>();
        foreach (var some in ids.Distinct().Chunk(OwnRecord.MostCarriers))
            found.AddRange(await db.Subjects().OfEverySite().AsNoTracking().Where(s => some.Contains(s.Id)).ToListAsync(stop));
        return found;
    }
}
