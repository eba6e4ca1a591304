using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Html;
using Thrombophilia.Lims.Clinic.Evidence;

namespace Thrombophilia.Portal.Ui.Charts;

/// <summary>What a coverage picture says of its parts.</summary>
/// <param name="Whole">Of the whole.</param>
/// <param name="Exon">Of an exon.</param>
/// <param name="Spot">Of a hot spot.</param>
/// <param name="Gap">Of coding bases that are not proven.</param>
internal sealed record CoverageWords(string Whole, Func<ExonCoverage, string> Exon, Func<SpotCoverage, string> Spot,
    Func<ExonCoverage, Stretch, string> Gap);

/// <summary>
/// The exons of a gene in the order of the transcript, the coding part higher, with the hot spots above. What is unknown has a
/// broken outline and no fill; only coding bases that a reading of the file proved are filled. Widths grow with the square root of
/// the bases, and introns are left out.
/// </summary>
internal static class CoveragePicture
{
    const double Left = 12, Between = 8, Room = 1060, Least = 14, Low = 12, Line = 62, Half = 13, UntranslatedHalf = 6;

    /// <summary>The picture.</summary>
    public static IHtmlContent Of(GeneCoverage gene, CoverageWords words)
    {
        var places = PlacesOf(gene);
        var width = places.Count == 0 ? 60 : places[^1].X + places[^1].Width + Left;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg class=\"coverage\" role=\"img\" aria-label=\"{Text(words.Whole)}\" width=\"{width:0}\" height=\"100\" "
            + $"viewBox=\"0 0 {width:0} 100\"><title>{Text(words.Whole)}</title>");
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"strand\" d=\"M{Left} {Line}H{width - Left:0.#}\"/>");
        foreach (var place in places) Draw(svg, gene, place, words);
        var (last, level) = (double.MinValue, 0);
        foreach (var (spot, x) in gene.Spots.Select(s => (s, X: X(gene, places, s.Place))).OrderBy(s => s.X))
        {
            level = x - last < 14 ? (level + 1) % 3 : 0;
            last = x;
            Draw(svg, spot, x, Low + 12 * level, words.Spot(spot));
        }
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    /// <summary>The sign of a proof, for the legend; its words stand beside it.</summary>
    public static IHtmlContent Sign(SiteProof proof)
    {
        var svg = new StringBuilder("<svg class=\"coverage\" aria-hidden=\"true\" width=\"16\" height=\"16\" viewBox=\"0 0 16 16\">");
        Mark(svg, proof, 8, 8);
        return new HtmlString(svg.Append("</svg>").ToString());
    }

    /// <summary>An exon for the legend: <c>unknown</c>, <c>read</c> or <c>gap</c>.</summary>
    public static IHtmlContent Exon(string kind) => new HtmlString(
        "<svg class=\"coverage\" aria-hidden=\"true\" width=\"24\" height=\"16\" viewBox=\"0 0 24 16\">"
        + $"<rect class=\"{kind}\" x=\"1\" y=\"1\" width=\"22\" height=\"14\"/></svg>");

    sealed record Place(ExonCoverage Exon, double X, double Width);

    static List<Place> PlacesOf(GeneCoverage gene)
    {
        var whole = gene.Exons.Sum(Root);
        var room = Room - 2 * Left - Between * (gene.Exons.Count - 1) - Least * gene.Exons.Count;
        var (places, x) = (new List<Place>(), Left);
        foreach (var exon in gene.Exons)
        {
            var width = Least + Math.Max(0, room) * Root(exon) / whole;
            places.Add(new(exon, x, width));
            x += width + Between;
        }
        return places;

        static double Root(ExonCoverage exon) => Math.Sqrt(exon.End - exon.Start + 1);
    }

    static void Draw(StringBuilder svg, GeneCoverage gene, Place place, CoverageWords words)
    {
        var exon = place.Exon;
        svg.Append(CultureInfo.InvariantCulture, $"<g><title>{Text(words.Exon(exon))}</title>");
        Box(svg, "unknown", place.X, place.X + place.Width, UntranslatedHalf);
        if (exon.Coding is { } coding)
        {
            var (from, to) = Span(gene, place, coding);
            Box(svg, exon.Gaps is null ? "unknown" : "read", from, to, Half);
        }
        svg.Append(CultureInfo.InvariantCulture,
            $"<text x=\"{place.X + place.Width / 2:0.#}\" y=\"94\">{exon.Number}</text></g>");
        foreach (var gap in exon.Gaps ?? [])
        {
            var (from, to) = Span(gene, place, gap);
            svg.Append(CultureInfo.InvariantCulture, $"<g><title>{Text(words.Gap(exon, gap))}</title>");
            Box(svg, "gap", from, Math.Max(to, from + 2), Half);
            svg.Append("</g>");
        }
    }

    static void Draw(StringBuilder svg, SpotCoverage spot, double x, double y, string words)
    {
        svg.Append(CultureInfo.InvariantCulture,
            $"<g><title>{Text(words)}</title><path class=\"stem\" d=\"M{x:0.#} {y:0.#}V{Line - Half}\"/>");
        Mark(svg, spot.Proof, x, y);
        svg.Append("</g>");
    }

    // Four shapes, so that colour is never the only sign.
    static void Mark(StringBuilder svg, SiteProof proof, double x, double y) => svg.Append(proof switch
    {
        SiteProof.Proven => string.Create(CultureInfo.InvariantCulture,
            $"<circle class=\"proven\" cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"5\"/>"),
        SiteProof.NotProven => string.Create(CultureInfo.InvariantCulture,
            $"<path class=\"doubt\" d=\"M{x:0.#} {y - 6:0.#}l6 11h-12z\"/>"),
        SiteProof.Contradicted => string.Create(CultureInfo.InvariantCulture,
            $"<path class=\"conflict\" d=\"M{x:0.#} {y - 7:0.#}l7 7l-7 7l-7 -7z\"/>"),
        _ => string.Create(CultureInfo.InvariantCulture,
            $"<path class=\"open\" d=\"M{x - 5:0.#} {y - 5:0.#}l10 10m0 -10l-10 10\"/>"),
    });

    static void Box(StringBuilder svg, string kind, double from, double to, double half) => svg.Append(CultureInfo.InvariantCulture,
        $"<rect class=\"{kind}\" x=\"{from:0.##}\" y=\"{Line - half:0.#}\" "
        + $"width=\"{Math.Max(1, to - from):0.##}\" height=\"{2 * half:0.#}\"/>");

    // Both ends of bases of an exon, from left to right.
    static (double From, double To) Span(GeneCoverage gene, Place place, Stretch bases) =>
        gene.Forward ? (At(gene, place, bases.Start), At(gene, place, bases.End + 1))
        : (At(gene, place, bases.End), At(gene, place, bases.Start - 1));

    static double At(GeneCoverage gene, Place place, int pos)
    {
        var exon = place.Exon;
        var share = (gene.Forward ? pos - exon.Start : exon.End - pos) / (double)(exon.End - exon.Start + 1);
        return place.X + place.Width * Math.Clamp(share, 0, 1);
    }

    // Within its exon; outside of all of them, in the gap before the next one.
    static double X(GeneCoverage gene, List<Place> places, int pos)
    {
        if (places.Find(p => pos >= p.Exon.Start && pos <= p.Exon.End) is { } own) return At(gene, own, pos);
        var next = places.Find(p => gene.Forward ? p.Exon.Start > pos : p.Exon.End < pos);
        return next is not null ? Math.Max(6, next.X - Between / 2) : places.Count == 0 ? 30 : places[^1].X + places[^1].Width + 4;
    }

    static string Text(string text) => WebUtility.HtmlEncode(text);
}
