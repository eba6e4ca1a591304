using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Subjects;

/// <summary>What somebody typed of a person.</summary>
public sealed record SubjectEntry(string? Code, string? Site, SubjectGroup Group, Sex Sex, int? BirthYear, string? Enrolment = null, Transplant Transplant = Transplant.NotRecorded);

/// <summary>What can be corrected of a person, or become known later.</summary>
public sealed record SubjectDescription(SubjectGroup Group, Sex Sex, int? BirthYear, string? Enrolment, Transplant Transplant);

/// <summary>What identifies a person, in the clear: only on its way between a page and the encryption.</summary>
public sealed record Identity(string? Name, string? IdNumber, DateOnly? BirthDate, string? Phone);

/// <summary>
/// Registers persons, what identifies them, and what they agreed to. Each step is one transaction; who acts stands in the context. Where a step
/// changes what is concluded or allowed, the conclusion is issued anew with it.
/// </summary>
public sealed class SubjectService(LimsDb db, CaseAnalysis cases, TimeProvider clock, string softwareVersion)
{
    const int LongestName = 100, LongestReason = 500;

    /// <summary>Registers a person.</summary>
    /// <exception cref="RefusedStepException">A field is out of bounds, the code is taken, or the site is another's.</exception>
    public async Task<Subject> RegisterAsync(SubjectEntry entry, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        db.ChangeTracker.Clear();
        var (code, site) = (Bounds.Code(entry.Code, "code"), Bounds.Code(entry.Site, "site"));
        if (!db.Actor.Sees(site)) throw new RefusedStepException("other-site", "site", site);
        DemandBirthYear(entry.BirthYear);
        var enrolment = Bounds.Optional(entry.Enrolment, "enrolment", 40);
        if (await db.Subjects.AnyAsync(s => s.Code == code, stop).ConfigureAwait(false)) throw new RefusedStepException("code-taken", "code", code);
        if (enrolment is not null && await db.Subjects.AnyAsync(s => s.Enrolment == enrolment, stop).ConfigureAwait(false)) throw new RefusedStepException("code-taken", "enrolment", enrolment);
        var subject = new Subject(code, site, entry.Group, entry.Sex, entry.BirthYear);
        subject.Describe(enrolment, entry.Transplant);
        db.Add(subject);
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
        return subject;
    }

    /// <summary>Records what became known, and corrects what was wrong: group, sex and birth year only with a reason.</summary>
    public async Task DescribeAsync(Guid id, SubjectDescription known, string? reason, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(known);
        var subject = await KnownAsync(id, stop).ConfigureAwait(false);
        DemandBirthYear(known.BirthYear);
        var text = Bounds.Optional(known.Enrolment, "enrolment", 40);
        if (text is not null && await db.Subjects.AnyAsync(s => s.Enrolment == text && s.Id != subject.Id, stop).ConfigureAwait(false)) throw new RefusedStepException("code-taken", "enrolment", text);
        var why = Bounds.Optional(reason, "why", LongestReason);
        if (why is null && (subject.Group, subject.Sex, subject.BirthYear) != (known.Group, known.Sex, known.BirthYear)) throw new RefusedStepException("reason-needed", "why");
        subject.Describe(text, known.Transplant);
        subject.Correct(known.Group, known.Sex, known.BirthYear);
        db.Because(why);
        await SaveAsync(subject.Id, "record-corrected", stop).ConfigureAwait(false);
    }

