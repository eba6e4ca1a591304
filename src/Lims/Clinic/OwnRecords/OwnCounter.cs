using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.OwnRecords;

/// <summary>
/// Counts what the register says of a variant for the criteria on patients and families. Only what is proven counts; what could
/// change a count is told beside it. The order of the lists carries no meaning.
/// </summary>
sealed class OwnCounter
{
    readonly OwnRules rules;
    readonly IReadOnlyList<OwnFamily> families;
    readonly IReadOnlyList<OwnPerson> carriers;
    readonly Dictionary<OwnPerson, OwnFamily> familyOf = [];

    /// <param name="persons">Carriers and their relatives.</param>
    /// <param name="families">The families of the carriers.</param>
    /// <param name="rules">How they are counted.</param>
    public OwnCounter(IEnumerable<OwnPerson> persons, IReadOnlyList<OwnFamily> families, OwnRules rules)
    {
        (this.rules, this.families) = (rules, families);
        foreach (var family in families)
            foreach (var person in family.Persons) familyOf.Add(person, family);
        carriers = [.. persons.Where(p => p is { LeftOut: null, Carriage: Carriage.Carried }).OrderBy(p => p.Key)];
    }

    /// <summary>Counts. Where the phenotype counts, its proband is not counted again among the probands.</summary>
    public OwnCounts Count(bool phenotypeCounts)
    {
        var phenotype = Phenotype();
        return new([Probands(phenotypeCounts && phenotype.Counted is [var held] ? held.Person : null), phenotype, Segregation(),
            NormalCarriers(), NonSegregation()]);
    }

    // Who was registered as a relative is one of somebody, and without a family nobody knows of whom.
    bool IsProband(OwnPerson p) =>
        p is { IsLow: true, HasOtherCause: false } && (p.Group != SubjectGroup.Relative || familyOf.ContainsKey(p));

    OwnCriterion Probands(OwnPerson? held)
    {
        List<OwnCounted> best = [.. carriers.Where(IsProband).Select(p => new OwnCounted(p, WhyOf(p)))
            .GroupBy(c => (object?)familyOf.GetValueOrDefault(c.Person) ?? c.Person)
            .Where(one => held is null || !one.Any(c => c.Person == held))
            .Select(one => one.MaxBy(c => PointsOf(c.Why))!)];
        List<OwnNotCounted> gaps = [.. PlasmaGaps(carriers)];
        foreach (var p in carriers.Where(p => p.IsLow))
        {
            if (p.HasOtherCause) gaps.Add(new(p, OwnGap.OtherCause));
            else if (!familyOf.ContainsKey(p)) gaps.Add(new(p, OwnGap.NoFamily));
            else if (p != held && !best.Exists(c => c.Person == p)) gaps.Add(new(p, OwnGap.RelatedToCounted));
        }
        return new(OwnCriterion.Probands, [best.Sum(c => PointsOf(c.Why))], best, gaps);
    }

    double PointsOf(OwnWhy why) => why switch
    {
        OwnWhy.LowRepeated => rules.Repeated,
        OwnWhy.LowOnceWithHistory => rules.OnceWithFamilyHistory,
        _ => rules.Once,
    };

    OwnWhy WhyOf(OwnPerson p) => p.IsConfirmed ? OwnWhy.LowRepeated : HasHistory(p) ? OwnWhy.LowOnceWithHistory : OwnWhy.LowOnce;

    bool HasHistory(OwnPerson p) => p.HasToldHistory
        || familyOf.TryGetValue(p, out var family) && family.Persons.Any(other => other.IsLow && family.AreRelated(p, other));

    OwnCriterion Phenotype()
    {
        var found = carriers.FirstOrDefault(p => IsProband(p) && p.IsLowUndisturbed);
        List<OwnNotCounted> gaps = [.. PlasmaGaps(carriers)];
        foreach (var p in carriers.Where(p => p.IsConfirmed && !p.IsLowUndisturbed)) gaps.Add(new(p, OwnGap.DisturbedDraw));
        foreach (var p in carriers.Where(p => p.IsLow && !IsProband(p)))
            gaps.Add(new(p, p.HasOtherCause ? OwnGap.OtherCause : OwnGap.NoFamily));
        return new(OwnCriterion.Phenotype, [found is null ? 0 : 1],
            found is null ? [] : [new(found, OwnWhy.LowUndisturbed)], gaps);
    }

