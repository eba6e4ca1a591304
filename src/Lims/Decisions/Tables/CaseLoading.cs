using Thrombophilia.Lims.Decisions.Facts;

namespace Thrombophilia.Lims.Decisions.Tables;

/// <summary>Reads the tables that turn a case into facts. They name rows of the others.</summary>
sealed class CaseLoading
{
    static readonly string[] Sources =
    [
        "hot-spot-copies", "hot-spot-carried", "hot-spot-homozygous", "variant-copies", "pathogenic-alleles", "risk-alleles",
        "variants", "phase", "two-in-trans", "loci-at-risk", "covered", "class", "clean-value", "lowest", "measured", "ratio",
        "difference", "any-blocked", "all-normal", "state-recorded", "score", "score-any",
    ];

    readonly Loading all;
    readonly Vocabulary words;
    readonly Faults faults;

    public CaseLoading(Loading all, Vocabulary words, Faults faults)
    {
        (this.all, this.words, this.faults) = (all, words, faults);
        Genes = Read(Schema.Genes, r => new CaseGene(r.Claim(null), r.Text("gene"), Analyte(r, "analyte", r.Text("analyte")),
            r.Fact("defect_fact", FactType.Choice), r["phase_fact"].Length == 0 ? null : r.Fact("phase_fact", FactType.Choice)));
        Limits = Read(Schema.CaseLimits, r => new CaseLimit(r.Claim(null), r.Number("value"), r.Text("unit"), r["note"]));
        Complements = Read(Schema.Complements, r => new CaseComplement(r.Claim(null), Analyte(r, "analyte", r.Text("analyte")),
            [.. r.List("assays").Select(id => Assay(r, "assays", id))]));
        Derived = Read(Schema.Derived, DerivedOf);
        States = Read(Schema.CaseStates, r => new CaseState(r.Claim(null), State(r, "state", r.Text("state")),
            r.ExpressionOrNull("when"), (StateGenotype)r.OneOf("genotype", "own", "unknown", "donor")));
        Defaults = Read(Schema.Defaults, DefaultOf);
        Headlines = Read(Schema.Headlines,
            r => new Headline(r.Spoken("conclusion", "concl."), r.ExpressionOrNull("when"), r.Key("text_key"),
                r.YesOrNo("names_open")));
        Days = Read(Schema.CaseDays, DayOf);
        foreach (var id in (string[])[CaseLimit.IndependentDays, CaseLimit.AdultAge, CaseLimit.CoveredShare,
            CaseLimit.LargestActivity, CaseLimit.SmallestFraction, CaseLimit.ScoreAnswerDays])
            if (!Limits.Any(limit => limit.Id == id))
                faults.Add(Schema.CaseLimits, $"a row '{id}'", "none", "Add the row.");
        foreach (var limb in (string[])[Headline.Provisional])
            if (!words.HasText(limb)) faults.Add(Schema.Headlines, $"the text '{limb}'", "none", "Add the text in both languages.");
        var told = Headlines.Select(headline => headline.Conclusion).ToHashSet();
        foreach (var (row, conclusion) in all.Join.Select(j => (j.Row, j.Value.Conclusion))
            .Concat(all.Overall.Select(o => (o.Row, o.Value.Conclusion))))
            if (!told.Contains(conclusion))
                faults.Add(row, "conclusion", "a conclusion with a headline", conclusion, "Add it to the headlines.");
    }

    public CaseGene[] Genes { get; }
    public CaseLimit[] Limits { get; }
    public CaseComplement[] Complements { get; }
    public DerivedFact[] Derived { get; }
    public CaseState[] States { get; }
    public DefaultFact[] Defaults { get; }
    public Headline[] Headlines { get; }
    public CaseDay[] Days { get; }

    T[] Read<T>(string table, Func<RowReader, T> read) => [.. all.Read(table, read).Select(placed => placed.Value)];

    DerivedFact DerivedOf(RowReader r)
    {
        var from = (FactSource)r.OneOf("from", Sources);
        var wanted = from switch
        {
            FactSource.HotSpotCarried or FactSource.HotSpotHomozygous or FactSource.TwoInTrans or FactSource.Covered
                or FactSource.Measured or FactSource.AnyBlocked or FactSource.AllNormal or FactSource.StateRecorded
                or FactSource.ScoreAny => FactType.Flag,
            FactSource.Class or FactSource.Phase => FactType.Choice,
            _ => FactType.Number,
        };
        var of = r.List("of");
        if (of.Length == 0) faults.Add(r.Row, "of", "what the fact is derived from", "", "Fill the cell.");
        foreach (var id in of)
            _ = from switch
            {
                FactSource.Class or FactSource.CleanValue or FactSource.Lowest or FactSource.Measured or FactSource.Ratio
                    or FactSource.Difference => Assay(r, "of", id),
                FactSource.AnyBlocked or FactSource.AllNormal => Analyte(r, "of", id),
                FactSource.StateRecorded => State(r, "of", id),
                FactSource.Score or FactSource.ScoreAny => Score(r, id),
                _ => id,
            };
        if (from is FactSource.Ratio or FactSource.Difference && of.Length != 2)
            faults.Add(r.Row, "of", "two assays", r["of"], "Name the first and the second.");
        return new(r.Fact("fact", wanted), from, of);
    }

