using Thrombophilia.Lims.Decisions.Facts;
using Thrombophilia.Lims.Decisions.Tables;

namespace Thrombophilia.Lims.Clinic.Cases;

/// <summary>Facts of the measured values.</summary>
static class ValueFacts
{
    /// <summary>Sets them.</summary>
    public static void Set(CaseFacts facts, CaseTables tables, IReadOnlyList<AssayReading> values,
        IReadOnlyList<JoinedAnalyte> analytes)
    {
        foreach (var (fact, from, of) in tables.Derived)
            switch (from)
            {
                case FactSource.Class when Newest(of[0])?.Class is { } found && fact.Values.Contains(found):
                    facts.Derive(fact, found);
                    break;
                case FactSource.CleanValue when Newest(of[0]) is { } value:
                    Bounds(fact, value.Low, value.High);
                    break;
                case FactSource.Lowest when values.Any(v => of.Contains(v.Row.Id)):
                    var lowest = values.Where(v => of.Contains(v.Row.Id)).ToList();
                    Bounds(fact, lowest.Min(v => v.Low), lowest.Min(v => v.High ?? (decimal)fact.Maximum));
                    break;
                case FactSource.Measured when values.Count > 0 || !facts.Case.Facts.ContainsKey(fact.Id):
                    facts.Derive(fact, Newest(of[0]) is not null ? "true" : "false");
                    break;
                case FactSource.Ratio or FactSource.Difference when Pair(of) is var (first, second)
                    && (from == FactSource.Difference || second > 0):
                    var result = (double)(from == FactSource.Ratio ? first / second : first - second);
                    facts.Derive(fact, result, result);
                    break;
                case FactSource.AnyBlocked when values.Count > 0:
                    facts.Derive(fact, analytes.Any(a => of.Contains(a.Values.Gene.Analyte) && a.Values.Phenotype == "blocked")
                        ? "true" : "false");
                    break;
                case FactSource.AllNormal when analytes.Where(a => of.Contains(a.Values.Gene.Analyte)).ToList() is var own:
                    if (own.TrueForAll(a => a.Values.Phenotype == "normal")) facts.Derive(fact, "true");
                    else if (own.Exists(a => a.Values.Phenotype is "borderline" or "low-once" or "low-repeated"))
                        facts.Derive(fact, "false");
                    break;
                default:
                    break;
            }

        AssayReading? Newest(string assay) => values.LastOrDefault(v => v.Row.Id == assay && v.IsRead);

        void Bounds(Fact fact, decimal low, decimal? high) =>
            facts.Derive(fact, (double)low, high is { } end ? (double)end : fact.Maximum);

        // The newest sample in which both were read.
        (decimal, decimal)? Pair(IReadOnlyList<string> of)
        {
            for (var i = values.Count - 1; i >= 0; i--)
                if (values[i] is { IsRead: true, Exact: { } first } one && one.Row.Id == of[0])
                    for (var k = values.Count - 1; k >= 0; k--)
                        if (values[k] is { IsRead: true, Exact: { } second } other && other.Row.Id == of[1]
                            && other.Assay.Day is not null && other.Assay.Day == one.Assay.Day
                            && (one.Assay.Sample is null || other.Assay.Sample is null || one.Assay.Sample == other.Assay.Sample))
                            return (first, second);
            return null;
        }
    }
}
