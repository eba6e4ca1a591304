namespace Thrombophilia.Lims.Biobank.Subjects;

/// <summary>
/// What identifies a person, kept apart from everything else: encrypted, and found only by keyed hashes. Whoever may
/// not read it works with the code.
/// </summary>
public sealed class PersonalData
{
    PersonalData() { }

    /// <summary>The encrypted data of a subject.</summary>
    public PersonalData(int subjectId) => SubjectId = subjectId;

    /// <summary>The subject.</summary>
    public int SubjectId { get; private set; }
    /// <summary>Name, encrypted; null when not recorded.</summary>
    public string? Name { get; private set; }
    /// <summary>Number of the identity card, encrypted; null when not recorded.</summary>
    public string? IdNumber { get; private set; }
    /// <summary>Birth date, encrypted; null when not recorded.</summary>
    public string? BirthDate { get; private set; }
    /// <summary>Phone, encrypted; null when not recorded.</summary>
    public string? Phone { get; private set; }
    /// <summary>Keyed hash of the name.</summary>
    public string? NameHash { get; private set; }
    /// <summary>Keyed hash of the identity card's number.</summary>
    public string? IdNumberHash { get; private set; }
    /// <summary>Keyed hash of the phone.</summary>
    public string? PhoneHash { get; private set; }

    /// <summary>Replaces all of it.</summary>
    public void Write((string? Secret, string? Hash) name, (string? Secret, string? Hash) idNumber, string? birthDate,
        (string? Secret, string? Hash) phone)
    {
        (Name, NameHash) = name;
        (IdNumber, IdNumberHash) = idNumber;
        BirthDate = birthDate;
        (Phone, PhoneHash) = phone;
    }
}
