using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Families;

/// <summary>What somebody typed of a person of a pedigree.</summary>
/// <param name="Label">What stands below the symbol, unique in the family.</param>
/// <param name="Sex">Sex; unknown stays unknown.</param>
/// <param name="HadThrombosis">Had a thrombosis; null when not recorded.</param>
/// <param name="Deceased">Has died.</param>
/// <param name="Father">Label of the father; empty for none.</param>
/// <param name="Mother">Label of the mother; empty for none.</param>
/// <param name="Subject">Code of the registered person; empty for one who is not.</param>
public sealed record MemberEntry(string? Label, Sex Sex, bool? HadThrombosis, bool Deceased, string? Father = null,
    string? Mother = null, string? Subject = null);

/// <summary>Families and who belongs to them. Each step is one transaction.</summary>
public sealed class FamilyService(Writes writes)
{
    readonly LimsDb db = writes.Db;

    /// <summary>Persons of the largest family.</summary>
    public const int MostMembers = 200;
    /// <summary>Characters of the longest label.</summary>
    public const int LongestLabel = 20;

    /// <summary>Registers a family.</summary>
    /// <exception cref="RefusedStepException">The code is taken or not valid, or the site is not the
    /// actor's.</exception>
    public Task<Family> RegisterAsync(string? code, string? site, CancellationToken stop = default) =>
        writes.RunAsync(async step =>
    {
        var family = new Family(Bounds.Code(code, "code"), step.OwnSite(site, "site"));
        if (await db.Families().OfEverySite().AnyAsync(f => f.Code == family.Code, stop))
            throw new RefusedStepException("code-taken", "code", family.Code);
        db.Add(family);
        return family;
    }, stop);

    /// <summary>Adds a person to a family.</summary>
    public Task<FamilyMember> AddAsync(Guid family, MemberEntry entry, CancellationToken stop = default) =>
        WriteAsync(family, null, entry, stop);

    /// <summary>Corrects the entry of a person: parents often become known later than their children.</summary>
    /// <param name="family">Public id of the family.</param>
    /// <param name="label">The label that the person has now.</param>
    /// <param name="entry">The whole entry as it is to be.</param>
    /// <param name="stop">Stops.</param>
    public Task<FamilyMember> ChangeAsync(Guid family, string? label, MemberEntry entry,
        CancellationToken stop = default) => WriteAsync(family, label ?? "", entry, stop);

    Task<FamilyMember> WriteAsync(Guid id, string? old, MemberEntry entry, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return writes.RunAsync(async step =>
        {
            var family = await db.Families().SingleOrDefaultAsync(f => f.PublicId == id, stop)
                ?? throw new RefusedStepException("unknown-family", "");
            var all = await db.FamilyMembers().Where(m => m.FamilyId == family.Id).ToListAsync(stop);
            if (old is null && all.Count >= MostMembers) throw new RefusedStepException("family-full", "", MostMembers);
            var member = old is null ? new FamilyMember(family.Id) : Called(all, old, "label")!;
            var label = Bounds.Text(entry.Label, "label", LongestLabel);
            if (all.Any(m => m != member && m.Label == label))
                throw new RefusedStepException("label-taken", "label", label);
            var (father, mother) = (Called(all, entry.Father, "father"), Called(all, entry.Mother, "mother"));
            if (father is { Sex: Sex.F }) throw new RefusedStepException("father-female", "father", father.Label);
            if (mother is { Sex: Sex.M }) throw new RefusedStepException("mother-male", "mother", mother.Label);
            if (father is not null && father == mother) throw new RefusedStepException("one-parent-twice", "mother");
            if (father is not null && Descends(all, father, member))
                throw new RefusedStepException("own-ancestor", "father", father.Label, label);
            if (mother is not null && Descends(all, mother, member))
                throw new RefusedStepException("own-ancestor", "mother", mother.Label, label);
            if (entry.Sex == Sex.F && all.Any(m => old is not null && m.FatherId == member.Id))
                throw new RefusedStepException("is-a-father", "sex", label);
            if (entry.Sex == Sex.M && all.Any(m => old is not null && m.MotherId == member.Id))
                throw new RefusedStepException("is-a-mother", "sex", label);
            var subject = await PersonAsync(family, member, entry, stop);
            member.Describe(label, entry.Sex, entry.HadThrombosis, entry.Deceased);
            member.Descend(father, mother);
            member.Identify(subject);
            if (old is null) db.Add(member);
            return member;
        }, stop);
    }

    async Task<Subject?> PersonAsync(Family family, FamilyMember member, MemberEntry entry, CancellationToken stop)
    {
        var code = (entry.Subject ?? "").Trim();
        if (code.Length == 0) return null;
        var subject = await db.Subjects().SingleOrDefaultAsync(s => s.Code == code, stop)
            ?? throw new RefusedStepException("unknown-subject", "subject");
        // The pedigree shows its persons to everybody who sees the family, so a person of another site would be shown
        // to people who may not see that person.
        if (subject.Site != family.Site)
            throw new RefusedStepException("site-of-family", "subject", subject.Code, subject.Site, family.Site);
        var there = await (
            from m in db.FamilyMembers().OfEverySite()
            join f in db.Families() on m.FamilyId equals f.Id
            where m.SubjectId == subject.Id && m.Id != member.Id
            select new { m.Label, f.Code }).SingleOrDefaultAsync(stop);
        if (there is not null)
            throw new RefusedStepException("in-a-family", "subject", subject.Code, there.Code, there.Label);
        if (subject.Sex != Sex.Unknown && entry.Sex != Sex.Unknown && subject.Sex != entry.Sex)
            throw new RefusedStepException("sex-differs", "sex", subject.Code);
        return subject;
    }

    static FamilyMember? Called(List<FamilyMember> all, string? label, string field)
    {
        var text = (label ?? "").Trim();
        if (text.Length == 0 && field != "label") return null;
        return all.SingleOrDefault(m => m.Label == text)
            ?? throw new RefusedStepException("unknown-member", field, text);
    }

    /// <summary>
    /// True for the person and for every descendant. A person who is just being added has no descendants.
    /// </summary>
    static bool Descends(List<FamilyMember> all, FamilyMember somebody, FamilyMember from)
    {
        var (known, open) = (all.ToDictionary(m => m.Id), new Stack<FamilyMember>([somebody]));
        var seen = new HashSet<int>();
        while (open.TryPop(out var one))
        {
            if (one == from) return true;
            if (!seen.Add(one.Id)) continue;
            foreach (var parent in new[] { one.FatherId, one.MotherId })
                if (parent is { } p) open.Push(known[p]);
        }
        return false;
    }
}
