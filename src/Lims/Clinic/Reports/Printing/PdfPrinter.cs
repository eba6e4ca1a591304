using System.Globalization;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace Thrombophilia.Lims.Clinic.Reports.Printing;

/// <summary>
/// Prints a report as PDF on A4: real text in embedded fonts, tables that break across pages with their head, number of the
/// report and of the page on every page, and the QR code as vectors. The same request gives the same bytes.
/// </summary>
sealed class PdfPrinter : IDisposable
{
    const double Left = 42, Top = 56, Bottom = 50, Small = 7.5, Plain = 8.5, Section = 11, Large = 14, Padding = 3;
    static readonly XColor Blue = XColor.FromArgb(29, 78, 111), Red = XColor.FromArgb(170, 0, 0), Grey = XColor.FromArgb(85, 85, 85),
        Line = XColor.FromArgb(187, 187, 187), Shade = XColor.FromArgb(238, 243, 247);

    readonly PdfDocument pdf = new();
    readonly PdfText type;
    XGraphics page = null!;
    double y, width, height;

    PdfPrinter(PdfText type) => this.type = type;

    /// <summary>The file.</summary>
    /// <exception cref="Kernel.RefusedStepException">There is no font, or a character that no font has.</exception>
    public static byte[] Print(PrintRequest request, ReportFonts fonts)
    {
        using var printer = new PdfPrinter(new(fonts));
        return printer.Print(request);
    }

    /// <inheritdoc/>
    public void Dispose() => pdf.Dispose();

    byte[] Print(PrintRequest request)
    {
        var document = ReportLayout.Of(request);
        foreach (var text in TextsOf(document)) type.Demand(text);
        AddPage();
        foreach (var (line, i) in document.Issuer.Select((line, i) => (line, i)))
            Write(line, i == 0 ? Large : Plain, isBold: i == 0, XColors.Black);
        Rule(Blue);
        Write(document.Title, Large, isBold: true, XColors.Black);
        foreach (var block in document.Blocks) Add(block);
        page.Dispose();
        AddHeads(document);
        var issued = DateTimeOffset.Parse(request.Content.Issued, CultureInfo.InvariantCulture).UtcDateTime;
        // ASCII, so that the number can be found in the bytes of an altered file.
        pdf.Info.Title = request.Content.IsDraft ? "Draft" : $"{request.Content.Number} v{request.Content.Version}";
        pdf.Info.Subject = pdf.Info.Title;
        (pdf.Info.CreationDate, pdf.Info.ModificationDate) = (issued, issued);
        pdf.Language = document.Language;
        using var file = new MemoryStream();
        pdf.Save(file);
        return PdfBytes.WithoutChance(file.ToArray(), issued);
    }

    static IEnumerable<string> TextsOf(ReportDocument document) =>
        document.Blocks.SelectMany(block => block switch
        {
            Heading h => (IEnumerable<string>)[h.Text],
            Paragraph p => [p.Text],
            Bullets list => list.Lines.SelectMany(line => new[] { line.Text, line.Beside }),
            Facts facts => facts.Lines.SelectMany(line => new[] { line.Name, line.Value }),
            Grid grid => grid.Head.Concat(grid.Rows.SelectMany(row => row)),
            _ => [],
        }).Concat(document.Issuer).Concat([document.Title, document.Identity, document.Mark ?? "", document.Page]);

    void Add(Block block)
    {
        switch (block)
        {
            case Heading { Level: 2 } h:
                y += 6;
                // A heading does not stand alone at the foot of a page.
                Make(60);
                Write(h.Text, Section, isBold: true, Blue);
                break;
            case Heading h:
                y += 3;
                Make(45);
                Write(h.Text, Plain + 0.5, isBold: true, XColors.Black);
                break;
            case Paragraph { Weight: Weight.Alarm } p:
                Alarm(p.Text);
                break;
            case Paragraph p:
                Write(p.Text, p.Weight == Weight.Quiet ? Small : Plain, p.Weight == Weight.Strong, p.Weight == Weight.Quiet
                    ? Grey : XColors.Black);
                break;
            case Bullets list:
                foreach (var (text, beside) in list.Lines)
                {
                    Write(text, Plain, isBold: false, XColors.Black, indent: 10, bullet: true);
                    if (beside.Length > 0) Write(beside, Small, isBold: false, Grey, indent: 10);
                }
                break;
            case Facts facts:
                foreach (var (name, value) in facts.Lines) Fact(name, value);
                break;
            case Grid grid:
                Table(grid);
                break;
            case QrCode qr:
                Qr(qr.Text);
                break;
            default:
                throw new InvalidOperationException($"No way to print a {block.GetType().Name}.");
        }
    }

    void AddPage()
    {
        page?.Dispose();
        var added = pdf.AddPage();
        added.Size = PdfSharp.PageSize.A4;
        (width, height) = (added.Width.Point - 2 * Left, added.Height.Point - Bottom);
        (page, y) = (XGraphics.FromPdfPage(added), Top);
    }

