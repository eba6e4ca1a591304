using Thrombophilia.Variants.Acmg;

namespace Thrombophilia.Lims.Clinic.OwnRecords;

/// <summary>As what a person is counted.</summary>
public enum OwnWhy
{
    /// <summary>A proband who is low on independent draws.</summary>
    LowRepeated,
    /// <summary>A proband who is low once, with a family history.</summary>
    LowOnceWithHistory,
    /// <summary>A proband who is low once.</summary>
    LowOnce,
    /// <summary>A proband who is low on two independent draws without a state that moves the assay.</summary>
    LowUndisturbed,
    /// <summary>An affected carrier of a family.</summary>
    AffectedCarrier,
    /// <summary>One copy, and a normal activity.</summary>
    NormalHeterozygote,
    /// <summary>Two copies, and a normal activity.</summary>
    NormalHomozygote,
    /// <summary>An affected relative who does not carry it.</summary>
    AffectedWithout,
}

/// <summary>A person who is counted.</summary>
/// <param name="Person">The person.</param>
/// <param name="Why">As what.</param>
public sealed record OwnCounted(OwnPerson Person, OwnWhy Why);

/// <summary>A person who is not counted, or could count for more.</summary>
/// <param name="Person">The person.</param>
/// <param name="Gap">Why.</param>
public sealed record OwnNotCounted(OwnPerson Person, OwnGap Gap)
{
    /// <summary>To know it could change the count; the rest is settled.</summary>
    public bool IsOpen => Gap is not (OwnGap.OtherCause or OwnGap.NotConfirmed or OwnGap.Borderline or OwnGap.RelatedToCounted
        or OwnGap.PartsWays);
}

/// <summary>What the records say for one criterion.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Figures">What is counted: points; probands; meioses and families; one copy and two; most relatives of a family, and
/// families.</param>
/// <param name="Counted">On whom it rests.</param>
/// <param name="NotCounted">Who is not counted, and why.</param>
public sealed record OwnCriterion(string Code, IReadOnlyList<double> Figures, IReadOnlyList<OwnCounted> Counted,
    IReadOnlyList<OwnNotCounted> NotCounted)
{
    internal const string Probands = "PS4", Phenotype = "PP4", Segregation = "PP1", NormalCarriers = "BS2", NonSegregation = "BS4";

    /// <summary>Something that nobody knows yet could change it.</summary>
    public bool IsOpen => NotCounted.Any(n => n.IsOpen);
}

/// <summary>What the records say for the criteria that rest on patients and families.</summary>
/// <param name="Criteria">One for each of them.</param>
sealed record OwnCounts(IReadOnlyList<OwnCriterion> Criteria)
{
    public OwnCriterion this[string code] => Criteria.First(c => c.Code == code);

    /// <summary>The same for the engine, without some criteria.</summary>
    public CallerEvidence Evidence(IReadOnlyCollection<string> without)
    {
        double[]? Of(string code) => without.Contains(code) ? null : [.. this[code].Figures];
        return new()
        {
            ProbandPoints = Of(OwnCriterion.Probands)?[0],
            Phenotype = Of(OwnCriterion.Phenotype) is [var probands] ? probands > 0 : null,
            Segregation = Of(OwnCriterion.Segregation) is [var meioses, var families] ? new((int)meioses, (int)families) : null,
            NormalCarriers = Of(OwnCriterion.NormalCarriers) is [var one, var two] ? new((int)one, (int)two) : null,
            NonSegregation = Of(OwnCriterion.NonSegregation) is [var most, var of] ? new((int)most, (int)of) : null,
        };
    }
}
