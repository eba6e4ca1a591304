using System.Globalization;
using System.Text.RegularExpressions;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>
/// Makes sentences of statements, in the reader's language. Conclusions that were issued before the clinical tables hold
/// codes alone: their words stay here.
/// </summary>
public static partial class ConclusionTexts
{
    static readonly ResourceTexts Texts = new("Thrombophilia.Lims.Clinic.Conclusions.ConclusionTexts",
        typeof(ConclusionTexts).Assembly);

    /// <summary>The sentence of <paramref name="statement"/>.</summary>
    /// <exception cref="InvalidOperationException">A text or one of its parameters is missing.</exception>
    public static string Sentence(this Statement statement, CultureInfo? culture = null)
    {
        if (statement.Text is { } told) return told.In(culture);
        var text = Place().Replace(Word(statement.Code, culture), place =>
            statement.Parameters.TryGetValue(place.Groups[1].Value, out var value)
                ? string.Join(Word("word.list", culture),
                value.Split(';', StringSplitOptions.RemoveEmptyEntries)
                    .Select(item => Token().Replace(item, t => Word(t.Groups[1].Value, culture))))
                : throw new InvalidOperationException(
                $"The text of '{statement.Code}' wants '{place.Groups[1].Value}'.")).TrimEnd();
        return char.ToUpper(text[0], culture ?? CultureInfo.CurrentUICulture) + text[1..];
    }

    /// <summary>A word or sentence by its key.</summary>
    public static string Word(string key, CultureInfo? culture = null) => Texts.Get(key, culture);

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"@([a-z]+\.[A-Za-z0-9-]+)")]
    private static partial Regex Token();
}
