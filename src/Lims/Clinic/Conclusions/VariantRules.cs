using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>How a carried variant that is no hot spot stands before anybody has reviewed it.</summary>
enum VariantStanding
{
    /// <summary>Nothing is known for it or against it.</summary>
    Open,
    /// <summary>A null variant of a gene whose loss is a deficiency.</summary>
    Null,
    /// <summary>Others call it pathogenic for the panel's disease; its class here is another.</summary>
    CalledPathogenic,
    /// <summary>Pathogenic or likely pathogenic by its class.</summary>
    Pathogenic,
}

/// <summary>What classes, criteria and the verdicts of others mean for the review of a variant.</summary>
/// <param name="PathogenicClasses">Classes of a cause.</param>
/// <param name="CommonCriteria">Criteria of an allele that is too common for a cause; where no pathogenic one stands
/// beside them, no review is needed.</param>
/// <param name="NullCriteria">Criteria of a null variant.</param>
/// <param name="Verdicts">Whose verdicts call for a review, the most trusted first.</param>
public sealed record VariantRules(IReadOnlyList<string> PathogenicClasses, IReadOnlyList<string> CommonCriteria,
    IReadOnlyList<string> NullCriteria, IReadOnlyList<string> Verdicts)
{
    internal static VariantRules Of(StrictJson j) =>
        new(j.Texts("pathogenicClasses"), j.Texts("commonCriteria"), j.Texts("nullCriteria"), j.Texts("verdicts"));

    /// <summary>The variant is too common for a cause, and nothing speaks for one.</summary>
    internal bool IsCommon(PanelCall call) => IsMet(call, CommonCriteria) && !IsMet(call, null);

    /// <summary>How the variant stands.</summary>
    internal VariantStanding StandingOf(PanelCall call) =>
        PathogenicClasses.Contains(call.Class ?? "") ? VariantStanding.Pathogenic
        : PathogenicVerdicts(call).Any() ? VariantStanding.CalledPathogenic
        : IsMet(call, NullCriteria) ? VariantStanding.Null : VariantStanding.Open;

    /// <summary>
    /// The verdicts of others that call the variant pathogenic for the panel's disease, for sentences: who, class and
    /// month.
    /// </summary>
    internal IEnumerable<string> PathogenicVerdicts(PanelCall call) => call.Notes.Count == 0 ? [] :
        from who in Verdicts
        where !call.Notes.Contains(who + "-for-another-disease")
        from note in call.Notes
        where note.StartsWith(who + "=", StringComparison.Ordinal)
        let verdict = note[(who.Length + 1)..].Split('@')
        where verdict.Length == 2 && PathogenicClasses.Contains(verdict[0])
        select $"@verdict.{who}: @class.{verdict[0]}, {verdict[1]}";

    // One of the codes is met; without codes, any that speaks for a cause. Criteria that are met stand first, without a
    // question mark; a strength stands behind the code.
    static bool IsMet(PanelCall call, IReadOnlyList<string>? codes)
    {
        var criteria = call.Criteria.AsSpan();
        foreach (var range in criteria.Split(';'))
        {
            var item = criteria[range];
            if (item.IsEmpty || item[0] == '@' || item.Contains('?')) continue;
            if (codes is null && item[0] == 'P') return true;
            var code = item.IndexOf('_') is >= 0 and var at ? item[..at] : item;
            foreach (var wanted in codes ?? [])
                if (code.SequenceEqual(wanted)) return true;
        }
        return false;
    }
}
