using Thrombophilia.Lims.Decisions;

namespace Thrombophilia.Portal.Ui;

/// <summary>Assays on pages.</summary>
internal static class AssayNames
{
    /// <summary>The name of an assay in the reader's language; its codes where the rules in force know it no more.</summary>
    public static string NameOf(this ClinicalRules rules, string analyte, string method) => rules.Assay(analyte, method) is { } assay
        ? PageText.Sentence(rules.Text(assay.TextKey).In()) : $"{analyte}/{method}";
}
