using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Facts;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Portal.Localization;

namespace Thrombophilia.Portal.Pages.Clinic.Options;

/// <summary>Advice in the reader's words.</summary>
/// <param name="rules">The tables in force.</param>
/// <param name="answer">Conclusion and options.</param>
/// <param name="heldBack">Drugs that are not offered until results are signed.</param>
internal sealed class AdviceText(ClinicalRules rules, CaseAnswer answer, IReadOnlyList<DrugClass> heldBack)
{
    public CaseAnswer Answer => answer;
    public ClinicalRules Rules => rules;

    public string Word(string key) => rules.Text(key).In();
    public string Drugs(IEnumerable<DrugClass> drugs) => List(drugs.Select(d => Word(d.TextKey)));
    public string Facts(IEnumerable<Fact> facts) => List(facts.Distinct().Select(f => Word(f.TextKey)));
    public string Rows(IEnumerable<OptionRow> rows) => List(rows.Select(r => Word(r.TextKey)).Distinct());
    public static string List(IEnumerable<string> parts) => string.Join(Texts.Get("list.separator"), parts);
    public static bool IsToBeConfirmed(ClinicalRow? row) => row?.Claim.Confidence == Confidence.ToBeConfirmed;

    /// <summary>What the rows that are told rest on.</summary>
    public IEnumerable<ClinicalSource> Sources => answer.Told.SelectMany(r => r.Claim.Sources)
        .Concat(answer.Options.Conflicts.SelectMany(c => c.ASources.Concat(c.BSources)))
        .Concat(answer.Pregnancy.SelectMany(p => p.Claim.Sources)).Concat(answer.Relatives.SelectMany(r => r.Claim.Sources))
        .Distinct().Order(StringComparer.Ordinal).Select(id => rules.Sources[id]);

    /// <summary>What a row leaves of its offer; null for a row that offers nothing.</summary>
    public Offer? OfferOf(OptionRow row) => answer.Options.Offers.FirstOrDefault(o => o.Row == row);

    /// <summary>What of an offer may be considered.</summary>
    public IReadOnlyList<DrugClass> LeftOf(Offer? offer) => [.. (offer?.Left ?? []).Except(heldBack)];

    /// <summary>What of an offer waits for a signature.</summary>
    public IReadOnlyList<DrugClass> HeldBackOf(Offer? offer) => [.. (offer?.Left ?? []).Intersect(heldBack)];
}
