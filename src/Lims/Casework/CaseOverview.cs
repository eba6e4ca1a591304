using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Lims.Laboratory.Intake;

namespace Thrombophilia.Lims.Casework;

/// <summary>
/// A case at one moment, in the order in which things happen: asked, received, measured, judged, told. It says nothing in words.
/// </summary>
/// <param name="File">The person, what was asked and agreed to, samples and tubes.</param>
/// <param name="Picture">What people answered about the person; null for nothing yet.</param>
/// <param name="Results">Results that stand, the newest draw first.</param>
/// <param name="Files">Files that gave findings, the newest first.</param>
/// <param name="Variants">What was called in those files: variants that are carried, by gene and position.</param>
/// <param name="Newest">The newest conclusion that is for a report; null for none.</param>
/// <param name="NewestSigned">The newest one that two persons signed; null for none.</param>
/// <param name="Registry">The newest row of the registry; null for none.</param>
public sealed record CaseOverview(SubjectFile File, PictureState? Picture, IReadOnlyList<MeasuredAssay> Results,
    IReadOnlyList<ReadFile> Files, IReadOnlyList<CarriedVariant> Variants, JudgedCase? Newest, JudgedCase? NewestSigned,
    RegistryState? Registry);

/// <summary>How much of the clinical picture is answered.</summary>
/// <param name="Answers">Questions with an answer.</param>
/// <param name="Recorded">When the newest answer was recorded.</param>
public sealed record PictureState(int Answers, Moment Recorded);

/// <summary>A file that gave findings of the person.</summary>
/// <param name="Name">Its name as it arrived.</param>
/// <param name="Build">Genome build.</param>
/// <param name="Finished">When it was read.</param>
public sealed record ReadFile(string Name, string Build, Moment Finished);

/// <summary>A variant that a file calls.</summary>
/// <param name="Finding">The finding of the newest file that has it.</param>
/// <param name="Sample">Code of the sample.</param>
public sealed record CarriedVariant(Finding Finding, string Sample);

/// <summary>An issued conclusion and its signatures.</summary>
/// <param name="Conclusion">The conclusion.</param>
/// <param name="Statements">Its sentences, what is most important first.</param>
/// <param name="SignOffs">The signatures, the first first.</param>
public sealed record JudgedCase(Conclusion Conclusion, IReadOnlyList<Statement> Statements, IReadOnlyList<SignOff> SignOffs)
{
    /// <summary>Two persons signed it.</summary>
    public bool IsSigned => SignOffs.Any(s => s.Turn == SignOff.Needed);
}

/// <summary>The newest row of a person in the registry.</summary>
/// <param name="Version">1, 2, ...</param>
/// <param name="Written">When it was written.</param>
/// <param name="Open">Columns of one variant that no file has proven yet, as the form prints them.</param>
public sealed record RegistryState(int Version, Moment Written, IReadOnlyList<string> Open);
