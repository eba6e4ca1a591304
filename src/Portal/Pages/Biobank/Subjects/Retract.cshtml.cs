using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Subjects;

/// <summary>Takes a sample of a person out of everything that is concluded, with a reason.</summary>
internal sealed class RetractModel(SubjectFileQueries files, SampleService service, TimeProvider time) : ListPage(time)
{
    public SubjectFile Shown { get; private set; } = null!;

    /// <summary>Public id of the sample.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid Sample { get; set; }
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Samples that can be retracted.</summary>
    public IReadOnlyList<(string, string)> Samples =>
        [.. Shown.Samples.Select(s => s.Sample).Where(s => s.Retracted is null).Select(s => ($"{s.PublicId}", s.Code))];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAsync(id, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop) || !Shown.Samples.Any(s => s.Sample.PublicId == Sample)) return NotFound();
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
