using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Requests.Consultations;

/// <summary>How far a consultation is.</summary>
public enum ConsultationState
{
    /// <summary>Nobody answered yet.</summary>
    Asked,
    /// <summary>An invited department answered.</summary>
    Answered,
    /// <summary>It met.</summary>
    Met,
    /// <summary>Its outcome is recorded.</summary>
    Concluded,
    /// <summary>Nothing of it is left to do.</summary>
    Closed,
    /// <summary>Nobody needs it any more.</summary>
    Cancelled,
}

/// <summary>A consultation of several departments on one person, and its clock.</summary>
public sealed class Consultation
{
    Consultation() { }

    /// <summary>Asks for it.</summary>
    internal Consultation(string code, int subjectId, string askedBy, Moment asked, string? urgency, RequestRules rules,
        (string Version, string Answers) form, string by, DateTimeOffset at)
    {
        (Code, SubjectId, AskedBy, Asked) = (code, subjectId, askedBy, asked);
        (Urgent, UrgencyReason) = (urgency is not null, urgency);
        (ResponseDue, MeetingDue, OutcomeDue) = (Due(AllowedTime.Response), Due(AllowedTime.Meeting), Due(AllowedTime.Outcome));
        (FormVersion, Answers, RecordedBy, Recorded) = (form.Version, form.Answers, by, Moment.Of(at));

        Moment Due(string time) => Moment.Of(rules.Time(time).Due(asked.At, urgency is not null));
    }

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>For addresses: stable and not guessable.</summary>
    public Guid PublicId { get; private set; } = Guid.NewGuid();
    /// <summary>Its number, with a check character.</summary>
    public string Code { get; private set; } = "";
    /// <summary>The person.</summary>
    public int SubjectId { get; private set; }
    /// <summary>The physician who asks.</summary>
    public string AskedBy { get; private set; } = "";
    /// <summary>When it was asked.</summary>
    public Moment Asked { get; private set; }
    /// <summary>It is urgent.</summary>
    public bool Urgent { get; private set; }
    /// <summary>Why; null where it is not.</summary>
    public string? UrgencyReason { get; private set; }
    /// <summary>When the first department has to answer.</summary>
    public Moment ResponseDue { get; private set; }
    /// <summary>When it has to meet.</summary>
    public Moment MeetingDue { get; private set; }
    /// <summary>When its outcome has to be there.</summary>
    public Moment OutcomeDue { get; private set; }
    /// <summary>Version of the form.</summary>
    public string FormVersion { get; private set; } = "";
    /// <summary>Answers of the form that are no facts, JSON; what identifies the person is encrypted.</summary>
    public string Answers { get; private set; } = "";
    /// <summary>Who recorded it.</summary>
    public string RecordedBy { get; private set; } = "";
    /// <summary>When it was recorded.</summary>
    public Moment Recorded { get; private set; }

    /// <summary>How far it is.</summary>
    public ConsultationState State { get; private set; }
    /// <summary>It is neither closed nor cancelled.</summary>
    public bool IsOpen { get; private set; } = true;
    /// <summary>When the first department answered; null before.</summary>
    public Moment? Responded { get; private set; }
    /// <summary>When it met; null before.</summary>
    public Moment? Met { get; private set; }
    /// <summary>Who took part, one a line.</summary>
    public string? Participants { get; private set; }
    /// <summary>When its outcome was recorded; null before.</summary>
    public Moment? Concluded { get; private set; }
    /// <summary>Who recorded it.</summary>
    public string? ConcludedBy { get; private set; }
    /// <summary>The outcome.</summary>
    public string? Outcome { get; private set; }
    /// <summary>When it was closed or cancelled; null before.</summary>
    public Moment? Ended { get; private set; }
    /// <summary>Who did that.</summary>
    public string? EndedBy { get; private set; }
    /// <summary>Why it was cancelled.</summary>
    public string? EndReason { get; private set; }

    internal void Answer(Moment at)
    {
        Demand(State is ConsultationState.Asked or ConsultationState.Answered);
        if (Responded is not { } first || at.At < first.At) Responded = at;
        State = ConsultationState.Answered;
    }

    internal void Meet(Moment at, string participants)
    {
        Demand(State is ConsultationState.Asked or ConsultationState.Answered);
        (State, Met, Participants) = (ConsultationState.Met, at, participants);
    }

    internal void Conclude(string outcome, string by, DateTimeOffset at)
    {
        Demand(State == ConsultationState.Met);
        (State, Outcome, ConcludedBy, Concluded) = (ConsultationState.Concluded, outcome, by, Moment.Of(at));
    }

    internal void Close(string by, DateTimeOffset at)
    {
        Demand(State == ConsultationState.Concluded);
        (State, IsOpen, EndedBy, Ended) = (ConsultationState.Closed, false, by, Moment.Of(at));
    }

    internal void Cancel(string reason, string by, DateTimeOffset at)
    {
        Demand(State is ConsultationState.Asked or ConsultationState.Answered);
        (State, IsOpen, EndReason, EndedBy, Ended) = (ConsultationState.Cancelled, false, reason, by, Moment.Of(at));
    }

    void Demand(bool allowed)
    {
        if (!allowed) throw new RefusedStepException("consultation-state", "", Code);
    }
}

/// <summary>A department that was invited, and its answer.</summary>
public sealed class ConsultationInvite
{
    ConsultationInvite() { }

    /// <summary>Invites a department.</summary>
    internal ConsultationInvite(int consultationId, string department) => (ConsultationId, Department) = (consultationId, department);

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>For forms: stable and not guessable.</summary>
    public Guid PublicId { get; private set; } = Guid.NewGuid();
    /// <summary>The consultation.</summary>
    public int ConsultationId { get; private set; }
    /// <summary>The department.</summary>
    public string Department { get; private set; } = "";
    /// <summary>Who answered; null before.</summary>
    public string? RespondedBy { get; private set; }
    /// <summary>When.</summary>
    public Moment? Responded { get; private set; }
    /// <summary>Somebody will come; null before the answer.</summary>
    public bool? Comes { get; private set; }

    /// <summary>The department answers.</summary>
    internal void Answer(bool comes, string by, Moment at)
    {
        if (Responded is not null) throw new RefusedStepException("invite-answered", "", Department);
        (Comes, RespondedBy, Responded) = (comes, by, at);
    }
}

/// <summary>What a consultation decided. Never changed.</summary>
public sealed class ConsultationDecision
{
    ConsultationDecision() { }

    /// <summary>Records a decision.</summary>
    internal ConsultationDecision(int consultationId, string text, string responsible, DateOnly until, string by, DateTimeOffset at) =>
        (ConsultationId, Text, Responsible, Until, By, At) = (consultationId, text, responsible, until, by, Moment.Of(at));

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>The consultation.</summary>
    public int ConsultationId { get; private set; }
    /// <summary>What is to be done.</summary>
    public string Text { get; private set; } = "";
    /// <summary>Who is responsible.</summary>
    public string Responsible { get; private set; } = "";
    /// <summary>By which day.</summary>
    public DateOnly Until { get; private set; }
    /// <summary>Who recorded it.</summary>
    public string By { get; private set; } = "";
    /// <summary>When.</summary>
    public Moment At { get; private set; }
}
