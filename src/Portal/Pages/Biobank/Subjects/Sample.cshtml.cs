using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Subjects;

/// <summary>Corrects a sample of a person, or takes it out of everything that is concluded; each with a reason.</summary>
internal sealed class SampleModel(SubjectFileQueries files, SampleService service, BiobankRules rules, TimeProvider time)
    : ListPage(time)
{
    public SubjectFile Shown { get; private set; } = null!;
    /// <summary>The sample that was chosen; null for none.</summary>
    public Sample? Chosen => Shown.Samples.Select(s => s.Sample).FirstOrDefault(s => s.PublicId == Sample && s.Retracted is null);

    /// <summary>Public id of the sample.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Sample { get; set; }
    [BindProperty]
    public string? Type { get; set; }
    [BindProperty]
    public string? Collected { get; set; }
    [BindProperty]
    public string? Received { get; set; }
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Samples that stand.</summary>
    public IEnumerable<Sample> Standing => Shown.Samples.Select(s => s.Sample).Where(s => s.Retracted is null);

    /// <summary>The types, and what the sample was registered as.</summary>
    public IEnumerable<(string, string)> Types => rules.SampleTypes.Select(t => (t.Id, Texts.Get("type." + t.Id)))
        .Concat(Chosen?.Type is { } own && rules.Type(own) is null ? [(own, own)] : [])
        .Prepend(("", Texts.Get("not-recorded")));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        (Type, Collected, Received) = (Chosen?.Type, Typed(Chosen?.Collected), Typed(Chosen?.Received));
        return Page();
    }

    public async Task<IActionResult> OnPostCorrectAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop) || Chosen is null) return NotFound();
        var (collected, received) = (Time(nameof(Collected), Collected, Chosen.Collected),
            Time(nameof(Received), Received, Chosen.Received));
        if (!ModelState.IsValid || !await DoneAsync(() => service.CorrectAsync(Sample, Type, collected, received, Reason, stop)))
            return Page();
        Say("sample.corrected-now");
        return Redirect($"/subjects/{id}");
    }

    public async Task<IActionResult> OnPostRetractAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop) || Chosen is null) return NotFound();
        if (!await DoneAsync(() => service.RetractAsync(Sample, Reason, stop))) return Page();
        Say("sample.retracted-now");
        return Redirect($"/subjects/{id}");
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await files.FindAsync(id, withIdentity: false, stop) is not { } found) return false;
        Shown = found;
        return true;
    }
}
