using Thrombophilia.Lims.Decisions.Expressions;
using Thrombophilia.Lims.Decisions.Facts;

namespace Thrombophilia.Lims.Decisions.Tables;

/// <summary>What must hold between rows: nothing overlaps, nothing is left out, and nothing is out of reach.</summary>
sealed class Relations(Loading rows, FactDictionary facts, Faults faults)
{
    const string PhenoFact = "pheno", GenoFact = "geno", NotMeasured = "not-measured", NotTested = "not-tested",
        DonorDna = "donor-dna", Dna = "DNA", NoAssay = "none";

    /// <summary>Looks at every relation; faults go to the list.</summary>
    public void Check()
    {
        Intervals();
        Limits();
        Interference();
        Controls();
        Critical();
        foreach (var row in rows.Types)
            if (!rows.Assays.Any(assay => assay.Value.Analyte == row.Value.Analyte))
                faults.Add(row.Row, "analyte", "the analyte of an assay", row.Value.Analyte, "Correct the cell.");
        foreach (var score in rows.Scores) Score(score);
        Orphans();
        Join();
        Gates();
    }

    void Intervals()
    {
        foreach (var (row, at) in rows.Intervals.Select(placed => (placed.Value, placed.Row)))
        {
            if (row.Low >= row.High)
                faults.Add(at, "high", "a limit above the lower one", at["high"], "Correct the limits.");
            if (row.FromDays >= row.ToDays)
                faults.Add(at, "age_to_days", "an age above the first one", at["age_to_days"], "Correct the ages.");
            if (!IsAssay(row.Analyte, row.Method)) NoSuchAssay(at);
        }
        foreach (var (row, at) in rows.Intervals.Select(placed => (placed.Value, placed.Row)))
            if (row.ValidFrom > row.ValidTo)
                faults.Add(at, "valid_to", "a day that is not before the first one", at["valid_to"], "Correct the days.");
        foreach (var group in rows.Intervals.GroupBy(
            placed => (placed.Value.Set, placed.Value.Analyte, placed.Value.Method, placed.Value.Pregnancy)))
            foreach (var (i, one) in group.Index())
                foreach (var two in group.Skip(i + 1))
                    if (Meets(one.Value.Sex, two.Value.Sex) && one.Value.FromDays < (two.Value.ToDays ?? int.MaxValue)
                        && two.Value.FromDays < (one.Value.ToDays ?? int.MaxValue)
                        && !(one.Value.ValidTo < two.Value.ValidFrom) && !(two.Value.ValidTo < one.Value.ValidFrom))
                        faults.Add(two.Row, "age_from_days", "ages that no other row of the set has", two.Row["age_from_days"],
                            $"Correct ages or days: they overlap those of line {one.Row.Line}.");
    }

    void Controls()
    {
        foreach (var (row, at) in rows.Controls.Select(placed => (placed.Value, placed.Row)))
        {
            if (row.Count is < 1 or > ControlRule.MostValues)
                faults.Add(at, "count", $"a number from 1 to {ControlRule.MostValues}", at["count"], "Correct the cell.");
            if (row.Beyond < 0) faults.Add(at, "beyond", "a number of SD that is not below 0", at["beyond"], "Correct the cell.");
            if (row.OppositeSides && (row.Count != 2 || row.Within != ControlScope.Run))
                faults.Add(at, "kind", "'opposite-sides' of 2 values in one run only", at["kind"], "Correct the row.");
        }
    }

    void Critical()
    {
        foreach (var late in rows.Critical.Where(placed => placed.Value.Minutes == 0))
            faults.Add(late.Row, "minutes", "a number of minutes above 0", late.Row["minutes"], "Correct the cell.");
    }

    static bool Meets(string one, string two) => one == two || one == Interval.AnySex || two == Interval.AnySex;

