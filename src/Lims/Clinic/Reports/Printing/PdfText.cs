using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using PdfSharp.Drawing;
using PdfSharp.Fonts;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Reports.Printing;

/// <summary>A stretch of characters of one font.</summary>
readonly record struct PdfRun(string Text, XFont Font, double Width);

/// <summary>
/// Chooses a font for each character, measures, and breaks lines: at spaces, and between Chinese characters where neither line
/// would begin or end with the wrong mark.
/// </summary>
sealed class PdfText
{
    const string NotFirst = "，。、；：？！）》】”’,.;:?!)]}%~～", NotLast = "（《【“‘([{";
    static readonly Lock Once = new();
    // Advance widths at size 1, by font and character; they do not depend on anything else.
    static readonly ConcurrentDictionary<(string Path, int Rune), double> Widths = new();
    readonly Dictionary<(string Path, double Size, bool IsThick), XFont> fonts = [];
    readonly string latin, bold, chinese;
    readonly XGraphics measure = XGraphics.CreateMeasureContext(new XSize(1000, 1000), XGraphicsUnit.Point, XPageDirection.Downwards);

    /// <summary>With these fonts.</summary>
    /// <exception cref="RefusedStepException">One of them was not found or cannot be used.</exception>
    public PdfText(ReportFonts found)
    {
        if (found is not { Latin: { } plain, LatinBold: { } strong, Chinese: { } all }) throw new RefusedStepException("no-font", "");
        (latin, bold, chinese) = (plain, strong, all);
        lock (Once) GlobalFontSettings.FontResolver ??= new FontFiles();
        var wrong = all;
        try
        {
            foreach (var path in new[] { plain, strong, all }) FontCoverage.Of(wrong = path);
        }
        catch (InvalidDataException)
        {
            throw new RefusedStepException("font-not-usable", "", wrong);
        }
    }

    /// <summary>Refuses a text with a character that no font has.</summary>
    /// <exception cref="RefusedStepException">It has one; the refusal names it.</exception>
    public void Demand(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (!FontCoverage.Of(latin).Has(rune) && !FontCoverage.Of(chinese).Has(rune))
                throw new RefusedStepException("character-without-font", "", rune.ToString(),
                    "U+" + rune.Value.ToString("X4", CultureInfo.InvariantCulture));
    }

    /// <summary>The lines of a text, each as runs.</summary>
    public List<List<PdfRun>> Lines(string text, double size, bool isBold, double width)
    {
        var (lines, line, used) = (new List<List<PdfRun>>(), new StringBuilder(), 0.0);
        foreach (var piece in Pieces(text))
        {
            var wide = Width(piece, size, isBold);
            if (used + Width(piece.TrimEnd(), size, isBold) > width && line.Length > 0) Break();
            if (wide <= width) Add(piece, wide);
            // A word longer than a line, for example a hash, breaks anywhere.
            else
                foreach (var rune in piece.EnumerateRunes())
                {
                    var one = rune.ToString();
                    if (used + Width(one, size, isBold) > width && line.Length > 0) Break();
                    Add(one, Width(one, size, isBold));
                }
        }
        if (line.Length > 0 || lines.Count == 0) Break();
        return lines;

        void Add(string piece, double wide)
        {
            line.Append(piece);
            used += wide;
        }

        void Break()
        {
            lines.Add(Runs(line.ToString().TrimEnd(), size, isBold));
            line.Clear();
            used = 0;
        }
    }

    /// <summary>One line as runs.</summary>
    public List<PdfRun> Runs(string text, double size, bool isBold)
    {
        var (runs, run, path) = (new List<PdfRun>(), new StringBuilder(), "");
        foreach (var rune in text.EnumerateRunes())
        {
            var own = PathOf(rune, isBold);
            // Thicker strokes come with wider steps: one by one, they stand where they were measured.
            if ((own != path || isBold && own == chinese) && run.Length > 0) Close();
            path = own;
            run.Append(rune.ToString());
        }
        if (run.Length > 0) Close();
        return runs;

        void Close()
        {
            var told = run.ToString();
            runs.Add(new(told, FontOf(path, size, isBold && path == chinese), told.EnumerateRunes().Sum(r => WidthOf(path, r)) * size));
            run.Clear();
        }
    }

    double Width(string text, double size, bool isBold) => text.EnumerateRunes().Sum(r => WidthOf(PathOf(r, isBold), r)) * size;

    // Words with the space behind them, and Chinese characters with the marks that must not part from them.
    static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var one = rune.ToString();
            if (piece.Length > 0 && !NotFirst.Contains(one, StringComparison.Ordinal) && !NotLast.Contains(piece[^1])
                && (piece[^1] == ' ' ? one != " " : IsWide(rune) || IsWide(Last(piece))))
            {
                yield return piece.ToString();
                piece.Clear();
            }
            piece.Append(one);
        }
        if (piece.Length > 0) yield return piece.ToString();
    }

    static Rune Last(StringBuilder text) =>
        text.Length > 1 && char.IsLowSurrogate(text[^1]) ? new Rune(text[^2], text[^1]) : Rune.TryCreate(text[^1],
            out var rune) ? rune : default;

    static bool IsWide(Rune rune) => rune.Value is >= 0x2E80 and <= 0x9FFF or >= 0xF900 and <= 0xFAFF or >= 0xFE30 and <= 0xFE4F
        or >= 0xFF00 and <= 0xFF60 or >= 0x20000;

    string PathOf(Rune rune, bool isBold) =>
        FontCoverage.Of(isBold ? bold : latin).Has(rune) ? isBold ? bold : latin : FontCoverage.Of(chinese).Has(rune) ? chinese : latin;

    double WidthOf(string path, Rune rune) => Widths.GetOrAdd((path, rune.Value), static (key, text) =>
    {
        const double Size = 100;
        return text.measure.MeasureString(new Rune(key.Rune).ToString(), text.FontOf(key.Path, Size)).Width / Size;
    }, this);

    // Fonts with Chinese characters seldom come in bold: the strokes are drawn thicker.
    XFont FontOf(string path, double size, bool isThick = false) => fonts.TryGetValue((path, size, isThick), out var font) ? font
        : fonts[(path, size, isThick)] = new XFont(path, size, isThick ? XFontStyleEx.Bold : XFontStyleEx.Regular);

    // PDFsharp has one resolver for the process: a font is called by the path of its file.
    sealed class FontFiles : IFontResolver
    {
        public byte[]? GetFont(string faceName) => FontCoverage.Of(faceName).Bytes;

        public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) =>
            new(familyName, mustSimulateBold: isBold, mustSimulateItalic: false);
    }
}
