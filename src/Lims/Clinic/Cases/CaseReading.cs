using Thrombophilia.Lims.Decisions.Facts;
using Thrombophilia.Lims.Decisions.Tables;

namespace Thrombophilia.Lims.Clinic.Cases;

/// <summary>An analyte, its gene, and the row of the join that decides.</summary>
/// <param name="Values">What the values say.</param>
/// <param name="Gene">What the gene says.</param>
/// <param name="Genotype">Code, as the join reads it.</param>
/// <param name="Join">The row that decides.</param>
/// <param name="Certainty">0 to 4.</param>
public sealed record JoinedAnalyte(AnalyteReading Values, GeneReading Gene, string Genotype, JoinRow Join, int Certainty);

/// <summary>A case, turned into facts.</summary>
/// <param name="Case">The case.</param>
/// <param name="Facts">Every fact that is known.</param>
/// <param name="Genes">Genes, by HGNC symbol.</param>
/// <param name="Analytes">In the order of the table of genes.</param>
/// <param name="Values">Every value, in the order of the draws.</param>
/// <param name="States">States that were recorded or follow from facts.</param>
/// <param name="Genotype">Whose genotype the blood shows, and whether it explains the plasma.</param>
public sealed record CaseReading(ClinicalCase Case, FactSet Facts, IReadOnlyDictionary<string, GeneReading> Genes,
    IReadOnlyList<JoinedAnalyte> Analytes, IReadOnlyList<AssayReading> Values, IReadOnlyList<string> States,
    StateGenotype Genotype)
{
    /// <summary>The DNA of the blood is a donor's.</summary>
    public bool DonorDna => Genotype == StateGenotype.Donor;
}
