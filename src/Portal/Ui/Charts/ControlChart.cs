using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Html;

namespace Thrombophilia.Portal.Ui.Charts;

/// <summary>A value on a control chart.</summary>
/// <param name="Distance">SD above the mean; negative below.</param>
/// <param name="Rules">Ids of the rules that rest on it; empty for none.</param>
/// <param name="Words">The value in words.</param>
internal sealed record ChartValue(double Distance, string Rules, string Words);

/// <summary>
/// A Levey-Jennings chart: values in the order of measurement between lines of the mean and of one, two and three SD.
/// Shapes and classes only, as the policy of the portal forbids style and script inside of it.
/// </summary>
internal static class ControlChart
{
    const double Left = 52, Step = 26, High = 30, Top = 24, Edge = 4;

    /// <summary>The picture.</summary>
    /// <param name="values">In the order of measurement.</param>
    /// <param name="axis">What stands beside the line of so many SD.</param>
    /// <param name="words">What a screen reader says of the whole.</param>
    public static IHtmlContent Of(IReadOnlyList<ChartValue> values, Func<int, string> axis, string words)
    {
        var width = Left + Math.Max(values.Count, 10) * Step + 12;
        var height = Y(-Edge) + 12;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg class=\"control-chart\" role=\"img\" aria-label=\"{Text(words)}\" width=\"{width:0}\" height=\"{height:0}\" "
            + $"viewBox=\"0 0 {width:0} {height:0}\">");
        for (var sd = -3; sd <= 3; sd++)
        {
            var kind = sd == 0 ? "mean" : Math.Abs(sd) == 3 ? "limit" : "sd";
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"{kind}\" d=\"M{Left} {Y(sd):0.#}H{width - 4:0}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"2\" y=\"{Y(sd) + 4:0.#}\">{Text(axis(sd))}</text>");
        }
        if (values.Count > 1)
            svg.Append("<path class=\"course\" d=\"M")
                .AppendJoin('L', values.Select((v, i) => string.Create(CultureInfo.InvariantCulture, $"{X(i):0.#} {Y(v.Distance):0.#}")))
                .Append("\"/>");
        foreach (var (i, value) in values.Index())
        {
            var (x, y) = (X(i), Y(value.Distance));
            svg.Append(CultureInfo.InvariantCulture,
                $"<g><title>{Text(value.Words)}</title><circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"4\"/>");
            // Shape and words, not colour alone.
            if (value.Rules.Length > 0)
                svg.Append(CultureInfo.InvariantCulture,
                    $"<circle class=\"breach\" cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"8\"/>"
                    + $"<text class=\"rule\" x=\"{x:0.#}\" y=\"{y - 12:0.#}\">{Text(value.Rules)}</text>");
            svg.Append("</g>");
        }
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    static double X(int index) => Left + Step * (index + 0.5);

    // What lies further away stands at the edge; its words tell the value.
    static double Y(double distance) => Top + (Edge - Math.Clamp(distance, -Edge, Edge)) * High;

    static string Text(string text) => WebUtility.HtmlEncode(text);
}
