using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Biobank.Transfers;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Requests.Forms;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Requests.Referrals;

/// <summary>A referral as it was filled.</summary>
/// <param name="Form">The form.</param>
/// <param name="Partner">Public id of the partner.</param>
/// <param name="Direction">Which way.</param>
/// <param name="AskedBy">The physician who refers.</param>
/// <param name="Asked">When; null for now.</param>
/// <param name="Urgent">It is urgent.</param>
/// <param name="UrgencyReason">Why.</param>
/// <param name="Shipment">Code of the shipment with its samples; null for none.</param>
public sealed record ReferralEntry(FormEntry Form, Guid Partner, ReferralDirection Direction, string? AskedBy, Moment? Asked, bool Urgent,
    string? UrgencyReason, string? Shipment = null);

/// <summary>Keeps partners, and sends referrals and moves them. Each method is one step; the context names the actor.</summary>
public sealed class ReferralService(Writes writes, RequestRules rules, ClinicalRules clinical, PersonalDataCipher cipher)
{
    const int LongestName = 100, LongestContact = 200;

    readonly LimsDb db = writes.Db;

    /// <summary>Registers a partner.</summary>
    public Task<Partner> RegisterAsync(string? name, PartnerKind kind, string? contact, string? site, CancellationToken stop = default) =>
        writes.RunAsync(async step =>
    {
        var (called, reached) = (Bounds.Text(name, "name", LongestName), Bounds.Text(contact, "contact", LongestContact));
        var own = string.IsNullOrWhiteSpace(site) ? null : step.OwnSite(site, "site");
        if (await db.Partners().AnyAsync(p => p.Name == called, stop)) throw new RefusedStepException("partner-known", "name", called);
        return db.Add(new Partner(called, kind, reached, own)).Entity;
    }, stop);

    /// <summary>Records how a partner is reached now.</summary>
    public Task ReachAsync(Guid id, string? contact, CancellationToken stop = default) => writes.RunAsync(async step =>
        (await PartnerAsync(id, stop)).Reach(Bounds.Text(contact, "contact", LongestContact)), stop);

    /// <summary>Sends a referral. The facts of the form become clinical picture in the same step.</summary>
    public Task<Referral> SendAsync(ReferralEntry entry, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return writes.RunAsync(async step =>
        {
            var partner = await PartnerAsync(entry.Partner, stop);
            var who = Bounds.Text(entry.AskedBy, "askedBy", LongestName);
            var urgency = Asking.Urgency(entry.Urgent, entry.UrgencyReason);
            var asked = Asking.Asked(entry.Asked, step);
            int? shipment = null;
            if (LabelCode.Normal(entry.Shipment) is { Length: > 0 } code)
                shipment = (await db.Shipments().SingleOrDefaultAsync(s => s.Code == code, stop)
                    ?? throw new RefusedStepException("unknown-shipment", "shipment")).Id;
            var form = rules.Form(RequestForm.Referral);
            var (subject, answers) = await Asking.BeginAsync(step, form, entry.Form, clinical, cipher, stop);
            if (partner.Site == subject.Site) throw new RefusedStepException("referral-to-itself", "partner", subject.Site);
            var due = Moment.Of(rules.Time(AllowedTime.ReferralReply).Due(asked.At, entry.Urgent));
            var made = db.Add(new Referral(LabelCode.Take(db, LabelCode.Referral)[0], subject.Id, subject.Site, partner,
                entry.Direction, who, asked, urgency, due, shipment, (form.Version, answers))).Entity;
            await db.SaveChangesAsync(stop);
            db.Add(new ReferralEvent(made.Id, ReferralState.Sent, db.Actor.Name, step.Now, null));
            return made;
        }, stop);
    }

    /// <summary>It is accepted.</summary>
    public Task AcceptAsync(Guid id, CancellationToken stop = default) => MoveAsync(id, ReferralState.Accepted, null, stop);

    /// <summary>It is refused, with a reason.</summary>
    public Task RefuseAsync(Guid id, string? reason, CancellationToken stop = default) =>
        MoveAsync(id, ReferralState.Refused, () => Bounds.Reason(reason), stop);

    /// <summary>The person arrived.</summary>
    public Task ArriveAsync(Guid id, CancellationToken stop = default) => MoveAsync(id, ReferralState.Arrived, null, stop);

    /// <summary>The person's newest conclusion, signed by two, was sent back by somebody.</summary>
    /// <param name="id">Public id of the referral.</param>
    /// <param name="sentBy">Who sent it.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="RefusedStepException">It is not signed by two persons, or there is none.</exception>
    public Task ReturnAsync(Guid id, string? sentBy, CancellationToken stop = default) => writes.RunAsync(async step =>
    {
        var referral = await FoundAsync(id, stop);
        var who = Bounds.Text(sentBy, "sentBy", LongestName);
        var newest = await db.Conclusions().OfEverySite().Where(c => c.SubjectId == referral.SubjectId)
            .OrderByDescending(c => c.Version).FirstOrDefaultAsync(stop);
        if (newest is not { ForReport: true }
            || !await db.SignOffs().OfEverySite().AnyAsync(s => s.ConclusionId == newest.Id && s.Turn == SignOff.Needed, stop))
            throw new RefusedStepException("nothing-signed", "");
        referral.Return(newest.Id);
        db.Add(new ReferralEvent(referral.Id, ReferralState.Returned, db.Actor.Name, step.Now, who));
    }, stop);

    /// <summary>Nothing of it is left to do.</summary>
    public Task CloseAsync(Guid id, CancellationToken stop = default) => MoveAsync(id, ReferralState.Closed, null, stop);

    Task MoveAsync(Guid id, ReferralState to, Func<string>? note, CancellationToken stop) => writes.RunAsync(async step =>
    {
        var referral = await FoundAsync(id, stop);
        var said = note?.Invoke();
        referral.Move(to);
        db.Because(said);
        db.Add(new ReferralEvent(referral.Id, to, db.Actor.Name, step.Now, said));
    }, stop);

    async Task<Referral> FoundAsync(Guid id, CancellationToken stop) =>
        await db.Referrals().SingleOrDefaultAsync(r => r.PublicId == id, stop) ?? throw new RefusedStepException("unknown-referral", "");

    async Task<Partner> PartnerAsync(Guid id, CancellationToken stop) =>
        await db.Partners().SingleOrDefaultAsync(p => p.PublicId == id, stop)
        ?? throw new RefusedStepException("unknown-partner", "partner");
}
