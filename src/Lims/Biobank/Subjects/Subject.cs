using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Subjects;

/// <summary>A person under a code. No name, no birth date: those are <see cref="PersonalData"/>.</summary>
public sealed class Subject
{
    Subject() { }

    /// <summary>Registers a person.</summary>
    public Subject(string code, string site, SubjectGroup group, Sex sex, int? birthYear) =>
        (Code, Site, Group, Sex, BirthYear) = (code, site, group, sex, birthYear);

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>For addresses: stable and not guessable.</summary>
    public Guid PublicId { get; private set; } = Guid.NewGuid();
    /// <summary>Unique code of the person.</summary>
    public string Code { get; private set; } = "";
    /// <summary>Code of the site that registered the person.</summary>
    public string Site { get; private set; } = "";
    /// <summary>Case, control or relative.</summary>
    public SubjectGroup Group { get; private set; }
    /// <summary>Sex; unknown stays unknown.</summary>
    public Sex Sex { get; private set; }
    /// <summary>Birth year; null when not known.</summary>
    public int? BirthYear { get; private set; }

    /// <summary>Number in a study, unique; null when not enrolled.</summary>
    public string? Enrolment { get; private set; }
    /// <summary>History of transplants.</summary>
    public Transplant Transplant { get; private set; }

    /// <summary>Records what the registration left open.</summary>
    public void Describe(string? enrolment, Transplant transplant) => (Enrolment, Transplant) = (enrolment, transplant);

    /// <summary>Corrects what the registration said.</summary>
    public void Correct(SubjectGroup group, Sex sex, int? birthYear) =>
        (Group, Sex, BirthYear) = (group, sex, birthYear);

    /// <summary>
    /// The first import column in which <paramref name="other"/> differs; null when it says the same.
    /// </summary>
    public string? DifferenceFrom(Subject other) =>
        Site != other.Site ? "site"
        : Group != other.Group ? "group"
        : Sex != other.Sex ? "sex" : BirthYear != other.BirthYear ? "birth_year" : null;
}
