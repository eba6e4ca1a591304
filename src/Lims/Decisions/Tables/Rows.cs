using Thrombophilia.Lims.Decisions.Expressions;

namespace Thrombophilia.Lims.Decisions.Tables;

/// <summary>How sure a row is.</summary>
public enum Confidence
{
    /// <summary>A source that it names was read.</summary>
    Sourced,
    /// <summary>To be confirmed by the hospital; printed wherever the row is used.</summary>
    ToBeConfirmed,
}

/// <summary>What every row says of itself.</summary>
/// <param name="Id">Never changes its meaning.</param>
/// <param name="TextKey">Key of its sentence; empty where the row has none.</param>
/// <param name="Sources">Ids of sources, at least one.</param>
/// <param name="Confidence">How sure it is.</param>
public sealed record Claim(string Id, string TextKey, IReadOnlyList<string> Sources, Confidence Confidence);

/// <summary>A row of a clinical table.</summary>
/// <param name="Claim">Its id, words, sources and confidence.</param>
public abstract record ClinicalRow(Claim Claim)
{
    /// <summary>Never changes its meaning.</summary>
    public string Id => Claim.Id;
    /// <summary>Key of its sentence; empty where the row has none.</summary>
    public string TextKey => Claim.TextKey;
}

/// <summary>A row with a condition.</summary>
/// <param name="Claim">Its id, words, sources and confidence.</param>
/// <param name="When">The condition.</param>
public abstract record ClinicalRule(Claim Claim, Expression When) : ClinicalRow(Claim);

/// <summary>A publication or document.</summary>
/// <param name="Id">The key that rows use.</param>
/// <param name="Citation">For people.</param>
/// <param name="WhereRead">Where it was read.</param>
/// <param name="ReadDepth">How deep it was read.</param>
public sealed record ClinicalSource(string Id, string Citation, string WhereRead, string ReadDepth);

/// <summary>An analyte and the method that measures it.</summary>
/// <param name="Claim">Its id, words, sources and confidence.</param>
/// <param name="Analyte">Code of the analyte.</param>
/// <param name="Method">Code of the method.</param>
/// <param name="Unit">Unit of the intervals and limits.</param>
/// <param name="OtherUnits">Other units and their factor to <paramref name="Unit"/>.</param>
/// <param name="Loinc">LOINC code; empty where none is known.</param>
/// <param name="LoincConfidence">How sure the code is; null where there is none.</param>
/// <param name="HighIsAbnormal">Otherwise low values are.</param>
/// <param name="Role"><c>decides</c>, <c>screens</c> (never labels) or <c>describes</c>.</param>
public sealed record AssayRow(
    Claim Claim, string Analyte, string Method, string Unit, IReadOnlyDictionary<string, decimal> OtherUnits, string Loinc,
    Confidence? LoincConfidence, bool HighIsAbnormal, string Role) : ClinicalRow(Claim)
{
    /// <summary>The name of the assay in <see cref="DecisionLimit.Analyte"/>, where it has limits of its own.</summary>
    internal string OwnLimits { get; } = $"{Analyte}:{Claim.Id}";
}

/// <summary>A state at the draw that disturbs assays.</summary>
/// <param name="Claim">Its id, words, sources and confidence.</param>
/// <param name="CleanAfterDays">Days after which it disturbs no more; null where no date can be told.</param>
/// <param name="CountedFrom">What the days are counted from, for people.</param>
public sealed record StateRow(Claim Claim, int? CleanAfterDays, string CountedFrom) : ClinicalRow(Claim);

/// <summary>A type of deficiency.</summary>
/// <param name="Claim">Its id, words, sources and confidence.</param>
/// <param name="When">The condition.</param>
/// <param name="Analyte">Code of the analyte.</param>
/// <param name="IsFlag">Shown beside the type, which other rows decide.</param>
/// <param name="Note">For people.</param>
public sealed record TypeRow(Claim Claim, Expression When, string Analyte, bool IsFlag, string Note)
    : ClinicalRule(Claim, When);

