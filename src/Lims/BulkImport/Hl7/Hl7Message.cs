namespace Thrombophilia.Lims.BulkImport.Hl7;

/// <summary>One message.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Separators">Its separators and its encoding.</param>
/// <param name="Segments">Its segments, MSH first.</param>
sealed record Hl7Message(int Number, Hl7Separators Separators, IReadOnlyList<Hl7Segment> Segments)
{
    public Hl7Segment Header => Segments[0];
}

/// <summary>One segment of a message. Its fields are read when they are asked for.</summary>
sealed class Hl7Segment(int line, int message, int ordinal, string[] fields, Hl7Separators separators)
{
    const string Header = "MSH", Null = "\"\"";
    const int LongestShown = 60;

    public int Line => line;

    public string Name => fields[0];

    /// <summary>The place of a field, for example <c>2/OBX[3]-5</c>.</summary>
    public string Place(int field) => Name == Header ? $"{message}/{Name}-{field}" : $"{message}/{Name}[{ordinal}]-{field}";

    /// <summary>A field as it stands, with its separators and escapes; empty where the segment ends before it.</summary>
    public string Raw(int field)
    {
        // The separator itself is the first field of MSH.
        var at = Name == Header ? field - 1 : field;
        return at < fields.Length ? fields[at] : "";
    }

    /// <summary>More than one value stands in the field.</summary>
    public bool Repeats(int field) => Raw(field).Contains(separators.Repetition, StringComparison.Ordinal);

    /// <summary>How many components the first value of a field has.</summary>
    public int Components(int field) => First(field).Split(separators.Component).Length;

    /// <summary>
    /// A component of the first value of a field, without spaces around it; empty where it is not there, and where the
    /// sender wrote two quotes: "nothing".
    /// </summary>
    /// <exception cref="Hl7Exception">An escape in it is not closed or not known.</exception>
    public string Text(int field, int component = 1, int sub = 1)
    {
        var components = First(field).Split(separators.Component);
        var subs = component <= components.Length ? components[component - 1].Split(separators.Sub) : [];
        if (sub > subs.Length) return "";
        var text = separators.Unescape(subs[sub - 1]) ?? throw Refused(field, subs[sub - 1], "hl7-escape");
        return text == Null ? "" : text.Trim();
    }

    /// <summary>The first component of each value of a field of codes.</summary>
    public IEnumerable<string> Codes(int field) =>
        Raw(field).Split(separators.Repetition).Select(value => value.Split(separators.Component)[0].Trim());

    public Hl7Exception Refused(int field, string found, string code, params object[] facts) =>
        // A field may hold a whole document.
        new(line, new(Place(field), found.Length > LongestShown ? found[..LongestShown] + "..." : found, code, facts));

    string First(int field) => Raw(field).Split(separators.Repetition)[0];
}
