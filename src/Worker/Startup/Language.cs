using System.CommandLine;
using System.Globalization;

namespace Thrombophilia.Worker.Startup;

/// <summary>
/// The language of the text for people: that of <c>--lang</c>, before or after the verb, else English whatever the
/// locale. It is found before the line is parsed, because the parser gets its texts in that language.
/// </summary>
internal readonly struct Language
{
    /// <summary>The option's name.</summary>
    public const string Option = "--lang";
    const string English = "en", Chinese = "zh-CN";

    /// <summary>Finds the option in a command line without validating it.</summary>
    public Language(string[] args)
    {
        for (var i = 0; i < args.Length && args[i] != "--"; i++)
            if (args[i] == Option) Name = ++i < args.Length ? args[i] : "";
            else if (args[i] is ['-', '-', 'l', 'a', 'n', 'g', '=' or ':', .. var name]) Name = name;
            else First ??= args[i];
    }

    /// <summary>The value of the option; null where the line does not have it.</summary>
    public string? Name { get; }

    /// <summary>The first word that does not belong to the option: the verb, where there is one.</summary>
    public string? First { get; }

    /// <summary>Null where no language is asked for, or an unknown one, which the parser then refuses.</summary>
    public CultureInfo? Culture => Name is English or Chinese ? CultureInfo.GetCultureInfo(Name) : null;

    /// <summary>The option for the parser.</summary>
    public static Option<string> Create()
    {
        var option = new Option<string>(Option)
        {
            Description = Texts.Help("option-lang"),
            HelpName = $"{English}|{Chinese}",
            Recursive = true
        };
        option.AcceptOnlyFromAmong(English, Chinese);
        return option;
    }
}
