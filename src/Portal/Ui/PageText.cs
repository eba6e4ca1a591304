using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Thrombophilia.Portal.Ui;

/// <summary>
/// How pages encode text: in UTF-8, with references only for the characters of markup and for invisible ones.
/// </summary>
internal static class PageText
{
    public static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Words of a table as the beginning of a line.</summary>
    public static string Sentence(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
