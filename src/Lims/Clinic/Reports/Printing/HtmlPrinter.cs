using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Thrombophilia.Lims.Clinic.Reports.Printing;

/// <summary>
/// Prints a report as one HTML file that needs nothing else: style in the document, the QR code as a path, no script. Its own
/// content policy allows exactly that style. It prints on A4 with a head and a number on every page.
/// </summary>
public static class HtmlPrinter
{
    /// <summary>The file, UTF-8.</summary>
    public static byte[] Print(PrintRequest request)
    {
        var document = ReportLayout.Of(request);
        var style = Style + PageStyle(document);
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture,
            $"<!DOCTYPE html>\n<html lang=\"{document.Language}\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Append(CultureInfo.InvariantCulture, $"<meta http-equiv=\"Content-Security-Policy\" content=\"{PolicyOf(style)}\">\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width\">\n");
        html.Append(CultureInfo.InvariantCulture,
            $"<title>{Encoded(document.Identity)}</title>\n<style>{style}</style>\n</head>\n<body>\n");
        html.Append(CultureInfo.InvariantCulture,
            $"<header>{string.Concat(document.Issuer.Select(line => $"<p>{Encoded(line)}</p>"))}</header>\n");
        html.Append(CultureInfo.InvariantCulture, $"<main>\n<h1>{Encoded(document.Title)}</h1>\n");
        foreach (var block in document.Blocks) Add(html, block);
        html.Append("</main>\n</body>\n</html>\n");
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    static string PolicyOf(string style) =>
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'";

    static void Add(StringBuilder html, Block block)
    {
        switch (block)
        {
            case Heading h:
                html.Append(CultureInfo.InvariantCulture, $"<h{h.Level}>{Encoded(h.Text)}</h{h.Level}>\n");
                break;
            case Paragraph p:
                html.Append(CultureInfo.InvariantCulture,
                    $"<p class=\"{p.Weight.ToString().ToLowerInvariant()}\">{Encoded(p.Text)}</p>\n");
                break;
            case Bullets list:
                html.Append("<ul>\n");
                foreach (var (text, beside) in list.Lines)
                    html.Append("<li>").Append(Encoded(text))
                        .Append(beside.Length == 0 ? "" : $" <small>{Encoded(beside)}</small>").Append("</li>\n");
                html.Append("</ul>\n");
                break;
            case Facts facts:
                html.Append("<dl>\n");
                foreach (var (name, value) in facts.Lines)
                    html.Append(CultureInfo.InvariantCulture, $"<div><dt>{Encoded(name)}</dt><dd>{Encoded(value)}</dd></div>\n");
                html.Append("</dl>\n");
                break;
            case Grid grid:
                html.Append("<table>\n<thead><tr>").AppendJoin("", grid.Head.Select(h => $"<th scope=\"col\">{Encoded(h)}</th>"))
                    .Append("</tr></thead>\n<tbody>\n");
                foreach (var row in grid.Rows)
                    html.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{Encoded(cell)}</td>")).Append("</tr>\n");
                html.Append("</tbody>\n</table>\n");
                break;
            case QrCode qr:
                var code = QrMatrix.Of(qr.Text);
                html.Append(CultureInfo.InvariantCulture,
                    $"<svg role=\"img\" aria-label=\"{Encoded(qr.Label)}\" viewBox=\"0 0 {code.Size} {code.Size}\" ")
                    .Append("shape-rendering=\"crispEdges\"><path d=\"");
                foreach (var (x, y) in code.Dark) html.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                html.Append("\"/></svg>\n");
                break;
            default:
                throw new InvalidOperationException($"No way to print a {block.GetType().Name}.");
        }
    }

    // Only the characters of markup: Chinese stays readable in the file.
    static string Encoded(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;",
        StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    // Head and number of each page, as the margin boxes of CSS paged media write them.
    static string PageStyle(ReportDocument document)
    {
        var part = document.Page.Split("{0}", "{1}").Select(Quoted).ToArray();
        return string.Create(CultureInfo.InvariantCulture, $$"""
            @page { size: A4; margin: 20mm 15mm 18mm;
              @top-left { content: {{Quoted(document.Identity)}}; font: 8pt sans-serif; }
              @top-right { content: {{Quoted(document.Mark ?? "")}}; font: bold 10pt sans-serif; color: #a00; }
              @bottom-right { content: {{part[0]}} counter(page) {{part[1]}} counter(pages) {{part[2]}}; font: 8pt sans-serif; } }

            """);
    }

    static string Quoted(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("<", "\\3C ", StringComparison.Ordinal) + "\"";

    static string[] Split(this string text, string first, string second)
    {
        var (a, b) = (text.IndexOf(first, StringComparison.Ordinal), text.IndexOf(second, StringComparison.Ordinal));
        return [text[..a], text[(a + first.Length)..b], text[(b + second.Length)..]];
    }

    const string Style = """

        :root { color-scheme: light; }
        body { margin: 0 auto; padding: 1rem; max-width: 48rem; color: #111; background: #fff;
          font: 10pt/1.45 "Noto Sans", "DejaVu Sans", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif; }
        header { border-bottom: 2px solid #1d4e6f; margin-bottom: .6rem; }
        header p { margin: 0; } header p:first-child { font-size: 14pt; font-weight: bold; }
        h1 { font-size: 15pt; margin: .4rem 0; } h2 { font-size: 12pt; margin: 1rem 0 .3rem; color: #1d4e6f; break-after: avoid; }
        h3 { font-size: 10pt; margin: .7rem 0 .2rem; break-after: avoid; }
        p { margin: .3rem 0; } p.strong { font-weight: bold; } p.quiet, small { color: #555; font-size: 8.5pt; }
        p.alarm { border: 2px solid #a00; color: #a00; font-weight: bold; padding: .4rem .6rem; }
        ul { margin: .2rem 0; padding-left: 1.2rem; } li { margin: .15rem 0; }
        dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: .1rem 1rem; margin: .3rem 0; }
        dl div { display: flex; gap: .5rem; } dt { color: #555; flex: 0 0 auto; } dd { margin: 0; overflow-wrap: anywhere; }
        table { border-collapse: collapse; width: 100%; margin: .3rem 0; } tr { break-inside: avoid; }
        th, td { border: 1px solid #bbb; padding: .2rem .4rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
        th { background: #eef3f7; font-weight: bold; } thead { display: table-header-group; }
        svg { width: 32mm; height: 32mm; display: block; }
        @media print { body { max-width: none; padding: 0; font-size: 9pt; } }

        """;
}