    OwnCriterion Segregation()
    {
        var (meioses, with, counted, gaps) = (0, 0, new List<OwnCounted>(), Gaps(Carriage.Carried));
        foreach (var family in families)
        {
            var affected = family.Persons
                .Where(p => p is { Carriage: Carriage.Carried, IsConfirmed: true, HasOtherCause: false }).ToList();
            var blood = family.Persons.Where(p => p.Carriage == Carriage.Carried).ToList();
            // A low value without the variant speaks against it even where nobody has repeated it.
            var against = family.Persons.Where(p => blood.Exists(c => c == p || family.AreRelated(c, p))
                && (p is { Carriage: Carriage.Carried, IsNormalAdult: true }
                    || p is { Carriage: Carriage.Absent, IsLow: true, HasOtherCause: false })).ToList();
            gaps.AddRange(against.Select(p => new OwnNotCounted(p, OwnGap.PartsWays)));
            if (against.Count > 0) continue;
            var line = family.LargestLine(affected);
            gaps.AddRange(affected.Except(line).Select(p => new OwnNotCounted(p, OwnGap.NotDrawn)));
            if (line.Count < 2) continue;
            (meioses, with) = (meioses + rules.MeiosesPerRelative * (line.Count - 1), with + 1);
            counted.AddRange(line.Select(p => new OwnCounted(p, OwnWhy.AffectedCarrier)));
        }
        return new(OwnCriterion.Segregation, [meioses, with], counted, gaps);
    }

    OwnCriterion NonSegregation()
    {
        var (most, with, counted, gaps) = (0, 0, new List<OwnCounted>(), Gaps(Carriage.Absent));
        foreach (var family in families)
        {
            var affected = family.Persons.Where(p => p is { Carriage: Carriage.Absent, IsConfirmed: true }).ToList();
            gaps.AddRange(affected.Where(p => p.HasOtherCause).Select(p => new OwnNotCounted(p, OwnGap.OtherCause)));
            affected.RemoveAll(p => p.HasOtherCause);
            // The variant is in question for the low activity of a carrier, and these are of the same blood.
            var related = affected.FindAll(p => family.Persons.Any(c =>
                c is { Carriage: Carriage.Carried, IsLow: true } && family.AreRelated(c, p)));
            gaps.AddRange(affected.Except(related).Select(p => new OwnNotCounted(p, OwnGap.NotDrawn)));
            if (related.Count == 0) continue;
            (most, with) = (Math.Max(most, related.Count), with + 1);
            counted.AddRange(related.Select(p => new OwnCounted(p, OwnWhy.AffectedWithout)));
        }
        return new(OwnCriterion.NonSegregation, [most, with], counted, gaps);
    }

    OwnCriterion NormalCarriers()
    {
        var (counted, gaps) = (new List<OwnCounted>(),
            PlasmaGaps(carriers).Where(g => g.Gap is not (OwnGap.OneDraw or OwnGap.NotConfirmed)).ToList());
        foreach (var p in carriers.Where(p => p.IsNormal))
        {
            if (!p.IsNormalAdult) gaps.Add(new(p, OwnGap.AgeUnknown));
            else if (p.Copies is not { } copies) gaps.Add(new(p, OwnGap.CopiesUnknown));
            else counted.Add(new(p, copies == 2 ? OwnWhy.NormalHomozygote : OwnWhy.NormalHeterozygote));
        }
        return new(OwnCriterion.NormalCarriers, [counted.Count(c => c.Why == OwnWhy.NormalHeterozygote),
            counted.Count(c => c.Why == OwnWhy.NormalHomozygote)], counted, gaps);
    }

    // What a family could still tell: carriers without one, relatives of whom nothing proves whether they carry it, and the plasma of
    // those who do, or who do not.
    List<OwnNotCounted> Gaps(Carriage of)
    {
        var relatives = families.SelectMany(f => f.Persons).ToList();
        return [.. carriers.Where(p => !familyOf.ContainsKey(p)).Select(p => new OwnNotCounted(p, OwnGap.NoFamily)),
            .. relatives.Where(p => p.Carriage == Carriage.Unknown).Select(p => new OwnNotCounted(p, OwnGap.NotExamined)),
            .. PlasmaGaps(relatives.Where(p => p.Carriage == of))];
    }

    static IEnumerable<OwnNotCounted> PlasmaGaps(IEnumerable<OwnPerson> persons) =>
        from p in persons
        where p.PlasmaGap is not null
        select new OwnNotCounted(p, p.PlasmaGap!.Value);
}
