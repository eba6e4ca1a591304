using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Variants.Acmg;

/// <summary>What a rule is asked: a variant, what the caller knows of it, and the tables of its build.</summary>
sealed record Question(VariantFacts Facts, CallerEvidence Evidence, RuleSet Rules, BuildTables Tables)
{
    string? asked;
    (double Least, double Most)? found;

    /// <inheritdoc cref="BuildTables.Frequency"/>
    public (double Least, double Most)? Frequency(string column)
    {
        // Several criteria of a rule set ask for the same.
        if ((object?)asked != column) (asked, found) = (column, Tables.Frequency(Facts, column));
        return found;
    }
}

/// <summary>
/// One criterion of a rule set. The kinds of test are a closed set; limits, strengths and lists come from the rule set.
/// </summary>
/// <param name="Code">For example <c>PM2</c>.</param>
/// <param name="ExcludedBy">Criteria beside which this one is not counted.</param>
abstract record CriterionRule(string Code, IReadOnlyList<string> ExcludedBy)
{
    /// <summary>What the rule says of the variant, whatever the others say.</summary>
    public abstract Answer Ask(Question question);

    /// <summary>The strengths at which the rule can be met; empty where the rule set does not use it.</summary>
    public abstract IEnumerable<Strength> MetAt { get; }

    /// <summary>
    /// Variants of a kind may get different answers of one who knows nothing more of them, where there are these
    /// tables.
    /// </summary>
    public virtual bool Distinguishes(VariantKinds kind, BuildTables tables) => true;

    /// <summary>
    /// The answer to somebody who knows nothing more depends on the kind of variant and on what the tables have of it,
    /// and on nothing else.
    /// </summary>
    public virtual bool AsksTablesAlone(VariantKinds kind) => false;

    /// <summary>Reads a criterion.</summary>
    /// <exception cref="InvalidDataException">It is of no known kind, or uses a strength that its side does not
    /// have.</exception>
    public static CriterionRule Of(StrictJson j, IReadOnlyCollection<string> sources)
    {
        var (code, kind, excludedBy) = (j.Text("code"), j.Text("kind"), j.TextsOrNull("excludedBy") ?? []);
        _ = j.TextOrNull("note");
        if (code.Length < 3 || code[0] is not ('P' or 'B')) throw j.Wrong("a criterion's code");
        var named = j.Texts("sources");
        if (named.Length == 0 || named.Any(source => !sources.Contains(source)))
            throw j.Wrong("sources of this rule set", "sources");
        var benign = code[0] == 'B';
        return kind switch
        {
            "not-applicable" => new NotApplicableRule(code),
            "undecided" => new UndecidedRule(code),
            "null-variant" => NullVariantRule.Of(j, code, excludedBy, Required),
            "same-residue" =>
                new SameResidueRule(code, excludedBy, Required("pathogenic"), Optional("likelyPathogenic"),
                j.Part("splicing", ScoreTest.Of)),
            "other-residue" =>
                new OtherResidueRule(code, excludedBy, Required("pathogenic"), Optional("likelyPathogenic")),
            "residues" => new ResiduesRule(code, excludedBy, Required("strength"), j.List("residues", Residue.Of)),
            "length-change" => new LengthChangeRule(code, excludedBy, Required("strength"), Ranges()),
            "frequency" => FrequencyRule.Of(j, code, excludedBy, Required("strength")),
            "scores-any" =>
                new ScoresRule(code, excludedBy, Required("strength"), j.List("tests", ScoreTest.Of), All: false),
            "scores-all" =>
                new ScoresRule(code, excludedBy, Required("strength"), j.List("tests", ScoreTest.Of), All: true),
            "points" =>
                new PointsRule(code, excludedBy, Input(),
                Steps("points").Select(s => (s.Strength, s.Numbers[0])).ToArray()),
            "phenotype" => new PhenotypeRule(code, excludedBy, Required("strength")),
            "functional" => new FunctionalRule(code, excludedBy, Required("atMost")),
            "segregation" =>
                new SegregationRule(code, excludedBy,
                Steps("meioses", "families").Select(s => (s.Strength, (int)s.Numbers[0], (int)s.Numbers[1])).ToArray()),
            "non-segregation" =>
                new NonSegregationRule(code, excludedBy,
                Steps("relatives", "families").Select(s => (s.Strength, (int)s.Numbers[0], (int)s.Numbers[1]))
                    .ToArray()),
            "normal-carriers" =>
                new NormalCarriersRule(code, excludedBy,
                Steps("heterozygotes", "homozygotes").Select(s => (s.Strength, (int)s.Numbers[0], (int)s.Numbers[1]))
                    .ToArray()),
            "in-cis" => new InCisRule(code, excludedBy, Required("strength")),
            _ => throw j.Wrong($"a kind that is known for {code}", "kind"),
        };

        Strength? Optional(string name) =>
            j.TextOrNull(name) is { } text ? Checked(Strengths.Read(text), name, j) : null;

        Strength Required(string name) => Checked(Strengths.Read(j.Text(name)), name, j);

        Strength Checked(Strength? strength, string name, StrictJson where) => strength is { } s
            && (s == Strength.StandAlone ? code.StartsWith("BA", StringComparison.Ordinal)
            : benign ? s is Strength.Strong or Strength.Supporting : true)
                ? s : throw where.Wrong($"a strength of {code}", name);

        IReadOnlyList<ResidueRange>? Ranges() =>
            j.TextsOrNull(
            "repeats")?.Select(text => ResidueRange.Read(text) ?? throw j.Wrong("ranges like '10-20'", "repeats"))
                .ToArray();

        ProbandInput Input() =>
            j.Text("input") switch
            {
                "probands" => ProbandInput.Carriers,
                "de-novo" => ProbandInput.DeNovo,
                _ => throw j.Wrong("'probands' or 'de-novo'", "input")
            };

        // From the strongest to the weakest: the first that holds is the answer.
        Step[] Steps(params string[] numbers)
        {
            var steps =
                j.List("steps",
                s => new Step(Checked(Strengths.Read(s.Text("strength")), "strength", s),
                    [.. numbers.Select(s.Number)]));
            for (var i = 1; i < steps.Length; i++)
                if (steps[i].Strength > steps[i - 1].Strength) throw j.Wrong("the strongest first", "steps");
            return steps.Length > 0 ? steps : throw j.Wrong("at least one of 'steps'");
        }
    }

    sealed record Step(Strength Strength, double[] Numbers);
}

/// <summary>The rule set does not use the criterion.</summary>
sealed record NotApplicableRule(string Code) : CriterionRule(Code, [])
{
    public override bool Distinguishes(VariantKinds kind, BuildTables tables) => false;

    public override IEnumerable<Strength> MetAt => [];

    public override Answer Ask(Question question) => new(CriterionState.NotApplicable, null, "not-applicable", null);
}

/// <summary>
/// Nobody has decided or read what the criterion asks for here: the rule itself is the missing input.
/// </summary>
sealed record UndecidedRule(string Code) : CriterionRule(Code, [])
{
    public override bool Distinguishes(VariantKinds kind, BuildTables tables) => false;

    public override IEnumerable<Strength> MetAt => [];

    public override Answer Ask(Question question) => Answer.Lacks("rule");
}