/// <summary>Phenotype and genotype of one analyte.</summary>
/// <param name="Claim">Its id, words, sources and confidence.</param>
/// <param name="When">The condition.</param>
/// <param name="Conclusion">Code; its words are <c>concl.</c> and the code.</param>
/// <param name="Certainty">0 to 4. Never rises when evidence is removed.</param>
/// <param name="Defect"><c>confirmed</c>, <c>possible</c>, <c>none</c> or <c>unknown</c>.</param>
public sealed record JoinRow(Claim Claim, Expression When, string Conclusion, int Certainty, string Defect)
    : ClinicalRule(Claim, When);

/// <summary>A conclusion across genes.</summary>
/// <param name="Claim">Its id, words, sources and confidence.</param>
/// <param name="When">The condition.</param>
/// <param name="Conclusion">Code; its words are <c>concl.</c> and the code.</param>
public sealed record OverallRow(Claim Claim, Expression When, string Conclusion) : ClinicalRule(Claim, When);

/// <summary>What one society says of one defect in pregnancy. Codes have their words under <c>preg.</c>, <c>pfam.</c> and
/// <c>ppers.</c>.</summary>
/// <param name="Claim">Its id, words, sources and confidence.</param>
/// <param name="When">The condition.</param>
/// <param name="Defect">The defect, in words of the table.</param>
/// <param name="PersonalVte">Code: thromboses of her own.</param>
/// <param name="FamilyVte">Code: thromboses in the family.</param>
/// <param name="Antepartum">Code: before birth.</param>
/// <param name="Postpartum">Code: after birth.</param>
/// <param name="Grade">Grade of the source, as printed there.</param>
public sealed record PregnancyRow(
    Claim Claim, Expression When, string Defect, string PersonalVte, string FamilyVte, string Antepartum,
    string Postpartum, string Grade) : ClinicalRule(Claim, When);

/// <summary>Relatives, contraception, whom to test.</summary>
/// <param name="Claim">Its id, words, sources and confidence.</param>
/// <param name="When">The condition.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Grade">Grade of the source, as printed there.</param>
public sealed record RelativesRow(Claim Claim, Expression When, string Topic, string Grade) : ClinicalRule(Claim, When);

/// <summary>A value that somebody must hear of.</summary>
/// <param name="Claim">Its id, words, sources and confidence.</param>
/// <param name="When">The condition.</param>
/// <param name="Notify"><c>immediate</c> or <c>same-day</c>.</param>
/// <param name="Minutes">Minutes in which somebody has to be told, from the conclusion that says it.</param>
/// <param name="Note">For people.</param>
public sealed record CriticalValueRow(Claim Claim, Expression When, string Notify, int Minutes, string Note)
    : ClinicalRule(Claim, When);

/// <summary>A limit of a sample, for people.</summary>
/// <param name="Claim">Its id, words, sources and confidence.</param>
/// <param name="Material">What is stored.</param>
/// <param name="Measure">What is limited.</param>
/// <param name="Limit">As the source prints it.</param>
/// <param name="Rejects">The sample is not taken; otherwise the result is flagged.</param>
public sealed record StorageRow(Claim Claim, string Material, string Measure, string Limit, bool Rejects)
    : ClinicalRow(Claim);

/// <summary>A sentence beside options.</summary>
/// <param name="Claim">Its id, words, sources and confidence.</param>
public sealed record CautionRow(Claim Claim) : ClinicalRow(Claim);

/// <summary>Two sources that disagree. Both sides are printed.</summary>
/// <param name="Claim">Its id, words, sources and confidence.</param>
/// <param name="AKey">Key of what the one says.</param>
/// <param name="ASources">Who says it.</param>
/// <param name="BKey">Key of what the other says.</param>
/// <param name="BSources">Who says it.</param>
/// <param name="Rows">Ids of the rows and cautions that it concerns.</param>
public sealed record ConflictRow(
    Claim Claim, string AKey, IReadOnlyList<string> ASources, string BKey, IReadOnlyList<string> BSources,
    IReadOnlyList<string> Rows) : ClinicalRow(Claim);
