using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Biobank.Subjects;

/// <summary>Reads the persons of the actor's sites.</summary>
public sealed class SubjectQueries(LimsDb db, PersonalDataCipher cipher)
{
    /// <summary>
    /// Persons whose whole name, number of the identity card or phone this is; by code, as many as stand on one leaf. Only keyed
    /// hashes are compared.
    /// </summary>
    public async Task<IReadOnlyList<Subject>> IdentifiedAsync(string text, CancellationToken stop = default)
    {
        var hash = cipher.Hash(text);
        var known =
            await db.PersonalData().Where(p => p.NameHash == hash || p.IdNumberHash == hash || p.PhoneHash == hash)
            .Select(p => p.SubjectId).ToListAsync(stop);
        return known.Count == 0 ? []
            : await db.Subjects().AsNoTracking().Where(s => known.Contains(s.Id)).OrderBy(s => s.Code).Take(Leaf.Size)
            .ToListAsync(stop);
    }

    /// <summary>A person by the public id; null where the actor sees none.</summary>
    public Task<Subject?> FindAsync(Guid id, CancellationToken stop = default) =>
        db.Subjects().AsNoTracking().SingleOrDefaultAsync(s => s.PublicId == id, stop);

    /// <summary>What identifies a person, in the clear; null where it is not recorded.</summary>
    /// <param name="subject">Internal key of the person.</param>
    /// <param name="stop">Ends it.</param>
    internal async Task<Identity?> IdentityAsync(int subject, CancellationToken stop) =>
        await db.PersonalData().AsNoTracking().SingleOrDefaultAsync(p => p.SubjectId == subject, stop) is { } secret
        ? new(cipher.Unprotect(secret.Name), cipher.Unprotect(secret.IdNumber),
            cipher.Unprotect(secret.BirthDate) is { } day
                ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
            cipher.Unprotect(secret.Phone))
        : null;
}