    void Limits()
    {
        const string next = "Correct the limits, so that each band begins where the one before ends.";
        foreach (var group in rows.Limits.GroupBy(placed => (placed.Value.Analyte, placed.Value.Method, placed.Value.Sex)))
        {
            Placed<DecisionLimit>[] bands = [.. group.OrderBy(placed => placed.Value.From)];
            var (first, last) = (bands[0], bands[^1]);
            if (!IsAssay(first.Value.Analyte, first.Value.Method)) NoSuchAssay(first.Row);
            if (first.Value.From != 0) faults.Add(first.Row, "from", "0 in the lowest band", first.Row["from"], next);
            if (last.Value.Below is not null)
                faults.Add(last.Row, "below", "no end of the highest band", last.Row["below"], next);
            foreach (var (one, two) in bands.Zip(bands.Skip(1)))
                if (one.Value.Below != two.Value.From)
                    faults.Add(two.Row, "from", $"'{one.Row["below"]}', where line {one.Row.Line} ends", two.Row["from"], next);
        }
        // A band for everybody beside one for women would give one value two classes.
        foreach (var group in rows.Limits.GroupBy(placed => (placed.Value.Analyte, placed.Value.Method)))
            if (group.FirstOrDefault(placed => placed.Value.Sex == Interval.AnySex) is { } any
                && group.FirstOrDefault(placed => placed.Value.Sex != Interval.AnySex) is { } own)
                faults.Add(any.Row, "sex", "bands for both sexes or for each, not both", any.Row["sex"],
                    $"Remove one of them: line {own.Row.Line} is for one sex.");
    }

    void Interference()
    {
        var states = rows.States.Select(placed => placed.Value.Id).ToHashSet();
        var grid = rows.Interference.Select(placed => (placed.Value.Analyte, placed.Value.Method)).ToHashSet();
        var seen = new HashSet<(string, string, string)>();
        foreach (var (row, at) in rows.Interference.Select(placed => (placed.Value, placed.Row)))
        {
            if (!states.Contains(row.State))
                faults.Add(at, "state", "the id of a state", row.State, "Add the state or correct the cell.");
            if (row.Analyte != Dna && !IsAssay(row.Analyte, row.Method)) NoSuchAssay(at);
            if (!seen.Add((row.State, row.Analyte, row.Method)))
                faults.Add(at, "method", "every assay once for a state", $"{row.Analyte}/{row.Method}", "Remove one of the rows.");
            if (Expected(row) is var blocks && row.Blocks != blocks)
                faults.Add(at, "blocks", $"'{blocks.ToString().ToLowerInvariant()}', which follows from effect and direction",
                    at["blocks"], "Correct the effect, the direction or the cell.");
            if (row.Effect != InterferenceRow.Interpretable && row.ServesNow.Count == 0)
                faults.Add(at, "serves_now", "what can be read now", "", $"Name an assay, '{Dna}' or '{NoAssay}'.");
            foreach (var now in row.ServesNow)
                if (now != NoAssay && now.Split('/')[0] != Dna
                    && !(now.Split('/') is [var analyte, var method] && IsAssay(analyte, method)))
                    faults.Add(at, "serves_now", $"analyte/method, '{Dna}' or '{NoAssay}'", now, "Correct the cell.");
        }
        foreach (var state in rows.States)
            foreach (var (analyte, method) in grid)
                if (!seen.Contains((state.Value.Id, analyte, method)))
                    faults.Add(state.Row, "id", $"a row of the interference for {analyte}/{method}", state.Value.Id, "Add the row.");
    }

    // A shift away from the abnormal side hides an abnormal value; one towards it feigns one.
    Blocks Expected(InterferenceRow row) => row.Effect switch
    {
        InterferenceRow.Interpretable => Blocks.None,
        InterferenceRow.Variable or InterferenceRow.NotInterpretable => Blocks.Both,
        _ when row.Analyte == Dna => Blocks.Both,
        _ => row.Direction == "up" != HighIsAbnormal(row.Analyte) ? Blocks.Normal : Blocks.Abnormal,
    };

    bool HighIsAbnormal(string analyte) =>
        rows.Assays.FirstOrDefault(placed => placed.Value.Analyte == analyte)?.Value.HighIsAbnormal ?? false;

