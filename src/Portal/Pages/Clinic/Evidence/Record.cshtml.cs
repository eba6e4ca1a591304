using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;
using Thrombophilia.Variants;

namespace Thrombophilia.Portal.Pages.Clinic.Evidence;

/// <summary>A field of a record.</summary>
/// <param name="Key">As it stands in the file.</param>
/// <param name="Value">As it stands in the file.</param>
/// <param name="Words">What the header of the file says of the key; null where it says nothing.</param>
internal sealed record RecordField(string Key, string Value, string? Words);

/// <summary>The original line of a finding, read from the kept file, with the column of this person alone.</summary>
internal sealed class RecordModel(OriginalRecordQueries records, TimeProvider time) : ListPage(time)
{
    static readonly string[] Columns = ["CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO"];

    /// <summary>The record that is asked for; the page of a person without one lists the files.</summary>
    public OriginalEvidence Shown { get; private set; } = null!;
    public KeptFilesOfSubject? Files { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, Guid? file, string? sample, string? variant, CancellationToken stop)
    {
        if (file is not { } asked) return (Files = await records.FilesAsync(id, stop)) is null ? NotFound() : Page();
        if (await records.FindAsync(id, asked, sample, variant, stop) is not { } found) return NotFound();
        Shown = found;
        return Page();
    }

    public static string LookOf(KeptState state) => state switch
    {
        KeptState.Proven => "good",
        KeptState.Unchecked => "watch",
        _ => "alarm",
    };

    public string Back => $"/subjects/{Shown.Subject.PublicId}/evidence?variant={Uri.EscapeDataString(Shown.Variant.Key)}";

    /// <summary>What is to be said of the file before its lines, and how it is coloured.</summary>
    public (string Text, string Look) Proof => Shown switch
    {
        { State: KeptState.Gone } => (Texts.Get("record.gone"), "alarm"),
        { State: KeptState.Changed } => (Texts.Get("record.changed"), "alarm"),
        { TookTooLong: true } => (Texts.Get("record.too-long", OriginalRecordQueries.Patience.TotalSeconds), "alarm"),
        { Problem: { } problem } => ($"{problem.Text()} {problem.Next()}", "alarm"),
        { Found: null or { Records.Count: 0 } } => (Texts.Get("record.none"), "alarm"),
        { State: KeptState.Unchecked } => (Texts.Get("record.unchecked", KeptFiles.MostHashed >> 20), "watch"),
        _ => (Texts.Get("record.proven"), "good"),
    };

    /// <summary>The line of the header and that of the record, without other samples.</summary>
    public string LinesOf(OriginalRecord record)
    {
        var others = Shown.Found!.Samples - 1;
        var (head, line) = ($"#{string.Join('\t', Columns)}\tFORMAT\t{Shown.VcfName}",
            $"{string.Join('\t', record.Columns)}\t{record.Format}\t{record.Cell}");
        return others == 0 ? $"{head}\n{line}" : $"{head}\t…\n{line}\t…";
    }

    /// <summary>The fixed columns by name.</summary>
    public IEnumerable<RecordField> ColumnsOf(OriginalRecord record) =>
        Columns.Take(7).Select((name, i) => new RecordField(name, record.Columns[i],
            string.Join(' ', OfFilters(name, record.Columns[i]).Prepend(Texts.Get($"record.column.{name}")))));

    // Each filter has words of its own.
    IEnumerable<string> OfFilters(string column, string value) => column != "FILTER" ? []
        : from filter in value.Split(';') let words = Words(column, filter) where words is not null select $"{filter}: {words}";

    /// <summary>INFO, key by key.</summary>
    public IEnumerable<RecordField> InfoOf(OriginalRecord record) => record.Columns[7] is "." or "" ? []
        : record.Columns[7].Split(';').Select(item => item.Split('=', 2)).Select(parts =>
            new RecordField(parts[0], parts.Length == 1 ? "" : parts[1] == RecordSearch.Hidden ? Texts.Get("record.hidden") : parts[1],
                Words("INFO", parts[0])));

    /// <summary>The column of the sample, key by key. What is cut off at the end is missing.</summary>
    public IEnumerable<RecordField> CellOf(OriginalRecord record)
    {
        var values = record.Cell.Split(':');
        return record.Format.Split(':').Select((key, i) => new RecordField(key, i < values.Length ? values[i] : ".", Words("FORMAT", key)));
    }

    string? Words(string kind, string key) => Shown.Found!.Descriptions.GetValueOrDefault($"{kind}/{key}");
}
