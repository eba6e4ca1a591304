using System.Globalization;

namespace Thrombophilia.Lims.Decisions.Tables;

/// <summary>A row and where it stands.</summary>
sealed record Placed<T>(T Value, TableRow Row);

/// <summary>The rows of every table, read one by one.</summary>
sealed class Loading
{
    readonly IReadOnlyDictionary<string, TableFile> tables;
    readonly Vocabulary words;
    readonly Faults faults;

    public Loading(IReadOnlyDictionary<string, TableFile> tables, Vocabulary words, Faults faults)
    {
        (this.tables, this.words, this.faults) = (tables, words, faults);
        Cautions = Read(Schema.Cautions, r => new CautionRow(r.Claim()));
        Assays = Read(Schema.Assays, r => new AssayRow(r.Claim(), r.Text("analyte"), r.Text("method"), r.Text("unit"), Units(r),
            r["loinc"], r.ConfidenceOrNull("loinc_confidence"), r.OneOf("abnormal", "low", "high") == 1,
            r.Code("role", "decides", "screens", "describes")));
        Intervals = Read(Schema.Intervals, r => new Interval(r.Claim(null), r.Text("set"), r.Text("analyte"), r.Text("method"),
            r.Text("unit"), r.Code("sex", Interval.AnySex, "F", "M"), r.Whole("age_from_days"), r.WholeOrNull("age_to_days"),
            r.Text("age_label"), r.Code("pregnancy", "none", "T1", "T2", "T3"), r.DayOrNull("valid_from"), r.DayOrNull("valid_to"),
            r.Number("low"), r.Number("high"),
            (IntervalUse)r.OneOf("use", "default", "alternative", "placeholder", "reference-only"), r["note"]));
        Limits = Read(Schema.Limits, r => new DecisionLimit(r.Claim(null), r.Text("analyte"), r.Text("method"),
            r.Code("sex", Interval.AnySex, "F", "M"), r.Spoken("class", "class."), r.Number("from"), r.NumberOrNull("below"),
            r["note"]));
        States = Read(Schema.States, r => new StateRow(r.Claim(), r.WholeOrNull("clean_after_days"), r.Text("counted_from")));
        Interference = Read(Schema.Interference, InterferenceOf);
        Types = Read(Schema.Types, r => new TypeRow(r.Claim(), r.Expression("when"), r.Text("analyte"),
            r.OneOf("role", "type", "flag") == 1, r["note"]));
        Join = Read(Schema.Join, r => new JoinRow(r.Claim(), r.Expression("when"), r.Spoken("conclusion", "concl."),
            r.OneOf("certainty", "0", "1", "2", "3", "4"), r.Code("defect", "confirmed", "possible", "none", "unknown")));
        Overall = Read(Schema.Overall,
            r => new OverallRow(r.Claim(), r.Expression("when"), r.Spoken("conclusion", "concl.")));
        Options = Read(Schema.Options, r => new OptionRow(r.Claim(), r.Expression("when"),
            (OptionKind)r.OneOf("kind", "gate", "option", "note"), (IfUnknown)r.OneOf("if_unknown", "block", "ask", "silent"),
            r.YesOrNo("stop"), r.Classes("exclude"), r.Classes("restrict"), r.Classes("offer"),
            r.Spoken("duration", "dur."), CautionsOf(r), r.Text("grade")));
        Pregnancy = Read(Schema.Pregnancy, r => new PregnancyRow(r.Claim("defect_text_key"), r.Expression("when"),
            r.Text("defect"), r.Spoken("personal_vte", "ppers."), r.Spoken("family_vte", "pfam."),
            r.Spoken("antepartum", "preg."), r.Spoken("postpartum", "preg."), r.Text("grade")));
        Relatives = Read(Schema.Relatives,
            r => new RelativesRow(r.Claim(), r.Expression("when"), r.Text("topic"), r.Text("grade")));
        Critical = Read(Schema.Critical, r => new CriticalValueRow(r.Claim(), r.Expression("when"),
            r.Code("notify", "immediate", "same-day"), r.Whole("minutes"), r["note"]));
        Storage = Read(Schema.Storage, r => new StorageRow(r.Claim(), r.Text("material"), r.Text("measure"), r.Text("limit"),
            r.OneOf("action", "flag", "reject") == 1));
        Controls = Read(Schema.Controls, r => new ControlRule(r.Claim(), r.OneOf("kind", "same-side", "opposite-sides") == 1,
            r.Whole("count"), r.Number("beyond"), (ControlScope)r.OneOf("within", "control", "run", "all"),
            r.OneOf("action", "warn", "reject") == 1));
        Items = Read(Schema.Items, r => (r.Text("score"), new ScoreItem(r.Claim(), r.Number("points"), r["group"],
            r.Code("sex", "", "F", "M"), r.ExpressionOrNull("computed_from"), r["seed_wording"], r.YesOrNo("ocr_doubt"))));
        Bands = Read(Schema.Bands, r => (r.Text("score"), new ScoreBand(r.Claim(), r.Text("set"), r.Number("from"),
            r.Number("to"), r.Text("rate"))));
        Scores = Read(Schema.Scores, r => new Score(r.Claim(), r.Text("scope"),
            Items.Where(item => item.Value.Item1 == r["id"]).Select(item => item.Value.Item2),
            Bands.Where(band => band.Value.Item1 == r["id"]).Select(band => band.Value.Item2)));
        // Last: they name rows of all other tables.
        Conflicts = Read(Schema.Conflicts, r => new ConflictRow(r.Claim("topic_key"), r.Key("a_key"), r.Sources("a_source"),
            r.Key("b_key"), r.Sources("b_source"), RowsOf(r)));
        CheckOrder(Schema.Options, Schema.Join, Schema.Types, Schema.Headlines);
        Cases = new(this, words, faults);
        Picture = new(this, Cases, words, faults);
    }

