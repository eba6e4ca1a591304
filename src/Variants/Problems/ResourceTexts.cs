using System.Globalization;
using System.Reflection;
using System.Resources;

namespace Thrombophilia.Variants.Problems;

/// <summary>The texts of one resource file, in the reader's language.</summary>
/// <param name="name">Full name of the file, without its ending.</param>
/// <param name="assembly">Where it is.</param>
public sealed class ResourceTexts(string name, Assembly assembly)
{
    readonly ResourceManager resources = new(name, assembly);

    /// <summary>The text as it stands; null where there is none.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="culture">The language; null for the one of the thread. A language without the text falls back to
    /// English.</param>
    public string? Find(string key, CultureInfo? culture = null) =>
        resources.GetString(key, culture ?? CultureInfo.CurrentUICulture);

    /// <summary>The text as it stands.</summary>
    /// <inheritdoc cref="Find"/>
    /// <exception cref="InvalidOperationException">There is no text with this key.</exception>
    public string Get(string key, CultureInfo? culture = null) =>
        Find(key, culture)
        ?? throw new InvalidOperationException($"{name[(name.LastIndexOf('.') + 1)..]}.resx has no text for '{key}'.");

    /// <summary>
    /// The text with facts in its places. Facts are codes, names and numbers, and are written the same in each
    /// language.
    /// </summary>
    /// <exception cref="InvalidOperationException">There is no text with this key.</exception>
    public string Get(string key, CultureInfo? culture, IReadOnlyList<object> facts) =>
        string.Format(CultureInfo.InvariantCulture, Get(key, culture), [.. facts]);
}
