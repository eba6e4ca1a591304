using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Thrombophilia.Lims.Tests.Decisions;

public sealed class ClinicalRulesTests
{
    static void Tells(string fault, string message) => Assert.Contains(fault, message, StringComparison.Ordinal);

    [Fact]
    public void The_shipped_tables_load_whole()
    {
        var rules = GivenClinical.Rules;
        Assert.Equal(34, rules.Files.Count);
        Assert.Equal(GivenClinical.Table("facts").Count, rules.Facts.Count);
        Assert.Equal(GivenClinical.Table("options").Count, rules.Options.Rows.Count);
        Assert.Equal(GivenClinical.Table("interference").Count, rules.Interference.Rows.Count);
        Assert.Equal(GivenClinical.Table("intervals").Count, rules.Intervals.Rows.Count);
        Assert.Equal(GivenClinical.Table("scores").Select(row => row["id"]), rules.Scores.Select(score => score.Id));
        Assert.Equal(GivenClinical.Table("score-items").Count, rules.Scores.Sum(score => score.Items.Count));
    }

    [Fact]
    public void A_sentence_is_told_in_the_language_of_the_reader()
    {
        var text = GivenClinical.Rules.Text("ui.options");
        Assert.Equal(text.English, text.In(CultureInfo.GetCultureInfo("en")));
        Assert.Equal(text.Chinese, text.In(CultureInfo.GetCultureInfo("zh-CN")));
        Assert.Throws<ArgumentException>(() => GivenClinical.Rules.Text("ui.none"));
    }

    [Fact]
    public void Conflicts_are_found_by_the_rows_that_they_concern() =>
        Assert.Equal(["CF15"], GivenClinical.Rules.ConflictsOf(["JX4"]).Select(conflict => conflict.Id));

