using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Facts;
using Thrombophilia.Lims.Decisions.Tables;

namespace Thrombophilia.Lims.Clinic.Cases;

/// <summary>One thing that is said.</summary>
/// <param name="Code">Id of the row behind it, or a code of its kind.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Basis">Assays, hot spots and variants that it rests on.</param>
/// <param name="Row">The row behind it; null for what is only reported.</param>
public sealed record Said(string Code, Words Text, IReadOnlyList<string> Basis, ClinicalRow? Row = null)
{
    /// <summary>Code of an allele that is carried.</summary>
    internal const string Carried = "carried";
    /// <summary>Code of a carried variant that nothing classifies.</summary>
    internal const string Uncertain = "uncertain";
}

/// <summary>An unknown fact, and the rows that would be other than they are if it were known.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Rows">Ids of the rows.</param>
public sealed record MissingFact(Fact Fact, IReadOnlyList<string> Rows);

/// <summary>What is concluded of a case.</summary>
/// <param name="Reading">The case and its facts.</param>
/// <param name="Headline">The weightiest thing.</param>
/// <param name="Urgent">Who is to be called now or today; it stands before everything else.</param>
/// <param name="Statements">Everything else, each once.</param>
/// <param name="Options">Options for the physician.</param>
/// <param name="Pregnancy">What societies say in pregnancy.</param>
/// <param name="Relatives">Relatives, contraception, whom to test.</param>
/// <param name="Scores">Scores, as far as they are answered.</param>
/// <param name="Missing">Facts that would change what is said.</param>
/// <param name="Fired">Ids of every row that holds, in the order of their tables.</param>
public sealed record CaseAnswer(CaseReading Reading, Said Headline, IReadOnlyList<Said> Urgent,
    IReadOnlyList<Said> Statements, OptionsAnswer Options, IReadOnlyList<PregnancyRow> Pregnancy,
    IReadOnlyList<RelativesRow> Relatives, IReadOnlyList<ScoreResult> Scores, IReadOnlyList<MissingFact> Missing,
    IReadOnlyList<string> Fired)
{
    /// <summary>
    /// Some option holds, or all anticoagulants are stopped. A gate alone is no indication: where nothing offers a treatment,
    /// what would stand in its way is nobody's news.
    /// </summary>
    public bool IsTreated => Options.Rows.Fired.Any(row => row.Kind == OptionKind.Option) || Options.StoppedBy.Any(cause => cause.Fired);

    /// <summary>No option holds yet, and unknown facts could make one hold: nothing may be read as "no indication".</summary>
    public bool IsUndecided => !IsTreated
        && Options.Rows.Open.Any(open => open.Row is { Kind: OptionKind.Option, IfUnknown: not IfUnknown.Silent });

    /// <summary>The rows of options that hold and are told: options before gates, and gates only where something is treated.</summary>
    public IEnumerable<OptionRow> Told => Options.Rows.Fired.Where(row => IsTreated || row.Kind != OptionKind.Gate)
        .OrderBy(row => row.Kind == OptionKind.Gate ? 1 : 0);

    /// <summary>The missing facts that would change what is told.</summary>
    public IEnumerable<MissingFact> Asked
    {
        get
        {
            var rows = Options.Rows.Fired.Concat(Options.Rows.Silent).Concat(Options.Rows.Open.Select(open => open.Row));
            var untold = (IsTreated ? [] : rows).Where(row => row.Kind == OptionKind.Gate).Select(row => row.Id).ToHashSet();
            return Missing.Select(m => m with { Rows = [.. m.Rows.Where(row => !untold.Contains(row))] }).Where(m => m.Rows.Count > 0);
        }
    }
}

/// <summary>What is said of a case, without options.</summary>
/// <param name="Reading">The case and its facts.</param>
/// <param name="Headline">The weightiest thing.</param>
/// <param name="Alarms">Who is to be called now or today, each with its row.</param>
/// <param name="Statements">Everything else, each once.</param>
/// <param name="CriticalValues">Every critical value: fired, silent or open.</param>
/// <param name="Fired">Ids of the rows behind it.</param>
sealed record CaseVerdict(CaseReading Reading, Said Headline, IReadOnlyList<(CriticalValueRow Row, Said Said)> Alarms,
    IReadOnlyList<Said> Statements, TableAnswer<CriticalValueRow> CriticalValues, IReadOnlyList<string> Fired)
{
    /// <summary>Who is to be called now or today.</summary>
    public IReadOnlyList<Said> Urgent => [.. Alarms.Select(alarm => alarm.Said)];
}
