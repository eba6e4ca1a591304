using System.Globalization;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Portal.Localization;

/// <summary>The portal's words, in the reader's language.</summary>
internal static class Texts
{
    static readonly ResourceTexts Words = new("Thrombophilia.Portal.Localization.Texts", typeof(Texts).Assembly);

    public static string Get(string key, params object[] facts)
    {
        var text = Words.Get(key);
        return facts.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, facts);
    }

    /// <summary>Several words as one list, with the comma of the language.</summary>
    public static string List(IEnumerable<string> words) => string.Join(Get("comma"), words);

    /// <summary>The text of a key, or null where there is none.</summary>
    public static string? Find(string key) => Words.Find(key);
}
