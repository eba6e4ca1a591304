using System.Globalization;
using Thrombophilia.Lims.Decisions;

namespace Thrombophilia.Lims.Clinic.Cases;

/// <summary>Words in the languages of the product, which say the same.</summary>
/// <param name="English">In English.</param>
/// <param name="Chinese">In simplified Chinese.</param>
public sealed record Words(string English, string Chinese)
{
    /// <summary>In the language of <paramref name="culture"/>, or of the current one: Chinese, else English.</summary>
    public string In(CultureInfo? culture = null) =>
        ClinicalText.IsChinese(culture) ? Chinese : English;

    /// <summary>A name or number that is the same in both.</summary>
    public static Words Same(string text) => new(text, text);

    /// <summary>Parts behind each other, each once.</summary>
    public static Words List(IEnumerable<Words> parts)
    {
        var all = parts.Distinct().ToList();
        return new(string.Join("; ", all.Select(w => w.English)), string.Join('；', all.Select(w => w.Chinese)));
    }

    /// <summary>A part, and what stands beside it.</summary>
    public Words With(Words other) => new($"{English}, {other.English}", $"{Chinese}，{other.Chinese}");
}

/// <summary>The words of the clinical tables.</summary>
static class ClinicalWords
{
    /// <summary>The sentence of a key.</summary>
    public static Words Words(this ClinicalRules rules, string key) => new(rules.Text(key).English, rules.Text(key).Chinese);

    /// <summary>The sentence of a key, with its places filled.</summary>
    public static Words Words(this ClinicalRules rules, string key, params Words[] places)
    {
        var text = rules.Text(key);
        return new(string.Format(CultureInfo.InvariantCulture, text.English, [.. places.Select(p => p.English)]),
            string.Format(CultureInfo.InvariantCulture, text.Chinese, [.. places.Select(p => p.Chinese)]));
    }
}
