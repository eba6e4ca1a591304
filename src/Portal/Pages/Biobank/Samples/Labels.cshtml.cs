using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Samples;

/// <summary>A label: the code as a QR code and in letters, and lines that help a person. No name ever.</summary>
public sealed record Label(string Code, IReadOnlyList<string> Lines);

/// <summary>A sheet of labels for tubes, boxes and shelves, printed from the browser at its true size.</summary>
internal sealed class LabelsModel(TubeQueries tubes) : PortalPage
{
    const int Most = 500;

    /// <summary>Codes of tubes and units.</summary>
    [BindProperty(SupportsGet = true, Name = "code")]
    public List<string> Codes { get; set; } = [];

    public IReadOnlyList<Label> Labels { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        var codes = Codes.Take(Most).Select(LabelCode.Normal).ToList();
        var found = await tubes.LabelledAsync(codes, stop);
        var made = found.Tubes.Select(t => new Label(t.Tube.Code,
            [Texts.Find("type." + t.Tube.Type) ?? t.Tube.Type, t.Sample.Code, $"{t.Sample.Received?.Day:yyyy-MM-dd}"]))
            .Concat(found.Units.Select(u => new Label(u.Code, [u.Name, u.Path]))).ToDictionary(l => l.Code);
        Labels = [.. codes.Distinct().Where(made.ContainsKey).Select(code => made[code])];
    }
}
