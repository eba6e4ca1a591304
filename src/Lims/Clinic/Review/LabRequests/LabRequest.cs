using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Review.LabRequests;

/// <summary>What the laboratory is asked for.</summary>
public enum LabRequestKind
{
    /// <summary>A variant is confirmed by Sanger sequencing.</summary>
    Sanger,
    /// <summary>Copies of the exons of a gene are counted by MLPA.</summary>
    Mlpa,
    /// <summary>An assay is repeated.</summary>
    Assay,
    /// <summary>A new sample is taken.</summary>
    Sample,
}

/// <summary>How a request stands.</summary>
public enum LabRequestState
{
    /// <summary>Nobody has answered it.</summary>
    Open,
    /// <summary>It was done, with a result.</summary>
    Done,
    /// <summary>It was cancelled, with a reason.</summary>
    Cancelled,
}

/// <summary>What a reviewer asks of the laboratory for one person.</summary>
public sealed class LabRequest
{
    LabRequest() { }

    internal LabRequest(int subjectId, LabRequestKind kind, string target, string reason, bool holdsSignature, Moment due, string by,
        DateTimeOffset at) =>
        (SubjectId, Kind, Target, Reason, HoldsSignature, Due, AskedBy, Asked) =
        (subjectId, kind, target, reason, holdsSignature, due, by, Moment.Of(at));

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>For addresses: stable and not guessable.</summary>
    public Guid PublicId { get; private set; } = Guid.NewGuid();
    /// <summary>The person.</summary>
    public int SubjectId { get; private set; }
    /// <summary>What is asked for.</summary>
    public LabRequestKind Kind { get; private set; }
    /// <summary>Variant, gene, assay or material, in words.</summary>
    public string Target { get; private set; } = "";
    /// <summary>Why.</summary>
    public string Reason { get; private set; } = "";
    /// <summary>Nothing is signed while it is open.</summary>
    public bool HoldsSignature { get; private set; }
    /// <summary>Day on which it is due.</summary>
    public Moment Due { get; private set; }
    /// <summary>Who asked.</summary>
    public string AskedBy { get; private set; } = "";
    /// <summary>When.</summary>
    public Moment Asked { get; private set; }
    /// <summary>How it stands.</summary>
    public LabRequestState State { get; private set; }
    /// <summary>Its result, or why it was cancelled; null while it is open.</summary>
    public string? Answer { get; private set; }
    /// <summary>Who answered.</summary>
    public string? AnsweredBy { get; private set; }
    /// <summary>When.</summary>
    public Moment? Answered { get; private set; }

    /// <summary>It keeps the conclusion from being signed.</summary>
    public bool IsHolding => HoldsSignature && State == LabRequestState.Open;

    /// <summary>Done or cancelled, once.</summary>
    /// <exception cref="InvalidOperationException">It is not open.</exception>
    internal void Close(LabRequestState state, string answer, string by, DateTimeOffset at)
    {
        if (State != LabRequestState.Open || state == LabRequestState.Open) throw new InvalidOperationException($"The request is {State}.");
        (State, Answer, AnsweredBy, Answered) = (state, answer, by, Moment.Of(at));
    }
}
