using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Variants.Calling.Rows;

namespace Thrombophilia.Lims.Clinic.Evidence;

/// <summary>What is known of a person and a variant.</summary>
public enum CarrierState
{
    /// <summary>A person of a site that the actor does not see: nothing is told.</summary>
    Unseen,
    /// <summary>A person of a pedigree who is not in the register.</summary>
    NotRegistered,
    /// <summary>Has not agreed to an analysis and a report, or no longer does.</summary>
    NoConsent,
    /// <summary>No file was read.</summary>
    NotTested,
    /// <summary>The DNA of the blood is a donor's.</summary>
    DonorDna,
    /// <summary>Files of the person exclude each other.</summary>
    Contradicted,
    /// <summary>A record speaks of it and proves nothing.</summary>
    NotProven,
    /// <summary>Nothing in the files proves anything about the site.</summary>
    NotCovered,
    /// <summary>Files were read and have no row of it, which proves nothing.</summary>
    NotReported,
    /// <summary>Proven: not carried.</summary>
    Absent,
    /// <summary>Carried.</summary>
    Carried,
}

/// <summary>Whether a person carries a variant.</summary>
/// <param name="State">What is known.</param>
/// <param name="Copies">1 or 2 where it is carried; null where the copies are not told.</param>
public sealed record CarrierStatus(CarrierState State, int? Copies = null)
{
    /// <summary>Proven in either way.</summary>
    public bool IsProven => State is CarrierState.Absent or CarrierState.Carried;

    /// <summary>What the files of a person prove of a variant of another one.</summary>
    internal static CarrierStatus Of(CaseEvidence evidence, Genotypes genotypes, EvidenceVariant variant)
    {
        if (evidence.Intakes.Count == 0) return new(CarrierState.NotTested);
        if (genotypes.DonorDna) return new(CarrierState.DonorDna);
        if (genotypes.Discordant) return new(CarrierState.Contradicted);
        var call = variant.Main.Call;
        if (genotypes.HotSpots.FirstOrDefault(h => h.HotSpot.Id == call.HotSpot) is { } spot) return Of(spot);
        var keys = variant.Readings.Select(r => Genotypes.VariantOf(r.Call)).ToHashSet();
        List<PanelCall> calls = [.. evidence.Findings.Where(f => f.Call.HotSpot is null && keys.Contains(Genotypes.VariantOf(f)))
            .Select(f => f.Call)];
        List<int> proven = [.. calls.Where(c => c is { Copies: not null, Status: CallStatus.Called or CallStatus.Reference })
            .Select(c => c.Copies!.Value).Distinct()];
        return proven switch
        {
            [0] => new(CarrierState.Absent),
            [var copies] => new(CarrierState.Carried, copies),
            [] => new(calls.Count == 0 ? CarrierState.NotReported : CarrierState.NotProven),
            _ => proven.Contains(0) ? new(CarrierState.Contradicted) : new(CarrierState.Carried),
        };
    }

    static CarrierStatus Of(HotSpotGenotype spot) => spot.Standing switch
    {
        GenotypeState.Carried => new(CarrierState.Carried, spot.Copies),
        GenotypeState.AtLeastOne => new(CarrierState.Carried),
        GenotypeState.Reference or GenotypeState.OtherAllele => new(CarrierState.Absent),
        GenotypeState.Discordant => new(CarrierState.Contradicted),
        _ => new(spot.Basis.All(f => f.Call.Status == CallStatus.NotCovered) ? CarrierState.NotCovered : CarrierState.NotProven),
    };
}

/// <summary>A person of a pedigree and the variant.</summary>
/// <param name="Member">The person, as the pedigree has it.</param>
/// <param name="Name">Code and public id; null where the actor may not know them.</param>
/// <param name="IsIndex">It is the person whose evidence is read.</param>
/// <param name="Status">Whether the variant is carried.</param>
public sealed record RelativeGenotype(Biobank.Families.FamilyMember Member, PersonName? Name, bool IsIndex, CarrierStatus Status);

/// <summary>What people may call a person.</summary>
/// <param name="Code">Code of the person.</param>
/// <param name="Id">Public id.</param>
public sealed record PersonName(string Code, Guid Id);

/// <summary>The family of a person and one variant.</summary>
/// <param name="Code">Code of the family.</param>
/// <param name="Id">Public id of it.</param>
/// <param name="Members">Persons of its pedigree.</param>
public sealed record FamilyGenotypes(string Code, Guid Id, IReadOnlyList<RelativeGenotype> Members)
{
    /// <summary>
    /// How many of those with a recorded thrombosis (true), or of whom it is recorded that they had none (false), are proven to
    /// carry it or not to.
    /// </summary>
    public (int Carry, int DoNot, int Open) Counted(bool hadThrombosis)
    {
        var some = Members.Where(m => m.Member.HadThrombosis == hadThrombosis).ToList();
        return (some.Count(m => m.Status.State == CarrierState.Carried), some.Count(m => m.Status.State == CarrierState.Absent),
            some.Count(m => !m.Status.IsProven));
    }
}
