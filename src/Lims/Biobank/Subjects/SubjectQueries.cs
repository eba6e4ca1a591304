using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Biobank.Subjects;

/// <summary>Reads the persons of the actor's sites.</summary>
public sealed class SubjectQueries(LimsDb db, PersonalDataCipher cipher)
{
    /// <summary>The persons, the newest first.</summary>
    public Task<Leaf<Subject>> ListAsync(LeafWanted wanted, CancellationToken stop = default) =>
        db.PerSite(db.Subjects().AsNoTracking(), site => s => s.Site == site)
        .LeafByKeyAsync(wanted, s => s.Id, s => s.Id, stop);

    /// <summary>
    /// Persons by the beginning of their code or their enrolment number, or by their whole name, number of the identity
    /// card or phone; by code, as many as stand on one leaf.
    /// </summary>
    public async Task<IReadOnlyList<Subject>> SearchAsync(string text, CancellationToken stop = default)
    {
        var (end, hash) = (text + "\uffff", cipher.Hash(text));
        // Three questions, each along its index: as one with an OR between them, it is put to every person there is.
        var byCode =
            await db.Subjects().AsNoTracking()
            .Where(s => string.Compare(s.Code, text) >= 0 && string.Compare(s.Code, end) < 0).OrderBy(s => s.Code)
            .Take(Leaf.Size).ToListAsync(stop);
        var byEnrolment =
            await db.Subjects().AsNoTracking()
            .Where(s => string.Compare(s.Enrolment, text) >= 0 && string.Compare(s.Enrolment, end) < 0)
            .OrderBy(s => s.Enrolment).Take(Leaf.Size).ToListAsync(stop);
        var known =
            await db.PersonalData().Where(p => p.NameHash == hash || p.IdNumberHash == hash || p.PhoneHash == hash)
            .Select(p => p.SubjectId).ToListAsync(stop);
        var byIdentity = known.Count == 0 ? []
            : await db.Subjects().AsNoTracking().Where(s => known.Contains(s.Id)).OrderBy(s => s.Code).Take(Leaf.Size)
            .ToListAsync(stop);
        return [
            .. byCode.Concat(byEnrolment).Concat(byIdentity).DistinctBy(s => s.Id)
                .OrderBy(s => s.Code, StringComparer.Ordinal).Take(Leaf.Size)];
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
