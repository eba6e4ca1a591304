using Thrombophilia.Lims.BulkImport.Hl7;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Laboratory.Analysers;

namespace Thrombophilia.Lims.BulkImport.Sources;

/// <summary>
/// A file of results as rows of the import, from whichever door: our own CSV, an analyser's CSV, or HL7 messages. All of
/// them are judged and written by the one import.
/// </summary>
/// <param name="Table">The rows, with the columns of our own file.</param>
/// <param name="Mapping">The version of the mapping that read them; null where none did.</param>
sealed record AssayFile(CsvTable Table, string? Mapping = null)
{
    /// <summary>Where a row of our own has its column in the file: the column's name there, or a field of a message.</summary>
    public Func<int, string, string> PlaceOf { get; init; } = (_, column) => column;

    /// <summary>Its rows are results in messages, not lines that could be handed back.</summary>
    public bool HasMessages { get; init; }

    public static async Task<AssayFile> ReadAsync(LimsDb db, ClinicalRules rules, Stream file, string? analyser, CancellationToken stop)
    {
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy, stop);
        var bytes = copy.ToArray();
        var row = analyser is null ? null : (await new AnalyserQueries(db).FindAsync(analyser, null, stop))?.Shown;
        if (analyser is not null && row is null)
            return new(CsvTable.Refused(new CellProblem("analyser", analyser, "unknown-analyser", analyser)));
        if (Hl7File.Begins(bytes)) return Hl7Results.Read(bytes, rules, row);
        return row is not null ? AnalyserCsv.Read(bytes, rules, row)
            : new(CsvTable.Read(new MemoryStream(bytes), ImportKind.Assays));
    }

    /// <summary>The verdicts with the places that whoever made the file knows.</summary>
    public IReadOnlyList<RowVerdict> InPlace(IReadOnlyList<RowVerdict> rows) =>
        Table.HeaderProblems.Count > 0 ? rows : [.. rows.Select(row => row.Problems.Count == 0 ? row
            : row with { Problems = [.. row.Problems.Select(p => p with { Column = PlaceOf(row.Row, p.Column) })] })];
}
