using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims;

/// <summary>A person's file at one moment. It says nothing in words: a page, a report and an export word it.</summary>
/// <param name="Subject">The person.</param>
/// <param name="Consents">Every signed form, the newest first.</param>
/// <param name="Samples">The samples, the newest first.</param>
/// <param name="Conclusions">Issued conclusions that are for a report, the oldest version first.</param>
/// <param name="Family">Where the person stands in a family; null for nowhere.</param>
/// <param name="Identity">What identifies the person; null where it is not recorded, and where it was not asked
/// for.</param>
public sealed record SubjectFile(Subject Subject, IReadOnlyList<Consent> Consents, IReadOnlyList<SampleFile> Samples,
    IReadOnlyList<IssuedConclusion> Conclusions, FamilyPlace? Family, Identity? Identity)
{
    /// <summary>The form that counts; null where none is recorded.</summary>
    public Consent? Newest => ConsentCheck.Newest(Consents);
}

/// <summary>One sample of a person's file.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Tubes">Its tubes at every site, in the order in which they were made.</param>
/// <param name="Steps">What happened to it from its order to what was concluded, the first first; what nobody recorded
/// is not among it.</param>
public sealed record SampleFile(Sample Sample, IReadOnlyList<Tube> Tubes, IReadOnlyList<SampleStep> Steps);

/// <summary>What can happen to a sample.</summary>
public enum SampleStepKind
{
    /// <summary>Its examination was ordered.</summary>
    Ordered,
    /// <summary>It was taken.</summary>
    Collected,
    /// <summary>It arrived.</summary>
    Received,
    /// <summary>Something happened to one of its tubes: <see cref="SampleStep.Event"/> says what.</summary>
    Tube,
    /// <summary>A file with it was taken in.</summary>
    Read,
    /// <summary>A conclusion was issued: <see cref="SampleStep.Number"/> is its version.</summary>
    Concluded,
    /// <summary>A conclusion was signed: <see cref="SampleStep.Number"/> is the turn of the signature.</summary>
    SignedOff,
}

/// <summary>Something that happened to a sample.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What.</param>
/// <param name="By">Who did it; empty where nobody recorded that.</param>
/// <param name="Tube">Code of the tube; empty where it concerns the sample as a whole.</param>
/// <param name="Event">What happened to the tube; null where it concerns the sample as a whole.</param>
/// <param name="Number">Version of a conclusion, or turn of a signature; else 0.</param>
public sealed record SampleStep(Moment At, SampleStepKind Kind, string By, string Tube = "",
    TubeEventKind? Event = null, int Number = 0);

/// <summary>One issued version of what was concluded for a person.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">1, 2, ...</param>
/// <param name="Issued">When it was issued.</param>
public sealed record IssuedConclusion(Guid Id, int Version, Moment Issued);

/// <summary>Where a person stands in a family.</summary>
/// <param name="Family">The family.</param>
/// <param name="Label">What stands below the person's symbol.</param>
public sealed record FamilyPlace(Family Family, string Label);
