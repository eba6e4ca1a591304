using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Cases;

/// <summary>Everything known of one person, without a database. What is absent is unknown.</summary>
/// <param name="Id">Names the case in answers; empty for none.</param>
/// <param name="AsOf">The day on which it is judged.</param>
/// <param name="Subject">The person.</param>
/// <param name="Genotypes">Hot spots, as <c>call</c> reads them.</param>
/// <param name="Variants">Other variants that are carried.</param>
/// <param name="Coverage">Share of each gene that was covered, from 0 to 1.</param>
/// <param name="Assays">Values.</param>
/// <param name="Facts">Facts that somebody told, by id, as <see cref="Decisions.Facts.FactSet.SetText"/> takes them.</param>
/// <param name="Answers">Answers to items of scores, by id of the item.</param>
public sealed record ClinicalCase(
    string Id, DateOnly AsOf, CaseSubject Subject, IReadOnlyList<CaseGenotype> Genotypes,
    IReadOnlyList<CaseVariant> Variants, IReadOnlyDictionary<string, double> Coverage, IReadOnlyList<CaseAssay> Assays,
    IReadOnlyDictionary<string, string> Facts, IReadOnlyDictionary<string, bool> Answers)
{
    /// <summary>States that hold at every draw, such as a transplant long before.</summary>
    public IReadOnlyList<string> States { get; init; } = [];
}

/// <summary>The person.</summary>
/// <param name="Sex">Sex; unknown stays unknown.</param>
/// <param name="BirthDate">Null where only the year is known, or nothing.</param>
/// <param name="BirthYear">Null where nothing is known.</param>
/// <param name="Group">Case, control or relative; null where it is not told.</param>
public sealed record CaseSubject(Sex Sex, DateOnly? BirthDate, int? BirthYear, SubjectGroup? Group)
{
    /// <summary>The youngest and the oldest that the person can be on a day, in days; null where nothing is known.</summary>
    public (int Youngest, int Oldest)? AgeDays(DateOnly day) =>
        BirthDate is { } born ? (day.DayNumber - born.DayNumber, day.DayNumber - born.DayNumber) : Age.Days(BirthYear, day);

    /// <summary>The same in completed years.</summary>
    public (int Youngest, int Oldest)? AgeYears(DateOnly day) =>
        BirthDate is { } born ? (Years(born, day), Years(born, day))
        : BirthYear is { } year ? (Math.Max(0, day.Year - year - 1), day.Year - year) : null;

    static int Years(DateOnly born, DateOnly day) =>
        day.Year - born.Year - (day.Month < born.Month || day.Month == born.Month && day.Day < born.Day ? 1 : 0);
}

/// <summary>How two variants of one gene lie.</summary>
public enum CasePhase
{
    /// <summary>Not told.</summary>
    Unknown,
    /// <summary>On one chromosome with the other variants of the gene.</summary>
    Cis,
    /// <summary>On another chromosome than the other variant of the gene.</summary>
    Trans,
    /// <summary>On the first chromosome of a phased genotype.</summary>
    First,
    /// <summary>On the second.</summary>
    Second,
}

/// <summary>A hot spot as it was read.</summary>
/// <param name="HotSpot">The panel's id.</param>
/// <param name="Status">Code of <c>call</c>; only <c>called</c> and <c>reference</c> prove copies.</param>
/// <param name="Copies">Copies of the counted allele; null where they are not proven.</param>
/// <param name="Phase">How it lies to other variants of its gene.</param>
public sealed record CaseGenotype(string HotSpot, string Status, int? Copies, CasePhase Phase)
{
    /// <summary>Files of one person exclude each other: nothing of the gene counts.</summary>
    internal const string Discordant = "discordant";
}

/// <summary>A variant that is carried and is no hot spot.</summary>
/// <param name="Gene">HGNC symbol.</param>
/// <param name="HgvsC">Coding name, with or without its transcript.</param>
/// <param name="Class">Code of its class; null where it has none.</param>
/// <param name="Copies">1 or 2; null where it is not told.</param>
/// <param name="Phase">How it lies to other variants of its gene.</param>
public sealed record CaseVariant(string Gene, string HgvsC, string? Class, int? Copies, CasePhase Phase);

/// <summary>One measured value.</summary>
/// <param name="Id">Names it in answers.</param>
/// <param name="Sample">The sample; null where it is not told.</param>
/// <param name="Analyte">Code of the analyte.</param>
/// <param name="Method">Code of the method.</param>
/// <param name="Value">The value.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Day">Day of the draw in the site's time; null where it was not recorded.</param>
/// <param name="Drawn">The draw for people: day, or day and time.</param>
/// <param name="States">States at the draw; empty for asked and none, null for not recorded.</param>
public sealed record CaseAssay(string Id, string? Sample, string Analyte, string Method, Measurement Value, string Unit,
    DateOnly? Day, string? Drawn, IReadOnlyList<string>? States)
{
    /// <summary>The control of its run failed, and nobody has released the run. An alarm is told all the same.</summary>
    public bool Held { get; init; }
}
