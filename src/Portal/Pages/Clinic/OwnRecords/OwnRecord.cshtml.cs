using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Clinic.OwnRecords;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;
using Thrombophilia.Variants.Acmg;

namespace Thrombophilia.Portal.Pages.Clinic.OwnRecords;

/// <summary>What the hospital's own records say of one variant, and the class without and with them. It changes nothing.</summary>
internal sealed class OwnRecordModel(OwnRecordQueries records) : PortalPage
{
    /// <summary>What the records say.</summary>
    public OwnRecord Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string? gene, string? name, CancellationToken stop)
    {
        if (await records.FindAsync(gene, name, stop) is not { } found) return NotFound();
        Shown = found;
        return Page();
    }

    /// <summary>The records change what the criteria say of the class.</summary>
    public bool IsOther => Shown.Verdict is { Without: { } before, With: { } after } && before.Class != after.Class;

    public static string WordOf(Classification? found) => CriterionNames.ClassOf(found?.Class.Code());

    /// <summary>How a state is coloured.</summary>
    public static string LookOf(OwnResult criterion) => CriterionNames.LookOf(criterion.Result?.State);

    /// <summary>What became of a criterion.</summary>
    public static string StateOf(OwnResult criterion) => criterion.Result switch
    {
        null => Texts.Get("own.state.stated"),
        { State: CriterionState.NotEvaluated, Missing: OwnVerdict.NoRule } => Texts.Get("own.state.no-rule"),
        { State: CriterionState.NotEvaluated, Missing: OwnVerdict.StillOpen } => Texts.Get("own.state.open"),
        var r => CriterionNames.StateOf(r.State, r.Strength, r.Missing, r.Reason),
    };

    /// <summary>What was counted.</summary>
    public static string FiguresOf(OwnCriterion criterion) => Texts.Get($"own.figures.{criterion.Code}",
        [.. criterion.Figures.Select(f => f.ToString("0.##", CultureInfo.InvariantCulture))]);

    /// <summary>Who is counted, by what as.</summary>
    public static IEnumerable<(string Why, OwnGroup Persons)> Counted(OwnCriterion criterion) =>
        criterion.Counted.GroupBy(c => c.Why).OrderBy(g => g.Key)
            .Select(g => (Texts.Get($"own.why.{g.Key}"), OwnGroup.Of(g.Select(c => c.Person))));

    /// <summary>Who is not counted, or could count for more, by why: what could still be known first.</summary>
    public static IEnumerable<(string Why, bool IsOpen, OwnGroup Persons)> NotCounted(IEnumerable<OwnNotCounted> persons) =>
        persons.GroupBy(c => c.Gap).OrderByDescending(g => g.First().IsOpen).ThenBy(g => g.Key)
            .Select(g => (Texts.Get($"own.gap.{g.Key}"), g.First().IsOpen, OwnGroup.Of(g.Select(c => c.Person))));
}

/// <summary>Persons who are told together.</summary>
/// <param name="Named">Those whom the reader may know, by code.</param>
/// <param name="Elsewhere">How many there are of other sites.</param>
internal sealed record OwnGroup(IReadOnlyList<OwnName> Named, int Elsewhere)
{
    public static OwnGroup Of(IEnumerable<OwnPerson> persons)
    {
        var all = persons.Distinct().ToList();
        return new([.. all.Select(p => p.Name).OfType<OwnName>().OrderBy(n => n.Code, StringComparer.Ordinal)],
            all.Count(p => p.Name is null));
    }

    /// <summary>Those of other sites, counted; empty for none.</summary>
    public string ElsewhereText => Elsewhere switch
    {
        0 => "",
        1 => Texts.Get("own.elsewhere-one"),
        _ => Texts.Get("own.elsewhere", Elsewhere),
    };
}
