using System.Globalization;

namespace Thrombophilia.Variants.Problems;

/// <summary>
/// Something wrong with a file, as data: a stable code, an address, and the facts (what was expected, what was found).
/// The sentence is made from resources in the reader's language, so that code and log stay free of it.
/// </summary>
/// <param name="Code">Stable lower-case code, for example <c>bgzf-truncated</c>; a key of <c>Problems.resx</c>.</param>
/// <param name="Place">Where it was found.</param>
/// <param name="Facts">Arguments of the sentence, in the order of its placeholders.</param>
public sealed record Problem(string Code, FileLocation Place, params IReadOnlyList<object> Facts)
{
    static readonly ResourceTexts Texts = new("Thrombophilia.Variants.Problems.Problems", typeof(Problem).Assembly);

    /// <summary>
    /// What is wrong: the place, what was expected, what was found. In the language of <paramref name="culture"/>.
    /// </summary>
    public string Text(CultureInfo? culture = null) =>
        Words("place.says", culture, Place.Text(culture), TextWithoutPlace(culture));

    internal string TextWithoutPlace(CultureInfo? culture) => Words(Code, culture, [.. Facts]);

    /// <summary>What the reader should do next.</summary>
    public string Next(CultureInfo? culture = null) => Texts.Get(Code + ".next", culture);

    /// <inheritdoc/>
    public override string ToString() => Text(CultureInfo.InvariantCulture);

    internal static string Words(string key, CultureInfo? culture, params object[] facts) =>
        Texts.Get(key, culture, facts);
}
