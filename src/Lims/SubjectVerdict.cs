using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Notices;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Assays;

namespace Thrombophilia.Lims;

/// <summary>
/// What a clinician reads of a person: the conclusion that two persons signed, and advice of today that rests on what was
/// signed and on the clinical picture. Of what nobody has signed it holds the critical values, marked, and else only that it
/// is there.
/// </summary>
/// <param name="Subject">The person.</param>
/// <param name="Identity">What identifies the person; null where it is not recorded, and where it was not asked for.</param>
/// <param name="Refused">Why consent forbids to show a result; null where it does not.</param>
/// <param name="Urgent">What is urgent; empty without consent.</param>
/// <param name="SignedOff">The newest signed conclusion; null where there is none, and without consent.</param>
/// <param name="Waiting">A newer version, or the first, that waits for a signature; null for none.</param>
/// <param name="Progress">What arrived and was measured.</param>
/// <param name="Advice">What may be considered today; null without consent.</param>
public sealed record SubjectVerdict(Subject Subject, Identity? Identity, Refusal? Refused, IReadOnlyList<UrgentWord> Urgent,
    SignedConclusion? SignedOff, WaitingVersion? Waiting, CaseProgress Progress, SignedAdvice? Advice);

/// <summary>Something urgent.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="SignedVersion">The signed version that says it; null where nobody has signed it.</param>
/// <param name="Notice">The notice about it, with its end; null for none.</param>
public sealed record UrgentWord(string Text, int? SignedVersion, NoticeFile? Notice);

/// <summary>A conclusion that two persons signed.</summary>
/// <param name="Conclusion">The conclusion.</param>
/// <param name="Statements">What it says, without what is urgent.</param>
/// <param name="NotExcluded">What it says of what is not excluded.</param>
/// <param name="SignOffs">The signatures, the first first.</param>
/// <param name="Withdrawn">Values on which it rested and that were withdrawn since.</param>
/// <param name="WithdrawnFiles">Files on which it rested and that count no more.</param>
/// <param name="Certainty">Certainty of the headline, 0 to 4; null where its rule has none.</param>
public sealed record SignedConclusion(Conclusion Conclusion, IReadOnlyList<Statement> Statements, IReadOnlyList<Statement> NotExcluded,
    IReadOnlyList<SignOff> SignOffs, IReadOnlyList<WithdrawnValue> Withdrawn, int WithdrawnFiles, int? Certainty)
{
    /// <summary>What it says of findings that somebody has to look at.</summary>
    public IEnumerable<Statement> OfFindings => Statements.Skip(1).Where(s => s.Text is null);

    /// <summary>Something on which it rested counts no more.</summary>
    public bool IsUndermined => Withdrawn.Count > 0 || WithdrawnFiles > 0;
}

/// <summary>A value that counts no more.</summary>
/// <param name="Assay">Its assay; null where the rules in force know it no more.</param>
/// <param name="Result">The value.</param>
public sealed record WithdrawnValue(AssayRow? Assay, AssayResult Result);

/// <summary>A version that two persons have not signed yet. What it says is not told.</summary>
/// <param name="Version">1, 2, ...</param>
/// <param name="Issued">When it was issued.</param>
/// <param name="Signatures">Signatures under it.</param>
public sealed record WaitingVersion(int Version, Moment Issued, int Signatures);

/// <summary>How far a case has come.</summary>
/// <param name="Samples">Samples of the person.</param>
/// <param name="Received">When the last one arrived; null where nobody recorded that.</param>
/// <param name="Files">Files that were read.</param>
/// <param name="Values">Values that were measured.</param>
public sealed record CaseProgress(int Samples, Moment? Received, int Files, int Values);

/// <summary>Advice of today that rests on signed evidence.</summary>
/// <param name="Picture">What people answered.</param>
/// <param name="Answers">How many answers there are, every version.</param>
/// <param name="Answer">Conclusion and options of today.</param>
/// <param name="Values">The signed values.</param>
/// <param name="Alleles">The signed alleles.</param>
/// <param name="Next">What comes next, with its day.</param>
/// <param name="NotSigned">What results without signatures do to it.</param>
public sealed record SignedAdvice(ClinicalPicture Picture, int Answers, CaseAnswer Answer, IReadOnlyList<ReadValue> Values,
    IReadOnlyList<ReadAllele> Alleles, IReadOnlyList<Words> Next, UnsignedResults NotSigned);

/// <summary>A value and what it may be used for.</summary>
/// <param name="Reading">The value.</param>
/// <param name="Result">As it was recorded, with the interval that held then.</param>
/// <param name="Meaning">What it may be used for, or why it is not read.</param>
/// <param name="Side">-1 below the interval, 1 above it, else 0.</param>
public sealed record ReadValue(AssayReading Reading, AssayResult Result, Words Meaning, int Side);

/// <summary>An allele that is carried.</summary>
/// <param name="Allele">The allele.</param>
/// <param name="OlderName">An older name of it; null for none.</param>
public sealed record ReadAllele(CarriedAllele Allele, string? OlderName);
