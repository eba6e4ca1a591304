using System.Globalization;

namespace Thrombophilia.Lims.Kernel;

/// <summary>A measured number, or the limit of a method on one side of which it lies. A value below a limit is a value.</summary>
/// <param name="Comparator"><c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c> or <c>&gt;=</c>, as FHIR writes it; empty for the number itself.</param>
/// <param name="Number">The number, not below 0.</param>
public readonly record struct Measurement(string Comparator, decimal Number)
{
    // Below 10 is not 10: the end is less than any digit that a laboratory prints away from it.
    const decimal Beside = 0.0001m;

    /// <summary>The number itself.</summary>
    public static Measurement Of(decimal number) => new("", number);

    /// <summary>Smallest value that it can be.</summary>
    public decimal Low => Comparator switch { "<" or "<=" => 0, ">" => Number + Beside, _ => Number };

    /// <summary>Largest value that it can be; null for no end.</summary>
    public decimal? High => Comparator switch { "<" => Number - Beside, ">" or ">=" => null, _ => Number };

    /// <summary>
    /// Reads <c>49</c>, <c>&lt;5</c>, <c>&lt;=5</c>, <c>≤5</c> or <c>&gt;200</c>, full-width signs too; null for anything else.
    /// </summary>
    public static Measurement? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        var (sign, digits) = trimmed switch
        {
            ['≤', .. var rest] => ("<=", rest),
            ['≥', .. var rest] => (">=", rest),
            ['<' or '＜', '=', .. var rest] => ("<=", rest),
            ['>' or '＞', '=', .. var rest] => (">=", rest),
            ['<' or '＜', .. var rest] => ("<", rest),
            ['>' or '＞', .. var rest] => (">", rest),
            _ => ("", trimmed),
        };
        return decimal.TryParse(digits.TrimStart(' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && (sign.Length == 0 || sign[0] == '>' || number > 0) ? new(sign, number) : null;
    }

    /// <summary>As it is printed: <c>49</c>, <c>&lt;5</c>, <c>≤5</c>.</summary>
    public override string ToString() => Comparator switch { "<=" => "≤", ">=" => "≥", _ => Comparator }
        + Number.ToString("0.#########", CultureInfo.InvariantCulture);
}
