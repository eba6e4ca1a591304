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

    /// <summary>The beginning of a sentence, cut at a word where it is longer.</summary>
    public static string Short(string sentence, int most)
    {
        if (sentence.Length <= most) return sentence;
        // Chinese has no spaces: it is cut at its punctuation, or at the sign.
        var cut = sentence.LastIndexOfAny([' ', '，', '；', '：', '、', '。'], most - 1);
        return sentence[..(cut > most / 2 ? cut : most - 1)].TrimEnd(' ', ',', ';', ':', '，', '；', '：', '、', '。') + "…";
    }
}
