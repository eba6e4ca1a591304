using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Thrombophilia.Portal.Ui;

/// <summary>
/// How pages encode text: in UTF-8, with references only for the characters of markup and for invisible ones.
/// </summary>
internal static class PageText
{
    public static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
}
