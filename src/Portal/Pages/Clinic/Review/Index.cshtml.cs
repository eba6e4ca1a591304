using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Data;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Review;

/// <summary>Conclusions that wait for a reader, the longest waiting first.</summary>
internal sealed class IndexModel(LimsDb db, ReviewService desk, TimeProvider time) : ListPage(time)
{
    public IReadOnlyList<(Conclusion Conclusion, Subject Subject, string? FirstReader)> Found { get; private set; } =
        [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        var found = await (from c in desk.Waiting.AsNoTracking()
                           join s in db.Subjects() on c.SubjectId equals s.Id
                           orderby c.Id
                           select new
                           {
                               c,
                               s,
                               First = db.SignOffs().Where(r => r.ConclusionId == c.Id).Select(r => r.By)
                               .FirstOrDefault()
                           }).Skip(Skip).Take(PageSize + 1).ToListAsync(stop);
        Found = [.. Paged(found).Select(f => (f.c, f.s, f.First))];
    }

    /// <summary>The most important sentence.</summary>
    public static string Headline(Conclusion conclusion) =>
        ConclusionModel.Sentence(CaseAnalysis.StatementsOf(conclusion)[0]);
}
