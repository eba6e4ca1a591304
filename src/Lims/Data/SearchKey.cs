using System.Linq.Expressions;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Thrombophilia.Lims.Data;

/// <summary>
/// The form of a code in which it is looked up: a scanner, an input method or a hand writes the same code in capitals, in small
/// letters or in full width. What is stored stays as it was written; its key is a column that the database works out.
/// </summary>
public static class SearchKey
{
    /// <summary>Most characters that are looked up.</summary>
    public const int Longest = 200;

    /// <summary>Behind every key that begins with a text.</summary>
    internal const string Last = "\uffff";

    /// <summary>
    /// What somebody typed, as a key: full width as half width, without blanks, in capitals. O and 0 stay what they are.
    /// </summary>
    public static string Of(string? typed)
    {
        var text = (typed ?? "").Trim();
        if (text.Length > Longest) text = text[..Longest];
        var key = new StringBuilder(text.Length);
        foreach (var c in Narrow(text))
            if (!char.IsWhiteSpace(c) && !char.IsControl(c)) key.Append(Capital(c));
        return key.ToString();
    }

    /// <summary>
    /// Keys of a name that others wrote and that may hold blanks and wide characters of its own, as files' names do.
    /// </summary>
    internal static IReadOnlyList<string> OfName(string? typed)
    {
        var text = (typed ?? "").Trim();
        if (text.Length > Longest) text = text[..Longest];
        return [.. new[] { text, Narrow(text) }.Select(t => string.Concat(t.Select(Capital))).Append(Of(typed)).Distinct()];
    }

    /// <summary>
    /// Adds the key of a column, which the database works out whenever the column is written, and its index.
    /// </summary>
    internal static void HasSearchKey<T>(this EntityTypeBuilder<T> table, Expression<Func<T, string?>> column) where T : class
    {
        var name = ((MemberExpression)column.Body).Member.Name;
        // It is read nowhere: a query names it, and rows come without it.
        table.Property<string>(Name(name)).HasComputedColumnSql($"upper(\"{name}\")", stored: false);
        table.HasIndex(Name(name));
    }

    /// <summary>The rows whose keys of a column begin with a text, by that key.</summary>
    internal static IQueryable<T> BeginningWith<T>(this IQueryable<T> rows, string column, string key) where T : class
    {
        var (name, end) = (Name(column), key + Last);
        return rows.Where(row => string.Compare(EF.Property<string>(row, name), key) >= 0
            && string.Compare(EF.Property<string>(row, name), end) < 0).OrderBy(row => EF.Property<string>(row, name));
    }

    static string Name(string column) => column + "Key";

    // The full-width forms of ASCII stand in the same order as ASCII. The runtime's own normal forms need a library that small
    // systems do not have.
    static string Narrow(string text) => string.Concat(text.Select(c => c switch
    {
        >= '\uff01' and <= '\uff5e' => (char)(c - 0xfee0),
        '\u3000' => ' ',
        _ => c,
    }));

    // As the database does: only the letters of ASCII.
    static char Capital(char c) => char.IsAsciiLetterLower(c) ? (char)(c - ('a' - 'A')) : c;
}
