using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Variants.Acmg;

/// <summary>A limit that says on which side of it a number counts, and whether the limit itself does.</summary>
sealed record Limit(double Value, bool IsUpper, bool Includes)
{
    /// <summary>An object with one of <c>atLeast</c>, <c>above</c>, <c>atMost</c>, <c>below</c>.</summary>
    public static Limit Of(StrictJson j)
    {
        double? atLeast = j.NumberOrNull("atLeast"), above = j.NumberOrNull("above"), atMost = j.NumberOrNull("atMost"),
            below = j.NumberOrNull("below");
        double[] given = [.. new[] { atLeast, above, atMost, below }.OfType<double>()];
        return given.Length == 1
            ? new Limit(given[0], atMost is not null || below is not null, atLeast is not null || atMost is not null)
            : throw j.Wrong("one of 'atLeast', 'above', 'atMost', 'below'");
    }

    /// <summary>The number lies on the side that counts.</summary>
    public bool Holds(double value) => (Includes && value == Value) || (IsUpper ? value < Value : value > Value);
}
