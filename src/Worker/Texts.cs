using System.Globalization;
using System.Resources;

namespace Thrombophilia.Worker;

/// <summary>The program's words for people.</summary>
internal static class Texts
{
    static readonly ResourceManager Words = new("Thrombophilia.Worker.Texts", typeof(Texts).Assembly);

    public static string Get(string key, params object[] facts)
    {
        var text = Words.GetString(key, CultureInfo.CurrentUICulture)
            ?? throw new InvalidOperationException($"Texts.resx has no text for '{key}'.");
        return facts.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, facts);
    }
}
