using System.Collections.Concurrent;
using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Clinic.OwnRecords;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Tests.Clinic.Cases;
using Thrombophilia.Lims.Tests.Decisions;

namespace Thrombophilia.Lims.Tests.Clinic.OwnRecords;

/// <summary>Persons whose antithrombin was read from values by the shipped rules, and families of them.</summary>
static class GivenOwn
{
    /// <summary>What was measured, by what it proves.</summary>
    public const string Twice = "60 2026-03-02 none;58 2026-05-11 none", Once = "60 2026-03-02 none",
        Undated = "60 2026-03-02 none;58 ? none", NoStates = "60 2026-03-02;58 2026-05-11", Blocked = "60 2026-03-02 acute-thrombosis",
        BlockedTwice = "60 2026-03-02 acute-thrombosis;58 2026-05-11 acute-thrombosis",
        Raised = "60 2026-03-02 rivaroxaban;58 2026-05-11 none", Refuted = "60 2026-03-02 none;100 2026-05-11 none",
        Borderline = "84 2026-03-02 none", Open = "100 2026-03-02 none", Normal = "100 2026-03-02 none;iia 100 2026-03-02 none",
        Unmeasured = "";

    static readonly ConcurrentDictionary<(string, bool), AnalyteReading> Readings = new();

    public static OwnRules Rules { get; } = OwnRules.Load(Knowledge.Folder);

    public static OwnPerson Carrier(int key, string values, int? copies = 1, SubjectGroup group = SubjectGroup.Case,
        bool other = false, bool told = false, bool aged = true, OwnGap? left = null) =>
        Person(key, Carriage.Carried, values, copies, group, other, told, aged, left);

    public static OwnPerson Without(int key, string values, bool other = false) =>
        Person(key, Carriage.Absent, values, 0, SubjectGroup.Relative, other, false, true, null);

    public static OwnPerson Unknown(int key, string values = Twice) =>
        Person(key, Carriage.Unknown, values, null, SubjectGroup.Relative, false, false, true, null);

    public static OwnPerson Person(int key, Carriage carriage, string values, int? copies, SubjectGroup group, bool other,
        bool told, bool aged, OwnGap? left)
    {
        var plasma = Readings.GetOrAdd((values, aged), Read);
        return new(key, group)
        {
            Carriage = carriage,
            Copies = copies,
            Plasma = plasma,
            IsLowUndisturbed = plasma.IsLowUndisturbed(GivenClinical.Rules.Cases.IndependentDays),
            HasOtherCause = other,
            HasToldHistory = told,
            LeftOut = left,
        };
    }

    static AnalyteReading Read((string Values, bool Aged) told)
    {
        var @case = told.Aged ? GivenCases.Woman
            : GivenCases.Woman with { Subject = GivenCases.Woman.Subject with { BirthDate = null, BirthYear = null } };
        var values = told.Values.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(v => v.StartsWith("iia ", StringComparison.Ordinal) ? $"AT chromogenic-iia {v[4..]}" : $"AT chromogenic-xa {v}");
        return @case.Assays([.. values]).Analyte("AT").Values;
    }

    /// <summary>A father (drawn, not of the register) and mother, and these children of theirs.</summary>
    public static OwnFamily Siblings(params OwnPerson[] children) =>
        new([new(1, null, null, null), new(2, null, null, null), .. children.Select((c, i) => new OwnMember(10 + i, 1, 2, c))]);

    /// <summary>A parent and a child.</summary>
    public static OwnFamily Parent(OwnPerson parent, OwnPerson child) =>
        new([new(1, null, null, parent), new(2, 1, null, child)]);

    /// <summary>Persons of a family of whom nobody has drawn how they are related.</summary>
    public static OwnFamily Undrawn(params OwnPerson[] persons) =>
        new([.. persons.Select((p, i) => new OwnMember(1 + i, null, null, p))]);

    /// <summary>Counts these persons, and those of the families.</summary>
    public static OwnCounter Counter(IEnumerable<OwnPerson> alone, params OwnFamily[] families) =>
        new(alone.Concat(families.SelectMany(f => f.Persons)), families, Rules);

    public static OwnCriterion Count(this OwnCounter counter, string code, bool phenotypeCounts = true) =>
        counter.Count(phenotypeCounts)[code];

    /// <summary>The keys of those who are not counted for a reason.</summary>
    public static IReadOnlyList<int> Of(this OwnCriterion criterion, OwnGap gap) =>
        [.. criterion.NotCounted.Where(n => n.Gap == gap).Select(n => n.Person.Key).Order()];

    /// <summary>The keys of those on whom it rests.</summary>
    public static IReadOnlyList<int> Keys(this OwnCriterion criterion) => [.. criterion.Counted.Select(c => c.Person.Key).Order()];
}
