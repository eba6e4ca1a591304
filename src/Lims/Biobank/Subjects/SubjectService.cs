using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Subjects;

/// <summary>What somebody typed about a person.</summary>
public sealed record SubjectEntry(string? Code, string? Site, SubjectGroup Group, Sex Sex, int? BirthYear,
    string? Enrolment = null, Transplant Transplant = Transplant.NotRecorded);

/// <summary>What can be corrected of a person, or become known later.</summary>
public sealed record SubjectDescription(SubjectGroup Group, Sex Sex, int? BirthYear, string? Enrolment,
    Transplant Transplant);

/// <summary>What identifies a person, in the clear: only on its way between a page and the encryption.</summary>
public sealed record Identity(string? Name, string? IdNumber, DateOnly? BirthDate, string? Phone);

/// <summary>
/// Registers persons, what identifies them, and what they agreed to. Each method is one step; the context names the
/// actor.
/// </summary>
public sealed class SubjectService(Writes writes)
{
    const int LongestName = 100, LongestReason = 500;

    readonly LimsDb db = writes.Db;

    /// <summary>Registers a person.</summary>
    /// <exception cref="RefusedStepException">A field is out of bounds, the code is taken, or the site is not the
    /// actor's.</exception>
    public Task<Subject> RegisterAsync(SubjectEntry entry, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return writes.RunAsync(async step =>
        {
            var code = Bounds.Code(entry.Code, "code");
            var site = step.OwnSite(entry.Site, "site");
            DemandBirthYear(entry.BirthYear, step);
            var enrolment = Bounds.Optional(entry.Enrolment, "enrolment", 40);
            if (await db.Subjects().OfEverySite().AnyAsync(s => s.Code == code, stop))
                throw new RefusedStepException("code-taken", "code", code);
            await DemandFreeAsync(enrolment, null, stop);
            var subject = new Subject(code, site, entry.Group, entry.Sex, entry.BirthYear);
            subject.Describe(enrolment, entry.Transplant);
            db.Add(subject);
            return subject;
        }, stop);
    }

    /// <summary>
    /// Records what became known, and corrects what was wrong: group, sex and birth year only with a reason.
    /// </summary>
    public Task DescribeAsync(Guid id, SubjectDescription known, string? reason, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(known);
        return writes.RunAsync(async step =>
        {
            var subject = await KnownAsync(id, stop);
            DemandBirthYear(known.BirthYear, step);
            var enrolment = Bounds.Optional(known.Enrolment, "enrolment", 40);
            await DemandFreeAsync(enrolment, subject.Id, stop);
            var why = Bounds.Optional(reason, "why", LongestReason);
            if (why is null
                && (subject.Group, subject.Sex, subject.BirthYear) != (known.Group, known.Sex, known.BirthYear))
                throw new RefusedStepException("reason-needed", "why");
            subject.Describe(enrolment, known.Transplant);
            subject.Correct(known.Group, known.Sex, known.BirthYear);
            db.Because(why);
            step.Concerns(subject.Id, "record-corrected");
        }, stop);
    }

    /// <summary>Records a signed form.</summary>
    public Task<Consent> ConsentAsync(
        Guid id, string? formVersion, ConsentScopes scopes, DateTimeOffset? signedAt,
            CancellationToken stop = default) => writes.RunAsync(async step =>
    {
        var subject = await KnownAsync(id, stop);
        var version = Bounds.Text(formVersion, "formVersion", Consent.LongestForm);
        if (scopes == ConsentScopes.None) throw new RefusedStepException("no-scope", "scopes");
        var at = signedAt ?? throw new RefusedStepException("empty", "signedAt");
        Bounds.Past(Moment.Of(at), "signedAt", step.Now);
        if (await ConsentCheck.NewestAsync(db, subject.Id, stop) is { Withdrawn: { } withdrawn } && at <= withdrawn.At)
            throw new RefusedStepException("signed-before-withdrawal", "signedAt", $"{withdrawn}");
        var consent = new Consent(subject.Id, version, scopes, at, db.Actor.Name, step.Now);
        db.Add(consent);
        step.Concerns(subject.Id, "consent-recorded");
        return consent;
    }, stop);

    /// <summary>Withdraws the newest consent: from now on no step that needs consent is allowed.</summary>
    public Task WithdrawAsync(Guid id, string? reason, CancellationToken stop = default) =>
        writes.RunAsync(async step =>
    {
        var subject = await KnownAsync(id, stop);
        var consent = await ConsentCheck.NewestAsync(db, subject.Id, stop)
            ?? throw new RefusedStepException("consent-not-recorded", "", subject.Code);
        if (consent.Withdrawn is { } at)
            throw new RefusedStepException("consent-withdrawn", "", subject.Code, $"{at}", consent.WithdrawnBy ?? "");
        consent.Withdraw(step.Now, db.Actor.Name, Bounds.Optional(reason, "reason", LongestReason));
        db.Because(consent.WithdrawalReason);
        step.Concerns(subject.Id, "consent-withdrawn");
    }, stop);

    /// <summary>Encrypts and writes what identifies a person.</summary>
    public Task IdentifyAsync(Guid id, Identity identity, PersonalDataCipher cipher, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(identity);
        ArgumentNullException.ThrowIfNull(cipher);
        return writes.RunAsync(async step =>
        {
            var subject = await KnownAsync(id, stop);
            var name = Bounds.Optional(identity.Name, "name", LongestName);
            var (number, phone) = (Bounds.Optional(identity.IdNumber, "idNumber", 40),
                Bounds.Optional(identity.Phone, "phone", 40));
            if (identity.BirthDate is { } born && (born.Year < 1900 || born > step.Today))
                throw new RefusedStepException("out-of-bounds", "birthDate", 1900, step.Today.Year);
            var hash = cipher.Hash(number);
            if (hash is not null
                && await db.PersonalData().OfEverySite()
                .AnyAsync(p => p.IdNumberHash == hash && p.SubjectId != subject.Id, stop))
                throw new RefusedStepException("person-known", "idNumber");
            var data = await db.PersonalData().SingleOrDefaultAsync(p => p.SubjectId == subject.Id, stop)
                ?? db.Add(new PersonalData(subject.Id)).Entity;
            var birthDate = identity.BirthDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            data.Write(
                (cipher.Protect(name), cipher.Hash(name)), (cipher.Protect(number), hash), cipher.Protect(birthDate),
                (cipher.Protect(phone), cipher.Hash(phone)));
        }, stop);
    }

    static void DemandBirthYear(int? year, WriteStep step)
    {
        if (year is { } y) Bounds.Between(y, 1900, step.Today.Year, "birthYear");
    }

    async Task DemandFreeAsync(string? enrolment, int? of, CancellationToken stop)
    {
        if (enrolment is not null
            && await db.Subjects().OfEverySite().AnyAsync(s => s.Enrolment == enrolment && s.Id != of, stop))
            throw new RefusedStepException("code-taken", "enrolment", enrolment);
    }

    async Task<Subject> KnownAsync(Guid id, CancellationToken stop) =>
        await db.Subjects().SingleOrDefaultAsync(s => s.PublicId == id, stop)
        ?? throw new RefusedStepException("unknown-subject", "");
}
