using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Biobank.Transfers;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Requests.Forms;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Clinic.Requests.Referrals;

/// <summary>A referral in a list.</summary>
/// <param name="Referral">The referral.</param>
/// <param name="Subject">The person.</param>
/// <param name="Partner">The partner.</param>
/// <param name="IsOverdue">Nobody accepted or refused it in time.</param>
public sealed record ReferralRow(Referral Referral, Subject Subject, Partner Partner, bool IsOverdue);

/// <summary>A referral with its form and its way.</summary>
/// <param name="Row">The referral.</param>
/// <param name="Form">The form as it was.</param>
/// <param name="Answers">The answers that are no facts.</param>
/// <param name="Events">What happened, the first first.</param>
/// <param name="Shipment">The shipment with its samples; null where there is none, or the actor sees it not.</param>
/// <param name="Conclusion">The conclusion that was sent back; null where none was.</param>
public sealed record ReferralFile(ReferralRow Row, RequestForm Form, IReadOnlyList<FormAnswer> Answers,
    IReadOnlyList<ReferralEvent> Events, Shipment? Shipment, Conclusion? Conclusion);

/// <summary>Reads referrals from and to the actor's sites, and the partners.</summary>
public sealed class ReferralQueries(LimsDb db, RequestRules rules, PersonalDataCipher cipher)
{
    /// <summary>Every partner, by name.</summary>
    public async Task<IReadOnlyList<Partner>> PartnersAsync(CancellationToken stop = default) =>
        await db.Partners().AsNoTracking().OrderBy(p => p.Name).ToListAsync(stop);

    /// <summary>Referrals. What is open: urgent first, then by the time of the reply. What is closed: the newest first.</summary>
    /// <param name="open">What is open, or what is closed.</param>
    /// <param name="subject">Public id of the person whose referrals are wanted; null for everybody's.</param>
    /// <param name="wanted">Which leaf.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<Leaf<ReferralRow>> ListAsync(bool open, Guid? subject, LeafWanted wanted, CancellationToken stop = default)
    {
        var rows = subject is null ? db.Referrals().Where(r => r.IsOpen == open)
            : db.Referrals().Where(r => db.Subjects().Any(s => s.Id == r.SubjectId && s.PublicId == subject));
        var leaf = await (open && subject is null ? rows.OrderByDescending(r => r.Urgent).ThenBy(r => r.ReplyDue).ThenBy(r => r.Id)
            : rows.OrderByDescending(r => r.Id)).AsNoTracking().LeafAsync(wanted, stop);
        var (people, partners, now) = (leaf.Rows.Select(r => r.SubjectId).ToList(), leaf.Rows.Select(r => r.PartnerId).ToList(),
            db.Clock.GetUtcNow());
        // The person of a referral between two of our sites belongs to one of them, and both have to know who comes.
        var subjects = await db.Subjects().OfEverySite().AsNoTracking().Where(s => people.Contains(s.Id))
            .ToDictionaryAsync(s => s.Id, stop);
        var known = await db.Partners().AsNoTracking().Where(p => partners.Contains(p.Id)).ToDictionaryAsync(p => p.Id, stop);
        return new([.. leaf.Rows.Select(r => Row(r, subjects[r.SubjectId], known[r.PartnerId], now))], leaf.Number, leaf.HasMore);
    }

    /// <summary>A referral by its public id; null where the actor sees none.</summary>
    public async Task<ReferralFile?> FindAsync(Guid id, bool withIdentity, CancellationToken stop = default)
    {
        if (await db.Referrals().AsNoTracking().SingleOrDefaultAsync(r => r.PublicId == id, stop) is not { } found) return null;
        var form = rules.Form(RequestForm.Referral, found.FormVersion);
        return new(
            Row(found, await db.Subjects().OfEverySite().AsNoTracking().SingleAsync(s => s.Id == found.SubjectId, stop),
                await db.Partners().AsNoTracking().SingleAsync(p => p.Id == found.PartnerId, stop), db.Clock.GetUtcNow()),
            form, FormAnswers.Read(form, found.Answers, withIdentity ? cipher : null),
            await db.ReferralEvents().AsNoTracking().Where(e => e.ReferralId == found.Id).OrderBy(e => e.Id).ToListAsync(stop),
            found.ShipmentId is { } shipment ? await db.Shipments().AsNoTracking().SingleOrDefaultAsync(s => s.Id == shipment, stop) : null,
            found.ConclusionId is { } conclusion
                ? await db.Conclusions().OfEverySite().AsNoTracking().SingleAsync(c => c.Id == conclusion, stop) : null);
    }

    static ReferralRow Row(Referral referral, Subject subject, Partner partner, DateTimeOffset now) =>
        new(referral, subject, partner, referral.State == ReferralState.Sent && referral.ReplyDue.At < now);
}
