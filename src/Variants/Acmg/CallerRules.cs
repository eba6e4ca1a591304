namespace Thrombophilia.Variants.Acmg;

/// <summary>Whose points a rule counts.</summary>
enum ProbandInput
{
    /// <summary>Patients who carry it.</summary>
    Carriers,
    /// <summary>Patients in whom it is new.</summary>
    DeNovo,
}

/// <summary>A criterion that only the caller can know.</summary>
abstract record CallerRule(string Code, IReadOnlyList<string> ExcludedBy) : CriterionRule(Code, ExcludedBy)
{
    public override bool Distinguishes(VariantKinds kind, BuildTables tables) => false;

    internal const string IsPublished = "published-evidence";

    // What the caller has seen goes before what was published.
    public override Answer Ask(Question question) =>
        Ask(question.Evidence) is { State: CriterionState.NotEvaluated } unknown
        ? question.Evidence.Published.TryGetValue(Code, out var strength)
            ? Answer.Met((Strength)Math.Min((int)strength, (int)Most), IsPublished) : unknown
        : Ask(question.Evidence);

    /// <summary>The strength that the rule set allows at most.</summary>
    protected virtual Strength Most => Strength.VeryStrong;

    protected abstract Answer Ask(CallerEvidence evidence);
}

/// <summary>PS4, PS2: points of patients, the limit included.</summary>
sealed record PointsRule(string Code, IReadOnlyList<string> ExcludedBy, ProbandInput Input,
    IReadOnlyList<(Strength Strength, double Points)> Steps) : CallerRule(Code, ExcludedBy)
{
    public override IEnumerable<Strength> MetAt => Steps.Select(s => s.Strength);

    protected override Answer Ask(CallerEvidence evidence)
    {
        if ((Input == ProbandInput.Carriers ? evidence.ProbandPoints : evidence.DeNovoPoints) is not { } points)
            return Answer.Lacks(Input == ProbandInput.Carriers ? "proband-points" : "de-novo-points");
        foreach (var (strength, least) in Steps)
            if (points >= least) return Answer.Met(strength, "points");
        return Answer.NotMet("points");
    }
}

/// <summary>PP4: a patient with the phenotype as the rule set asks for it.</summary>
sealed record PhenotypeRule(string Code, IReadOnlyList<string> ExcludedBy, Strength Strength)
    : CallerRule(Code, ExcludedBy)
{
    public override IEnumerable<Strength> MetAt => [Strength];

    protected override Answer Ask(CallerEvidence evidence) => evidence.Phenotype switch
    {
        null => Answer.Lacks("phenotype"),
        true => Answer.Met(Strength, "phenotype"),
        false => Answer.NotMet("phenotype"),
    };
}

/// <summary>PS3: abnormal in an approved assay, at what the assay deserves and the rule set allows.</summary>
sealed record FunctionalRule(string Code, IReadOnlyList<string> ExcludedBy, Strength AtMost)
    : CallerRule(Code, ExcludedBy)
{
    public override IEnumerable<Strength> MetAt =>
        Enum.GetValues<Strength>().Where(s => s <= AtMost && (Code[0] == 'P' || s != Strength.Moderate));

    protected override Strength Most => AtMost;

    protected override Answer Ask(CallerEvidence evidence) => evidence.Functional switch
    {
        null => Answer.Lacks("functional-assay"),
        { IsAbnormal: true } found =>
            Answer.Met((Strength)Math.Min((int)found.Strength, (int)AtMost), "abnormal-in-vitro"),
        _ => Answer.NotMet("normal-in-vitro"),
    };
}

/// <summary>Two counts that a step needs both of at least; the first step that is reached counts.</summary>
static class TwoCounts
{
    public static Answer Answer(string what, (int First, int Second)? seen,
        IReadOnlyList<(Strength Strength, int First, int Second)> steps)
    {
        if (seen is not { } counts) return Acmg.Answer.Lacks(what);
        foreach (var (strength, first, second) in steps)
            if (counts.First >= first && counts.Second >= second) return Acmg.Answer.Met(strength, what);
        return Acmg.Answer.NotMet(what);
    }
}

/// <summary>PP1: meioses and families, both at least.</summary>
sealed record SegregationRule(string Code, IReadOnlyList<string> ExcludedBy,
    IReadOnlyList<(Strength Strength, int Meioses, int Families)> Steps) : CallerRule(Code, ExcludedBy)
{
    public override IEnumerable<Strength> MetAt => Steps.Select(s => s.Strength);

    protected override Answer Ask(CallerEvidence evidence) =>
        TwoCounts.Answer("segregation", evidence.Segregation is { } seen ? (seen.Meioses, seen.Families) : null, Steps);
}

/// <summary>BS4: relatives in one family, and families, both at least.</summary>
sealed record NonSegregationRule(string Code, IReadOnlyList<string> ExcludedBy,
    IReadOnlyList<(Strength Strength, int Relatives, int Families)> Steps) : CallerRule(Code, ExcludedBy)
{
    public override IEnumerable<Strength> MetAt => Steps.Select(s => s.Strength);

    protected override Answer Ask(CallerEvidence evidence) =>
        TwoCounts.Answer("non-segregation",
        evidence.NonSegregation is { } seen ? (seen.Relatives, seen.Families) : null, Steps);
}

/// <summary>BS2: carriers with a normal activity, both numbers at least.</summary>
sealed record NormalCarriersRule(string Code, IReadOnlyList<string> ExcludedBy,
    IReadOnlyList<(Strength Strength, int Heterozygotes, int Homozygotes)> Steps) : CallerRule(Code, ExcludedBy)
{
    public override IEnumerable<Strength> MetAt => Steps.Select(s => s.Strength);

    protected override Answer Ask(CallerEvidence evidence) =>
        TwoCounts.Answer("normal-carriers",
        evidence.NormalCarriers is { } seen ? (seen.Heterozygotes, seen.Homozygotes) : null, Steps);
}

/// <summary>BP2: in cis with another pathogenic variant.</summary>
sealed record InCisRule(string Code, IReadOnlyList<string> ExcludedBy, Strength Strength) : CallerRule(Code, ExcludedBy)
{
    public override IEnumerable<Strength> MetAt => [Strength];

    protected override Answer Ask(CallerEvidence evidence) => evidence.InCisWithPathogenic switch
    {
        null => Answer.Lacks("phase"),
        true => Answer.Met(Strength, "in-cis"),
        false => Answer.NotMet("not-in-cis"),
    };
}
