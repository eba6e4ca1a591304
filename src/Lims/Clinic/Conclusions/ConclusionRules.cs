using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>A unit and its factor.</summary>
/// <param name="Id">As written in files.</param>
/// <param name="ToUnitsPerDecilitre">Factor to U/dL.</param>
public sealed record AssayUnit(string Id, decimal ToUnitsPerDecilitre);

/// <summary>A natural anticoagulant and the gene that encodes it.</summary>
/// <param name="Id">Code of the analyte.</param>
/// <param name="Gene">HGNC symbol.</param>
public sealed record Analyte(string Id, string Gene);

/// <summary>Values outside are refused at import. U/dL.</summary>
public sealed record Plausible(decimal Minimum, decimal Maximum, string Note, IReadOnlyList<string> Sources,
    string Confidence);

/// <summary>Age in years from which adult limits hold.</summary>
public sealed record AdultFrom(int Years, string Note, IReadOnlyList<string> Sources, string Confidence);

/// <summary>Calendar days between draws that count as independent.</summary>
public sealed record IndependentDraws(int MinimumDaysApart, string Note, IReadOnlyList<string> Sources,
    string Confidence);

/// <summary>An assay that reads the protein of one variant as normal.</summary>
/// <param name="HotSpot">Id of the panel's hot spot.</param>
/// <param name="Method">The blind method.</param>
/// <param name="Needs">The method that sees it.</param>
/// <param name="Sources">Keys of the sources.</param>
public sealed record BlindSpot(string HotSpot, string Method, string Needs, IReadOnlyList<string> Sources);

/// <summary>A state of the patient or the sample, and what it does to each assay.</summary>
/// <param name="Id">Code as written in files.</param>
/// <param name="Effects">By analyte/method; one for each assay that is interpreted.</param>
/// <param name="Sources">Keys of the sources.</param>
/// <param name="Confidence"><c>sourced</c> or <c>to be confirmed</c>.</param>
/// <param name="Note">For the reader of the rules.</param>
/// <param name="ImpliedByHotSpots">Carrying one of these puts the patient in this state, recorded or not.</param>
/// <param name="DonorDna">The DNA read is not the patient's own.</param>
/// <param name="ImpliedByTransplants">Having had one of these puts the patient in this state, recorded with the result
/// or not.</param>
public sealed record StateRule(
    string Id, IReadOnlyDictionary<string, Interference> Effects, IReadOnlyList<string> Sources, string Confidence,
    string? Note = null, IReadOnlyList<string>? ImpliedByHotSpots = null, bool DonorDna = false,
        IReadOnlyList<Transplant>? ImpliedByTransplants = null)
{
    internal static StateRule Of(StrictJson j) => new(
        j.Text("id"), j.Map("effects", (effects, assay) => effects.Code<Interference>(assay, Interferences.Code)),
        j.Texts("sources"), j.Text("confidence"),
        j.TextOrNull("note"), j.TextsOrNull("impliedByHotSpots"), j.FlagOrNull("donorDna") ?? false,
        j.CodesOrNull<Transplant>("impliedByTransplants", KnowledgeCodes.Of));

    /// <summary>The history of transplants puts the patient in this state.</summary>
    public bool IsImpliedBy(Transplant transplant) => ImpliedByTransplants?.Contains(transplant) == true;
}

