using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Thrombophilia.Portal.Ui;

/// <summary>
/// How a page writes text: in UTF-8, so that only what markup is made of and what cannot be seen is encoded.
/// </summary>
internal static class PageText
{
    public static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
}
