using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Families;

/// <summary>A family under a code, at one site.</summary>
public sealed class Family
{
    Family() { }

    /// <summary>Registers a family.</summary>
    public Family(string code, string site) => (Code, Site) = (code, site);

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>For addresses: stable and not guessable.</summary>
    public Guid PublicId { get; private set; } = Guid.NewGuid();
    /// <summary>Unique code of the family.</summary>
    public string Code { get; private set; } = "";
    /// <summary>Code of the site that registered it: nobody else sees it.</summary>
    public string Site { get; private set; } = "";
}

/// <summary>One person of a pedigree, registered as a subject or not.</summary>
public sealed class FamilyMember
{
    FamilyMember() { }

    /// <summary>Adds a person to a family.</summary>
    public FamilyMember(int familyId) => FamilyId = familyId;

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>The family.</summary>
    public int FamilyId { get; private set; }
    /// <summary>The registered person; null for one who is not.</summary>
    public int? SubjectId { get; private set; }
    /// <summary>The label below the symbol, unique in the family; never a name.</summary>
    public string Label { get; private set; } = "";
    /// <summary>Sex; unknown stays unknown.</summary>
    public Sex Sex { get; private set; }
    /// <summary>Had a thrombosis; null when not recorded.</summary>
    public bool? HadThrombosis { get; private set; }
    /// <summary>Has died.</summary>
    public bool Deceased { get; private set; }
    /// <summary>The father in the same family; null when not drawn.</summary>
    public int? FatherId { get; private set; }
    /// <summary>The mother in the same family; null when not drawn.</summary>
    public int? MotherId { get; private set; }

    /// <summary>Records what is known of the person.</summary>
    public void Describe(string label, Sex sex, bool? hadThrombosis, bool deceased) =>
        (Label, Sex, HadThrombosis, Deceased) = (label, sex, hadThrombosis, deceased);

    /// <summary>Records the parents.</summary>
    public void Descend(FamilyMember? father, FamilyMember? mother) => (FatherId, MotherId) = (father?.Id, mother?.Id);

    /// <summary>Records which registered person it is; null for one who is not.</summary>
    public void Identify(Subject? subject) => SubjectId = subject?.Id;
}
