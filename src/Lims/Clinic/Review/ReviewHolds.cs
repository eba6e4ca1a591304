using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Review.LabRequests;

namespace Thrombophilia.Lims.Clinic.Review;

/// <summary>A hold of one conclusion.</summary>
/// <param name="Rule">What it is.</param>
/// <param name="Release">Who released it for this version, and why; null while it holds.</param>
public sealed record Hold(HoldRule Rule, ReviewEvent? Release);

/// <summary>What keeps a conclusion from being signed: the one place that derives it.</summary>
static class ReviewHolds
{
    /// <summary>The holds of a conclusion, released ones too.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="biobank">What a report needs of a consent.</param>
    /// <param name="statements">What the conclusion says.</param>
    /// <param name="consent">The consent that counts; null for none.</param>
    /// <param name="requests">The requests of the person.</param>
    /// <param name="events">The events of this version.</param>
    public static IReadOnlyList<Hold> Of(ReviewRules rules, BiobankRules biobank, IReadOnlyList<Statement> statements,
        Consent? consent, IEnumerable<LabRequest> requests, IReadOnlyList<ReviewEvent> events)
    {
        var (agreed, waits) = (ConsentCheck.Allows(biobank, ConsentStep.Report, consent), requests.Any(r => r.IsHolding));
        return [.. rules.Holds.Where(Applies).Select(rule => new Hold(rule, !rule.IsReleasable ? null
            : events.LastOrDefault(e => e.Kind == ReviewEventKind.HoldReleased && e.About == rule.Id)))];

        bool Applies(HoldRule rule) => rule.Source switch
        {
            HoldSource.Consent => !agreed,
            HoldSource.Requests => waits,
            _ => rule.Says.Has(statements),
        };
    }
}