/// <summary>
/// The rules that turn assays and findings into a conclusion. Versioned data; none of it is in the code.
/// </summary>
public sealed record ConclusionRules(
    string Id, string Version, string Title, string Panel, IReadOnlyList<Source> Sources,
        IReadOnlyList<AssayUnit> Units,
    Plausible Plausible, AdultFrom AdultFrom, IndependentDraws IndependentDraws,
    IReadOnlyList<string> ClassesWithoutReview, IReadOnlyList<string> RiskClasses,
    IReadOnlyList<Analyte> Analytes, IReadOnlyList<AssayRule> Assays, IReadOnlyList<BlindSpot> BlindSpots,
        IReadOnlyList<StateRule> States, VariantRules Variants)
{
    /// <summary>SHA-256 of the file's bytes, lower-case hex.</summary>
    public string Sha256 { get; private init; } = "";

    /// <summary>The rule of an analyte and method; null when the pair is unknown.</summary>
    public AssayRule? Assay(string analyte, string method) =>
        Assays.FirstOrDefault(a => a.Analyte == analyte && a.Method == method);

    /// <summary>The rule of a state; null when the code is unknown.</summary>
    public StateRule? State(string id) => States.FirstOrDefault(s => s.Id == id);

    /// <summary>The method reads the protein of this hot spot's variant as normal.</summary>
    public bool IsBlind(string hotSpot, string method) =>
        BlindSpots.Any(b => b.HotSpot == hotSpot && b.Method == method);

    /// <summary>A value in U/dL.</summary>
    /// <exception cref="InvalidDataException">The unit is unknown.</exception>
    public decimal UnitsPerDecilitre(decimal value, string unit) =>
        value * (Units.FirstOrDefault(u => u.Id == unit)
        ?? throw new InvalidDataException($"Unknown unit '{unit}'.")).ToUnitsPerDecilitre;

    /// <summary>Reads and proves the newest released rules against <paramref name="panel"/>.</summary>
    /// <exception cref="InvalidDataException">Something is unknown, missing or said twice.</exception>
    internal static ConclusionRules Load(PanelFacts panel, KnowledgeFolder knowledge)
    {
        var file = knowledge.Demand("conclusions", "thrombophilia-conclusions");
        var rules = file.Read(Of);
        file.Demand(rules.Panel == panel.Id, $"made for panel '{rules.Panel}', not '{panel.Id}'");

        var cited = rules.Plausible.Sources.Concat(rules.AdultFrom.Sources).Concat(rules.IndependentDraws.Sources)
            .Concat(rules.States.SelectMany(s => s.Sources)).Concat(rules.BlindSpots.SelectMany(b => b.Sources))
            .Concat(rules.Assays.SelectMany(
            a => a.Limits.SelectMany(l => l.Sources).Concat(a.NormalLeavesOpenSources ?? [])));
        foreach (var source in cited)
            file.Demand(rules.Sources.Any(s => s.Id == source), $"source '{source}' is cited and not listed");
        string[] confidences = [rules.Plausible.Confidence, rules.AdultFrom.Confidence,
            rules.IndependentDraws.Confidence,
            .. rules.States.Select(s => s.Confidence),
                .. rules.Assays.SelectMany(a => a.Limits).Select(l => l.Confidence)];
        foreach (var confidence in confidences)
            file.Demand(confidence is "sourced" or "to be confirmed", $"confidence '{confidence}'");

        foreach (var twice in Twice(rules.States.Select(s => s.Id)).Concat(Twice(rules.Assays.Select(a => a.Key)))
            .Concat(Twice(rules.Units.Select(u => u.Id))).Concat(Twice(rules.Analytes.Select(a => a.Id))))
            file.Demand(false, $"'{twice}' stands twice");

        var interpreted = rules.Assays.Where(a => a.Level != AssayLevel.Describes).Select(a => a.Key).ToHashSet();
        foreach (var assay in rules.Assays)
        {
            file.Demand(rules.Analytes.Any(a => a.Id == assay.Analyte), $"assay {assay.Key}: unknown analyte");
            file.Demand(assay.Level == AssayLevel.Describes ? assay.Limits.Count == 0 : Covers(assay.Limits),
                $"assay {assay.Key}: limits must be one for both sexes or one for each");
            file.Demand(assay.Limits.All(l => l.Sources.Count > 0 && (l.DeficientBelow ?? 0) <= l.NormalFrom),
                $"assay {assay.Key}: limits");
            file.Demand(assay.Limits.All(l => l.DeficientBelow is not null == (assay.Level == AssayLevel.Decides)),
                $"assay {assay.Key}: only a deciding assay has a limit of deficiency");
        }
        foreach (var state in rules.States)
        {
            file.Demand(state.Id != "none" && interpreted.SetEquals(state.Effects.Keys),
                $"state {state.Id}: one effect for each interpreted assay");
            file.Demand(state.Sources.Count > 0, $"state {state.Id}: no source");
        }
        foreach (var hotSpot in rules.BlindSpots.Select(b => b.HotSpot)
            .Concat(rules.States.SelectMany(s => s.ImpliedByHotSpots ?? [])))
            file.Demand(panel.HotSpots.Any(h => h.Id == hotSpot), $"the panel has no hot spot '{hotSpot}'");
        foreach (var blind in rules.BlindSpots)
        {
            var analyte = panel.HotSpots.First(h => h.Id == blind.HotSpot).Deficiency;
            file.Demand(
                analyte is not null && rules.Assay(analyte, blind.Method) is not null
                    && rules.Assay(analyte, blind.Needs) is not null,
                $"blind spot {blind.HotSpot}: method does not fit the analyte");
        }
        foreach (var hotSpot in panel.HotSpots.Where(h => h.Deficiency is not null))
            file.Demand(rules.Analytes.Any(a => a.Id == hotSpot.Deficiency && a.Gene == hotSpot.Gene),
                $"hot spot {hotSpot.Id}: analyte and gene do not fit");
        return rules with { Sha256 = file.Sha256 };
    }

    static ConclusionRules Of(StrictJson j) => new(
        j.Text("id"), j.Text("version"), j.Text("title"), j.Text("panel"), j.List("sources", Source.Of),
        j.List("units", u => new AssayUnit(u.Text("id"), u.DecimalNumber("toUnitsPerDecilitre"))),
        j.Part("plausible", p => new Plausible(
            p.DecimalNumber("minimum"), p.DecimalNumber("maximum"), p.Text("note"), p.Texts("sources"),
                p.Text("confidence"))),
        j.Part("adultFrom",
            a => new AdultFrom(a.WholeNumber("years"), a.Text("note"), a.Texts("sources"), a.Text("confidence"))),
        j.Part("independentDraws", d => new IndependentDraws(
            d.WholeNumber("minimumDaysApart"), d.Text("note"), d.Texts("sources"), d.Text("confidence"))),
        j.Texts("classesWithoutReview"), j.Texts("riskClasses"),
        j.List("analytes", a => new Analyte(a.Text("id"), a.Text("gene"))), j.List("assays", AssayRule.Of),
        j.List("blindSpots",
            b => new BlindSpot(b.Text("hotSpot"), b.Text("method"), b.Text("needs"), b.Texts("sources"))),
        j.List("states", StateRule.Of), j.PartOrNull("variants", VariantRules.Of) ?? VariantRules.None);

    static bool Covers(IReadOnlyList<Limits> limits) =>
        limits is [{ Sex: null }]
        || (limits.Count == 2 && limits.Any(l => l.Sex == Sex.F) && limits.Any(l => l.Sex == Sex.M));

    static IEnumerable<string> Twice(IEnumerable<string> ids) =>
        ids.GroupBy(id => id).Where(g => g.Count() > 1).Select(g => g.Key);
}
