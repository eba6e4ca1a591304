using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Facts;
using Thrombophilia.Lims.Decisions.Tables;

namespace Thrombophilia.Lims.Clinic.Cases;

/// <summary>
/// From a case to what a haematologist reads: what is urgent, a headline, what it rests on, what stays open, what comes
/// next, and options with their reasons. The same case gives the same answer; the order of its lists carries no meaning.
/// </summary>
public sealed class CaseConcluder
{
    const string Urgent = "urgent", CriticalOpen = "critical-open";
    readonly ClinicalRules rules;
    readonly CaseReader reader;
    readonly CaseSentences sentences;
    // Of each critical value, by its id: the facts that are measured, and the assays that measure them.
    readonly ILookup<string, DerivedFact> measured;

    /// <param name="rules">The tables in force.</param>
    /// <param name="panel">The hot spots that cases name.</param>
    public CaseConcluder(ClinicalRules rules, PanelHotSpots panel)
    {
        this.rules = rules;
        (reader, sentences) = (new(rules, panel), new(rules));
        measured = (from row in rules.CriticalValues.Rows
                    from derived in rules.Cases.Derived
                    where derived.From == FactSource.Lowest && row.When.Facts.Contains(derived.Fact)
                    select (row.Id, derived)).ToLookup(pair => pair.Id, pair => pair.derived, StringComparer.Ordinal);
    }

    /// <summary>Concludes a case, with options, scores and what would change them.</summary>
    /// <exception cref="InvalidDataException">A fact was told that differs from what the case itself tells.</exception>
    public CaseAnswer Conclude(ClinicalCase @case)
    {
        var verdict = Judge(@case);
        var facts = verdict.Reading.Facts;
        reader.SetScores(verdict.Reading);
        var options = rules.Options.Decide(facts);
        var (pregnancy, relatives) = (rules.Pregnancy.Fired(facts), rules.Relatives.Fired(facts));
        string[] fired =
        [
            .. verdict.Fired, .. options.Rows.Fired.Select(r => r.Id), .. pregnancy.Select(r => r.Id),
            .. relatives.Select(r => r.Id),
        ];
        return new(verdict.Reading, verdict.Headline, verdict.Urgent, verdict.Statements, options, pregnancy,
            relatives, [.. rules.Scores.Select(score => score.Evaluate(facts, score.AnswersIn(@case.Answers)))],
            Missing(facts, options, verdict.CriticalValues), [.. fired.Distinct()]);
    }

    /// <summary>The facts of a case, and what values and genes say; nothing is concluded.</summary>
    /// <exception cref="InvalidDataException">A fact was told that differs from what the case itself tells.</exception>
    internal CaseReading Read(ClinicalCase @case) => reader.Read(@case);

    /// <summary>What is said of a case; options and scores are not asked.</summary>
    /// <exception cref="InvalidDataException">A fact was told that differs from what the case itself tells.</exception>
    internal CaseVerdict Judge(ClinicalCase @case)
    {
        var reading = reader.Read(@case);
        var facts = reading.Facts;
        var critical = rules.CriticalValues.EveryMatch(facts);
        var overall = rules.Overall.Fired(facts);
        var types = reading.Analytes.Select(a => rules.Types.Of(a.Values.Gene.Analyte, facts))
            .SelectMany(t => t.Flags.Prepend(t.Type.Decided).OfType<TypeRow>()).ToList();

        List<(CriticalValueRow Row, Said Said)> alarms = [.. critical.Fired.OrderBy(row => row.Notify == "immediate" ? 0 : 1)
            .Select(row => (row, new Said(row.Id, rules.Text(row.TextKey), BasisOf(row, reading), row))),
            .. OpenAlarms(critical, reading)];
        List<Said> urgent = [.. alarms.Select(alarm => alarm.Said)];
        var weightiest = sentences.Headline(reading, overall);
        List<Said> statements =
        [
            .. urgent.Count > 0 ? [weightiest] : (Said[])[],
            .. sentences.Carried(reading),
            .. reading.Analytes.Where(IsNews).Select(sentences.Of),
            .. overall.Select(row => new Said(row.Id, rules.Text(row.TextKey), sentences.Alleles(row, reading), row)),
            .. types.Select(row => new Said(row.Id, rules.Text("say.type").Filled(rules.Text(row.TextKey)), [], row)),
            .. sentences.Values(reading),
            .. sentences.Open(reading),
            .. sentences.Next(reading, [.. urgent.SelectMany(u => u.Basis)]),
        ];
        return new(reading, urgent.Count > 0 ? urgent[0] with { Code = Urgent } : weightiest, alarms,
            [.. statements.DistinctBy(s => s.Text)], critical,
            [.. critical.Fired.Select(r => r.Id), .. reading.Analytes.Select(a => a.Join.Id), .. overall.Select(r => r.Id),
                .. types.Select(r => r.Id)]);

        // Of what nothing was measured or found there is nothing to say but that, which the headline does; a screening
        // value has a sentence of its own. Where gene and plasma are of two people, no row joins them.
        bool IsNews(JoinedAnalyte a) => reading.Genotype != StateGenotype.Unknown
            && (a.Values.Phenotype != AnalyteReading.NotMeasured || a.Gene.Mattering.Any());
    }

    // An alarm whose value is there and that only waits for the age or the like is told at once.
    IEnumerable<(CriticalValueRow, Said)> OpenAlarms(TableAnswer<CriticalValueRow> critical, CaseReading reading)
    {
        foreach (var open in critical.Open)
            if (BasisOf(open.Row, reading) is { Count: > 0 } basis && AlarmingValue(open, reading))
                yield return (open.Row, new(CriticalOpen, rules.Text("say.critical-open").Filled(
                    Words.List(open.KeptOpenBy.Select(f => rules.Text(f.TextKey))), rules.Text(open.Row.TextKey)), basis));
    }

    // The measured part of the condition holds: with the open facts true it would be an alarm, and it rests on a value.
    bool AlarmingValue(OpenRow<CriticalValueRow> open, CaseReading reading)
    {
        var values = measured[open.Row.Id].Select(d => d.Fact).ToList();
        if (values.Count == 0 || open.KeptOpenBy.Any(values.Contains)) return false;
        // Without its values the condition would be no further from true: they do not speak.
        var without = reading.Facts.Copy();
        foreach (var fact in values) without.Set(fact.Id, fact.Maximum);
        return open.Row.When.Evaluate(without) == Decisions.Expressions.Truth.False;
    }

    List<string> BasisOf(CriticalValueRow row, CaseReading reading) =>
        [.. reading.Values.Where(v => measured[row.Id].Any(d => d.Of.Contains(v.Row.Id))).Select(v => v.Assay.Id)];

    static List<MissingFact> Missing(FactSet facts, OptionsAnswer options, TableAnswer<CriticalValueRow> critical)
    {
        var rows = new SortedDictionary<int, List<string>>();
        foreach (var use in options.WouldChange)
            Rows(use.Fact).AddRange(use.Rows.Where(row => row.IfUnknown != IfUnknown.Silent).Select(row => row.Id));
        foreach (var open in critical.Open)
            foreach (var fact in open.KeptOpenBy) Rows(fact).Add(open.Row.Id);
        return [.. rows.Where(pair => pair.Value.Count > 0)
            .Select(pair => new MissingFact(facts.Dictionary[pair.Key], [.. pair.Value.Distinct()]))];

        List<string> Rows(Fact fact) => rows.TryGetValue(fact.Index, out var its) ? its : rows[fact.Index] = [];
    }
}
