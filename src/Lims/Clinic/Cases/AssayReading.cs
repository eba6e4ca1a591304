using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Cases;

/// <summary>Why a value is not read.</summary>
public enum Unread
{
    /// <summary>It is held: the control of its run failed.</summary>
    Held,
    /// <summary>A state at the draw forbids its label.</summary>
    State,
    /// <summary>Nobody recorded the state at the draw.</summary>
    StatesNotRecorded,
    /// <summary>The patient may have been too young for the limits.</summary>
    UnderAge,
    /// <summary>The limits differ by sex, which is unknown.</summary>
    SexUnknown,
    /// <summary>There is no limit, or the value is only known to lie on one side of it.</summary>
    NoLimit,
}

/// <summary>One value, judged on its own.</summary>
/// <param name="Assay">The value.</param>
/// <param name="Row">Its analyte and method.</param>
/// <param name="Low">Smallest value that it can be, in the unit of <paramref name="Row"/>.</param>
/// <param name="High">Largest; null for no end.</param>
/// <param name="Class">Its class, be it read or not; null for none.</param>
/// <param name="Limit">Id of the limit or interval behind the class.</param>
/// <param name="LimitSex">Sex of that limit; empty where it holds for everybody.</param>
/// <param name="Why">Why it is not read; null where it is.</param>
/// <param name="States">Rows of the states that forbid its label, or, where it is read although it is low, that raise it.</param>
/// <param name="AgeKnown">The age at the draw is known.</param>
public sealed record AssayReading(CaseAssay Assay, AssayRow Row, decimal Low, decimal? High, string? Class, string? Limit,
    string LimitSex, Unread? Why, IReadOnlyList<InterferenceRow> States, bool AgeKnown)
{
    internal const string Deficient = "deficient", LowScreen = "low-screen", LowClass = "low", Borderline = "borderline",
        NormalClass = "normal";

    /// <summary>It may be used.</summary>
    public bool IsRead => Why is null;
    /// <summary>Below the limit.</summary>
    public bool IsLow => Class is Deficient or LowScreen or LowClass;
    /// <summary>Age at the draw in days; null where it is not known to the day.</summary>
    public int? AgeDays { get; init; }
    /// <summary><c>F</c> or <c>M</c>; null where it is unknown.</summary>
    public string? Sex { get; init; }
    /// <summary>The sex is unknown, and the value is low by the limits of neither.</summary>
    public bool IsLowForNobody { get; init; }
    /// <summary>It decides of its analyte.</summary>
    public bool Decides => Row.Role == "decides";
    /// <summary>The value in the unit of its row; null where only a side is known.</summary>
    public decimal? Exact => Low == High ? Low : null;
}

/// <summary>Judges values one by one.</summary>
sealed class AssayReader(ClinicalRules rules)
{
    /// <summary>
    /// Judges a value on the day <paramref name="asOf"/>. <paramref name="implied"/> are states that facts set.
    /// </summary>
    public AssayReading Read(CaseAssay assay, CaseSubject subject, DateOnly asOf, IReadOnlyCollection<string> implied)
    {
        var row = rules.Assay(assay.Analyte, assay.Method)!;
        var factor = row.OtherUnits.GetValueOrDefault(assay.Unit, 1);
        var (low, high) = (assay.Value.Low * factor, assay.Value.High * factor);
        var sex = subject.Sex == Sex.Unknown ? null : subject.Sex.ToString();
        var age = assay.Day is { } day ? subject.AgeYears(day) : null;
        // Who is a child today was one at every draw.
        var isYoung = (age ?? subject.AgeYears(asOf)) is { } years && years.Youngest < rules.Cases.AdultAge;
        var (@class, limit, limitSex) = ClassOf(row, sex, low, high, assay.Day);
        AssayReading Made(Unread? why, IReadOnlyList<InterferenceRow> states) =>
            new(assay, row, low, high, isYoung ? null : @class, isYoung ? null : limit, limitSex, why, states, age is not null)
            {
                AgeDays = assay.Day is { } drawn && subject.AgeDays(drawn) is var (least, most) && least == most ? least : null,
                Sex = sex,
                IsLowForNobody = sex is null && !IsLowFor(Sex.F) && !IsLowFor(Sex.M),
            };
        bool IsLowFor(Sex one) =>
            ClassOf(row, one.ToString(), low, high, assay.Day).Class is not (AssayReading.NormalClass or AssayReading.Borderline);

        if (assay.Held) return Made(Unread.Held, []);
        if (isYoung) return Made(Unread.UnderAge, []);
        if (assay.States is null) return Made(Unread.StatesNotRecorded, []);
        if (@class is null) return Made(sex is null && NeedsSex(row, low, high, assay.Day) ? Unread.SexUnknown : Unread.NoLimit, []);
        var effects = assay.States.Concat(implied).Distinct().Order(StringComparer.Ordinal)
            .Select(s => rules.Interference.Of(s, row.Analyte, row.Method)).OfType<InterferenceRow>().ToList();
        var isLow = row.HighIsAbnormal ? @class is not ("negative" or "negative-or-low" or AssayReading.NormalClass)
            : @class is AssayReading.Deficient or AssayReading.LowScreen or AssayReading.LowClass;
        var blocking = effects.FindAll(e => isLow ? e.Blocks is Blocks.Abnormal or Blocks.Both
            : @class == AssayReading.Borderline ? e.Blocks != Blocks.None : e.Blocks is Blocks.Normal or Blocks.Both);
        return blocking.Count > 0 ? Made(Unread.State, blocking)
            : Made(null, isLow ? effects.FindAll(e => e.Blocks == Blocks.Normal) : []);
    }

    (string? Class, string? Limit, string Sex) ClassOf(AssayRow row, string? sex, decimal low, decimal? high, DateOnly? day)
    {
        if (rules.Limits.ClassOf(row, sex, low) is { } at)
            // Both ends of what the value can be have to lie in one class.
            return (high is { } end ? rules.Limits.ClassOf(row, sex, end)?.Class == at.Class : at.Below is null)
                ? (at.Class, at.Id, at.Sex == Interval.AnySex ? "" : at.Sex) : (null, null, "");
        if (rules.Limits.Of(row.Analyte, row.Method).Count > 0) return (null, null, "");
        var adult = rules.Cases.AdultAge * 366;
        if (rules.Intervals.All(row.Analyte, row.Method, sex, adult, Interval.NotPregnant, day) is not [{ } interval, ..]
            || interval.Use == IntervalUse.ReferenceOnly || interval.Unit != row.Unit) return (null, null, "");
        var inSex = interval.Sex == Interval.AnySex ? "" : interval.Sex;
        return row.HighIsAbnormal ? (null, null, "")
            : high < interval.Low ? (AssayReading.LowClass, interval.Id, inSex)
            : low >= interval.Low ? (AssayReading.NormalClass, interval.Id, inSex) : (null, null, "");
    }

    bool NeedsSex(AssayRow row, decimal low, decimal? high, DateOnly? day) =>
        ClassOf(row, Sex.F.ToString(), low, high, day).Class != ClassOf(row, Sex.M.ToString(), low, high, day).Class
        || rules.Limits.Of(row.Analyte, row.Method).Any(l => l.Sex != Interval.AnySex);
}
