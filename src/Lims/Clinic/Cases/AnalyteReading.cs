using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Tables;

namespace Thrombophilia.Lims.Clinic.Cases;

/// <summary>What the values of one analyte say together.</summary>
/// <param name="Gene">The analyte and its gene.</param>
/// <param name="Values">Its values, in the order of their draws.</param>
/// <param name="Phenotype">Code, as the join reads it.</param>
/// <param name="Basis">The values that decide it.</param>
/// <param name="OpenAssays">Assays that have to be normal too before the analyte is.</param>
public sealed record AnalyteReading(CaseGene Gene, IReadOnlyList<AssayReading> Values, string Phenotype,
    IReadOnlyList<AssayReading> Basis, IReadOnlyList<AssayRow> OpenAssays)
{
    internal const string NotMeasured = "not-measured", Blocked = "blocked", LowRepeated = "low-repeated", LowOnce = "low-once",
        LowNotConfirmed = "low-not-confirmed", Borderline = "borderline", Normal = "normal", NormalOpen = "normal-open";

    /// <summary>Low on a usable draw, and no later value of the same assay refutes it.</summary>
    public bool IsLow => Phenotype is LowRepeated or LowOnce;

    /// <summary>Low on two draws that are independent of each other.</summary>
    public bool IsLowRepeated => Phenotype == LowRepeated;

    /// <summary>
    /// Low on two independent draws at which nobody was in a state that moves the assay, not even one that raises it.
    /// </summary>
    internal bool IsLowUndisturbed(int days)
    {
        var clean = Basis.Where(v => v.IsLow && v.States.Count == 0).ToList();
        return IsLowRepeated && clean.Exists(a => clean.Exists(b => AreIndependent(a, b, days)));
    }

    /// <summary>Joins the values of an analyte.</summary>
    internal static AnalyteReading Of(CaseGene gene, IReadOnlyList<AssayReading> values, ClinicalRules rules)
    {
        var days = rules.Cases.IndependentDays;
        var deciding = values.Where(v => v.Decides).ToList();
        var read = deciding.FindAll(v => v.IsRead);
        var low = read.FindAll(v => v.IsLow);
        var needed = rules.Cases.Complements.FirstOrDefault(c => c.Analyte == gene.Analyte)?.Assays ?? [];
        var open = rules.Assays.Where(a => needed.Contains(a.Id)
            && !values.Any(v => v.Row.Id == a.Id && v.IsRead && v.Class == AssayReading.NormalClass)).ToList();
        AnalyteReading Made(string code, IReadOnlyList<AssayReading> basis) => new(gene, values, code, basis, open);

        if (deciding.Count == 0) return Made(NotMeasured, []);
        if (read.Count == 0) return Made(Blocked, deciding);
        if (low.Count > 0)
        {
            if (low.Exists(a => low.Exists(b => AreIndependent(a, b, days)))) return Made(LowRepeated, low);
            // A later normal value of the same assay does not confirm the low one.
            var refuting = read.FindAll(v => v.Class == AssayReading.NormalClass
                && low.TrueForAll(l => l.Row.Id == v.Row.Id && v.Assay.Day > l.Assay.Day && AreIndependent(l, v, days)));
            return refuting.Count > 0 ? Made(LowNotConfirmed, [.. low, .. refuting]) : Made(LowOnce, low);
        }
        var borderline = read.FindAll(v => v.Class == AssayReading.Borderline);
        if (borderline.Count > 0) return Made(Borderline, borderline);
        return Made(open.Count == 0 ? Normal : NormalOpen, read);
    }

    /// <summary>Two samples, drawn far enough apart. A draw of unknown time is independent of none.</summary>
    internal static bool AreIndependent(AssayReading a, AssayReading b, int days) =>
        a.Assay.Day is { } first && b.Assay.Day is { } second && Math.Abs(first.DayNumber - second.DayNumber) >= days
        && (a.Assay.Sample is null || a.Assay.Sample != b.Assay.Sample);
}
