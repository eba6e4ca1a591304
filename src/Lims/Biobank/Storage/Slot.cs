using System.Globalization;

namespace Thrombophilia.Lims.Biobank.Storage;

/// <summary>A slot of a grid, both counted from 1.</summary>
public readonly record struct Slot(int Row, int Column)
{
    /// <summary>As people write it: the row as a letter, the column as a number, for example <c>C7</c>.</summary>
    public string Text => $"{Letters(Row)}{Column}";

    /// <summary>The row's letters.</summary>
    public static string Letters(int row) =>
        row <= 26 ? ((char)('A' + row - 1)).ToString() : Letters((row - 1) / 26) + Letters((row - 1) % 26 + 1);

    /// <summary>Reads what <see cref="Text"/> writes; null for anything else.</summary>
    public static Slot? Read(string? text)
    {
        text = (text ?? "").Trim().ToUpperInvariant();
        var letters = text.TakeWhile(char.IsAsciiLetterUpper).Count();
        return letters is 1 or 2
            && int.TryParse(text.AsSpan(letters), NumberStyles.None, CultureInfo.InvariantCulture, out var column)
            && column > 0
            ? new Slot(text[..letters].Aggregate(0, (row, c) => row * 26 + c - 'A' + 1), column) : null;
    }
}
