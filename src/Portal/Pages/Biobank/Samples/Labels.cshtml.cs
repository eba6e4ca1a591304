using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Data;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Samples;

/// <summary>A label: the code as a QR code and in letters, and lines that help a person. No name ever.</summary>
public sealed record Label(string Code, IReadOnlyList<string> Lines);

/// <summary>A sheet of labels for tubes, boxes and shelves, printed from the browser at its true size.</summary>
internal sealed class LabelsModel(LimsDb db) : PortalPage
{
    const int Most = 500;

    /// <summary>Codes of tubes and units.</summary>
    [BindProperty(SupportsGet = true, Name = "code")]
    public List<string> Codes { get; set; } = [];

    public IReadOnlyList<Label> Labels { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        var codes = Codes.Take(Most).Select(LabelCode.Normal).ToList();
        var tubes = await db.Tubes().AsNoTracking().Where(t => codes.Contains(t.Code)).ToListAsync(stop);
        var ids = tubes.Select(t => t.SampleId).ToList();
        // The sample may be registered at the site that sent the tube.
        var samples =
            await db.Samples().OfEverySite().AsNoTracking().Where(s => ids.Contains(s.Id))
            .ToDictionaryAsync(s => s.Id, stop);
        var units = await db.StorageUnits().AsNoTracking().Where(u => codes.Contains(u.Code)).ToListAsync(stop);
        var made = tubes.Select(t => (Tube: t, Sample: samples[t.SampleId])).Select(t => new Label(t.Tube.Code,
            [Texts.Find("type." + t.Tube.Type) ?? t.Tube.Type, t.Sample.Code, $"{t.Sample.Received?.Day:yyyy-MM-dd}"]))
            .Concat(units.Select(u => new Label(u.Code, [u.Name, u.Path]))).ToDictionary(l => l.Code);
        Labels = [.. codes.Distinct().Where(made.ContainsKey).Select(code => made[code])];
    }
}
