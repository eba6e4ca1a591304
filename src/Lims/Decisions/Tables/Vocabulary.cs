using System.Globalization;
using Thrombophilia.Lims.Decisions.Facts;

namespace Thrombophilia.Lims.Decisions.Tables;

/// <summary>The words that the rows of all tables use: texts, sources, facts, drug classes, and the ids taken so far.</summary>
sealed class Vocabulary
{
    /// <summary>Depths at which nothing of a source was read that could prove a row.</summary>
    static readonly string[] NotRead = ["none", "header", "general knowledge"];

    // Codes become words with these prefixes; the pages ask for the last two.
    static readonly string[] SpokenByCode =
        ["effect.", "open.", "class.", "dur.", "preg.", "pfam.", "ppers.", "concl.", "rule.", "ui.", "say."];

    readonly Faults faults;
    readonly Dictionary<string, TableRow> textRows = new(StringComparer.Ordinal), factRows = new(StringComparer.Ordinal);
    readonly Dictionary<(string Scope, string Id), TableRow> ids = [];
    readonly HashSet<string> usedTexts = new(StringComparer.Ordinal), usedFacts = new(StringComparer.Ordinal);

    public Vocabulary(IReadOnlyDictionary<string, TableFile> tables, Faults faults)
    {
        this.faults = faults;
        foreach (var row in tables[Schema.Texts].Rows)
        {
            var reader = new RowReader(row, this, faults);
            var (key, text) = (reader.Text("key"), new Words(reader.Text("en"), reader.Text("zh")));
            if (Take(row, "key", key)) (Texts[key], textRows[key]) = (text, row);
        }
        foreach (var row in tables[Schema.Sources].Rows)
        {
            var reader = new RowReader(row, this, faults);
            var source = new ClinicalSource(reader.Text("id"), reader.Text("citation"), reader.Text("where_read"),
                reader.Text("read_depth"));
            if (Take(row, "id", source.Id)) Sources[source.Id] = source;
        }
        var facts = new List<Fact>();
        foreach (var row in tables[Schema.Facts].Rows)
        {
            var fact = FactOf(row, facts.Count);
            if (!Take(row, "id", fact.Id)) continue;
            factRows[fact.Id] = row;
            facts.Add(fact);
        }
        Facts = new(facts);
        foreach (var row in tables[Schema.Classes].Rows)
        {
            var reader = new RowReader(row, this, faults);
            var one = new DrugClass(Classes.Count, reader.Text("id"), row["parent"], reader.YesOrNo("anticoagulant"),
                reader.Key("text_key"));
            if (one.Index == Fact.MostValues)
                faults.Add(row, "", $"at most {Fact.MostValues} classes", one.Id, "Remove classes that no option names.");
            if (one.Index < Fact.MostValues && Take(row, "id", one.Id)) Classes[one.Id] = one;
        }
        foreach (var row in tables[Schema.Classes].Rows)
            if (row["parent"] is { Length: > 0 } parent && !Classes.ContainsKey(parent))
                faults.Add(row, "parent", "a drug class", parent, "Add the class or correct the cell.");
    }

    public Dictionary<string, Words> Texts { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, ClinicalSource> Sources { get; } = new(StringComparer.Ordinal);
    public FactDictionary Facts { get; }
    public Dictionary<string, DrugClass> Classes { get; } = new(StringComparer.Ordinal);

    /// <summary>A class that others belong to. What a rule would mean by it is not defined.</summary>
    public bool IsParent(string id) => Classes.Values.Any(one => one.Parent == id);

    /// <summary>Takes an id; false and a fault where it was taken before.</summary>
    public bool Take(TableRow row, string column, string id)
    {
        if (ids.TryAdd((Scope(row.Table.File.Id), id), row)) return true;
        var other = ids[(Scope(row.Table.File.Id), id)];
        faults.Add(row, column, "an id of its own", id, $"Choose another: {other.Table.Name}, line {other.Line} has it.");
        return false;
    }

    /// <summary>A row of any table with claims has the id.</summary>
    public bool IsRow(string id) => ids.ContainsKey(("", id)) || ids.ContainsKey((Schema.Assays, id));

    public bool HasText(string key)
    {
        usedTexts.Add(key);
        return Texts.ContainsKey(key);
    }

    public void Use(Fact fact) => usedFacts.Add(fact.Id);

    public bool WasRead(string source) => Sources.TryGetValue(source, out var known) && !NotRead.Contains(known.ReadDepth);

    /// <summary>A text or fact that nothing uses is a slip of the pen in the row that should.</summary>
    public void CheckAllUsed()
    {
        foreach (var (key, row) in textRows)
            if (!usedTexts.Contains(key) && !SpokenByCode.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)))
                faults.Add(row, "key", "a text that a row uses", key, "Remove the text or name it in its row.");
        foreach (var (id, row) in factRows)
            if (!usedFacts.Contains(id))
                faults.Add(row, "id", "a fact that an expression reads", id, "Remove the fact or use it.");
    }

    static string Scope(string table) => Schema.OwnIds.Contains(table) ? table : "";

    Fact FactOf(TableRow row, int index)
    {
        var reader = new RowReader(row, this, faults);
        var id = reader.Text("id");
        if (id.Length > 0 && !Expressions.ExpressionReader.IsName(id))
            faults.Add(row, "id", "lower-case letters, digits and underscores, and no word of the language", id, "Rename the fact.");
        var type = (FactType)reader.OneOf("type", "bool", "number", "enum", "set");
        var allowed = row["allowed"];
        var (values, minimum, maximum) = ((IReadOnlyList<string>)[], 0d, 0d);
        var good = true;
        switch (type)
        {
            case FactType.Number:
                good = allowed.Split("..") is [var low, var high] && Number(low, out minimum) && Number(high, out maximum)
                    && minimum < maximum;
                if (!good) faults.Add(row, "allowed", "a range as 0..120", allowed, "Name the smallest and the largest value.");
                break;
            case FactType.Flag:
                values = Fact.FlagValues;
                if (allowed.Length > 0) faults.Add(row, "allowed", "nothing, since it is true or false", allowed, "Empty the cell.");
                break;
            default:
                values = reader.List("allowed");
                good = values.Count is > 1 and <= Fact.MostValues && !allowed.Contains("..", StringComparison.Ordinal)
                    && values.Distinct().Count() == values.Count;
                if (!good)
                    faults.Add(row, "allowed", $"2 to {Fact.MostValues} different values with ';' between", allowed,
                        "List what the fact can be.");
                break;
        }
        return new(index, id, type, row["unit"], values, minimum, maximum, reader.WholeOrNull("max_age_days"),
            reader.Text("unknown"), reader.Key("text_key"));
    }

    static bool Number(string text, out double number) => double.TryParse(text,
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
        && double.IsFinite(number);
}
