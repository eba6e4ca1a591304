using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>States that the history of transplants puts a person in, at every draw.</summary>
sealed class TransplantStates(ClinicalRules rules)
{
    readonly string[] donor = With(rules, StateGenotype.Donor), unknown = With(rules, StateGenotype.Unknown);

    /// <summary>The states of a history; none where nobody asked.</summary>
    public IReadOnlyList<string> Of(Transplant transplant) => transplant switch
    {
        Transplant.StemCells => donor,
        Transplant.Liver => unknown,
        _ => [],
    };

    /// <summary>In one of these states the DNA of blood is a donor's.</summary>
    public bool AreDonor(IEnumerable<string> states) => states.Any(donor.Contains);

    static string[] With(ClinicalRules rules, StateGenotype genotype) =>
        [.. rules.Cases.States.Where(s => s.Genotype == genotype).Select(s => s.State)];
}
