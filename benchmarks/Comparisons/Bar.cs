using System.Globalization;

namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>What a measured number has to stay under.</summary>
/// <param name="What">As the report prints it.</param>
/// <param name="Most">The limit.</param>
/// <param name="Measure">The number, round by round.</param>
sealed record Bar(string What, double Most, Func<Repetition, Series> Measure)
{
    /// <summary>Rounds further apart than this, as a share of their median, ask for another repetition.</summary>
    public const double Noise = 0.3;

    /// <summary>Printed, not binding.</summary>
    public bool IsGoal { get; init; }

    public string Format => Most >= 10 ? "F1" : "F3";

    /// <summary>
    /// The repetition whose rounds lie closest together decides: it was disturbed least, and its outcome has no part in
    /// the choice.
    /// </summary>
    public Series Judged(IEnumerable<Repetition> repetitions) => repetitions.Select(Measure).MinBy(s => s.Spread)!;

    public bool IsMet(IEnumerable<Repetition> repetitions) => Judged(repetitions).Median <= Most;

    /// <summary>Not met, or too uneven to say.</summary>
    public bool AsksAgain(Repetition repetition) =>
        !IsGoal && Measure(repetition) is var measured && (!(measured.Median <= Most) || measured.Spread > Noise);

    public string Line(string section, string where, IReadOnlyList<Repetition> repetitions) =>
        Line(section, where, What, Most,
        Judged(repetitions).Text(Format),
            string.Join(", ",
                repetitions.Select(r => Measure(r).Median.ToString(Format, CultureInfo.InvariantCulture))), IsGoal,
                    IsMet(repetitions));

    /// <summary>A row below <see cref="Report.BarHeader"/>.</summary>
    public static string Line(string section, string where, string what, double most, string measured,
        string repetitions, bool isGoal, bool isMet) => string.Create(
        CultureInfo.InvariantCulture,
            $"| {section} | {where} | {what} | {most}{(isGoal ? " (goal)" : "")} | {measured} | {repetitions} | "
            + $"{(isMet ? "met" : isGoal ? "not yet" : "**missed**")} |");
}