    // Room for so many points, on this page or the next.
    void Make(double points)
    {
        if (y + points > height) AddPage();
    }

    static double LineHeight(double size) => size * 1.4;

    void Write(string text, double size, bool isBold, XColor color, double indent = 0, bool bullet = false)
    {
        foreach (var line in type.Lines(text, size, isBold, width - indent))
        {
            Make(LineHeight(size));
            if (bullet) page.DrawEllipse(new XSolidBrush(color), Left + 3, y + LineHeight(size) / 2 - 1.2, 2.4, 2.4);
            bullet = false;
            Draw(line, Left + indent, y, size, color);
            y += LineHeight(size);
        }
    }

    void Draw(List<PdfRun> line, double x, double top, double size, XColor color)
    {
        foreach (var run in line)
        {
            // All fonts of a line stand on one base line.
            page.DrawString(run.Text, run.Font, new XSolidBrush(color), x, top + size * 1.1, XStringFormats.BaseLineLeft);
            x += run.Width;
        }
    }

    void Rule(XColor color)
    {
        y += 2;
        page.DrawLine(new XPen(color, 1.2), Left, y, Left + width, y);
        y += 4;
    }

    void Alarm(string text)
    {
        var lines = type.Lines(text, Plain + 1, true, width - 4 * Padding);
        var tall = lines.Count * LineHeight(Plain + 1) + 2 * Padding;
        Make(Math.Min(tall, height - Top));
        y += 2;
        page.DrawRectangle(new XPen(Red, 1.4), Left, y, width, tall);
        y += Padding;
        foreach (var line in lines)
        {
            Draw(line, Left + 2 * Padding, y, Plain + 1, Red);
            y += LineHeight(Plain + 1);
        }
        y += Padding + 3;
    }

    void Fact(string name, string value)
    {
        const double Names = 120;
        var (names, values) = (type.Lines(name, Plain, false, Names - 6), type.Lines(value, Plain, false, width - Names));
        for (var i = 0; i < Math.Max(names.Count, values.Count); i++)
        {
            Make(LineHeight(Plain));
            if (i < names.Count) Draw(names[i], Left, y, Plain, Grey);
            if (i < values.Count) Draw(values[i], Left + Names, y, Plain, XColors.Black);
            y += LineHeight(Plain);
        }
    }

    void Table(Grid grid)
    {
        var share = width / grid.Widths.Sum();
        var widths = grid.Widths.Select(w => w * share).ToList();
        Row(grid.Head, widths, isHead: true);
        foreach (var row in grid.Rows)
        {
            if (y + Tall(row, widths, isBold: false) > height)
            {
                AddPage();
                Row(grid.Head, widths, isHead: true);
            }
            Row(row, widths, isHead: false);
        }
        y += 4;
    }

    double Tall(IReadOnlyList<string> cells, List<double> widths, bool isBold) =>
        cells.Select((cell, i) => type.Lines(cell, Small, isBold, widths[i] - 2 * Padding).Count).Max() * LineHeight(Small) + 2 * Padding;

    void Row(IReadOnlyList<string> cells, List<double> widths, bool isHead)
    {
        var (tall, x) = (Tall(cells, widths, isHead), Left);
        for (var i = 0; i < cells.Count; i++)
        {
            page.DrawRectangle(new XPen(Line, 0.5), isHead ? new XSolidBrush(Shade) : XBrushes.White, x, y, widths[i], tall);
            var top = y + Padding;
            foreach (var line in type.Lines(cells[i], Small, isHead, widths[i] - 2 * Padding))
            {
                Draw(line, x + Padding, top, Small, XColors.Black);
                top += LineHeight(Small);
            }
            x += widths[i];
        }
        y += tall;
    }

    void Qr(string text)
    {
        const double Side = 110;
        var code = QrMatrix.Of(text);
        Make(Side + 6);
        var step = Side / code.Size;
        foreach (var (column, row) in code.Dark)
            page.DrawRectangle(XBrushes.Black, Left + column * step, y + row * step, step + 0.05, step + 0.05);
        y += Side + 6;
    }

    // What stands on every page is known when all pages are there.
    void AddHeads(ReportDocument document)
    {
        for (var i = 0; i < pdf.PageCount; i++)
        {
            using var head = page = XGraphics.FromPdfPage(pdf.Pages[i]);
            Draw(type.Runs(document.Identity, Small, false), Left, 28, Small, Grey);
            if (document.Mark is { } mark)
            {
                var runs = type.Runs(mark, Section, true);
                Draw(runs, Left + width - runs.Sum(r => r.Width), 26, Section, Red);
            }
            var foot = type.Runs(string.Format(CultureInfo.InvariantCulture, document.Page, i + 1, pdf.PageCount), Small, false);
            Draw(foot, Left + width - foot.Sum(r => r.Width), height + 16, Small, Grey);
        }
    }
}
