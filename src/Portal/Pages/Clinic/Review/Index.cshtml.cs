using Thrombophilia.Lims;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Review;

/// <summary>Conclusions that wait for a reader, the longest waiting first.</summary>
internal sealed class IndexModel(ReviewQueries review, TimeProvider time) : ListPage(time)
{
    public IReadOnlyList<WaitingConclusion> Found { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) => Found = Opened(await review.WaitingAsync(Wanted, stop));

    /// <summary>The most important sentence.</summary>
    public static string Headline(Conclusion conclusion) =>
        ConclusionModel.Sentence(CaseAnalysis.StatementsOf(conclusion)[0]);
}
