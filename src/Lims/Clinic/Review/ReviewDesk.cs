using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Review.LabRequests;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Clinic.Review;

/// <summary>A version as its review has left it.</summary>
/// <param name="Round">How often it was reopened.</param>
/// <param name="SentBack">Who sent it back, and why; null where nobody did, or it was reopened.</param>
/// <param name="SignOffs">The signatures that count, the first first.</param>
public sealed record ReviewStanding(int Round, ReviewEvent? SentBack, IReadOnlyList<SignOff> SignOffs)
{
    internal static ReviewStanding Of(IReadOnlyList<ReviewEvent> events, IEnumerable<SignOff> signed)
    {
        var round = events.Count(e => e.Kind == ReviewEventKind.Reopened);
        var last = events.LastOrDefault(e => e.Kind is ReviewEventKind.SentBack or ReviewEventKind.Reopened);
        var sentBack = last?.Kind == ReviewEventKind.SentBack ? last : null;
        return new(round, sentBack, sentBack is not null ? [] : [.. signed.Where(s => s.Round == round).OrderBy(s => s.Turn)]);
    }
}

/// <summary>
/// Keeps the line of a person in the queue, inside the step that changed what it follows from. By the fast rows: the line
/// is written for each case of a file.
/// </summary>
static class ReviewDesk
{
    /// <summary>Brings the line of a person up to date; a person without a conclusion has none.</summary>
    /// <param name="db">The records, with everything of the step written.</param>
    /// <param name="rules">The rules of the review.</param>
    /// <param name="biobank">What a report needs of a consent.</param>
    /// <param name="subjectId">Internal key of the person.</param>
    /// <param name="said">What the newest conclusion says, where that is at hand.</param>
    public static void Renew(LimsDb db, ReviewRules rules, BiobankRules biobank, int subjectId, IReadOnlyList<Statement>? said = null)
    {
        var conclusion = db.Rows<Conclusion>().Last(nameof(Conclusion.Version), (nameof(Conclusion.SubjectId), subjectId));
        if (conclusion is null) return;
        var items = db.Rows<ReviewItem>();
        var known = items.Find(nameof(ReviewItem.SubjectId), subjectId) is [var row] ? row : null;
        // Of whom nothing was concluded before, nothing was commented, asked for or signed.
        var isFirst = known is null && conclusion.Version == 1;
        List<ReviewEvent> events = isFirst ? [] : db.Rows<ReviewEvent>().Find(nameof(ReviewEvent.SubjectId), subjectId);
        List<LabRequest> requests = isFirst ? [] : db.Rows<LabRequest>().Find(nameof(LabRequest.SubjectId), subjectId);
        List<SignOff> signed = db.Rows<SignOff>().Find(nameof(SignOff.ConclusionId), conclusion.Id);
        var own = events.FindAll(e => e.ConclusionId == conclusion.Id);
        var statements = said ?? StatementJson.Of(conclusion);
        var holds = ReviewHolds.Of(rules, biobank, statements, ConsentCheck.NewestInStep(db, subjectId), requests, own);
        var standing = ReviewStanding.Of(own, signed);
        var state = !conclusion.ForReport ? ReviewState.NotForReport
            : standing.SignOffs.Count >= SignOff.Needed ? ReviewState.SignedOff
            : standing.SentBack is not null ? ReviewState.SentBack
            : holds.Any(h => h.Release is null) ? ReviewState.Held
            : standing.SignOffs.Count == 0 ? ReviewState.First : ReviewState.Second;
        var item = known ?? new(db.Rows<Subject>().Find(nameof(Subject.Id), subjectId).Single());
        item.Follow(conclusion.Id, conclusion.Issued, state, rules.KindOf(statements), rules.Version,
            standing.SignOffs.Count > 0 ? standing.SignOffs[0].By : "",
            events.LastOrDefault(e => e.Kind == ReviewEventKind.Assigned)?.About ?? "",
            string.Join(';', holds.Where(h => h.Release is null).Select(h => h.Rule.Id)));
        if (known is null) items.Insert(item);
        else items.Update(item);
    }
}