    /// <summary>Records a signed form.</summary>
    public async Task<Consent> ConsentAsync(Guid id, string? formVersion, ConsentScopes scopes, DateTimeOffset? signedAt, CancellationToken stop = default)
    {
        var subject = await KnownAsync(id, stop).ConfigureAwait(false);
        var (version, now) = (Bounds.Text(formVersion, "formVersion", Consent.LongestForm), clock.GetUtcNow());
        if (scopes == ConsentScopes.None) throw new RefusedStepException("no-scope", "scopes");
        var at = signedAt ?? throw new RefusedStepException("empty", "signedAt");
        Bounds.Past(Moment.Of(at), "signedAt", now);
        if (await ConsentCheck.NewestAsync(db, subject.Id, stop).ConfigureAwait(false) is { Withdrawn: { } withdrawn } && at <= withdrawn.At)
            throw new RefusedStepException("signed-before-withdrawal", "signedAt", $"{withdrawn}");
        var consent = new Consent(subject.Id, version, scopes, at, db.Actor.Name, now);
        db.Add(consent);
        await SaveAsync(subject.Id, "consent-recorded", stop).ConfigureAwait(false);
        return consent;
    }

    /// <summary>The person takes the newest consent back: from now on no step is allowed that needs it.</summary>
    public async Task WithdrawAsync(Guid id, string? reason, CancellationToken stop = default)
    {
        var subject = await KnownAsync(id, stop).ConfigureAwait(false);
        var consent = await ConsentCheck.NewestAsync(db, subject.Id, stop).ConfigureAwait(false) ?? throw new RefusedStepException("consent-not-recorded", "", subject.Code);
        if (consent.Withdrawn is { } at) throw new RefusedStepException("consent-withdrawn", "", subject.Code, $"{at}", consent.WithdrawnBy ?? "");
        consent.Withdraw(clock.GetUtcNow(), db.Actor.Name, Bounds.Optional(reason, "reason", LongestReason));
        db.Because(consent.WithdrawalReason);
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Writes what identifies a person, encrypted.</summary>
    public async Task IdentifyAsync(Guid id, Identity identity, PersonalDataCipher cipher, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(cipher);
        var subject = await KnownAsync(id, stop).ConfigureAwait(false);
        var (name, number, phone) = (Bounds.Optional(identity.Name, "name", LongestName), Bounds.Optional(identity.IdNumber, "idNumber", 40), Bounds.Optional(identity.Phone, "phone", 40));
        if (identity.BirthDate is { } born && (born.Year < 1900 || born > DateOnly.FromDateTime(clock.GetLocalNow().Date))) throw new RefusedStepException("out-of-bounds", "birthDate", 1900, clock.GetLocalNow().Year);
        var hash = cipher.Hash(number);
        if (hash is not null && await db.PersonalData.AnyAsync(p => p.IdNumberHash == hash && p.SubjectId != subject.Id, stop).ConfigureAwait(false)) throw new RefusedStepException("person-known", "idNumber");
        var data = await db.PersonalData.FindAsync([subject.Id], stop).ConfigureAwait(false) ?? db.Add(new PersonalData(subject.Id)).Entity;
        data.Write((cipher.Protect(name), cipher.Hash(name)), (cipher.Protect(number), hash), cipher.Protect(identity.BirthDate?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
            (cipher.Protect(phone), cipher.Hash(phone)));
        await db.SaveChangesAsync(stop).ConfigureAwait(false);
    }

    void DemandBirthYear(int? year)
    {
        if (year is { } y) Bounds.Between(y, 1900, clock.GetLocalNow().Year, "birthYear");
    }

    async Task SaveAsync(int subject, string reason, CancellationToken stop)
    {
        var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await db.SaveChangesAsync(stop).ConfigureAwait(false);
            cases.Refresh(db, [subject], new Issue(reason, softwareVersion, clock.GetUtcNow()), stop);
            await transaction.CommitAsync(stop).ConfigureAwait(false);
        }
    }

    async Task<Subject> KnownAsync(Guid id, CancellationToken stop)
    {
        db.ChangeTracker.Clear();
        var subject = await db.Subjects.SingleOrDefaultAsync(s => s.PublicId == id, stop).ConfigureAwait(false);
        return subject is not null && db.Actor.Sees(subject.Site) ? subject : throw new RefusedStepException("unknown-subject", "");
    }
}
