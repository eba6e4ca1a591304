using System.Globalization;

namespace Thrombophilia.Lims.Decisions;

/// <summary>A sentence of the tables in the languages of the product.</summary>
/// <param name="Key">The key that rows use.</param>
/// <param name="English">In English.</param>
/// <param name="Chinese">In simplified Chinese.</param>
public sealed record ClinicalText(string Key, string English, string Chinese)
{
    /// <summary>In the language of <paramref name="culture"/>, or of the current one: Chinese, else English.</summary>
    public string In(CultureInfo? culture = null) =>
        IsChinese(culture) ? Chinese : English;

    internal static bool IsChinese(CultureInfo? culture) =>
        (culture ?? CultureInfo.CurrentUICulture).Name.StartsWith("zh", StringComparison.Ordinal);
}
