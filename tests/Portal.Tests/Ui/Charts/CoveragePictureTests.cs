using System.Globalization;
using System.Text.Encodings.Web;
using System.Xml.Linq;
using Thrombophilia.Lims.Clinic.Evidence;
using Thrombophilia.Portal.Ui.Charts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Ui.Charts;

public sealed class CoveragePictureTests
{
    static readonly CoverageWords Words = new("a <gene>", e => $"exon {e.Number}", s => $"spot {s.Id}",
        (e, g) => $"gap {e.Number} {g.Start}-{g.End}");

    [Fact]
    public void What_is_unknown_or_a_gap_is_never_drawn_as_read()
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var gene = Any(random);
            var svg = Drawn(gene);
            var boxes = svg.Descendants("rect").Select(r => (Kind: r.Attribute("class")!.Value, From: Number(r, "x"),
                To: Number(r, "x") + Number(r, "width"))).ToList();
            // An exon is a group with its words; what is filled in it was measured.
            foreach (var exon in gene.Exons)
            {
                var kinds = Group(svg, $"exon {exon.Number}").Elements("rect").Select(r => r.Attribute("class")!.Value).ToList();
                Assert.Equal(exon is { Coding: not null, Gaps: not null }, kinds.Contains("read"));
                if (exon.Coding is null || exon.Gaps is null) Assert.All(kinds, k => Assert.Equal("unknown", k));
                // A gap lies upon its exon and is drawn after it.
                foreach (var gap in exon.Gaps ?? [])
                {
                    var box = Group(svg, $"gap {exon.Number} {gap.Start}-{gap.End}").Element("rect")!;
                    Assert.Equal("gap", box.Attribute("class")!.Value);
                    var (read, all) = (Group(svg, $"exon {exon.Number}").Elements("rect").Last(), svg.Descendants("rect").ToList());
                    Assert.True(all.IndexOf(box) > all.IndexOf(read));
                    Assert.InRange(Number(box, "x"), Number(read, "x") - 0.1, Number(read, "x") + Number(read, "width") + 0.1);
                    Assert.True(Number(box, "width") >= 1);
                }
            }
            Assert.DoesNotContain(boxes, b => b.To <= b.From);
        }
    }

    [Fact]
    public void Every_hot_spot_has_a_sign_of_its_own_kind_and_its_words()
    {
        var random = new Random(8);
        for (var round = 0; round < 100; round++)
        {
            var gene = Any(random);
            var svg = Drawn(gene);
            Assert.All(gene.Spots, spot => Assert.Equal(
                spot.Proof switch
                {
                    SiteProof.Proven => "proven",
                    SiteProof.NotProven => "doubt",
                    SiteProof.Contradicted => "conflict",
                    _ => "open"
                },
                Group(svg, $"spot {spot.Id}").Elements().Last().Attribute("class")!.Value));
        }
    }

    [Fact]
    public void The_picture_is_well_formed_names_itself_and_has_no_style()
    {
        var svg = Drawn(Any(new Random(9)));
        Assert.Equal("a <gene>", svg.Attribute("aria-label")!.Value);
        Assert.Equal("a <gene>", svg.Elements("title").First().Value);
        Assert.Equal("img", svg.Attribute("role")!.Value);
        Assert.DoesNotContain(svg.DescendantsAndSelf(), e => e.Attribute("style") is not null);
        Assert.Empty(Drawn(new("X", null, "GRCh38", true, [], [])).Descendants("rect"));
    }

    static GeneCoverage Any(Random random)
    {
        var (exons, at, forward) = (new List<ExonCoverage>(), 1000, random.Next(2) == 0);
        for (var number = 1; number <= random.Next(1, 30); number++)
        {
            var (start, end) = (at, at + random.Next(1, 3000));
            var coding = random.Next(5) == 0 ? null : new Stretch(random.Next(start, end), end);
            IReadOnlyList<Stretch>? gaps = coding is null || random.Next(2) == 0 ? null
                : random.Next(2) == 0 ? [] : [new(coding.Start, random.Next(coding.Start, coding.End + 1))];
            exons.Add(new(number, start, end, coding, gaps));
            at = end + random.Next(100, 9000);
        }
        if (!forward) exons = [.. exons.AsEnumerable().Reverse().Select((e, i) => e with { Number = i + 1 })];
        return new("X", "NM_1.1", "GRCh38", forward, exons, [.. Enumerable.Range(0, random.Next(12))
            .Select(i => new SpotCoverage($"S{i}", $"S{i}", random.Next(500, at + 500), (SiteProof)random.Next(4), null, null, null))]);
    }

    static XElement Drawn(GeneCoverage gene)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        CoveragePicture.Of(gene, Words).WriteTo(text, HtmlEncoder.Default);
        return XElement.Parse(text.ToString());
    }

    static XElement Group(XElement svg, string title) => svg.Elements("g").Single(g => g.Element("title")!.Value == title);

    static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
