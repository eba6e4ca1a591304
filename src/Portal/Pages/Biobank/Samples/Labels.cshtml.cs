using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
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
        var tubes = await (from t in db.Tubes.AsNoTracking() join s in db.Samples on t.SampleId equals s.Id where codes.Contains(t.Code) select new { t.Code, t.Type, t.Site, Sample = s.Code, s.Received }).ToListAsync(stop);
        var units = await db.StorageUnits.AsNoTracking().Where(u => codes.Contains(u.Code)).ToListAsync(stop);
        var made = tubes.Where(t => db.Actor.Sees(t.Site)).Select(t => new Label(t.Code,
            [Texts.Find("type." + t.Type) ?? t.Type, t.Sample, t.Received is { } at ? at.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : ""]))
            .Concat(units.Where(u => db.Actor.Sees(u.Site)).Select(u => new Label(u.Code, [u.Name, u.Path]))).ToDictionary(l => l.Code);
        Labels = [.. codes.Distinct().Where(made.ContainsKey).Select(code => made[code])];
    }
}
