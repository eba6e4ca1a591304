using System.Globalization;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Lims.BulkImport;

/// <summary>Which register a file is for.</summary>
public enum ImportKind
{
    /// <summary><c>subject site group sex birth_year</c></summary>
    Subjects,
    /// <summary><c>subject form_version scopes signed</c></summary>
    Consents,
    /// <summary><c>sample subject vcf_name type collected received</c></summary>
    Samples,
    /// <summary><c>assay_id sample analyte method value unit drawn states</c></summary>
    Assays,
    /// <summary><c>parent tube box position</c></summary>
    Placements,
    /// <summary><c>subject fact value observed origin</c></summary>
    Facts,
}

/// <summary>What is done with a row.</summary>
public enum Verdict
{
    /// <summary>To be written (or written).</summary>
    Good,
    /// <summary>Recorded already, word for word.</summary>
    Unchanged,
    /// <summary>Not written; the problems say why.</summary>
    Refused,
}

/// <summary>Why a cell was refused, as data.</summary>
/// <param name="Column">The column; empty for the whole row or file.</param>
/// <param name="Value">The value found.</param>
/// <param name="Code">Stable lower-case code, a key of <c>ImportTexts.resx</c>.</param>
/// <param name="Facts">Arguments of the sentence.</param>
public sealed record CellProblem(string Column, string Value, string Code, params IReadOnlyList<object> Facts)
{
    static readonly ResourceTexts Texts = new("Thrombophilia.Lims.BulkImport.ImportTexts",
        typeof(CellProblem).Assembly);

    /// <summary>What is wrong, in the reader's language.</summary>
    public string Text(CultureInfo? culture = null) => Texts.Get(Code, culture, Facts);

    /// <summary>What to do.</summary>
    public string Next(CultureInfo? culture = null) => Texts.Get(Code + ".next", culture, Facts);
}

/// <summary>The verdict on one row.</summary>
/// <param name="Row">Line of the file on which the row begins; the header is 1.</param>
/// <param name="Verdict">Good, unchanged or refused.</param>
/// <param name="Problems">Every reason for a refusal; empty otherwise.</param>
public sealed record RowVerdict(int Row, Verdict Verdict, IReadOnlyList<CellProblem> Problems);

/// <summary>What an import did, row by row.</summary>
/// <param name="Rows">In the order of the file. A refused header is row 1, and then nothing else was read.</param>
/// <param name="Written">Rows written.</param>
public sealed record ImportReport(IReadOnlyList<RowVerdict> Rows, int Written)
{
    /// <summary>The rows are results in messages: refused ones cannot be handed back as lines.</summary>
    public bool HasMessages { get; init; }
    /// <summary>Rows that may be written.</summary>
    public int Good => Rows.Count(r => r.Verdict == Verdict.Good);
    /// <summary>Rows recorded already.</summary>
    public int Unchanged => Rows.Count(r => r.Verdict == Verdict.Unchanged);
    /// <summary>Rows refused.</summary>
    public int Refused => Rows.Count(r => r.Verdict == Verdict.Refused);
}

/// <summary>How to import.</summary>
public sealed record ImportOptions
{
    /// <summary>Judge only, write nothing.</summary>
    public bool DryRun { get; init; }
    /// <summary>Write the good rows although others are refused.</summary>
    public bool AcceptGood { get; init; }
    /// <summary>The file's name, for the record of the import.</summary>
    public string FileName { get; init; } = "";
    /// <summary>
    /// Code of the analyser that made a file of results: its mapping reads a CSV file, its map of tests HL7 messages. Null
    /// for a file of our own form, and for messages with LOINC codes.
    /// </summary>
    public string? Analyser { get; init; }
    /// <summary>
    /// Is told the progress in percent, while rows are judged and while they are written. 100 is reported after the
    /// commit.
    /// </summary>
    public IProgress<int>? Progress { get; init; }
    /// <summary>The zone of dates and times without an offset.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Local;
}

/// <summary>Reports the progress of an import in percent, each value once.</summary>
sealed class Percent(IProgress<int>? told)
{
    /// <summary>
    /// Percent at which judging ends and writing begins: about their shares of the time for a large file.
    /// </summary>
    public const int Judged = 30;
    /// <summary>Percent at which only the commit is missing.</summary>
    public const int Written = 99;
    /// <summary>Rows between two reports.</summary>
    public const int Pace = 250;

    int last;

    /// <summary>Reports so many of all rows as a value between two percentages.</summary>
    public void Tell(int done, int all, int from, int to) =>
        Tell(all == 0 ? to : from + (int)((long)(to - from) * done / all));

    public void Tell(int percent)
    {
        if (percent <= last) return;
        last = percent;
        told?.Report(percent);
    }
}

/// <summary>A tube that a file puts into a place.</summary>
sealed record Placement(Tube Tube, StorageUnit Box, Slot? Slot);