    [Theory]
    [InlineData("options", "T1", "when", "phase in ('initiation'", "character 23: expected ')', found ''")]
    [InlineData("options", "T1", "when", "phase ~ 'initiation'", "character 7: expected a fact, a value")]
    [InlineData("options", "T1", "when", "phas = 'initiation'", "character 1: expected a fact of the table of facts, found 'phas'")]
    [InlineData("options", "T1", "when", "phase = 'beginning'", "character 9: expected one of none, initiation")]
    [InlineData("options", "T1", "when", "phase < 'initiation'", "character 7: expected a comparison that suits 'phase'")]
    [InlineData("options", "T1", "when", "event = 'pe'", "expected a comparison that suits 'event'")]
    [InlineData("options", "T1", "when", "phase has 'none'", "expected a comparison that suits 'phase'")]
    [InlineData("options", "T1", "when", "age_years = '18'", "expected a number from 0 to 120 years")]
    [InlineData("options", "T1", "when", "age_years > 121", "character 13: expected a number from 0 to 120 years")]
    [InlineData("options", "T1", "when", "dialysis = 1", "expected one of false, true")]
    [InlineData("options", "T1", "when", "", "expected a value, found ''")]
    [InlineData("options", "T1", "source", "", "expected at least one source")]
    [InlineData("options", "T1", "source", "NOBODY", "expected an id of the sources, found 'NOBODY'")]
    [InlineData("options", "T1", "source", "GK", "expected a source that was read, found 'GK'")]
    [InlineData("options", "T1", "source", "CHEST21;GK", "expected documents only, since the row is sourced, found 'GK'")]
    [InlineData("options", "T1", "confidence", "sure", "expected one of 'sourced', 'to be confirmed by the hospital', found 'sure'")]
    [InlineData("options", "T1", "text_key", "opt.NONE", "expected the key of a text, found 'opt.NONE'")]
    [InlineData("options", "T1", "text_key", "", "expected a value")]
    [InlineData("options", "T1", "offer", "aspirin", "expected a drug class, found 'aspirin'")]
    [InlineData("options", "T1", "offer", "doac", "expected a class without members of its own, found 'doac'")]
    [InlineData("options", "T1", "offer", "vka;;lmwh", "expected a value between two ';'")]
    [InlineData("options", "T1", "offer", "vka;vka", "expected every class once")]
    [InlineData("picture", "event", "fact", "pc_defect", "expected a fact that is not derived from the case, found 'pc_defect'")]
    [InlineData("picture", "event", "fact", "phase", "expected a fact that no other row asks for, found 'phase'", "picture", "phase")]
    [InlineData("picture", "event", "fact", "colour", "expected a fact, found 'colour'")]
    [InlineData("picture", "event", "section", "house", "expected a section, found 'house'")]
    [InlineData("picture", "weight_kg", "entry", "date", "expected a fact in days or weeks, found 'kg'")]
    [InlineData("picture", "days_since_event", "en", "", "expected a value")]
    [InlineData("fact-values", "event", "value", "stroke", "expected values of none, pe, dvt-proximal")]
    [InlineData("fact-values", "event", "zh", "", "expected a value")]
    [InlineData("options", "T1", "kind", "hint", "expected one of 'gate', 'option', 'note', found 'hint'")]
    [InlineData("options", "T1", "if_unknown", "wait", "expected one of 'block', 'ask', 'silent'")]
    [InlineData("options", "T1", "stop", "maybe", "expected one of 'no', 'yes'")]
    [InlineData("options", "T1", "duration", "forever", "expected the key of a text, found 'dur.forever'")]
    [InlineData("options", "T1", "cautions", "cau-none", "expected the id of a caution")]
    [InlineData("options", "T1", "order", "99", "expected '39', found '99'")]
    [InlineData("options", "T1", "grade", " x", "expected no blank around a cell")]
    [InlineData("options", "T2", "id", "T1", "expected an id of its own, found 'T1'")]
    [InlineData("options", "T2", "id", "JX1", "expected an id of its own, found 'JX1'")]
    [InlineData("options", "T4", "kind", "gate", "expected no gate behind an option")]
    [InlineData("texts", "opt.T1", "en", "", "expected a value")]
    [InlineData("texts", "opt.T1", "zh", "", "expected a value")]
    [InlineData("texts", "opt.T1", "key", "opt.T2", "", "texts", "opt.T2", "key", "expected an id of its own")]
    [InlineData("sources", "CHEST21", "citation", "", "expected a value")]
    [InlineData("facts", "sex", "type", "text", "expected one of 'bool', 'number', 'enum', 'set'")]
    [InlineData("facts", "sex", "allowed", "", "expected 2 to 64 different values")]
    [InlineData("facts", "sex", "allowed", "F;M;F", "expected 2 to 64 different values")]
    [InlineData("facts", "age_years", "allowed", "0", "expected a range as 0..120")]
    [InlineData("facts", "age_years", "allowed", "0..Infinity", "expected a range as 0..120")]
    [InlineData("facts", "dialysis", "allowed", "0..1", "expected nothing, since it is true or false")]
    [InlineData("facts", "age_years", "max_age_days", "week", "expected a whole number")]
    [InlineData("facts", "age_years", "unknown", "", "expected a value")]
    [InlineData("facts", "age_years", "id", "and", "expected lower-case letters")]
    [InlineData("facts", "heart_rate", "id", "sex", "expected an id of its own")]
    [InlineData("drug-classes", "vka", "parent", "nothing", "expected a drug class, found 'nothing'")]
    [InlineData("drug-classes", "vka", "anticoagulant", "", "expected one of 'no', 'yes'")]
    [InlineData("assays", "AT_AG", "role", "rules", "expected one of 'decides', 'screens', 'describes'")]
    [InlineData("assays", "AT_AG", "alt_units", "%", "expected unit=factor")]
    [InlineData("states", "vka", "clean_after_days", "soon", "expected a whole number")]
    [InlineData("types", "TY-AT-I", "role", "kind", "expected one of 'type', 'flag'")]
    [InlineData("types", "TY-AT-I", "analyte", "XY", "expected the analyte of an assay, found 'XY'")]
    [InlineData("critical-values", "CV1", "notify", "later", "expected one of 'immediate', 'same-day'")]
    [InlineData("critical-values", "CV1", "minutes", "0", "expected a number of minutes above 0, found '0'")]
    [InlineData("critical-values", "CV1", "minutes", "soon", "expected a whole number")]
    [InlineData("storage", "SR01", "action", "keep", "expected one of 'flag', 'reject'")]
    [InlineData("pregnancy", "PR01", "antepartum", "perhaps", "expected the key of a text, found 'preg.perhaps'")]
    [InlineData("conflicts", "CF01", "rows", "NOBODY", "expected the id of a row or a caution")]
    [InlineData("conflicts", "CF01", "a_source", "NOBODY", "expected an id of the sources")]
    [InlineData("intervals", "AT_AG", "sex", "X", "expected one of 'any', 'F', 'M'")]
    [InlineData("intervals", "AT_AG", "low", "many", "expected a number")]
    [InlineData("intervals", "AT_AG", "high", "1", "expected a limit above the lower one")]
    [InlineData("intervals", "AT_AG", "method", "magic", "expected analyte and method of an assay, found 'AT/magic'")]
    [InlineData("intervals", "AT_P_02", "age_from_days", "4", "expected ages that no other row of the set has")]
    [InlineData("intervals", "AT_P_02", "age_to_days", "5", "expected an age above the first one")]
    [InlineData("intervals", "AT_AG", "valid_from", "soon", "expected a day as 2026-03-02")]
    [InlineData("case-days", "event", "counted_from", "yesterday", "expected what a state counts from, found 'yesterday'")]
    [InlineData("case-days", "event", "fact", "weight_kg", "expected a fact in days or weeks, found 'weight_kg'")]
    [InlineData("control-rules", "2-2s", "kind", "one-side", "expected one of 'same-side', 'opposite-sides'")]
    [InlineData("control-rules", "2-2s", "kind", "opposite-sides", "expected 'opposite-sides' of 2 values in one run only")]
    [InlineData("control-rules", "2-2s", "count", "0", "expected a number from 1 to 30")]
    [InlineData("control-rules", "2-2s", "beyond", "-1", "expected a number of SD that is not below 0")]
    [InlineData("control-rules", "2-2s", "within", "week", "expected one of 'control', 'run', 'all'")]
    [InlineData("control-rules", "2-2s", "action", "worry", "expected one of 'warn', 'reject'")]
    [InlineData("control-rules", "2-2s", "source", "", "expected at least one source")]
    [InlineData("decision-limits", "DL-AT-XA-1", "from", "1", "expected 0 in the lowest band")]
    [InlineData("decision-limits", "DL-AT-XA-2", "from", "81", "expected '80'")]
    [InlineData("decision-limits", "DL-AT-XA-2", "from", "79", "expected '80'")]
    [InlineData("decision-limits", "DL-AT-XA-3", "below", "200", "expected no end of the highest band")]
    [InlineData("decision-limits", "DL-AT-XA-1", "class", "sunken", "expected the key of a text, found 'class.sunken'")]
    [InlineData("decision-limits", "DL-PS-FREE-M1", "sex", "any", "expected bands for both sexes or for each")]
    [InlineData("interference", "I-acute-thrombosis-at-antigen", "state", "boredom", "expected the id of a state")]
    [InlineData("interference", "I-acute-thrombosis-at-antigen", "method", "magic", "expected analyte and method of an assay")]
    [InlineData("interference", "I-acute-thrombosis-at-antigen", "method", "chromogenic-xa", "expected every assay once for a state")]
    [InlineData("interference", "I-acute-thrombosis-at-antigen", "effect", "odd", "expected one of 'interpretable', 'falsely-low'")]
    [InlineData("interference", "I-acute-thrombosis-at-antigen", "direction", "up", "expected 'normal', which follows from effect",
        "interference", "I-acute-thrombosis-at-antigen", "blocks")]
    [InlineData("interference", "I-acute-thrombosis-at-antigen", "blocks", "both", "expected 'abnormal', which follows from effect")]
    [InlineData("interference", "I-acute-thrombosis-at-antigen", "serves_now", "", "expected what can be read now")]
    [InlineData("interference", "I-acute-thrombosis-at-antigen", "serves_now", "PS/magic", "expected analyte/method")]
    [InlineData("interference", "I-acute-thrombosis-at-antigen", "normal_leaves_open", "door", "expected the key of a text")]
    [InlineData("score-bands", "PAD-B1", "from", "1", "expected '0', the lowest sum")]
    [InlineData("score-bands", "PAD-B2", "from", "5", "expected '4', since the band before ends at 3")]
    [InlineData("score-bands", "PAD-B2", "from", "3", "expected '4', since the band before ends at 3")]
    [InlineData("score-bands", "PAD-B2", "to", "19", "expected '20', the highest sum")]
    [InlineData("score-items", "PA1", "score", "NONE", "expected the id of a score")]
    [InlineData("score-items", "CA17", "points", "-1", "expected no less than 0 in a group")]
    [InlineData("score-items", "PA1", "points", "three", "expected a number")]
    [InlineData("score-items", "CA28", "id", "dialysis", "expected an id that no fact has, found 'dialysis'")]
    [InlineData("score-items", "PA1", "points", "79228162514264337593543950335", "expected a number")]
    [InlineData("score-items", "CA01", "computed_from", "age_years >", "expected a number from 0 to 120 years")]
    [InlineData("join", "J27", "certainty", "3", "expected at most 2")]
    [InlineData("join", "J27", "certainty", "5", "expected one of '0', '1', '2', '3', '4'")]
    [InlineData("join", "J27", "defect", "perhaps", "expected one of 'confirmed', 'possible', 'none', 'unknown'")]
    [InlineData("join", "J00b", "when", "geno = 'negative' and geno = 'vus'", "expected a row that some phenotype and genotype reach")]
    public void A_wrong_cell_is_refused_with_its_place(string table, string id, string column, string value, string message,
        string? otherTable = null, string? otherId = null, string? otherColumn = null, string? otherMessage = null)
    {
        var place = $"{EditedTables.Name(otherTable ?? table)}, line {EditedTables.LineOf(otherTable ?? table, otherId ?? id)}, "
            + $"column '{otherColumn ?? column}'";
        var lines = EditedTables.Refusal(table, id, column, value).Split('\n')
            .Where(line => line.StartsWith(place, StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains(otherMessage ?? message, StringComparison.Ordinal));
        // What to do comes last, as a sentence.
        Assert.All(lines, line => Assert.Matches(@"'\. [A-Z].*\.$", line));
    }

    [Theory]
    [InlineData("kind", "sort", "line 1, column 'sort': expected one of order, id, kind")]
    [InlineData("kind", "sort", "line 1: expected column 'kind'")]
    [InlineData("kind", "id", "line 1, column 'id': expected every column once")]
    public void A_wrong_column_is_refused(string column, string instead, string message) => Assert.Contains(
        message, EditedTables.Refusal("options", text => new Regex($@"\b{column}\b").Replace(text, instead, 1)), StringComparison.Ordinal);

    [Fact]
    public void A_row_with_another_number_of_cells_is_refused() =>
        Tells("options-1.0.0.tsv, line 2: expected 15 cells, found '16'",
            EditedTables.Refusal("options", text => text.Replace("1\tB0a\t", "1\tB0a\t\t", StringComparison.Ordinal)));

    [Fact]
    public void An_empty_line_is_refused() =>
        Tells("expected 15 cells, found '1'",
            EditedTables.Refusal("options", text => text + "\n"));

    [Fact]
    public void A_carriage_return_is_refused() =>
        Tells("found 'a carriage return'",
            EditedTables.Refusal("options", text => text.Replace("\n", "\r\n", StringComparison.Ordinal)));

    [Fact]
    public void A_file_that_was_cut_off_is_refused() =>
        Tells("found 'no line feed'",
            EditedTables.Refusal("options", text => text[..^1]));

    [Fact]
    public void A_table_without_rows_is_refused() =>
        Tells("storage-1.0.0.tsv: expected at least one row",
            EditedTables.Refusal("storage", text => text.Split('\n')[0] + "\n"));

    [Fact]
    public void A_text_that_no_row_uses_is_refused() =>
        Tells("column 'key': expected a text that a row uses, found 'opt.X'",
            EditedTables.Refusal("texts", text => text + "opt.X\ta\tb\n"));

    [Fact]
    public void A_fact_that_no_rule_reads_is_refused() =>
        Tells("column 'id': expected a fact that an expression reads, found 'mood'",
            EditedTables.Refusal("facts", text => text + "mood\tbool\t\t\t\task\tfact.sex\n"));

    [Fact]
    public void A_pair_of_phenotype_and_genotype_without_a_row_is_refused() =>
        Tells("expected a row for not-measured and negative",
            EditedTables.Refusal("join", text => text[..text.IndexOf("39\tJ31", StringComparison.Ordinal)]));

    [Fact]
    public void A_state_that_lacks_an_assay_is_refused() =>
        Tells("expected a row of the interference for AT/antigen, found 'vka'",
            EditedTables.Refusal("interference", text => Regex.Replace(text, "I-vka-at-antigen\t.*\n", "")));

    [Fact]
    public void A_score_without_bands_is_refused() =>
        Tells("expected items and bands of the score, found 'PADUA'",
            EditedTables.Refusal("score-bands", text => Regex.Replace(text, "(?m)^PADUA\t.*\n", "")));

    [Fact]
    public void Brackets_without_end_do_not_exhaust_the_stack() =>
        Tells("expected at most 64 brackets inside each other",
            EditedTables.Refusal("options", "T1", "when", new string('(', 100_000) + "dialysis = true"));

    [Fact]
    public void Every_fault_of_a_pass_is_told_at_once()
    {
        var gates = GivenClinical.Table("options").Count(row => row["kind"] == "gate");
        var message = EditedTables.Refusal("options", text => text.Replace("\tgate\t", "\thint\t", StringComparison.Ordinal));
        Assert.Equal(gates, message.Split('\n').Length);
        message = EditedTables.Refusal("texts", text => text.Replace("opt.", "pot.", StringComparison.Ordinal));
        Assert.Matches(@"\nand \d+ more$", message);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        using var tables = new EditedTables("options", bytes => [.. bytes, 0xFF, (byte)'\n']);
        Assert.Contains("UTF-8", Assert.Throws<InvalidDataException>(tables.Load).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_was_changed_after_its_release_is_refused()
    {
        using var tables = new EditedTables("options", bytes => bytes);
        Assert.Equal(82, tables.Load().Options.Rows.Count);
        File.AppendAllText(tables.PathOf("options"), "\n");
        Assert.Contains("expected the released bytes", Assert.Throws<InvalidDataException>(tables.Load).Message, StringComparison.Ordinal);
    }

    // How sentences are written. The loader takes any, the shipped ones follow the house.
    static IEnumerable<(string Key, string English, string Chinese)> Texts =>
        GivenClinical.Table("texts").Select(row => (row["key"], row["en"], row["zh"]));

    const string Han = @"\p{IsCJKUnifiedIdeographs}";

    [Fact]
    public void No_sentence_has_a_dose() => Assert.DoesNotContain(Texts, text => Regex.IsMatch(text.English + "\n" + text.Chinese,
        @"\d\s*(?:mg|µg|ug|g|IU|U|单位|mL|ml)\s*/?\s*kg|\d\s*mg(?!/L)|\d\s*毫克|\b(?:od|bid|q\d+h)\b"));

    [Fact]
    public void No_sentence_prescribes() => Assert.DoesNotContain(Texts, text => Regex.IsMatch(text.English + "\n" + text.Chinese,
        @"\b(?:must give|give the patient|prescribe[sd]?|start (?:apixaban|rivaroxaban|warfarin))\b|处方如下|必须给予"));

    [Fact]
    public void Each_sentence_is_written_in_its_language()
    {
        Assert.DoesNotContain(Texts, text => Regex.IsMatch(text.English, Han));
        Assert.DoesNotContain(Texts, text => !Regex.IsMatch(text.Chinese, Han) && Regex.IsMatch(text.Chinese, "[A-Za-z]{4}")
            && !Regex.IsMatch(text.Chinese, "^[A-Z0-9 .;:>*_=-]+$") && !text.Key.StartsWith("dur.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_Chinese_sentence_has_Chinese_punctuation() => Assert.DoesNotContain(Texts,
        text => Regex.IsMatch(text.Chinese, Han) && Regex.IsMatch(text.Chinese, @"[,;:?!]|(?<!p\.)\((?![A-Z][a-z]{2}\d)"));

    [Fact]
    public void No_table_names_a_folder_of_a_machine() => Assert.All(GivenClinical.Rules.Files, file => Assert.DoesNotMatch(
        "(^|[ \t(])/(home|root|tmp|usr|mnt)/", File.ReadAllText(Path.Combine(GivenClinical.Knowledge.Path, file.Name))));
}
