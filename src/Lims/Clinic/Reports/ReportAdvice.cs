using Thrombophilia.Lims.Decisions;

namespace Thrombophilia.Lims.Clinic.Reports;

/// <summary>Options for the physician, as they stood on one day. None of them is a prescription.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="Standing">Whether something is indicated, undecided or stopped; null where the options speak for themselves.</param>
/// <param name="Options">Rows that hold.</param>
/// <param name="Excluded">Classes that are excluded.</param>
/// <param name="Open">Classes that are not offered while something is unknown.</param>
/// <param name="Restricted">Classes that are offered with care.</param>
/// <param name="Conflicts">Sources that disagree.</param>
/// <param name="ToAsk">Unknown facts that would change this and that somebody can answer.</param>
/// <param name="ToExamine">Unknown facts that an examination or a score would tell.</param>
/// <param name="Pregnancy">Pregnancy and puerperium.</param>
/// <param name="Relatives">Relatives, contraception, whom to test.</param>
/// <param name="Scores">Scores of which something is answered.</param>
/// <param name="Citations">The publications that the rows name.</param>
public sealed record ReportAdvice(
    string AsOf, Words? Standing, IReadOnlyList<ReportOption> Options, IReadOnlyList<ReportKept> Excluded,
    IReadOnlyList<ReportKept> Open, IReadOnlyList<ReportKept> Restricted, IReadOnlyList<ReportConflict> Conflicts,
    IReadOnlyList<Words> ToAsk, IReadOnlyList<Words> ToExamine, IReadOnlyList<ReportClaim> Pregnancy,
    IReadOnlyList<ReportClaim> Relatives, IReadOnlyList<ReportScore> Scores, IReadOnlyList<ReportCitation> Citations);

/// <summary>A sentence with its source.</summary>
/// <param name="Row">Id of the row.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Sources">Ids of <see cref="ReportAdvice.Citations"/>.</param>
/// <param name="Grade">Grade as the source prints it.</param>
/// <param name="IsToBeConfirmed">The hospital has yet to confirm it.</param>
public sealed record ReportClaim(string Row, Words Text, IReadOnlyList<string> Sources, string Grade, bool IsToBeConfirmed);

/// <summary>An option, a gate or a note.</summary>
/// <param name="Claim">Its sentence and source.</param>
/// <param name="Offered">Classes that may be considered; null for none.</param>
/// <param name="Withheld">Classes of the row that are not offered here; null for none.</param>
/// <param name="Duration">Null where the row tells none.</param>
/// <param name="Cautions">Sentences beside it.</param>
public sealed record ReportOption(ReportClaim Claim, Words? Offered, Words? Withheld, Words? Duration, IReadOnlyList<Words> Cautions);

/// <summary>Classes that are kept for one reason.</summary>
/// <param name="Classes">The classes.</param>
/// <param name="Why">The rows that hold, or the unknown facts.</param>
/// <param name="Rows">Ids of the rows; empty where unknown facts stand in the way.</param>
public sealed record ReportKept(Words Classes, Words Why, IReadOnlyList<string> Rows);

/// <summary>Two sources that disagree.</summary>
/// <param name="Row">Id of the row.</param>
/// <param name="Topic">What about.</param>
/// <param name="One">What the one says.</param>
/// <param name="OneSources">Who says it.</param>
/// <param name="Other">What the other says.</param>
/// <param name="OtherSources">Who says it.</param>
public sealed record ReportConflict(string Row, Words Topic, Words One, IReadOnlyList<string> OneSources, Words Other,
    IReadOnlyList<string> OtherSources);

/// <summary>A score.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">In words.</param>
/// <param name="From">Smallest sum that is possible.</param>
/// <param name="To">Largest sum that is possible.</param>
/// <param name="Answered">Items that are answered.</param>
/// <param name="Items">All items.</param>
/// <param name="Band">What the sum means; null while that is open.</param>
public sealed record ReportScore(string Id, Words Name, decimal From, decimal To, int Answered, int Items, Words? Band);

/// <summary>A publication.</summary>
/// <param name="Id">The key that rows use.</param>
/// <param name="Citation">For people.</param>
public sealed record ReportCitation(string Id, string Citation);
