using System.Globalization;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Worker.Startup;

/// <summary>The program's words for people.</summary>
internal static class Texts
{
    static readonly ResourceTexts Words = new("Thrombophilia.Worker.Startup.Texts", typeof(Texts).Assembly);

    /// <summary>Somebody wants to read what the commands and options do.</summary>
    public static bool HelpIsAsked { get; set; }

    /// <summary>
    /// A line of the help; empty where it will not be printed, since the first text that a process fetches costs
    /// milliseconds.
    /// </summary>
    public static string Help(string key, params object[] facts) => HelpIsAsked ? Get(key, facts) : "";

    public static string Get(string key, params object[] facts)
    {
        var text = Words.Get(key);
        return facts.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, facts);
    }
}
