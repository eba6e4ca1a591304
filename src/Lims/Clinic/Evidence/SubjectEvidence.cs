using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Assays;

namespace Thrombophilia.Lims.Clinic.Evidence;

/// <summary>On what the conclusion about a person rests.</summary>
/// <param name="Subject">The person.</param>
/// <param name="Variants">In the order in which somebody has to look at them.</param>
/// <param name="Files">The files that were read, the newest first.</param>
/// <param name="Coverage">Gene by gene.</param>
/// <param name="Courses">Assays over time.</param>
public sealed record SubjectEvidence(Subject Subject, IReadOnlyList<EvidenceVariant> Variants, IReadOnlyList<EvidenceFile> Files,
    IReadOnlyList<GeneCoverage> Coverage, IReadOnlyList<AssayCourse> Courses)
{
    /// <summary>
    /// The person has agreed to an analysis and a report; where not, nothing but the person is told.
    /// </summary>
    public bool IsAllowed { get; init; } = true;
}

/// <summary>The values of one assay.</summary>
/// <param name="Assay">The assay.</param>
/// <param name="Points">By draw; those without a time last.</param>
public sealed record AssayCourse(AssayRow Assay, IReadOnlyList<AssayPoint> Points);

/// <summary>One value on a course.</summary>
/// <param name="Result">The result as it was recorded.</param>
/// <param name="Sample">Code of the sample.</param>
/// <param name="Low">Smallest value that it can be, in the unit of the assay.</param>
/// <param name="High">Largest; null for no end.</param>
/// <param name="Reading">How the rules read it.</param>
public sealed record AssayPoint(AssayResult Result, string Sample, decimal Low, decimal? High, AssayReading? Reading)
{
    /// <summary>Nobody was in a state at the draw: asked, and none.</summary>
    public bool IsClean => Result.StateCodes is { Count: 0 };
    /// <summary>The rules use it.</summary>
    public bool IsRead => Reading is { IsRead: true };
}

/// <summary>An issued conclusion that speaks of a variant.</summary>
/// <param name="Id">Public id of the conclusion.</param>
/// <param name="Version">1, 2, ...</param>
/// <param name="Issued">When it was issued.</param>
/// <param name="Statements">What it says of the variant.</param>
public sealed record EarlierConclusion(Guid Id, int Version, Moment Issued, IReadOnlyList<Conclusions.Statement> Statements);

/// <summary>How a variant was classified in somebody, once.</summary>
/// <param name="Class">Code of the class; null for none.</param>
/// <param name="Rules">Rule set by id and version; null for a class that is stated.</param>
/// <param name="Received">When the file arrived.</param>
public sealed record ClassifiedOnce(string? Class, string? Rules, Moment Received);

/// <summary>Another person in whom a file proves the variant.</summary>
/// <param name="Name">Who it is.</param>
/// <param name="Copies">1 or 2; null where files differ.</param>
/// <param name="Classes">How it was classified there, the newest first.</param>
public sealed record OtherCarrier(PersonName Name, int? Copies, IReadOnlyList<ClassifiedOnce> Classes);

/// <summary>Other persons of the house with a variant. Persons of sites that the actor does not see are counted, not named.</summary>
/// <param name="Named">Those whom the actor may know, by code.</param>
/// <param name="Elsewhere">How many there are at other sites.</param>
/// <param name="ClassesElsewhere">The classes there, with the number of persons.</param>
/// <param name="WithoutConsent">How many of all were left out because they have not agreed to an analysis.</param>
/// <param name="IsMore">There are more than are counted.</param>
public sealed record OtherCarriers(IReadOnlyList<OtherCarrier> Named, int Elsewhere,
    IReadOnlyList<(string? Class, int Persons)> ClassesElsewhere, int WithoutConsent, bool IsMore)
{
    /// <summary>Persons who are looked at.</summary>
    public const int Most = 500;
}

/// <summary>How an allele is written for a search elsewhere.</summary>
/// <param name="Build">Genome build.</param>
/// <param name="Place">Chromosome, position, REF and ALT, with hyphens between.</param>
/// <param name="Genomic">HGVS name on the chromosome, of a replaced base; null for anything else.</param>
public sealed record AlleleAddress(string Build, string Place, string? Genomic);
