using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Knowledge;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Acmg;

/// <summary>What the sites say of the blood group.</summary>
enum BloodGroupAnswer
{
    /// <summary>Not to be told.</summary>
    Unresolved,
    /// <summary>Two O alleles.</summary>
    O,
    /// <summary>At least one other.</summary>
    NonO,
}

/// <summary>A blood group as far as the sites tell it.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Reason">Why it is not to be told, a fixed lower-case code; null where it is.</param>
/// <param name="Notes">What the sites cannot see, fixed lower-case codes of the rules.</param>
/// <param name="Rules">Id and version of the rules.</param>
sealed record BloodGroup(BloodGroupAnswer Answer, string? Reason, IReadOnlyList<string> Notes, string Rules)
{
    /// <summary>The fixed lower-case code.</summary>
    public string Code =>
        Answer switch { BloodGroupAnswer.O => "o", BloodGroupAnswer.NonO => "non-o", _ => "unresolved" };
}

/// <summary>
/// Blood group O or not from the sites that <c>panels/acmg/blood-group-*.json</c> names. Both builds carry the O
/// deletion at the site that decides: only a proven reference there is O, and silence is nothing.
/// </summary>
sealed class BloodGroupRules
{
    readonly string decides;
    readonly string[] agree, notes;

    BloodGroupRules(StrictJson j)
    {
        (Id, Version, decides, agree, notes) = (j.Text("id"), j.Text("version"), j.Text("decides"), j.Texts("agree"),
            j.Texts("notes"));
        _ = j.Text("title");
        _ = j.List("sources", Source.Of);
    }

    /// <summary>Id of the rules.</summary>
    public string Id { get; }
    /// <summary>Their version.</summary>
    public string Version { get; }

    /// <summary>
    /// Loads the newest released version from <paramref name="folder"/>, or from the <c>panels</c> folder beside the
    /// program.
    /// </summary>
    /// <exception cref="InvalidDataException">They are not understood, or name a hot spot that the panel has
    /// not.</exception>
    public static BloodGroupRules Load(Panel panel, string? folder = null)
    {
        var file = new KnowledgeFolder(folder).Demand(Classifier.Area, "blood-group");
        var rules = file.Read(j => new BloodGroupRules(j));
        foreach (var site in rules.agree.Append(rules.decides))
            file.Demand(panel.HotSpots.Any(h => h.Id == site), $"the panel has no hot spot '{site}'.");
        return rules;
    }

    /// <summary>Decides from the hot spot rows of one person.</summary>
    public BloodGroup Of(IEnumerable<PanelCall> calls)
    {
        var sites = calls.Where(c => c.HotSpot is not null && (c.HotSpot == decides || agree.Contains(c.HotSpot)))
            .ToLookup(c => c.HotSpot);
        if (sites[decides].ToArray() is not [var site] || agree.Any(a => sites[a].Count() > 1))
            return Untold("not-one-row-a-site");
        // A site that is not called says neither O nor other. One that carries a third allele says nothing of either.
        if (site is not { Status: CallStatus.Reference or CallStatus.Called, Copies: { } others }
            || (site.Status == CallStatus.Called && others == 0)) return Untold("site-not-called");
        // An allele that is not O carries what the other sites count, and never the other way round.
        if (agree.Any(
            a => sites[a].SingleOrDefault() is { Status: CallStatus.Reference or CallStatus.Called, Copies: { } copies }
                && copies > others)) return Untold("sites-contradict");
        return new BloodGroup(others > 0 ? BloodGroupAnswer.NonO : BloodGroupAnswer.O, null, others > 0 ? notes : [],
            $"{Id}@{Version}");
    }

    BloodGroup Untold(string reason) => new(BloodGroupAnswer.Unresolved, reason, [], $"{Id}@{Version}");
}