    CaseDay DayOf(RowReader r)
    {
        var (from, fact) = (r.Text("counted_from"), r.Fact("fact", FactType.Number));
        if (!all.States.Any(s => s.Value.CountedFrom == from))
            faults.Add(r.Row, "counted_from", "what a state counts from", from, "Correct the cell.");
        if (fact.Unit is not (CaseDay.Days or CaseDay.Weeks))
            faults.Add(r.Row, "fact", $"a fact in {CaseDay.Days} or {CaseDay.Weeks}", fact.Id, "Name another fact.");
        words.Use(fact);
        return new(from, fact, r.ExpressionOrNull("when"));
    }

    DefaultFact DefaultOf(RowReader r)
    {
        var (fact, value) = (r.Fact("fact", null), r.Text("value"));
        try { _ = new FactSet(words.Facts).SetText(fact.Id, value); }
        catch (ArgumentException) { faults.Add(r.Row, "value", fact.Expected, value, "Correct the cell."); }
        return new(r.Claim(null), fact, value, r.Expression("when"),
            [.. r.List("unless_states").Select(id => State(r, "unless_states", id))]);
    }

    string Assay(RowReader r, string column, string id) =>
        Known(r, column, id, all.Assays.Any(a => a.Value.Id == id), "the id of an assay");

    string Analyte(RowReader r, string column, string id) =>
        Known(r, column, id, all.Assays.Any(a => a.Value.Analyte == id), "an analyte of the assays");

    string State(RowReader r, string column, string id) =>
        Known(r, column, id, all.States.Any(s => s.Value.Id == id), "a state");

    string Score(RowReader r, string id) => Known(r, "of", id, all.Scores.Any(s => s.Value.Id == id), "a score");

    string Known(RowReader r, string column, string id, bool isKnown, string expected)
    {
        if (!isKnown) faults.Add(r.Row, column, expected, id, "Add it or correct the cell.");
        return id;
    }
}

/// <summary>What turns a case into facts, and conclusions into a headline.</summary>
public sealed class CaseTables
{
    readonly Dictionary<string, decimal> limits;

    internal CaseTables(CaseLoading rows)
    {
        (Genes, Complements, Derived) = (rows.Genes, rows.Complements, rows.Derived);
        (States, Defaults, Headlines, Days) = (rows.States, rows.Defaults, rows.Headlines, rows.Days);
        limits = rows.Limits.ToDictionary(limit => limit.Id, limit => limit.Value, StringComparer.Ordinal);
        ActivityUnit = rows.Limits.First(limit => limit.Id == CaseLimit.LargestActivity).Unit;
    }

    /// <summary>Genes and their analytes, in the order in which they are concluded.</summary>
    public IReadOnlyList<CaseGene> Genes { get; }
    /// <summary>Assays of which all have to be normal.</summary>
    public IReadOnlyList<CaseComplement> Complements { get; }
    /// <summary>Facts that a case derives.</summary>
    public IReadOnlyList<DerivedFact> Derived { get; }
    /// <summary>States that facts set, and what they mean for the genotype.</summary>
    public IReadOnlyList<CaseState> States { get; }
    /// <summary>Facts that others decide, in the order in which they are tried.</summary>
    public IReadOnlyList<DefaultFact> Defaults { get; }
    /// <summary>Headlines, the weightiest first.</summary>
    public IReadOnlyList<Headline> Headlines { get; }

    /// <summary>Days that spans are counted from.</summary>
    public IReadOnlyList<CaseDay> Days { get; }

    /// <summary>Two draws that lie as many days apart are independent.</summary>
    public int IndependentDays => (int)limits[CaseLimit.IndependentDays];
    /// <summary>Age in years from which the decision limits hold.</summary>
    public int AdultAge => (int)limits[CaseLimit.AdultAge];
    /// <summary>Unit of activities and of their largest value.</summary>
    public string ActivityUnit { get; }
    /// <summary>A larger activity is a mixed-up unit, in <see cref="ActivityUnit"/>.</summary>
    public decimal LargestActivity => limits[CaseLimit.LargestActivity];
    /// <summary>A smaller activity with two decimals is a mixed-up unit, in <see cref="ActivityUnit"/>.</summary>
    public decimal SmallestFraction => limits[CaseLimit.SmallestFraction];
    /// <summary>Share of a gene that has to be covered.</summary>
    public decimal CoveredShare => limits[CaseLimit.CoveredShare];
}
