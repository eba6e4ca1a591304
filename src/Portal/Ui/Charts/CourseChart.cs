using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Html;

namespace Thrombophilia.Portal.Ui.Charts;

/// <summary>How a value of a course is drawn.</summary>
internal enum CourseSign
{
    /// <summary>The rules use it, and nobody was in a state at the draw.</summary>
    Clean,
    /// <summary>The rules use it in spite of a state at the draw.</summary>
    WithState,
    /// <summary>A state at the draw forbids its use.</summary>
    Disturbed,
    /// <summary>Not used for another reason.</summary>
    Unread,
}

/// <summary>A value of a course.</summary>
/// <param name="Value">In the unit of the assay.</param>
/// <param name="Measured">As it was measured.</param>
/// <param name="Day">When the blood was drawn, for people.</param>
/// <param name="Low">Lower limit of its own interval; null for none.</param>
/// <param name="High">Upper limit of it.</param>
/// <param name="Sign">How it is drawn.</param>
/// <param name="Words">The value in words.</param>
internal sealed record CourseValue(double Value, string Measured, string Day, double? Low, double? High, CourseSign Sign, string Words);

/// <summary>
/// The values of one assay in the order of the draws, each on the band of its own reference interval. Shapes and classes only, as
/// the policy of the portal forbids style and script inside of it.
/// </summary>
internal static class CourseChart
{
    const double Left = 48, Step = 84, Top = 22, High = 150;

    /// <summary>The picture.</summary>
    /// <param name="values">In the order of the draws.</param>
    /// <param name="words">What a screen reader says of the whole.</param>
    public static IHtmlContent Of(IReadOnlyList<CourseValue> values, string words)
    {
        var most = Rounded(values.Select(v => Math.Max(v.Value, v.High ?? 0)).DefaultIfEmpty(1).Max() * 1.05);
        var (width, height) = (Left + Math.Max(values.Count, 3) * Step + 8, Top + High + 30);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg class=\"course-chart\" role=\"img\" aria-label=\"{Text(words)}\" width=\"{width:0}\" height=\"{height:0}\" "
            + $"viewBox=\"0 0 {width:0} {height:0}\"><title>{Text(words)}</title>");
        for (var i = 0; i <= 4; i++)
        {
            var at = most * i / 4;
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid-line\" d=\"M{Left} {Y(at):0.#}H{width - 4:0}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"2\" y=\"{Y(at) + 4:0.#}\">{at:0.##}</text>");
        }
        foreach (var (i, value) in values.Index())
            if (value is { Low: { } low, High: { } high })
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"band\" x=\"{X(i) - Step / 2:0.#}\" y=\"{Y(high):0.#}\" "
                    + $"width=\"{Step}\" height=\"{Y(low) - Y(high):0.#}\"/>");
        foreach (var (i, value) in values.Index())
        {
            var (x, y) = (X(i), Y(value.Value));
            svg.Append(CultureInfo.InvariantCulture, $"<g><title>{Text(value.Words)}</title>");
            Mark(svg, value.Sign, x, y);
            svg.Append(CultureInfo.InvariantCulture,
                $"<text class=\"value\" x=\"{x + 9:0.#}\" y=\"{y - 5:0.#}\">{Text(value.Measured)}</text>");
            svg.Append(CultureInfo.InvariantCulture,
                $"<text class=\"day\" x=\"{x:0.#}\" y=\"{Top + High + 20}\">{Text(value.Day)}</text></g>");
        }
        return new HtmlString(svg.Append("</svg>").ToString());

        double Y(double value) => Top + High * (1 - value / most);
    }

    /// <summary>A sign for the legend; its words stand beside it.</summary>
    public static IHtmlContent Sign(CourseSign sign)
    {
        var svg = new StringBuilder("<svg class=\"course-chart\" aria-hidden=\"true\" width=\"16\" height=\"16\" viewBox=\"0 0 16 16\">");
        Mark(svg, sign, 8, 8);
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    // Four shapes, so that colour is never the only sign.
    static void Mark(StringBuilder svg, CourseSign sign, double x, double y) => svg.Append(sign switch
    {
        CourseSign.Clean => string.Create(CultureInfo.InvariantCulture, $"<circle class=\"used\" cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"5\"/>"),
        CourseSign.WithState => string.Create(CultureInfo.InvariantCulture,
            $"<path class=\"used\" d=\"M{x:0.#} {y - 7:0.#}l7 7l-7 7l-7 -7z\"/>"),
        CourseSign.Disturbed => string.Create(CultureInfo.InvariantCulture,
            $"<path class=\"unused\" d=\"M{x:0.#} {y - 6:0.#}l7 12h-14z\"/>"),
        _ => string.Create(CultureInfo.InvariantCulture,
            $"<rect class=\"unused\" x=\"{x - 5:0.#}\" y=\"{y - 5:0.#}\" width=\"10\" height=\"10\"/>"),
    });

    static double X(int index) => Left + Step * (index + 0.5);

    // The next of 1, 2, 4, 5, 8 and 10 times a power of ten: the lines of the grid have short numbers.
    static double Rounded(double most)
    {
        if (most <= 0) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        return power * ((double[])[1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10]).First(step => step * power >= most);
    }

    static string Text(string text) => WebUtility.HtmlEncode(text);
}
