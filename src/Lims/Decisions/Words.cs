using System.Globalization;

namespace Thrombophilia.Lims.Decisions;

/// <summary>Words in the languages of the product, which say the same.</summary>
/// <param name="English">In English.</param>
/// <param name="Chinese">In simplified Chinese.</param>
public sealed record Words(string English, string Chinese)
{
    /// <summary>In the language of <paramref name="culture"/>, or of the current one: Chinese, else English.</summary>
    public string In(CultureInfo? culture = null) =>
        (culture ?? CultureInfo.CurrentUICulture).Name.StartsWith("zh", StringComparison.Ordinal) ? Chinese : English;

    /// <summary>A name or number that is the same in both.</summary>
    public static Words Same(string text) => new(text, text);

    /// <summary>Names that are the same in both, behind each other, each once.</summary>
    public static Words Names(IEnumerable<string> names)
    {
        var all = names.Distinct().ToArray();
        return new(string.Join("; ", all), string.Join('；', all));
    }

    /// <summary>Parts behind each other, each once.</summary>
    public static Words List(IEnumerable<Words> parts)
    {
        var all = parts.Distinct().ToList();
        return all.Count == 1 ? all[0]
            : new(string.Join("; ", all.Select(w => w.English)), string.Join('；', all.Select(w => w.Chinese)));
    }

    /// <summary>A part, and what stands beside it.</summary>
    public Words With(Words other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new($"{English}, {other.English}", $"{Chinese}，{other.Chinese}");
    }

    /// <summary>A sentence with its places filled.</summary>
    public Words Filled(params IReadOnlyList<Words> places) =>
        new(string.Format(CultureInfo.InvariantCulture, English, [.. places.Select(p => p.English)]),
            string.Format(CultureInfo.InvariantCulture, Chinese, [.. places.Select(p => p.Chinese)]));
}
