using Thrombophilia.Lims.Kernel;
using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Lims.Biobank;

/// <summary>A step that needs a person's consent.</summary>
public enum ConsentStep
{
    /// <summary>Taking a sample in.</summary>
    Receipt,
    /// <summary>Dividing it, or extracting something from it.</summary>
    Aliquoting,
    /// <summary>Measuring it or reading its genes.</summary>
    Analysis,
    /// <summary>Issuing a report.</summary>
    Report,
    /// <summary>Giving data to the registry.</summary>
    RegistryExport,
    /// <summary>Giving a tube away.</summary>
    Distribution,
}

/// <summary>A material that tubes hold.</summary>
/// <param name="Id">Code.</param>
/// <param name="IsBlood">Whole blood.</param>
/// <param name="Derives">Types that can be made of it; an aliquot of the same type always can.</param>
/// <param name="Sources">Keys of the sources.</param>
public sealed record SampleType(string Id, bool IsBlood, IReadOnlyList<string> Derives, IReadOnlyList<string> Sources);

/// <summary>The consent that a step needs.</summary>
/// <param name="Step">The step.</param>
/// <param name="NeedsAnyOf">One of these scopes is enough.</param>
/// <param name="Sources">Keys of the sources.</param>
public sealed record StepRule(ConsentStep Step, IReadOnlyList<ConsentScopes> NeedsAnyOf, IReadOnlyList<string> Sources);

/// <summary>Something a tube may be used for, and what would spoil it.</summary>
/// <param name="Id">Analyte and method joined by <c>/</c>, or <c>genotyping</c>.</param>
/// <param name="Types">Sample types that it can be done from.</param>
/// <param name="Sources">Keys of the sources.</param>
/// <param name="Confidence"><c>sourced</c> or <c>to be confirmed</c>.</param>
/// <param name="MostThaws">After more thaws the result is wrong; null where no limit is known.</param>
/// <param name="DnaIsDonorsAfterTransplant">After a transplant of stem cells the result is the donor's.</param>
public sealed record UseRule(string Id, IReadOnlyList<string> Types, IReadOnlyList<string> Sources, string Confidence,
    int? MostThaws = null, bool DnaIsDonorsAfterTransplant = false);

/// <summary>
/// What a tube may be used for, and which consent each step needs. Versioned data; none of it is in the code.
/// </summary>
public sealed record BiobankRules(
    string Id, string Version, string Title, IReadOnlyList<Source> Sources, IReadOnlyList<SampleType> SampleTypes,
        IReadOnlyList<StepRule> Steps, IReadOnlyList<UseRule> Uses)
{
    /// <summary>
    /// Reads and proves the newest released rules in <paramref name="knowledge"/>, or in the <c>panels</c> folder
    /// beside the program.
    /// </summary>
    /// <exception cref="InvalidDataException">Something is unknown, missing or said twice.</exception>
    public static BiobankRules Load(KnowledgeFolder? knowledge = null)
    {
        var file = (knowledge ?? new KnowledgeFolder()).Demand("biobank", "biobank");
        var rules = file.Read(Of);
        foreach (var source in rules.SampleTypes.SelectMany(t => t.Sources)
            .Concat(rules.Steps.SelectMany(s => s.Sources)).Concat(rules.Uses.SelectMany(u => u.Sources)))
            file.Demand(rules.Sources.Any(s => s.Id == source), $"source '{source}' is cited and not listed");
        file.Demand(rules.SampleTypes.Select(t => t.Id).Distinct().Count() == rules.SampleTypes.Count,
            "a sample type stands twice");
        file.Demand(rules.Uses.Select(u => u.Id).Distinct().Count() == rules.Uses.Count, "a use stands twice");
        file.Demand(rules.Steps.Select(s => s.Step).Order().SequenceEqual(Enum.GetValues<ConsentStep>()),
            "each step needs its rule, once");
        file.Demand(rules.Steps.All(s => s.NeedsAnyOf.Count > 0), "a step needs a scope");
        foreach (var type in rules.SampleTypes.SelectMany(t => t.Derives).Concat(rules.Uses.SelectMany(u => u.Types)))
            file.Demand(rules.SampleTypes.Any(t => t.Id == type), $"'{type}' is no sample type");
        file.Demand(rules.Uses.All(u => u.Confidence is "sourced" or "to be confirmed" && u.MostThaws is null or >= 0),
            "a use's confidence or thaws");
        return rules;
    }

    /// <summary>The sample type of a code; null when it is unknown.</summary>
    public SampleType? Type(string id) => SampleTypes.FirstOrDefault(t => t.Id == id);

    /// <summary>The consent that a step needs.</summary>
    public ConsentScopes Needs(ConsentStep step) =>
        Steps.First(s => s.Step == step).NeedsAnyOf.Aggregate(ConsentScopes.None, (all, one) => all | one);

    /// <summary>Why a use of this tube would give a wrong result; null where nothing known forbids it.</summary>
    /// <exception cref="RefusedStepException">The use is unknown.</exception>
    public Refusal? Blocks(string use, string type, int thaws, Transplant transplant)
    {
        var rule = Uses.FirstOrDefault(u => u.Id == use) ?? throw new RefusedStepException("unknown-use", "use", use);
        if (!rule.Types.Contains(type))
            return new Refusal("wrong-tube-type", "use", use, type, string.Join(", ", rule.Types));
        if (rule.MostThaws is { } most && thaws > most) return new Refusal("thawed-too-often", "use", use, thaws, most);
        if (rule.DnaIsDonorsAfterTransplant && transplant == Transplant.StemCells)
            return new Refusal("dna-is-donors", "use", use);
        return null;
    }

    static BiobankRules Of(StrictJson j) => new(
        j.Text("id"), j.Text("version"), j.Text("title"), j.List("sources", Source.Of),
        j.List("sampleTypes",
            t => new SampleType(t.Text("id"), t.Flag("isBlood"), t.Texts("derives"), t.Texts("sources"))),
        j.List("steps", s => new StepRule(
            s.Code<ConsentStep>("step", KnowledgeCodes.Of), s.Codes<ConsentScopes>("needsAnyOf", KnowledgeCodes.Of),
                s.Texts("sources"))),
        j.List("uses", u => new UseRule(
            u.Text("id"), u.Texts("types"), u.Texts("sources"), u.Text("confidence"), u.WholeNumberOrNull("mostThaws"),
            u.FlagOrNull("dnaIsDonorsAfterTransplant") ?? false)));
}