    /// <summary>What turns a case into facts.</summary>
    public CaseLoading Cases { get; }

    /// <summary>What people answer.</summary>
    public PictureLoading Picture { get; }

    public IReadOnlyList<Placed<CautionRow>> Cautions { get; }
    public IReadOnlyList<Placed<AssayRow>> Assays { get; }
    public IReadOnlyList<Placed<Interval>> Intervals { get; }
    public IReadOnlyList<Placed<DecisionLimit>> Limits { get; }
    public IReadOnlyList<Placed<StateRow>> States { get; }
    public IReadOnlyList<Placed<InterferenceRow>> Interference { get; }
    public IReadOnlyList<Placed<TypeRow>> Types { get; }
    public IReadOnlyList<Placed<JoinRow>> Join { get; }
    public IReadOnlyList<Placed<OverallRow>> Overall { get; }
    public IReadOnlyList<Placed<OptionRow>> Options { get; }
    public IReadOnlyList<Placed<PregnancyRow>> Pregnancy { get; }
    public IReadOnlyList<Placed<RelativesRow>> Relatives { get; }
    public IReadOnlyList<Placed<CriticalValueRow>> Critical { get; }
    public IReadOnlyList<Placed<StorageRow>> Storage { get; }
    public IReadOnlyList<Placed<ControlRule>> Controls { get; }
    public IReadOnlyList<Placed<(string Score, ScoreItem Item)>> Items { get; }
    public IReadOnlyList<Placed<(string Score, ScoreBand Band)>> Bands { get; }
    public IReadOnlyList<Placed<Score>> Scores { get; }
    public IReadOnlyList<Placed<ConflictRow>> Conflicts { get; }

    public Placed<T>[] Read<T>(string table, Func<RowReader, T> read)
    {
        Placed<T>[] rows =
            [.. tables[table].Rows.Select(row => new Placed<T>(read(new RowReader(row, words, faults)), row))];
        if (rows.Length == 0)
            faults.Add($"{tables[table].Name}", "at least one row", "no row", "Add the rows: an empty table says nothing.");
        return rows;
    }

    // The rows of an ordered table stand in their order: who reads it sees what is tried first.
    void CheckOrder(params string[] ordered)
    {
        foreach (var table in ordered)
            foreach (var (i, row) in tables[table].Rows.Index())
                if (row["order"] != (i + 1).ToString(CultureInfo.InvariantCulture))
                    faults.Add(row, "order", $"'{i + 1}'", row["order"], "Number the rows from 1 in their order.");
    }

    static InterferenceRow InterferenceOf(RowReader r)
    {
        var row = new InterferenceRow(r.Claim(null), r.Text("state"), r.Text("analyte"), r.Text("method"),
            r.Code("effect", InterferenceRow.Interpretable, InterferenceRow.FalselyLow, InterferenceRow.FalselyHigh,
                InterferenceRow.TrueChange, InterferenceRow.Variable, InterferenceRow.NotInterpretable),
            r.Code("direction", "none", "up", "down", "unknown"),
            (Blocks)r.OneOf("blocks", "none", "normal", "abnormal", "both"), r.WholeOrNull("washout_days"),
            r.List("serves_now"), r.Spoken("normal_leaves_open", "open.", optional: true));
        r.Demand("effect", row.EffectKey);
        return row;
    }

    string[] CautionsOf(RowReader r)
    {
        var ids = r.List("cautions");
        foreach (var id in ids)
            if (!Cautions.Any(caution => caution.Value.Id == id))
                faults.Add(r.Row, "cautions", "the id of a caution", id, "Add the caution or correct the cell.");
        return ids;
    }

    string[] RowsOf(RowReader r)
    {
        var rows = r.List("rows");
        if (rows.Length == 0) faults.Add(r.Row, "rows", "at least one row", "", "Name the rows that it concerns.");
        foreach (var id in rows)
            if (!words.IsRow(id)) faults.Add(r.Row, "rows", "the id of a row or a caution", id, "Correct the id.");
        return rows;
    }

    Dictionary<string, decimal> Units(RowReader r)
    {
        var units = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var pair in r.List("alt_units"))
        {
            if (pair.Split('=') is not [{ Length: > 0 } unit, var factor]
                || !decimal.TryParse(factor, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                || number <= 0 || !units.TryAdd(unit, number))
                faults.Add(r.Row, "alt_units", "unit=factor, every unit once", pair, "Correct the cell.");
        }
        return units;
    }
}
