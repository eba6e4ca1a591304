using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Tables;

namespace Thrombophilia.Lims.Clinic.Cases;

/// <summary>What a line of advice is.</summary>
public enum AdviceKind
{
    /// <summary>Somebody is to be called.</summary>
    Urgent,
    /// <summary>Something may be considered.</summary>
    Option,
    /// <summary>Something is to be known beside it.</summary>
    Note,
    /// <summary>Something stands in the way of drugs.</summary>
    Gate,
    /// <summary>A drug is excluded.</summary>
    Excluded,
    /// <summary>A drug waits for an answer.</summary>
    Waiting,
    /// <summary>A drug carries a restriction.</summary>
    Restricted,
    /// <summary>What a society says in pregnancy.</summary>
    Pregnancy,
    /// <summary>Relatives, contraception, whom to test.</summary>
    Family,
}

/// <summary>One line of advice.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Key">Id of its row or class.</param>
/// <param name="Title">What it speaks of.</param>
/// <param name="Detail">What it says of that; empty for nothing more.</param>
public sealed record AdviceLine(AdviceKind Kind, string Key, Words Title, Words Detail);

/// <summary>What became of a line of advice.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Title">What it speaks of.</param>
/// <param name="Before">What was said of it; null where it came.</param>
/// <param name="After">What is said of it; null where it went.</param>
public sealed record AdviceChange(AdviceKind Kind, Words Title, Words? Before, Words? After);

/// <summary>The lines of advice of an answer, and the difference of two answers.</summary>
/// <param name="rules">The tables in force.</param>
/// <param name="heldBack">Drugs that are not offered, whatever a row says.</param>
public sealed class AnswerChanges(ClinicalRules rules, IReadOnlyList<DrugClass> heldBack)
{
    static readonly Words Nothing = Words.Same("");

    /// <summary>What went, what came and what is said otherwise, in the order of <see cref="AdviceKind"/>.</summary>
    public IReadOnlyList<AdviceChange> Between(CaseAnswer before, CaseAnswer after)
    {
        var (old, now) = (ById(before), ById(after));
        return [.. old.Keys.Concat(now.Keys).Distinct()
            .Select(id => (Old: old.GetValueOrDefault(id), Now: now.GetValueOrDefault(id)))
            .Where(pair => pair.Old?.Title != pair.Now?.Title || pair.Old?.Detail != pair.Now?.Detail)
            .Select(pair => (Line: (pair.Now ?? pair.Old)!, Before: pair.Old?.Detail, After: pair.Now?.Detail))
            .Select(one => new AdviceChange(one.Line.Kind, one.Line.Title, one.Before, one.After))
            // Drugs of which the same is said stand together.
            .GroupBy(change => (change.Kind, change.Before, change.After,
                Own: IsOfDrug(change.Kind) ? null : change.Title))
            .Select(group => group.First() with { Title = Words.List(group.Select(change => change.Title)) })
            .OrderBy(change => change.Kind)];
    }

    Dictionary<(AdviceKind, string), AdviceLine> ById(CaseAnswer answer) =>
        Lines(answer).GroupBy(line => (line.Kind, line.Key)).ToDictionary(group => group.Key, group => group.First());

    static AdviceKind KindOf(OptionRow row) => row.Kind switch
    {
        OptionKind.Option => AdviceKind.Option,
        OptionKind.Note => AdviceKind.Note,
        _ => AdviceKind.Gate,
    };

    static bool IsOfDrug(AdviceKind kind) => kind is AdviceKind.Excluded or AdviceKind.Waiting or AdviceKind.Restricted;

    IEnumerable<AdviceLine> Lines(CaseAnswer answer)
    {
        foreach (var said in answer.Urgent) yield return new(AdviceKind.Urgent, said.Code, said.Text, Nothing);
        foreach (var row in answer.Told) yield return new(KindOf(row), row.Id, rules.Text(row.TextKey), OfferOf(row, answer));
        // Where nothing is treated, what would stand in its way is nobody's news.
        foreach (var kept in answer.IsTreated ? answer.Options.Excluded : [])
            yield return kept.Causes.Any(cause => cause.Fired)
                ? new(AdviceKind.Excluded, kept.Class.Id, rules.Text(kept.Class.TextKey), Reasons(kept))
                : new(AdviceKind.Waiting, kept.Class.Id, rules.Text(kept.Class.TextKey),
                    Words.List(kept.Causes.SelectMany(cause => cause.BlockedBy).Select(fact => rules.Text(fact.TextKey))));
        foreach (var kept in answer.IsTreated ? answer.Options.Restricted.Where(kept => kept.Causes.Any(cause => cause.Fired)) : [])
            yield return new(AdviceKind.Restricted, kept.Class.Id, rules.Text(kept.Class.TextKey), Reasons(kept));
        foreach (var row in answer.Pregnancy)
            yield return new(AdviceKind.Pregnancy, row.Id, rules.Text(row.TextKey), Words.List(
                new[] { row.Antepartum, row.Postpartum }.Select(code => rules.Text($"preg.{code}"))));
        foreach (var row in answer.Relatives) yield return new(AdviceKind.Family, row.Id, rules.Text(row.TextKey), Nothing);
    }

    Words Reasons(KeptClass kept) => Words.List(kept.Causes.Where(cause => cause.Fired).Select(cause => rules.Text(cause.Row.TextKey)));

    Words OfferOf(OptionRow row, CaseAnswer answer)
    {
        List<Words> parts = [.. (answer.Options.Offers.FirstOrDefault(offer => offer.Row == row)?.Left ?? []).Except(heldBack)
            .Select(drug => rules.Text(drug.TextKey))];
        if (row.Duration != OptionRow.NoDuration) parts.Add(rules.Text($"dur.{row.Duration}"));
        return parts.Count == 0 ? Nothing : Words.List(parts);
    }
}
