using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Portal.Ui.Pedigrees;

/// <summary>What a symbol says of a person.</summary>
/// <param name="Label">What stands below it.</param>
/// <param name="Sex">Square, circle or diamond.</param>
/// <param name="HadThrombosis">Filled, empty, or a question mark for null.</param>
/// <param name="Deceased">Struck through.</param>
/// <param name="Words">The same in words.</param>
internal sealed record Figure(string Label, Sex Sex, bool? HadThrombosis, bool Deceased, string Words)
{
    /// <summary>A genotype, beside the symbol; empty for none.</summary>
    public string Genotype { get; init; } = "";
    /// <summary>An arrow leads to the symbol: the person by whom the family was found, or whose page it is.</summary>
    public bool IsIndex { get; init; }
}

/// <summary>A line of a pedigree in pixels.</summary>
internal sealed record Line(Union Union, double X1, double Y1, double X2, double Y2);

/// <summary>
/// A pedigree as a picture in the page, by the standard symbols (Bennett et al., J Genet Couns 2008;17:424): shapes and
/// classes only, as the policy of the portal forbids style and script inside of it.
/// </summary>
internal static class PedigreePicture
{
    const double Wide = 96, High = 132, Left = 88, Top = 34, Radius = 17, Below = 62;
    const int LabelColumns = 12;

