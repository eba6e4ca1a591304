using System.Globalization;
using System.Text.Encodings.Web;
using System.Xml.Linq;
using Thrombophilia.Portal.Ui.Charts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Ui.Charts;

public sealed class CourseChartTests
{
    [Fact]
    public void Each_value_stands_on_its_own_band_with_the_shape_of_its_use()
    {
        var svg = Drawn(
            new(58, "58", "2026-01-02", 80, 120, CourseSign.Clean, "first"),
            new(49, "49", "2026-02-02", 80, 120, CourseSign.Disturbed, "second"),
            new(4, "<5", "?", null, null, CourseSign.Unread, "third"),
            new(200, "200", "2026-03-01", 70, 130, CourseSign.WithState, "fourth"));
        Assert.Equal(["first", "second", "third", "fourth"], svg.Elements("g").Select(g => g.Element("title")!.Value));
        Assert.Equal(["circle used", "path unused", "rect unused", "path used"],
            svg.Elements("g").Select(g => g.Elements().ElementAt(1)).Select(e => $"{e.Name} {e.Attribute("class")!.Value}"));
        // The third has no interval: no band is made up for it.
        Assert.Equal(3, svg.Elements("rect").Count(r => r.Attribute("class")!.Value == "band"));
        Assert.Equal("<5", svg.Elements("g").ElementAt(2).Elements("text").First().Value);
        // A value within its interval lies on the band, one below it underneath.
        var band = svg.Elements("rect").First();
        var low = Number(svg.Elements("g").First().Element("circle")!, "cy");
        Assert.True(low > Number(band, "y") + Number(band, "height"));
        Assert.All(svg.Descendants().Where(e => e.Attribute("cy") is not null), e => Assert.InRange(Number(e, "cy"), 0, 200));
        Assert.DoesNotContain(svg.DescendantsAndSelf(), e => e.Attribute("style") is not null);
        Assert.Equal("all", svg.Element("title")!.Value);
    }

    [Fact]
    public void Nothing_to_draw_and_values_of_zero_are_drawn_all_the_same()
    {
        Assert.Empty(Drawn().Elements("g"));
        Assert.Single(Drawn(new CourseValue(0, "0", "?", null, null, CourseSign.Unread, "zero")).Elements("g"));
    }

    static XElement Drawn(params CourseValue[] values)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        CourseChart.Of(values, "all").WriteTo(text, HtmlEncoder.Default);
        return XElement.Parse(text.ToString());
    }

    static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
