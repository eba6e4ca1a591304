using System.Globalization;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Lims.Laboratory.Controls;
using Thrombophilia.Lims.Tests.Decisions;
using Xunit;

namespace Thrombophilia.Lims.Tests.Laboratory.Controls;

/// <summary>The rules of the shipped table, each with the smallest history that breaks it and one beside it.</summary>
public sealed class ControlJudgeTests
{
    static IReadOnlyList<ControlRule> Rules => GivenClinical.Rules.Controls;

    // Values of lots 1 and 2 as "1:2.5", one run a word, runs separated by a blank.
    static (ControlVerdict, string) Judge(string history)
    {
        var points = history.Split(' ').SelectMany((run, i) => run.Split(',').Select(value => value.Split(':'))
            .Select(v => new ControlPoint(int.Parse(v[0], null), $"R{i}", decimal.Parse(v[1], CultureInfo.InvariantCulture)))).ToList();
        var breaches = ControlJudge.Breaches(Rules, points, points[^1].Run);
        return (ControlJudge.VerdictOf(breaches), string.Join(' ', breaches.Select(b => b.Rule.Id)));
    }

    [Theory]
    [InlineData("1:2.0", ControlVerdict.Passed, ""), InlineData("1:2.1", ControlVerdict.Warned, "1-2s"),
        InlineData("1:-2.1", ControlVerdict.Warned, "1-2s")]
    [InlineData("1:3.0", ControlVerdict.Warned, "1-2s"), InlineData("1:3.1", ControlVerdict.Rejected, "1-2s 1-3s")]
    [InlineData("1:2.1 1:2.2", ControlVerdict.Rejected, "1-2s 2-2s"), InlineData("1:2.1 1:-2.2", ControlVerdict.Warned, "1-2s"),
        InlineData("1:2.1 1:0 1:2.2", ControlVerdict.Warned, "1-2s"), InlineData("1:2.1 2:2.2", ControlVerdict.Warned, "1-2s")]
    [InlineData("1:2.1,2:2.2", ControlVerdict.Rejected, "1-2s 2-2s-run"), InlineData("1:2.1,2:-2.2", ControlVerdict.Rejected, "1-2s R-4s")]
    [InlineData("1:2.1 2:-2.2", ControlVerdict.Warned, "1-2s"), InlineData("1:1.9,2:-2.2", ControlVerdict.Warned, "1-2s")]
    [InlineData("1:1.1 1:1.2 1:1.3 1:1.4", ControlVerdict.Rejected, "4-1s"), InlineData("1:1.1 1:1.2 1:1.3", ControlVerdict.Passed, "")]
    [InlineData("1:1.1 1:1.2 1:-1.3 1:1.4", ControlVerdict.Passed, ""), InlineData("1:1.1 1:1.0 1:1.3 1:1.4", ControlVerdict.Passed, "")]
    [InlineData("1:1.1,2:1.2 1:1.3,2:1.4", ControlVerdict.Rejected, "4-1s-all")]
    [InlineData("1:.1 1:.1 1:.1 1:.1 1:.1 1:.1 1:.1 1:.1 1:.1 1:.1", ControlVerdict.Rejected, "10-x")]
    [InlineData("1:.1 1:.1 1:.1 1:.1 1:.1 1:.1 1:.1 1:.1 1:.1", ControlVerdict.Passed, "")]
    [InlineData("1:.1 1:.1 1:.1 1:.1 1:0 1:.1 1:.1 1:.1 1:.1 1:.1", ControlVerdict.Passed, "")]
    [InlineData("1:-.1,2:-.1 1:-.1,2:-.1 1:-.1,2:-.1 1:-.1,2:-.1 1:-.1,2:-.1", ControlVerdict.Rejected, "10-x-all")]
    public void Each_rule_speaks_from_its_smallest_history_on_and_not_before(string history, ControlVerdict verdict, string rules) =>
        Assert.Equal((verdict, rules), Judge(history));

    [Fact]
    public void What_an_earlier_run_broke_does_not_reject_the_next_one() =>
        Assert.Equal((ControlVerdict.Passed, ""), Judge("1:3.5 1:0.2"));

    // Histories of two lots, two values a run, some of them beyond each limit.
    static IEnumerable<List<ControlPoint>> Histories()
    {
        var random = new Random(20261201);
        for (var history = 0; history < 2000; history++)
            yield return [.. Enumerable.Range(0, random.Next(1, 40)).Select(i =>
                new ControlPoint(i % 2, $"R{i / 2}", Math.Round((decimal)(random.NextDouble() * 7 - 3.5), 1)))];
    }

    static List<string> RulesOf(IReadOnlyList<ControlPoint> points, string run) =>
        [.. ControlJudge.Breaches(Rules, points, run).Select(b => b.Rule.Id)];

    [Fact]
    public void A_run_is_never_judged_by_what_was_measured_after_it()
    {
        foreach (var points in Histories())
            for (var run = 0; run * 2 + 2 <= points.Count; run++)
                Assert.Equal(RulesOf(points[..(run * 2 + 2)], $"R{run}"), RulesOf(points, $"R{run}"));
    }

    [Fact]
    public void Mirrored_values_break_the_same_rules()
    {
        foreach (var points in Histories())
            Assert.Equal(RulesOf(points, points[^1].Run),
                RulesOf([.. points.Select(p => p with { Distance = -p.Distance })], points[^1].Run));
    }
}
