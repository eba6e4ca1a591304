using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Laboratory.Intake;

namespace Thrombophilia.Lims.Casework;

/// <summary>What can be found, in the order in which it is shown.</summary>
public enum FoundKind
{
    /// <summary>A person, by code, enrolment number or, where it is asked for, by what identifies the person.</summary>
    Person,
    /// <summary>A sample, by its code or its name in files.</summary>
    Sample,
    /// <summary>A tube.</summary>
    Tube,
    /// <summary>A unit of the storage, by code or name.</summary>
    StorageUnit,
    /// <summary>A shipment.</summary>
    Shipment,
    /// <summary>A distribution.</summary>
    Distribution,
    /// <summary>A family.</summary>
    Family,
    /// <summary>A file that was taken in, by its name, its hash, or a name in it that no sample bears yet.</summary>
    File,
    /// <summary>A variant.</summary>
    Variant,
}

/// <summary>Something that was found.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its public id; of a sample that of its person; of a variant none.</param>
/// <param name="Text">Code or name.</param>
/// <param name="Beside">Where it is or what it belongs to; empty for nothing.</param>
/// <param name="IsExact">What was typed names it, and is not only the beginning of its name.</param>
public sealed record SearchHit(FoundKind Kind, Guid Id, string Text, string Beside, bool IsExact)
{
    /// <summary>Of a person.</summary>
    public Subject? Person { get; init; }
    /// <summary>Of a file.</summary>
    public FoundFile? File { get; init; }
    /// <summary>Of a variant.</summary>
    public NamedVariant? Variant { get; init; }
}

/// <summary>A file that was found.</summary>
/// <param name="Intake">The file.</param>
/// <param name="IsHeld">A name in it waits for a sample or a consent.</param>
/// <param name="Persons">Persons of the actor's sites to whom it gave something.</param>
public sealed record FoundFile(VcfIntake Intake, bool IsHeld, IReadOnlyList<Subject> Persons);