    /// <summary>The picture.</summary>
    /// <param name="layout">Where everybody stands.</param>
    /// <param name="figures">Who they are, by the same numbers.</param>
    /// <param name="words">What a screen reader says of the whole.</param>
    public static IHtmlContent Of(PedigreeLayout layout, IReadOnlyDictionary<int, Figure> figures, string words)
    {
        var width = Left + (layout.Spots.Count == 0 ? 0 : layout.Spots.Values.Max(s => s.X)) * Wide + Wide / 2 + 8;
        var height = Y(layout.Rows - 1) + Below;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg class=\"pedigree\" role=\"img\" aria-label=\"{Text(words)}\" width=\"{width:0}\" "
            + $"height=\"{height:0}\" viewBox=\"0 0 {width:0} {height:0}\">");
        for (var row = 0; row < layout.Rows; row++)
            svg.Append(CultureInfo.InvariantCulture,
                $"<text class=\"generation\" x=\"8\" y=\"{Y(row) + 5:0.#}\">{Roman(row + 1)}</text>");
        foreach (var line in Lines(layout))
            svg.Append(CultureInfo.InvariantCulture,
                $"<path d=\"M{line.X1:0.##} {line.Y1:0.##}L{line.X2:0.##} {line.Y2:0.##}\"/>");
        foreach (var (id, spot) in layout.Spots.OrderBy(s => s.Value.Row)
            .ThenBy(s => s.Value.X)) Person(svg, figures[id], X(spot.X), Y(spot.Row));
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    /// <summary>One symbol for the legend; its words stand beside it.</summary>
    public static IHtmlContent Symbol(Sex sex, bool? hadThrombosis, bool deceased)
    {
        var svg = new StringBuilder(
            "<svg class=\"pedigree\" aria-hidden=\"true\" width=\"50\" height=\"50\" viewBox=\"0 0 50 50\">");
        Shape(svg, new Figure("", sex, hadThrombosis, deceased, ""), 25, 25);
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    /// <summary>The number of a generation.</summary>
    public static string Roman(int number)
    {
        var text = new StringBuilder();
        foreach (var (value, letters) in new[] { (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
            (5, "V"), (4, "IV"), (1, "I") })
            for (; number >= value; number -= value) text.Append(letters);
        return text.ToString();
    }

    /// <summary>
    /// Lines of couples and of descent, none of them through a symbol of a family that is drawn in the usual way.
    /// </summary>
    public static IEnumerable<Line> Lines(PedigreeLayout layout)
    {
        // Lines over children share the room between the labels of one row and the symbols of the next.
        var most = layout.Unions.GroupBy(u => u.Anchor.Row).ToDictionary(g => g.Key, g => g.Max(u => u.Lane));
        foreach (var union in layout.Unions)
        {
            var parents = union.Parents.Select(p => layout.Spots[p]).OrderBy(s => s.X).ToList();
            var (from, y) = (X(union.Anchor.X), Y(union.Anchor.Row));
            if (parents.Count == 2)
            {
                double x1 = X(parents[0].X), x2 = X(parents[1].X), above = y - Radius - 8;
                if (parents[0].Row != parents[1].Row)
                    yield return new(union, x1, Y(parents[0].Row), x2, Y(parents[1].Row));
                else if (union.Apart)
                {
                    yield return new(union, x1 + 9, y - Radius, x1 + 9, above);
                    yield return new(union, x1 + 9, above, x2 - 9, above);
                    yield return new(union, x2 - 9, above, x2 - 9, y - Radius);
                    y = above;
                }
                else
                    // Relatives are joined by two lines.
                    foreach (var beside in union.Related ? [-2.5, 2.5] : new[] { 0.0 })
                        yield return new(union, x1 + Radius, y + beside, x2 - Radius, y + beside);
            }
            var bar = Y(union.Anchor.Row) + Below
                + (High - Below - Radius - 14) * (union.Lane + 0.5) / (most[union.Anchor.Row] + 1);
            var children = union.Children.Select(c => layout.Spots[c]).ToList();
            yield return new(union, from, parents.Count == 1 ? y + Radius : y, from, bar);
            var (left, right) = (Math.Min(from, children.Min(c => X(c.X))), Math.Max(from, children.Max(c => X(c.X))));
            if (right - left > 0.5) yield return new(union, left, bar, right, bar);
            foreach (var child in children) yield return new(union, X(child.X), bar, X(child.X), Y(child.Row) - Radius);
        }
    }

    static double X(double x) => Left + x * Wide;

    static double Y(int row) => Top + row * High;

    static void Person(StringBuilder svg, Figure figure, double x, double y)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<g><title>{Text(figure.Words)}</title>");
        Shape(svg, figure, x, y);
        if (figure.IsIndex)
            svg.Append(CultureInfo.InvariantCulture,
                $"<path class=\"index\" d=\"M{x - Radius - 16:0.##} {y + Radius + 12:0.##}l13 -11m-8 1l8 -1l-1 8\"/>");
        if (figure.Genotype.Length > 0)
            svg.Append(CultureInfo.InvariantCulture,
                $"<text class=\"genotype\" x=\"{x + Radius + 3:0.##}\" y=\"{y - Radius + 4:0.##}\">{Text(figure.Genotype)}</text>");
        var line = 0;
        foreach (var text in Folded(figure.Label))
            svg.Append(CultureInfo.InvariantCulture,
                $"<text class=\"called\" x=\"{x:0.##}\" y=\"{y + Radius + 18 + 15 * line++:0.##}\">{Text(text)}</text>");
        svg.Append("</g>");
    }

    static void Shape(StringBuilder svg, Figure figure, double x, double y)
    {
        var look = figure.HadThrombosis == true ? "had" : "not";
        svg.Append(figure.Sex switch
        {
            Sex.M => string.Create(CultureInfo.InvariantCulture,
                $"<rect class=\"{look}\" x=\"{x - Radius + 1:0.##}\" y=\"{y - Radius + 1:0.##}\" "
                + $"width=\"{2 * Radius - 2}\" height=\"{2 * Radius - 2}\"/>"),
            Sex.F => string.Create(CultureInfo.InvariantCulture,
                $"<circle class=\"{look}\" cx=\"{x:0.##}\" cy=\"{y:0.##}\" r=\"{Radius}\"/>"),
            _ => string.Create(CultureInfo.InvariantCulture,
                $"<path class=\"{look}\" d=\"M{x:0.##} {y - Radius:0.##}l{Radius} {Radius}l{-Radius} {Radius}l{-Radius} {-Radius}z\"/>"),
        });
        if (figure.HadThrombosis is null)
            svg.Append(CultureInfo.InvariantCulture,
                $"<text class=\"open\" x=\"{x:0.##}\" y=\"{y + 6:0.##}\">?</text>");
        // On a filled symbol the line is visible by its light edge, which would cut into an empty symbol.
        if (figure.Deceased)
            foreach (var line in figure.HadThrombosis == true ? new[] { "edge", "gone" } : ["gone"])
                svg.Append(CultureInfo.InvariantCulture,
                    $"<path class=\"{line}\" d=\"M{x - Radius - 6:0.##} {y + Radius + 6:0.##}l{2 * Radius + 12} {-2 * Radius - 12}\"/>");
    }

    // A label is as wide as its place and has two lines at most; the full text is in the description and in the table.
    static List<string> Folded(string label)
    {
        var lines = new List<string> { "" };
        var columns = 0;
        foreach (var rune in label.EnumerateRunes())
        {
            // Chinese characters are twice as wide.
            var width = rune.Value < 0x1100 ? 1 : 2;
            if (columns + width > LabelColumns)
            {
                if (lines.Count == 2)
                {
                    lines[1] = lines[1][..^1] + "…";
                    break;
                }
                lines.Add("");
                columns = 0;
            }
            lines[^1] += rune.ToString();
            columns += width;
        }
        return lines;
    }

    static string Text(string text) => PageText.Encoder.Encode(text);
}
