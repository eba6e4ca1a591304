using System.Text.Json.Serialization;

namespace Thrombophilia.Lims.Laboratory.Analysers;

/// <summary>What stands between the columns of a file.</summary>
public enum ColumnSeparator
{
    /// <summary><c>,</c></summary>
    Comma,
    /// <summary><c>;</c></summary>
    Semicolon,
    /// <summary>A tab.</summary>
    Tab,
}

/// <summary>The encoding of a file.</summary>
public enum FileEncoding
{
    /// <summary>UTF-8, with or without a byte order mark.</summary>
    Utf8,
    /// <summary>GB 18030, which GBK and GB 2312 are part of.</summary>
    Gb18030,
}

/// <summary>What stands before the decimals of a value. Nothing is guessed from a file.</summary>
public enum DecimalMark
{
    /// <summary><c>72.5</c></summary>
    Point,
    /// <summary><c>72,5</c></summary>
    Comma,
}

/// <summary>
/// How the files of an analyser are read: their form, the names of their columns, and what their tests are called here.
/// </summary>
public sealed record FileMapping
{
    /// <summary>What people call the analyser.</summary>
    public string? Name { get; init; }
    /// <summary>What stands between columns.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<ColumnSeparator>))]
    public ColumnSeparator Separator { get; init; }
    /// <summary>The encoding.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<FileEncoding>))]
    public FileEncoding Encoding { get; init; }
    /// <summary>What stands before the decimals.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<DecimalMark>))]
    public DecimalMark Decimals { get; init; }
    /// <summary>Lines before the header.</summary>
    public int LinesBefore { get; init; }
    /// <summary>The column with the id of the result; null where the file has none.</summary>
    public string? IdColumn { get; init; }
    /// <summary>The column with the code of the sample.</summary>
    public string? SampleColumn { get; init; }
    /// <summary>The column with the test.</summary>
    public string? TestColumn { get; init; }
    /// <summary>The column with the value.</summary>
    public string? ValueColumn { get; init; }
    /// <summary>The column with the unit; null where the file has none.</summary>
    public string? UnitColumn { get; init; }
    /// <summary>The column with the time of the draw; null where the file has none.</summary>
    public string? DrawnColumn { get; init; }
    /// <summary>The column with the time of the measurement; null where the file has none.</summary>
    public string? MeasuredColumn { get; init; }
    /// <summary>The column with the run; null where the file has none.</summary>
    public string? RunColumn { get; init; }
    /// <summary>The column with the states at the draw; null where the file has none.</summary>
    public string? StatesColumn { get; init; }
    /// <summary>See <see cref="TimePattern"/>; null for ISO 8601.</summary>
    public string? TimeFormat { get; init; }
    /// <summary>The lines of the <see cref="TestMap"/>.</summary>
    public string? Tests { get; init; }

    /// <summary>The character of <see cref="Separator"/>.</summary>
    internal char SeparatorCharacter => Separator switch
    {
        ColumnSeparator.Semicolon => ';',
        ColumnSeparator.Tab => '\t',
        _ => ',',
    };
}
