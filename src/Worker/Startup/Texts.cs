using System.Globalization;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Worker.Startup;

/// <summary>The program's texts for people.</summary>
internal static class Texts
{
    static readonly ResourceTexts Words = new("Thrombophilia.Worker.Startup.Texts", typeof(Texts).Assembly);

    /// <summary>True where help is going to be printed.</summary>
    public static bool HelpIsAsked { get; set; }

    /// <summary>
    /// A text of the help; empty where help is not printed, because the first text that a process loads takes
    /// milliseconds.
    /// </summary>
    public static string Help(string key, params object[] facts) => HelpIsAsked ? Get(key, facts) : "";

    public static string Get(string key, params object[] facts)
    {
        var text = Words.Get(key);
        return facts.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, facts);
    }
}
