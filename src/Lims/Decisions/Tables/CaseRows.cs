using Thrombophilia.Lims.Decisions.Expressions;
using Thrombophilia.Lims.Decisions.Facts;

namespace Thrombophilia.Lims.Decisions.Tables;

/// <summary>A gene, the analyte that it codes, and the facts that tell of both.</summary>
/// <param name="Claim">Its id, sources and confidence.</param>
/// <param name="Gene">HGNC symbol.</param>
/// <param name="Analyte">Code of the analyte.</param>
/// <param name="Defect">Fact that the join of both fills.</param>
/// <param name="Phase">Fact that tells how two variants lie; null for none.</param>
public sealed record CaseGene(Claim Claim, string Gene, string Analyte, Fact Defect, Fact? Phase) : ClinicalRow(Claim);

/// <summary>A limit of the derivation of facts.</summary>
/// <param name="Claim">Its id, sources and confidence.</param>
/// <param name="Value">In <paramref name="Unit"/>.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Note">For people.</param>
public sealed record CaseLimit(Claim Claim, decimal Value, string Unit, string Note) : ClinicalRow(Claim)
{
    internal const string IndependentDays = "independent-days", AdultAge = "adult-age", CoveredShare = "covered-share",
        LargestActivity = "largest-activity", SmallestFraction = "smallest-fraction",
        ScoreAnswerDays = "score-answer-days";
}

/// <summary>A day that spans are counted from, and the fact that tells how long ago it was.</summary>
/// <param name="CountedFrom">As states name it.</param>
/// <param name="Fact">A number of days or weeks.</param>
/// <param name="When">Where the fact tells it; null for everywhere.</param>
public sealed record CaseDay(string CountedFrom, Fact Fact, Expression? When)
{
    /// <summary>Days of one unit of the fact.</summary>
    internal int DaysPerUnit => Fact.Unit == Weeks ? 7 : 1;

    internal const string Weeks = "weeks", Days = "days";
}

/// <summary>Assays of which all have to be normal before an analyte is.</summary>
/// <param name="Claim">Its id, sources and confidence.</param>
/// <param name="Analyte">Code of the analyte.</param>
/// <param name="Assays">Ids of the assays.</param>
public sealed record CaseComplement(Claim Claim, string Analyte, IReadOnlyList<string> Assays) : ClinicalRow(Claim);

/// <summary>How a fact is derived from a case.</summary>
public enum FactSource
{
#pragma warning disable CS1591 // Where each comes from is said in docs/reference/facts.md.
    HotSpotCopies, HotSpotCarried, HotSpotHomozygous, VariantCopies, PathogenicAlleles, RiskAlleles, Variants, Phase,
    TwoInTrans, LociAtRisk, Covered, Class, CleanValue, Lowest, Measured, Ratio, Difference, AnyBlocked, AllNormal,
    StateRecorded, Score, ScoreAny,
#pragma warning restore CS1591
}

/// <summary>Where a fact comes from.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="From">How it is derived.</param>
/// <param name="Of">Hot spots, variants, genes, assays, analytes, states or scores, by <paramref name="From"/>.</param>
public sealed record DerivedFact(Fact Fact, FactSource From, IReadOnlyList<string> Of);

/// <summary>Whose genotype DNA from blood shows in a state.</summary>
public enum StateGenotype
{
    /// <summary>The patient's own, and it explains the plasma.</summary>
    Own,
    /// <summary>The patient's own, and it does not explain the plasma: what reads copies does not know them.</summary>
    Unknown,
    /// <summary>The donor's.</summary>
    Donor,
}

/// <summary>A state that facts set beside those that were recorded, and what it means for the genotype.</summary>
/// <param name="Claim">Its id, sources and confidence.</param>
/// <param name="State">Id of the state.</param>
/// <param name="When">Sets the state where it is true; null for a state that only people record.</param>
/// <param name="Genotype">Whose genotype the blood shows.</param>
public sealed record CaseState(Claim Claim, string State, Expression? When, StateGenotype Genotype) : ClinicalRow(Claim);

/// <summary>The value of a fact that nobody told, where others decide it.</summary>
/// <param name="Claim">Its id, sources and confidence.</param>
/// <param name="Fact">The fact.</param>
/// <param name="Value">As <see cref="FactSet.SetText"/> takes it.</param>
/// <param name="When">Where it holds.</param>
/// <param name="UnlessStates">States that leave the fact unknown when one of them was recorded.</param>
public sealed record DefaultFact(Claim Claim, Fact Fact, string Value, Expression When, IReadOnlyList<string> UnlessStates)
    : ClinicalRow(Claim);

/// <summary>A conclusion and its headline; the first of those that hold is the headline of a case.</summary>
/// <param name="Conclusion">Code.</param>
/// <param name="When">Where it holds without a row of the join or across genes; null for nowhere else.</param>
/// <param name="TextKey">Key of the sentence: {0} the analytes, {1} the sentence of the row, {2} what is carried.</param>
/// <param name="NamesOpen">Hot spots that were not proven are named behind it: they may be what was not found.</param>
public sealed record Headline(string Conclusion, Expression? When, string TextKey, bool NamesOpen)
{
    /// <summary>The sentence where all that is carried is of provisional risk.</summary>
    internal const string Provisional = "head.provisional-with-low";
}
