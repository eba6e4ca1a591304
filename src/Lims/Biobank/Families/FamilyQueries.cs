using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Biobank.Families;

/// <summary>A family in a list.</summary>
/// <param name="Family">The family.</param>
/// <param name="Persons">Persons of its pedigree.</param>
/// <param name="Had">Those who had a thrombosis.</param>
public sealed record FamilyRow(Family Family, int Persons, int Had);

/// <summary>A family and who belongs to it.</summary>
/// <param name="Family">The family.</param>
/// <param name="Members">Persons of its pedigree, in the order in which they were added.</param>
/// <param name="Subjects">Those whom the actor sees in the register, by internal key.</param>
public sealed record FamilyFile(Family Family, IReadOnlyList<FamilyMember> Members,
    IReadOnlyDictionary<int, Subject> Subjects);

/// <summary>Reads the families of the actor's sites.</summary>
public sealed class FamilyQueries(LimsDb db)
{
    /// <summary>The families, the newest first.</summary>
    /// <param name="text">The beginning of the code of a family, or the code of a person in it; empty for all.</param>
    /// <param name="wanted">Which leaf.</param>
    /// <param name="stop">Ends it.</param>
    public Task<Leaf<FamilyRow>> ListAsync(string? text, LeafWanted wanted, CancellationToken stop = default)
    {
        var families = db.Families().AsNoTracking();
        if (text?.Trim() is { Length: > 0 } begin)
        {
            var end = begin + "\uffff";
            families = families.Where(f => (string.Compare(f.Code, begin) >= 0 && string.Compare(f.Code, end) < 0)
                || db.FamilyMembers()
                .Any(m => m.FamilyId == f.Id && db.Subjects().Any(s => s.Id == m.SubjectId && s.Code == begin)));
        }
        return families.OrderByDescending(f => f.Id)
            .Select(f => new FamilyRow(f, db.FamilyMembers().Count(m => m.FamilyId == f.Id),
                db.FamilyMembers().Count(m => m.FamilyId == f.Id && m.HadThrombosis == true)))
            .LeafAsync(wanted, stop);
    }

    /// <summary>A family by its public id; null where the actor sees none.</summary>
    public async Task<FamilyFile?> FindAsync(Guid id, CancellationToken stop = default)
    {
        if (await db.Families().AsNoTracking().SingleOrDefaultAsync(f => f.PublicId == id, stop) is not { } family)
            return null;
        var members =
            await db.FamilyMembers().AsNoTracking().Where(m => m.FamilyId == family.Id).OrderBy(m => m.Id)
            .ToListAsync(stop);
        var subjects = members.Select(m => m.SubjectId).OfType<int>().ToList();
        return new(family, members,
            await db.Subjects().AsNoTracking().Where(s => subjects.Contains(s.Id)).ToDictionaryAsync(s => s.Id, stop));
    }
}
