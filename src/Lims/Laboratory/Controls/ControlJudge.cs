using Thrombophilia.Lims.Decisions.Tables;

namespace Thrombophilia.Lims.Laboratory.Controls;

/// <summary>A value of a control.</summary>
/// <param name="Lot">The lot.</param>
/// <param name="Run">Code of the run.</param>
/// <param name="Distance">SD above the mean; negative below.</param>
public readonly record struct ControlPoint(int Lot, string Run, decimal Distance);

/// <summary>A rule that speaks against a run, and the values that it rests on.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Points">Their places among the points that were judged.</param>
public sealed record ControlBreach(ControlRule Rule, IReadOnlyList<int> Points);

/// <summary>Judges runs by the rules over their controls (Westgard et al., Clin Chem 1981;27:493).</summary>
public static class ControlJudge
{
    /// <summary>
    /// The rules that speak against a run: those whose newest value is of it. A rule over several controls on one side
    /// needs two of them.
    /// </summary>
    /// <param name="rules">The rules.</param>
    /// <param name="points">Every value of an assay on an analyser, in the order of measurement.</param>
    /// <param name="run">Code of the run.</param>
    public static IReadOnlyList<ControlBreach> Breaches(IEnumerable<ControlRule> rules, IReadOnlyList<ControlPoint> points, string run)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(points);
        var own = Enumerable.Range(0, points.Count).Where(i => points[i].Run == run).ToList();
        var found = new List<ControlBreach>();
        foreach (var rule in rules)
        {
            var breach = rule.Within == ControlScope.Run ? InRun(rule) : own.Select(i => UpTo(rule, i)).FirstOrDefault(b => b is not null);
            if (breach is not null) found.Add(new(rule, breach));
        }
        return found;

        // The order of controls within a run has no meaning: any of them count together.
        List<int>? InRun(ControlRule rule)
        {
            var (above, below) = (own.FindAll(i => points[i].Distance > rule.Beyond), own.FindAll(i => points[i].Distance < -rule.Beyond));
            if (rule.OppositeSides)
                return above.Count > 0 && below.Count > 0 ? [.. above.Concat(below).Order()] : null;
            return new[] { above, below }.FirstOrDefault(side => side.Count >= rule.Count && OfTwo(side));
        }

        List<int>? UpTo(ControlRule rule, int last)
        {
            var (sign, taken) = (Math.Sign(points[last].Distance), new List<int>());
            for (var i = last; i >= 0 && taken.Count < rule.Count; i--)
            {
                if (rule.Within == ControlScope.Control && points[i].Lot != points[last].Lot) continue;
                if (Math.Sign(points[i].Distance) != sign || Math.Abs(points[i].Distance) <= rule.Beyond) return null;
                taken.Insert(0, i);
            }
            return taken.Count == rule.Count && (rule.Within == ControlScope.Control || OfTwo(taken)) ? taken : null;
        }

        bool OfTwo(List<int> some) => some.Select(i => points[i].Lot).Distinct().Skip(1).Any();
    }

    /// <summary>What the rules together say.</summary>
    public static ControlVerdict VerdictOf(IReadOnlyList<ControlBreach> breaches)
    {
        ArgumentNullException.ThrowIfNull(breaches);
        return breaches.Count == 0 ? ControlVerdict.Passed
            : breaches.Any(b => b.Rule.Rejects) ? ControlVerdict.Rejected : ControlVerdict.Warned;
    }
}
