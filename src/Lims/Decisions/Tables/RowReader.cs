using System.Globalization;
using Thrombophilia.Lims.Decisions.Expressions;
using Thrombophilia.Lims.Decisions.Facts;

namespace Thrombophilia.Lims.Decisions.Tables;

/// <summary>
/// Reads the cells of one row. What is wrong goes to the faults, and reading goes on with a value that nobody uses: the
/// load is refused before.
/// </summary>
sealed class RowReader(TableRow row, Vocabulary words, Faults faults)
{
    // The source of what somebody knows without a document.
    const string GeneralKnowledge = "GK";
    const string Correct = "Correct the cell.";
    // Sums of what tables hold must not overflow.
    const decimal Largest = 1_000_000_000;
    static readonly string[] Confidences = ["sourced", "to be confirmed by the hospital"];

    public TableRow Row => row;

    /// <summary>A cell that may be empty.</summary>
    public string this[string column] => row[column];

    /// <summary>A cell that may not be empty.</summary>
    public string Text(string column)
    {
        if (row[column].Length == 0) faults.Add(row, column, "a value", "", "Fill the cell.");
        return row[column];
    }

    /// <summary>The place of the cell among <paramref name="allowed"/>.</summary>
    public int OneOf(string column, params string[] allowed)
    {
        var at = Array.IndexOf(allowed, row[column]);
        if (at < 0) faults.Add(row, column, $"one of {string.Join(", ", allowed.Select(a => $"'{a}'"))}", row[column], Correct);
        return Math.Max(at, 0);
    }

    /// <summary>The cell, which is one of <paramref name="allowed"/>.</summary>
    public string Code(string column, params string[] allowed) => allowed[OneOf(column, allowed)];

    public bool YesOrNo(string column) => OneOf(column, "no", "yes") == 1;

    public decimal Number(string column) => NumberOrNull(column) ?? Missing(column, "a number");

    public decimal? NumberOrNull(string column) => row[column] is not { Length: > 0 } cell ? null
        : decimal.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var number) && Math.Abs(number) <= Largest ? number : Missing(column, "a number");

    public int Whole(string column) => WholeOrNull(column) ?? Missing(column, "a whole number");

    /// <summary>A number of things or days, not below 0.</summary>
    public int? WholeOrNull(string column) => row[column] is not { Length: > 0 } cell ? null
        : int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : Missing(column, "a whole number");

    /// <summary>A day as 2026-03-02.</summary>
    public DateOnly? DayOrNull(string column)
    {
        if (row[column].Length == 0) return null;
        if (DateOnly.TryParseExact(row[column], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Missing(column, "a day as 2026-03-02");
        return null;
    }

    /// <summary>Values with <c>;</c> between; none for an empty cell.</summary>
    public string[] List(string column)
    {
        if (row[column].Length == 0) return [];
        var values = row[column].Split(';');
        if (values.Contains("")) faults.Add(row, column, "a value between two ';'", row[column], Correct);
        return values;
    }

    /// <summary>A fact, of the type where one is named.</summary>
    public Fact Fact(string column, FactType? type)
    {
        if (!words.Facts.TryGetValue(row[column], out var fact))
        {
            faults.Add(row, column, "a fact", row[column], "Add the fact or correct the cell.");
            return words.Facts[0];
        }
        if (type is { } wanted && fact.Type != wanted)
            faults.Add(row, column, $"a fact of type {wanted}", row[column], "Correct the fact or the cell.");
        return fact;
    }

    /// <summary>The key of a text.</summary>
    public string Key(string column)
    {
        var key = Text(column);
        if (key.Length > 0) Demand(column, key);
        return key;
    }

    /// <summary>A code that becomes words with a prefix; it may be empty where <paramref name="optional"/>.</summary>
    public string Spoken(string column, string prefix, bool optional = false)
    {
        var code = optional ? row[column] : Text(column);
        if (code.Length > 0) Demand(column, prefix + code);
        return code;
    }

    public string[] Sources(string column)
    {
        var ids = List(column);
        if (ids.Length == 0) faults.Add(row, column, "at least one source", "", "Name the source.");
        foreach (var id in ids)
            if (id.Length > 0 && !words.Sources.ContainsKey(id))
                faults.Add(row, column, "an id of the sources", id, "Add the source or correct the cell.");
        return ids;
    }

    /// <summary>Id, words, sources and confidence.</summary>
    public Claim Claim(string? keyColumn = "text_key")
    {
        var id = Text("id");
        if (id.Length > 0) words.Take(row, "id", id);
        var sources = Sources("source");
        var confidence = (Confidence)OneOf("confidence", Confidences);
        if (confidence == Confidence.Sourced && row["confidence"] == Confidences[0])
        {
            const string next = "Name a source that was read, or let the hospital confirm the row.";
            if (!sources.Any(words.WasRead)) faults.Add(row, "source", "a source that was read", row["source"], next);
            if (sources.Contains(GeneralKnowledge))
                faults.Add(row, "source", "documents only, since the row is sourced", GeneralKnowledge, next);
        }
        return new(id, keyColumn is null ? "" : Key(keyColumn), sources, confidence);
    }

    public Confidence? ConfidenceOrNull(string column) =>
        row[column].Length == 0 ? null : (Confidence)OneOf(column, Confidences);

    /// <summary>An expression. Null after a fault.</summary>
    public Expression Expression(string column)
    {
        try
        {
            var read = ExpressionReader.Read(Text(column), words.Facts);
            foreach (var fact in read.Facts) words.Use(fact);
            return read;
        }
        catch (ExpressionException e)
        {
            if (row[column].Length > 0)
                faults.Add($"{row.Table.Name}, line {row.Line}, column '{column}', character {e.At}", e.Expected, e.Found,
                    "Correct the expression, or add the fact or value to the facts.");
            return null!;
        }
    }

    public Expression? ExpressionOrNull(string column) => row[column].Length == 0 ? null : Expression(column);

    public DrugClass[] Classes(string column)
    {
        var found = new List<DrugClass>();
        foreach (var id in List(column))
            if (!words.Classes.TryGetValue(id, out var one))
                faults.Add(row, column, "a drug class", id, "Add the class or correct the cell.");
            else if (words.IsParent(id))
                faults.Add(row, column, "a class without members of its own", id, "Name its members one by one.");
            else if (found.Contains(one))
                faults.Add(row, column, "every class once", id, Correct);
            else found.Add(one);
        return [.. found];
    }

    /// <summary>There is a text of the key.</summary>
    public void Demand(string column, string key)
    {
        if (!words.HasText(key)) faults.Add(row, column, "the key of a text", key, "Add the text in both languages.");
    }

    int Missing(string column, string expected)
    {
        faults.Add(row, column, expected, row[column], Correct);
        return 0;
    }
}
