using System.Globalization;

namespace Thrombophilia.Lims.Clinic.Reports.Printing;

/// <summary>Prints reports in every format.</summary>
/// <param name="fonts">The fonts of PDF files.</param>
public sealed class ReportPrinter(ReportFonts fonts)
{
    /// <summary>Prints a report.</summary>
    /// <param name="request">What.</param>
    /// <param name="format">How.</param>
    /// <param name="canonical">The canonical content, as it was issued; null for a draft.</param>
    /// <exception cref="Kernel.RefusedStepException">A PDF has no font, or a character that no font has.</exception>
    public PrintedReport Print(PrintRequest request, ReportFormat format, string? canonical = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        var name = request.Content.IsDraft ? $"draft-{request.Content.Person.Code}"
            : string.Create(CultureInfo.InvariantCulture, $"{request.Content.Number}-{request.Content.Version}");
        return format switch
        {
            ReportFormat.Json => new(JsonPrinter.Print(canonical ?? CanonicalContent.Of(request.Content).Json, request.Seal,
                request.State),
                $"{name}.json", "application/json"),
            ReportFormat.Pdf => new(PdfPrinter.Print(request, fonts), $"{name}-{request.Language.Name}.pdf", "application/pdf"),
            _ => new(HtmlPrinter.Print(request), $"{name}-{request.Language.Name}.html", "text/html; charset=utf-8"),
        };
    }
}