    void Score(Placed<Score> score)
    {
        var items = score.Value.Items;
        if (items.Count == 0 || score.Value.Bands.Count == 0)
        {
            faults.Add(score.Row, "id", "items and bands of the score", score.Value.Id, "Add them or remove the score.");
            return;
        }
        foreach (var item in rows.Items.Where(item => item.Value.Score == score.Value.Id))
            if (item.Value.Item is { Group.Length: > 0, Points: < 0 })
                faults.Add(item.Row, "points", "no less than 0 in a group", item.Row["points"], "Take it out of the group.");
        if (items.Any(item => item.Sex.Length > 0)
            && !(facts.TryGetValue(Tables.Score.SexFact, out var sex) && sex.Type == FactType.Choice))
            faults.Add(score.Row, "id", "a fact 'sex' with the values F and M", score.Value.Id, "Add the fact.");
        var free = items.Where(item => item.Group.Length == 0).Select(item => item.Points).ToArray();
        var top = free.Where(points => points > 0).Sum()
            + items.Where(item => item.Group.Length > 0).GroupBy(item => item.Group).Sum(group => group.Max(item => item.Points));
        var bottom = free.Where(points => points < 0).Sum();
        var step = free.Any(points => points % 1 != 0) ? 0.5m : 1m;
        const string next = "Correct the bands: together they cover every sum once.";
        foreach (var set in score.Value.Bands.GroupBy(band => band.Set))
        {
            ScoreBand[] bands = [.. set];
            if (bands[0].From != bottom) faults.Add(RowOf(bands[0]), "from", $"'{bottom}', the lowest sum", $"{bands[0].From}", next);
            if (bands[^1].To != top) faults.Add(RowOf(bands[^1]), "to", $"'{top}', the highest sum", $"{bands[^1].To}", next);
            foreach (var (one, two) in bands.Zip(bands.Skip(1)))
                if (two.From - one.To != step)
                    faults.Add(RowOf(two), "from", $"'{one.To + step}', since the band before ends at {one.To}", $"{two.From}", next);
            foreach (var band in bands.Where(band => band.From > band.To))
                faults.Add(RowOf(band), "to", "a sum not below the first one", $"{band.To}", next);
        }
    }

    TableRow RowOf(ScoreBand band) => rows.Bands.First(placed => ReferenceEquals(placed.Value.Band, band)).Row;

    // Items and bands name their score.
    void Orphans()
    {
        var scores = rows.Scores.Select(placed => placed.Value.Id).ToHashSet();
        foreach (var (score, at) in rows.Items.Select(placed => (placed.Value.Score, placed.Row))
            .Concat(rows.Bands.Select(placed => (placed.Value.Score, placed.Row))))
            if (!scores.Contains(score)) faults.Add(at, "score", "the id of a score", score, "Add the score or correct the cell.");
    }

    void Join()
    {
        if (!facts.TryGetValue(PhenoFact, out var pheno) || !facts.TryGetValue(GenoFact, out var geno))
        {
            faults.Add(rows.Join[0].Row, "when", $"facts '{PhenoFact}' and '{GenoFact}'", "", "Add them to the facts.");
            return;
        }
        var decided = new Dictionary<(string Pheno, string Geno), Placed<JoinRow>>();
        var set = new FactSet(facts);
        foreach (var p in pheno.Values)
            foreach (var g in geno.Values)
            {
                set.Set(PhenoFact, p).Set(GenoFact, g);
                if (rows.Join.FirstOrDefault(row => row.Value.When.Evaluate(set) == Truth.True) is { } hit) decided[(p, g)] = hit;
                else
                    faults.Add(rows.Join[^1].Row, "when", $"a row for {p} and {g}", "none", "Add a row that is true for them.");
            }
        foreach (var row in rows.Join.Where(row => !decided.ContainsValue(row)))
            faults.Add(row.Row, "when", "a row that some phenotype and genotype reach", row.Value.Id,
                "Remove the row, or move it in front of those that are true before it.");
        foreach (var ((p, g), row) in decided)
        {
            if (g == DonorDna) continue;
            foreach (var less in new[] { (NotMeasured, g), (p, NotTested) })
                if (decided.TryGetValue(less, out var other) && other.Value.Certainty > row.Value.Certainty)
                    faults.Add(other.Row, "certainty", $"at most {row.Value.Certainty}, as for {p} and {g}",
                        other.Row["certainty"], $"Evidence was taken away ({less.Item1}, {less.Item2}): it cannot be surer.");
        }
    }

    // What takes away is read before what offers.
    void Gates()
    {
        var options = rows.Options.SkipWhile(row => row.Value.Kind != OptionKind.Option);
        foreach (var row in options.Where(row => row.Value.Kind == OptionKind.Gate))
            faults.Add(row.Row, "kind", "no gate behind an option", row.Row["kind"], "Move the row in front of the options.");
    }

    void NoSuchAssay(TableRow at) => faults.Add(at, "method", "analyte and method of an assay",
        $"{at["analyte"]}/{at["method"]}", "Add the assay or correct the cells.");

    // Limits may be those of one assay of an analyte: analyte and assay, with a colon between.
    bool IsAssay(string analyte, string method) => rows.Assays.Any(placed =>
        placed.Value.Method == method && (placed.Value.Analyte == analyte
            || analyte == $"{placed.Value.Analyte}:{placed.Value.Id}"));
}
