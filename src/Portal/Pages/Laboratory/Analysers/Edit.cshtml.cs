using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Laboratory.Analysers;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Laboratory.Analysers;

/// <summary>How the files of an analyser are read: a new analyser, or a new version for one that is there.</summary>
internal sealed class EditModel(AnalyserQueries analysers, AnalyserService service, StorageQueries storage, TimeProvider time)
    : ListPage(time)
{
    /// <summary>The analyser that is changed; null for a new one.</summary>
    public AnalyserHistory? There { get; private set; }
    public IReadOnlyList<(string, string)> Sites { get; private set; } = [];

    /// <summary>Code of the analyser that is changed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }
    /// <summary>The version that is shown; null for the newest.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Version { get; set; }
    /// <summary>Code of a new analyser.</summary>
    [BindProperty]
    public string? Own { get; set; }
    [BindProperty]
    public string? Site { get; set; }
    [BindProperty]
    public string? Name { get; set; }
    [BindProperty]
    public ColumnSeparator Separator { get; set; }
    [BindProperty]
    public FileEncoding Encoding { get; set; }
    [BindProperty]
    public DecimalMark Decimals { get; set; }
    [BindProperty]
    public int LinesBefore { get; set; }
    [BindProperty]
    public string? TimeFormat { get; set; }
    [BindProperty]
    public string? IdColumn { get; set; }
    [BindProperty]
    public string? SampleColumn { get; set; }
    [BindProperty]
    public string? TestColumn { get; set; }
    [BindProperty]
    public string? ValueColumn { get; set; }
    [BindProperty]
    public string? UnitColumn { get; set; }
    [BindProperty]
    public string? DrawnColumn { get; set; }
    [BindProperty]
    public string? MeasuredColumn { get; set; }
    [BindProperty]
    public string? RunColumn { get; set; }
    [BindProperty]
    public string? StatesColumn { get; set; }
    [BindProperty]
    public string? Tests { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (!await LoadAsync(stop)) return NotFound();
        if (There is { Shown.Mapping.File: var file }) Fill(file);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!await LoadAsync(stop)) return NotFound();
        AnalyserMapping? saved = null;
        if (!ModelState.IsValid || !await DoneAsync(async () => saved = await SaveAsync(stop), ("code", nameof(Own)))) return Page();
        Say("analysers.saved", saved!.Version);
        return RedirectToPage("Index");
    }

    Task<AnalyserMapping> SaveAsync(CancellationToken stop) => There is { Shown.Analyser.Code: var known }
        ? service.ChangeAsync(known, Typed(), stop) : service.RegisterAsync(Own, Site, Typed(), stop);

    async Task<bool> LoadAsync(CancellationToken stop)
    {
        Sites = Choices(await storage.SiteCodesAsync(stop));
        if (string.IsNullOrEmpty(Code)) return true;
        There = await analysers.FindAsync(Code, Version, stop);
        return There is not null;
    }

    FileMapping Typed() => new()
    {
        Name = Name,
        Separator = Separator,
        Encoding = Encoding,
        Decimals = Decimals,
        LinesBefore = LinesBefore,
        TimeFormat = TimeFormat,
        IdColumn = IdColumn,
        SampleColumn = SampleColumn,
        TestColumn = TestColumn,
        ValueColumn = ValueColumn,
        UnitColumn = UnitColumn,
        DrawnColumn = DrawnColumn,
        MeasuredColumn = MeasuredColumn,
        RunColumn = RunColumn,
        StatesColumn = StatesColumn,
        Tests = Tests,
    };

    void Fill(FileMapping file)
    {
        (Name, Separator, Encoding, Decimals, LinesBefore) = (file.Name, file.Separator, file.Encoding, file.Decimals, file.LinesBefore);
        (TimeFormat, Tests, IdColumn, UnitColumn, StatesColumn) =
            (file.TimeFormat, file.Tests, file.IdColumn, file.UnitColumn, file.StatesColumn);
        (SampleColumn, TestColumn, ValueColumn) = (file.SampleColumn, file.TestColumn, file.ValueColumn);
        (DrawnColumn, MeasuredColumn, RunColumn) = (file.DrawnColumn, file.MeasuredColumn, file.RunColumn);
    }
}
