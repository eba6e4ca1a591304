using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Lims.Clinic.Reports.Printing;
using Thrombophilia.Lims.Kernel;
using UglyToad.PdfPig;
using Xunit;
using ZXing;
using ZXing.Common;

namespace Thrombophilia.Lims.Tests.Clinic.Reports.Printing;

public sealed partial class ReportPrinterTests : IDisposable
{
    const double Top = 50, Bottom = 45;
    readonly GivenReports given = new();
    readonly ReportPrinter printer = new(ReportFonts.Find());

    public void Dispose() => given.Dispose();

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task A_pdf_says_what_the_html_says(string language)
    {
        var request = await RequestAsync(language);
        var html = Encoding.UTF8.GetString(printer.Print(request, ReportFormat.Html).Bytes);
        var body = WebUtility.HtmlDecode(Tag().Replace(html[html.IndexOf("<body>", StringComparison.Ordinal)..], " "));
        using var pdf = PdfDocument.Open(printer.Print(request, ReportFormat.Pdf).Bytes);
        Assert.True(pdf.NumberOfPages > 1);
        var heads = ReportLayout.Of(request).Blocks.OfType<Grid>().Select(g => Plain(string.Concat(g.Head))).ToList();
        var told = new StringBuilder();
        foreach (var page in pdf.GetPages())
        {
            var text = Plain(string.Concat(page.Letters.Where(l => l.StartBaseLine.Y < page.Height - Top && l.StartBaseLine.Y > Bottom)
                .Select(l => l.Value)));
            // A table that goes on has its head again.
            if (page.Number > 1 && heads.Find(h => text.StartsWith(h, StringComparison.Ordinal)) is { } again
                && !Plain(body)[told.Length..].StartsWith(again, StringComparison.Ordinal)) text = text[again.Length..];
            told.Append(text);
        }
        Assert.Equal(Plain(body), told.ToString());
    }

    [Fact]
    public async Task Every_page_has_number_of_report_and_page()
    {
        var request = await RequestAsync("zh-CN");
        using var pdf = PdfDocument.Open(printer.Print(request, ReportFormat.Pdf).Bytes);
        foreach (var page in pdf.GetPages())
        {
            var text = Plain(page.Text);
            Assert.Contains(request.Content.Number, text, StringComparison.Ordinal);
            Assert.Contains($"第{page.Number}页，共{pdf.NumberOfPages}页", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(ReportFormat.Html)]
    [InlineData(ReportFormat.Pdf)]
    [InlineData(ReportFormat.Json)]
    public async Task The_same_request_gives_the_same_bytes(ReportFormat format)
    {
        var request = await RequestAsync("en");
        Assert.Equal(printer.Print(request, format).Sha256, printer.Print(request, format).Sha256);
    }

    [Fact]
    public async Task A_draft_and_a_withdrawn_report_say_so_first_and_on_every_page()
    {
        var request = await RequestAsync("zh-CN");
        var draft = request with { Content = request.Content with { Number = "", Version = 0 }, Seal = null, State = null };
        var withdrawn = request with { State = new(ReportStanding.Withdrawn, Moment.Of(GivenLims.Now), "样本错误", 1) };
        foreach (var (asked, mark, first) in new[] { (draft, "草稿，未签发", "本件为草稿"), (withdrawn, "已撤回", "样本错误") })
        {
            Assert.Contains(first, Assert.IsType<Paragraph>(ReportLayout.Of(asked).Blocks[0]).Text, StringComparison.Ordinal);
            Assert.Contains(mark, Encoding.UTF8.GetString(printer.Print(asked, ReportFormat.Html).Bytes), StringComparison.Ordinal);
            using var pdf = PdfDocument.Open(printer.Print(asked, ReportFormat.Pdf).Bytes);
            Assert.All(pdf.GetPages(), page => Assert.Contains(mark, Plain(page.Text), StringComparison.Ordinal));
        }
        Assert.DoesNotContain(ReportLayout.Of(draft).Blocks, block => block is QrCode);
    }

    [Fact]
    public async Task The_qr_code_leads_to_the_check_page()
    {
        var request = await RequestAsync("en") with { Address = "https://lab.example" };
        var code = QrMatrix.Of(Assert.Single(ReportLayout.Of(request).Blocks.OfType<QrCode>()).Text);
        const int Scale = 4;
        var bits = new BitMatrix(code.Size * Scale);
        foreach (var (x, y) in code.Dark) bits.setRegion(x * Scale, y * Scale, Scale, Scale);
        var read = new ZXing.QrCode.QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(new Luminance(bits))));
        Assert.Equal($"https://lab.example/reports/check?n={request.Content.Number}&v=1&h={request.Seal!.Sha256}", read.Text);
    }

    [Fact]
    public async Task A_character_without_a_font_is_refused_by_name_and_html_still_prints()
    {
        var request = await RequestAsync("zh-CN") with { Name = "王\U00020BB7" };
        var refusal = Assert.Throws<RefusedStepException>(() => printer.Print(request, ReportFormat.Pdf)).Refusal;
        Assert.Equal("character-without-font", refusal.Code);
        Assert.Contains("U+20BB7", refusal.Text(CultureInfo.GetCultureInfo("zh-CN")), StringComparison.Ordinal);
        Assert.Contains("\U00020BB7", Encoding.UTF8.GetString(printer.Print(request, ReportFormat.Html).Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_font_a_pdf_is_refused_with_what_to_install()
    {
        var request = await RequestAsync("en");
        var refusal = Assert.Throws<RefusedStepException>(() =>
            new ReportPrinter(ReportFonts.Find("/no/such.ttf")).Print(request, ReportFormat.Pdf)).Refusal;
        Assert.Equal("no-font", refusal.Code);
        Assert.Contains("fonts-droid-fallback", refusal.Next(CultureInfo.GetCultureInfo("en")), StringComparison.Ordinal);
        Assert.NotEmpty(new ReportPrinter(new(null, null, null)).Print(request, ReportFormat.Html).Bytes);
    }

    [Fact]
    public async Task An_html_file_allows_its_own_style_and_nothing_else()
    {
        var html = Encoding.UTF8.GetString(printer.Print(await RequestAsync("en") with { Name = "<script>alert(1)</script>" },
            ReportFormat.Html).Bytes);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        var style = html[(html.IndexOf("<style>", StringComparison.Ordinal) + 7)..html.IndexOf("</style>", StringComparison.Ordinal)];
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        Assert.Contains($"content=\"default-src 'none'; style-src 'sha256-{hash}'\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
    }

    async Task<PrintRequest> RequestAsync(string language)
    {
        await given.RegisteredAsync();
        await given.ReadAsync(new Dictionary<string, int> { ["PROC-K193del"] = 1 });
        await given.MeasureAsync("A1,PC,chromogenic,41,U/dL,2026-01-02T08:00Z,none", "A2,PC,chromogenic,<5,U/dL,2026-03-02T08:00Z,vka");
        return GivenReports.RequestOf(await given.SignAsync(), language);
    }

    static string Plain(string text) => Space().Replace(text, "");

    [GeneratedRegex(@"<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    sealed class Luminance(BitMatrix bits) : BaseLuminanceSource(bits.Width, bits.Height)
    {
        public override byte[] Matrix { get; } = [.. from y in Enumerable.Range(0, bits.Height) from x in Enumerable.Range(0, bits.Width)
            select bits[x, y] ? (byte)0 : byte.MaxValue];

        protected override LuminanceSource CreateLuminanceSource(byte[] newLuminances, int width, int height) =>
            throw new NotSupportedException();
    }
}
