using System.Globalization;

namespace Thrombophilia.Lims.Decisions.Facts;

/// <summary>What kind of value a fact has.</summary>
public enum FactType
{
    /// <summary>True or false.</summary>
    Flag,
    /// <summary>A number in a range.</summary>
    Number,
    /// <summary>One of the listed values.</summary>
    Choice,
    /// <summary>One or more of the listed values.</summary>
    Choices,
}

/// <summary>One input of the rules, named once.</summary>
/// <param name="Index">Its place in the dictionary, from 0.</param>
/// <param name="Id">Its name in expressions.</param>
/// <param name="Type">What kind of value it has.</param>
/// <param name="Unit">Unit of a number, for people; empty where it has none.</param>
/// <param name="Values">The listed values, at most 64; for a flag <c>false</c> and <c>true</c>; empty for a number.</param>
/// <param name="Minimum">Smallest number, in the unit.</param>
/// <param name="Maximum">Largest number, in the unit.</param>
/// <param name="MaxAgeDays">A value that is older counts as unknown; null where age does not matter.</param>
/// <param name="WhenUnknown">Where the value comes from and what a missing one means, for people.</param>
/// <param name="TextKey">Key of the words that ask for it.</param>
public sealed record Fact(
    int Index, string Id, FactType Type, string Unit, IReadOnlyList<string> Values, double Minimum, double Maximum,
    int? MaxAgeDays, string WhenUnknown, string TextKey)
{
    /// <summary>As many values as fit into one mask.</summary>
    public const int MostValues = 64;

    /// <summary>The values of a flag, in the order of their bits.</summary>
    public static IReadOnlyList<string> FlagValues { get; } = ["false", "true"];

    /// <summary>The bit of a listed value; 0 where it is none of them.</summary>
    internal ulong Bit(string value)
    {
        for (var i = 0; i < Values.Count; i++)
            if (Values[i] == value) return 1UL << i;
        return 0;
    }

    /// <summary>The text is a value of the fact, as <see cref="FactSet.SetText"/> takes it.</summary>
    public bool Takes(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return Type switch
        {
            FactType.Number => Number(value) is { } number && number >= Minimum && number <= Maximum,
            FactType.Choices => value.Split('+').All(member => Bit(member) != 0),
            _ => Bit(value) != 0,
        };
    }

    /// <summary>A number as people and tables write it; null for anything else.</summary>
    internal static double? Number(string text) => double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
        CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>What a value must be, in words for messages.</summary>
    internal string Expected => Type switch
    {
        FactType.Number => FormattableString.Invariant($"a number from {Minimum} to {Maximum} {Unit}").TrimEnd(),
        FactType.Choices => $"values of {string.Join(", ", Values)}",
        _ => $"one of {string.Join(", ", Values)}",
    };
}
