using System.Globalization;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Expressions;
using Thrombophilia.Lims.Decisions.Facts;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Cases;

/// <summary>
/// Turns a case into facts. What is derived from genotypes and values goes before what somebody told; where the two differ
/// the case is refused. What nothing derives is as it was told, and else unknown.
/// </summary>
sealed class CaseReader(ClinicalRules rules, PanelHotSpots panel)
{
    const string Pheno = "pheno", Geno = "geno";
    readonly GeneReader genes = new(panel, rules.Cases);
    readonly AssayReader assays = new(rules);

    /// <summary>Reads a case.</summary>
    /// <exception cref="InvalidDataException">A fact was told that differs from what the case itself tells.</exception>
    public CaseReading Read(ClinicalCase @case)
    {
        var facts = new CaseFacts(@case, rules.NewFacts());
        if (@case.Facts.Keys.FirstOrDefault(id => id is Pheno or Geno) is { } perAnalyte)
            throw new InvalidDataException($"{facts.Place}, fact '{perAnalyte}': expected assays and genotypes, from which it "
                + "is derived for each analyte, found a fact.");
        foreach (var (id, text) in @case.Facts) facts.Set.SetText(id, text);
        OfPerson(@case, facts);
        var recorded = @case.Assays.SelectMany(a => a.States ?? []).Concat(@case.States).Distinct().ToList();
        foreach (var derived in rules.Cases.Derived)
            if (derived.From == FactSource.StateRecorded && derived.Of.Any(recorded.Contains)) facts.Derive(derived.Fact, "true");
        SetDefaults(facts, recorded);

        var read = genes.Read(@case, gene => gene.Phase is { } phase ? @case.Facts.GetValueOrDefault(phase.Id) : null);
        var whose = rules.Cases.States.Where(s => recorded.Contains(s.State) || s.When?.Evaluate(facts.Set) == Truth.True)
            .Select(s => s.Genotype).DefaultIfEmpty().Max();
        var donor = whose == StateGenotype.Donor;
        if (whose == StateGenotype.Own) GenotypeFacts.Set(facts, rules.Cases, read, panel);

        var (analytes, values) = (new List<JoinedAnalyte>(), new List<AssayReading>());
        var ordered = @case.Assays.OrderBy(a => a.Day).ThenBy(a => a.Drawn, StringComparer.Ordinal)
            .ThenBy(a => a.Id, StringComparer.Ordinal).ToList();
        foreach (var gene in rules.Cases.Genes)
        {
            List<string> implied = [.. Implied(facts.Set), .. @case.States];
            var own = ordered.Where(a => a.Analyte == gene.Analyte)
                .Select(a => assays.Read(a, @case.Subject, @case.AsOf, implied)).ToList();
            values.AddRange(own);
            var analyte = AnalyteReading.Of(gene, own, rules);
            var genotype = read[gene.Gene].Code(donor);
            facts.Set.Set(Pheno, analyte.Phenotype).Set(Geno, genotype);
            var (row, certainty) = rules.Join.Of(facts.Set) is { Row.Decided: { } decided } join ? (decided, join.Certainty)
                : throw new InvalidOperationException($"No row of the join holds for {analyte.Phenotype} and {genotype}.");
            analytes.Add(new(analyte, read[gene.Gene], genotype, row, certainty));
            if (row.Defect != "unknown") facts.Derive(gene.Defect, row.Defect);
        }
        facts.Set.Forget(Pheno).Forget(Geno);
        var states = recorded.Concat(Implied(facts.Set)).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var other in ordered.Where(a => !rules.Cases.Genes.Any(g => g.Analyte == a.Analyte)))
            values.Add(assays.Read(other, @case.Subject, @case.AsOf, states));
        ValueFacts.Set(facts, rules.Cases, values, analytes);
        SetDefaults(facts, recorded);
        return new(@case, facts.Set, read, analytes, values, states, whose);
    }

    List<string> Implied(FactSet facts) =>
        [.. rules.Cases.States.Where(s => s.When?.Evaluate(facts) == Truth.True).Select(s => s.State)];

    static void OfPerson(ClinicalCase @case, CaseFacts facts)
    {
        var subject = @case.Subject;
        if (subject.Sex != Sex.Unknown) facts.Derive(facts.Set.Dictionary["sex"], subject.Sex.ToString());
        if (subject.AgeYears(@case.AsOf) is var (youngest, oldest))
            facts.Derive(facts.Set.Dictionary["age_years"], youngest, oldest);
        if (subject.AgeDays(@case.AsOf) is var (fewest, most)) facts.Derive(facts.Set.Dictionary["age_days"], fewest, most);
    }

    void SetDefaults(CaseFacts facts, List<string> recorded)
    {
        foreach (var row in rules.Cases.Defaults)
            if (!facts.Set.IsKnown(row.Fact.Id) && !row.UnlessStates.Any(recorded.Contains)
                && row.When.Evaluate(facts.Set) == Truth.True) facts.Set.SetText(row.Fact.Id, row.Value);
    }

    /// <summary>Sets the facts that are sums of scores: only options ask for them.</summary>
    public void SetScores(CaseReading reading)
    {
        var facts = new CaseFacts(reading.Case, reading.Facts);
        foreach (var derived in rules.Cases.Derived)
        {
            if (derived.From is not (FactSource.Score or FactSource.ScoreAny)) continue;
            var score = rules.Score(derived.Of[0]);
            var sum = score.Evaluate(facts.Set, score.AnswersIn(reading.Case.Answers));
            if (derived.From == FactSource.Score) facts.Derive(derived.Fact, (double)sum.From, (double)sum.To);
            else if (sum.From > 0 || sum.To == 0) facts.Derive(derived.Fact, sum.From > 0 ? "true" : "false");
        }
    }
}

/// <summary>The facts of a case while they are derived.</summary>
sealed class CaseFacts(ClinicalCase @case, FactSet set)
{
    /// <summary>The facts.</summary>
    public FactSet Set => set;
    /// <summary>How messages name the case.</summary>
    public string Place => @case.Id.Length > 0 ? $"case '{@case.Id}'" : "case";
    /// <summary>The case.</summary>
    public ClinicalCase Case => @case;

    /// <summary>Sets a fact that the case tells.</summary>
    /// <exception cref="InvalidDataException">Somebody told another value.</exception>
    public void Derive(Fact fact, string value)
    {
        var told = @case.Facts.GetValueOrDefault(fact.Id);
        if (told is not null && told != value) throw Differs(fact, value, told);
        set.SetText(fact.Id, value);
    }

    /// <summary>The same of a number within bounds; a value that was told stands where it lies between them.</summary>
    /// <exception cref="InvalidDataException">Somebody told a value outside.</exception>
    public void Derive(Fact fact, double low, double high)
    {
        (low, high) = (Math.Clamp(low, fact.Minimum, fact.Maximum), Math.Clamp(high, fact.Minimum, fact.Maximum));
        if (@case.Facts.TryGetValue(fact.Id, out var told))
        {
            var number = double.Parse(told, CultureInfo.InvariantCulture);
            if (number < low - 0.0005 || number > high + 0.0005)
                throw Differs(fact, string.Create(CultureInfo.InvariantCulture, $"{low} to {high}"), told);
            if (low != high) return;
        }
        set.SetBounds(fact.Id, low, high);
    }

    InvalidDataException Differs(Fact fact, string expected, string found) =>
        new($"{Place}, fact '{fact.Id}': expected {expected}, as the rest of the case tells, found {found}. "
            + "Leave the fact out, or correct the case.");
}
