using System.Globalization;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Laboratory.Assays;

/// <summary>
/// What a measured value must keep before it is recorded, for files and for people alike, and the interval that holds for
/// it.
/// </summary>
public sealed class AssayCheck(ClinicalRules rules, BiobankRules biobank)
{
    /// <summary>
    /// Why a value cannot be right; null where it can. However low a value is, it may be real: severe deficiency is the
    /// emergency. With two decimals it is one of IU/mL.
    /// </summary>
    public Refusal? WrongValue(AssayRow assay, Measurement value, string unit)
    {
        ArgumentNullException.ThrowIfNull(assay);
        if (assay.Unit != rules.Cases.ActivityUnit) return null;
        var inUnits = value.Number * assay.OtherUnits.GetValueOrDefault(unit, 1);
        return inUnits > rules.Cases.LargestActivity || inUnits < rules.Cases.SmallestFraction && value.Number.Scale > 1
            ? new("implausible", "value", inUnits.ToString("0.####", CultureInfo.InvariantCulture), rules.Cases.SmallestFraction,
                rules.Cases.LargestActivity)
            : null;
    }

    /// <summary>Why an assay of this sample gives no result of the person; null where nothing known speaks against it.</summary>
    public Refusal? WrongSample(AssayRow assay, Sample sample)
    {
        ArgumentNullException.ThrowIfNull(assay);
        ArgumentNullException.ThrowIfNull(sample);
        if (sample.Retracted is { } at) return new("sample-retracted", "sample", sample.Code, $"{at}", sample.RetractReason ?? "");
        var use = biobank.Uses.FirstOrDefault(u => u.Id == $"{assay.Analyte}/{assay.Method}");
        var type = biobank.Type((sample.Type ?? "").Trim().Replace(' ', '-').ToLowerInvariant());
        // A material that the rules do not know is not judged.
        return use is null || type is null || use.Types.Contains(type.Id) ? null
            : new("wrong-material", "sample", type.Id, string.Join(", ", use.Types));
    }

    /// <summary>Why the draw cannot have been then; null where it can.</summary>
    public static Refusal? WrongDraw(Subject subject, Moment? drawn)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return drawn is { } at && Age.Days(subject.BirthYear, DateOnly.FromDateTime(at.Latest.UtcDateTime)) is { Oldest: < 0 }
            ? new("drawn-before-birth", "drawn", subject.BirthYear!) : null;
    }

    /// <summary>
    /// The reference interval for a person at a draw; null where none is at hand, or where it depends on what is unknown:
    /// age, sex or the week of a pregnancy.
    /// </summary>
    public Interval? IntervalOf(AssayRow assay, Subject subject, Moment? drawn, IReadOnlyList<string>? states)
    {
        ArgumentNullException.ThrowIfNull(assay);
        ArgumentNullException.ThrowIfNull(subject);
        if (drawn is not { } at || states?.Contains(Interval.PregnantState) != false
            || Age.Days(subject.BirthYear, at.Day) is not var (youngest, oldest)) return null;
        var sex = subject.Sex == Sex.Unknown ? null : subject.Sex.ToString();
        var (first, last) = (Of(youngest), Of(oldest));
        return first == last && first?.Unit == assay.Unit ? first : null;

        Interval? Of(int days) =>
            rules.Intervals.All(assay.Analyte, assay.Method, sex, days, Interval.NotPregnant, at.Day) is [var found, ..] ? found : null;
    }
}
