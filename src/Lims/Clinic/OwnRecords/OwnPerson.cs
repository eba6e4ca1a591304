using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.OwnRecords;

/// <summary>What is proven of a person and a variant.</summary>
public enum Carriage
{
    /// <summary>Nothing: not examined for it, or not proven.</summary>
    Unknown,
    /// <summary>It is not carried.</summary>
    Absent,
    /// <summary>It is carried.</summary>
    Carried,
}

/// <summary>Why a person does not count, or could count for more.</summary>
public enum OwnGap
{
    /// <summary>Has not agreed to an analysis, or no longer does.</summary>
    NoConsent,
    /// <summary>The DNA of the blood is a donor's.</summary>
    DonorDna,
    /// <summary>The genotype does not explain the plasma: the liver is a donor's.</summary>
    OtherPlasma,
    /// <summary>Files of the person exclude each other.</summary>
    FilesContradict,
    /// <summary>Carries another pathogenic allele of the gene, which explains a low value.</summary>
    OtherCause,
    /// <summary>A later normal value did not confirm the low one.</summary>
    NotConfirmed,
    /// <summary>Between low and normal.</summary>
    Borderline,
    /// <summary>A relative of somebody who is counted.</summary>
    RelatedToCounted,
    /// <summary>In this family the variant and the low activity do not go together.</summary>
    PartsWays,
    /// <summary>No analyte of the tables shows what the gene does.</summary>
    NoAnalyte,
    /// <summary>Nobody measured the analyte.</summary>
    NotMeasured,
    /// <summary>No draw can be used.</summary>
    NoUsableDraw,
    /// <summary>Nobody recorded the states at the draws.</summary>
    StatesNotRecorded,
    /// <summary>Low on one draw only.</summary>
    OneDraw,
    /// <summary>Low twice, but not on two draws without a state that moves the assay.</summary>
    DisturbedDraw,
    /// <summary>Normal by assays that do not see every type.</summary>
    NormalOpen,
    /// <summary>The age at the draw is not known: perhaps a child.</summary>
    AgeUnknown,
    /// <summary>Files tell different numbers of copies.</summary>
    CopiesUnknown,
    /// <summary>No family is recorded.</summary>
    NoFamily,
    /// <summary>The pedigree does not draw how the person is related.</summary>
    NotDrawn,
    /// <summary>Nothing proves whether this relative carries the variant.</summary>
    NotExamined,
}

/// <summary>What people may call a person.</summary>
/// <param name="Code">Code of the person.</param>
/// <param name="Id">Public id.</param>
public sealed record OwnName(string Code, Guid Id);

/// <summary>A person of the register, and what is proven of it for one variant.</summary>
public sealed class OwnPerson
{
    internal OwnPerson(int key, SubjectGroup group) => (Key, Group) = (key, group);

    internal int Key { get; }
    /// <summary>Who it is; null for a person of a site that the actor does not see.</summary>
    public OwnName? Name { get; internal init; }
    /// <summary>Case, control or relative.</summary>
    internal SubjectGroup Group { get; }
    /// <summary>Why nothing of the person is looked at; null where it is.</summary>
    internal OwnGap? LeftOut { get; init; }
    /// <summary>Whether the variant is carried.</summary>
    internal Carriage Carriage { get; init; }
    /// <summary>1 or 2; null where it is not proven.</summary>
    internal int? Copies { get; init; }
    /// <summary>What the values of the gene's analyte say; null for a gene without one.</summary>
    internal AnalyteReading? Plasma { get; init; }
    /// <summary>Low on two independent draws without any state that moves the assay.</summary>
    internal bool IsLowUndisturbed { get; init; }
    /// <summary>Carries another pathogenic allele of the gene.</summary>
    internal bool HasOtherCause { get; init; }
    /// <summary>The clinical picture tells of a low activity in the family.</summary>
    internal bool HasToldHistory { get; init; }

    internal bool IsLow => Plasma is { IsLow: true };
    internal bool IsConfirmed => Plasma is { IsLowRepeated: true };
    internal bool IsNormal => Plasma is { Phenotype: AnalyteReading.Normal };
    /// <summary>Normal on draws of which the age is known: a child's are not read.</summary>
    internal bool IsNormalAdult => IsNormal && Plasma!.Basis.All(v => v.AgeKnown);

    /// <summary>What leaves the plasma open, or settles it as neither low nor normal; null for nothing.</summary>
    internal OwnGap? PlasmaGap => Plasma?.Phenotype switch
    {
        null => OwnGap.NoAnalyte,
        AnalyteReading.NotMeasured => OwnGap.NotMeasured,
        AnalyteReading.Blocked when Plasma.Basis.All(v => v.Why == Unread.StatesNotRecorded) => OwnGap.StatesNotRecorded,
        AnalyteReading.Blocked => OwnGap.NoUsableDraw,
        AnalyteReading.LowOnce => OwnGap.OneDraw,
        AnalyteReading.LowNotConfirmed => OwnGap.NotConfirmed,
        AnalyteReading.Borderline => OwnGap.Borderline,
        AnalyteReading.NormalOpen => OwnGap.NormalOpen,
        _ => null,
    };
}
