using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Given;

/// <summary>Geneticists who open conclusions and sign them.</summary>
public static class Signing
{
    /// <summary>
    /// "mei" and "bo" are certified and sign a conclusion, one after the other, which issues a report. Gives its public id.
    /// </summary>
    /// <param name="open">Opens the records in somebody's hands.</param>
    /// <param name="cases">The rules.</param>
    /// <param name="key">What signs reports.</param>
    /// <param name="conclusion">Public id of the conclusion.</param>
    /// <param name="reason">What the second one types; null for nothing.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task<Guid> ByTwoAsync(Func<Actor?, LimsDb> open, CaseAnalysis cases, SigningKey key, Guid conclusion,
        string? reason = null, CancellationToken stop = default)
    {
        foreach (var (person, task) in new[] { ("mei", LabTask.FirstReading), ("bo", LabTask.SecondReading) })
        {
            await using (var records = open(null))
                await new StaffService(cases.WritesOf(records)).CertifyAsync(person, task, "C-1", new DateOnly(2099, 1, 1), stop);
            await using var db = open(new Actor(person));
            await OneAsync(db, cases, key, conclusion, reason, stop);
        }
        await using var read = open(null);
        return (await read.Reports().OrderByDescending(r => r.Id).FirstAsync(stop)).PublicId;
    }

    /// <summary>Whoever has the records opens a conclusion and signs the review that it waits for.</summary>
    /// <returns>The signature. What may be released is released before.</returns>
    public static async Task<SignOff> OneAsync(LimsDb db, CaseAnalysis cases, SigningKey key, Guid conclusion, string? reason = null,
        CancellationToken stop = default)
    {
        var review = new ReviewService(cases.WritesOf(db), cases.Biobank, cases.Review, new ReportIssuer(new(cases), key).IssueAsync);
        await review.OpenAsync(conclusion, stop);
        var file = (await new ReviewQueries(db, cases.Review, cases.Biobank).FindAsync(conclusion, stop))!;
        foreach (var hold in file.Holds.Where(h => h.Release is null && h.Rule.IsReleasable))
            await review.ReleaseAsync(conclusion, hold.Rule.Id, "seen", stop);
        // Accounts have small letters, names begin with a capital one.
        var name = char.ToUpperInvariant(db.Actor.Name[0]) + db.Actor.Name[1..];
        return await review.SignAsync(conclusion, new(file.Standing.Round, file.Standing.SignOffs.Count + 1, name, reason), stop);
    }
}
