using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>States that the history of transplants puts a person in, at every draw.</summary>
sealed class TransplantStates(ClinicalRules rules)
{
    /// <summary>The states of a history; none where nobody asked.</summary>
    public IReadOnlyList<string> Of(Transplant transplant) => transplant switch
    {
        Transplant.StemCells => With(StateGenotype.Donor),
        Transplant.Liver => With(StateGenotype.Unknown),
        _ => [],
    };

    /// <summary>In one of these states the DNA of blood is a donor's.</summary>
    public bool AreDonor(IEnumerable<string> states) => states.Any(With(StateGenotype.Donor).Contains);

    string[] With(StateGenotype genotype) =>
        [.. rules.Cases.States.Where(s => s.Genotype == genotype).Select(s => s.State)];
}
