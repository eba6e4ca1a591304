using System.Globalization;
using System.Text;
using Thrombophilia.Lims.Clinic.Reports.Fhir;

namespace Thrombophilia.Lims.Clinic.Reports.Printing;

/// <summary>Prints reports in every format.</summary>
/// <param name="fonts">The fonts of PDF files.</param>
/// <param name="bundles">The bundles of FHIR; null where none is asked for.</param>
public sealed class ReportPrinter(ReportFonts fonts, ReportBundle? bundles = null)
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
            ReportFormat.Fhir => new(Encoding.UTF8.GetBytes(bundles!.Print(request.Content, request.Seal?.Sha256,
                request.State?.Standing == ReportStanding.Withdrawn, request.Language)), $"{name}-{request.Language.Name}.fhir.json",
                FhirJson.MediaType),
            ReportFormat.Pdf => new(PdfPrinter.Print(request, fonts), $"{name}-{request.Language.Name}.pdf", "application/pdf"),
            _ => new(HtmlPrinter.Print(request), $"{name}-{request.Language.Name}.html", "text/html; charset=utf-8"),
        };
    }
}
