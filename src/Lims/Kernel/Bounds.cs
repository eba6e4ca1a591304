namespace Thrombophilia.Lims.Kernel;

/// <summary>
/// Bounds of what people type. A value outside of them is refused with its field, what was expected and what to do
/// next.
/// </summary>
static class Bounds
{
    internal const int LongestReason = 500;
    const int LongestCode = 64;

    /// <summary>
    /// A code as files have it too: letters, digits and . _ - : / +, beginning with a letter or a digit; not empty, at
    /// most 64 characters.
    /// </summary>
    public static string Code(string? typed, string field)
    {
        var text = (typed ?? "").Trim();
        if (text.Length == 0) throw new RefusedStepException("empty", field);
        if (text.Length > LongestCode) throw new RefusedStepException("too-long", field, LongestCode);
        if (!char.IsAsciiLetterOrDigit(text[0])
            || !text.All(c => char.IsAsciiLetterOrDigit(c) || "._-:/+".Contains(c, StringComparison.Ordinal)))
            throw new RefusedStepException("not-a-code", field);
        return text;
    }

    /// <summary>A text of one line, not empty, at most <paramref name="most"/> characters.</summary>
    public static string Text(string? typed, string field, int most) =>
        Optional(typed, field, most) ?? throw new RefusedStepException("empty", field);

    /// <summary>The same; null where nothing was typed.</summary>
    public static string? Optional(string? typed, string field, int most)
    {
        var text = (typed ?? "").Trim();
        if (text.Length > most) throw new RefusedStepException("too-long", field, most);
        if (text.Any(char.IsControl)) throw new RefusedStepException("control-characters", field);
        return text.Length == 0 ? null : text;
    }

    /// <summary>A text of several lines; null where nothing was typed.</summary>
    public static string? Lines(string? typed, string field, int most)
    {
        var text = (typed ?? "").ReplaceLineEndings("\n").Trim();
        if (text.Length > most) throw new RefusedStepException("too-long", field, most);
        if (text.Any(c => char.IsControl(c) && c != '\n')) throw new RefusedStepException("control-characters", field);
        return text.Length == 0 ? null : text;
    }

    /// <summary>Why something is corrected, retracted or released: one line, not empty.</summary>
    public static string Reason(string? typed) =>
        Optional(typed, "reason", LongestReason) ?? throw new RefusedStepException("why-needed", "reason");

    /// <summary>
    /// A volume in microlitres: above zero, at most a litre, at most three decimals; null where nobody recorded one.
    /// </summary>
    public static decimal? Volume(decimal? volume, string field) => volume switch
    {
        null => null,
        <= 0 => throw new RefusedStepException("volume-not-positive", field),
        > 1_000_000 => throw new RefusedStepException("volume-too-large", field),
        { } v when decimal.Round(v, 3) != v => throw new RefusedStepException("too-many-decimals", field),
        _ => volume,
    };

    /// <summary>
    /// A time in the past, with a minute of tolerance for a fast clock; null where nobody recorded one.
    /// </summary>
    public static Moment? Past(Moment? at, string field, DateTimeOffset now) =>
        at is { } m && m.Earliest > now.AddMinutes(1) ? throw new RefusedStepException("in-the-future", field) : at;

    /// <summary>A whole number between two bounds, both included.</summary>
    public static int Between(int number, int least, int most, string field) =>
        number >= least && number <= most ? number
        : throw new RefusedStepException("out-of-bounds", field, least, most);
}
