using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Lims.Clinic.Reports;

/// <summary>Rows that a report is written from, read in one step.</summary>
/// <param name="Subject">The person.</param>
/// <param name="Conclusion">The conclusion that was signed.</param>
/// <param name="Statements">Its statements, as they were issued.</param>
/// <param name="Samples">The samples that count.</param>
/// <param name="Results">The assay results that count.</param>
/// <param name="SignOffs">The signatures, the first first.</param>
/// <param name="Head">Hospital and department; null where none is recorded.</param>
sealed record ReportRecords(
    Subject Subject, Conclusion Conclusion, IReadOnlyList<Statement> Statements, IReadOnlyList<Sample> Samples,
    IReadOnlyList<AssayResult> Results, IReadOnlyList<SignOff> SignOffs, ReportHead? Head)
{
    /// <summary>The report that is replaced; null for the first.</summary>
    public Report? Replaces { get; init; }
    /// <summary>What the signer typed; null for nothing.</summary>
    public string? Remark { get; init; }
}

/// <summary>Everything that a report is written from.</summary>
/// <param name="Records">Rows.</param>
/// <param name="Evidence">What the records hold of the person.</param>
/// <param name="Genotypes">Hot spots and variants of all files together.</param>
/// <param name="Answer">What is concluded today, with options.</param>
sealed record ReportBasis(ReportRecords Records, CaseEvidence Evidence, Genotypes Genotypes, CaseAnswer Answer);

/// <summary>The knowledge that words a report.</summary>
/// <param name="Panel">The panel in force.</param>
/// <param name="HotSpots">Its hot spots with their classes.</param>
/// <param name="Rules">The clinical tables in force.</param>
sealed record ReportKnowledge(Panel Panel, PanelHotSpots HotSpots, ClinicalRules Rules);
