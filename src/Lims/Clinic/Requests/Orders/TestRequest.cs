using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Requests.Orders;

/// <summary>
/// Tests that a physician asks for, for one person: the clock starts here. What became of it follows from its samples,
/// results and conclusions; only its end is stored.
/// </summary>
public sealed class TestRequest
{
    TestRequest() { }

    /// <summary>Asks.</summary>
    /// <param name="code">Its number, with a check character.</param>
    /// <param name="subjectId">The person.</param>
    /// <param name="requestedBy">The physician who asks.</param>
    /// <param name="asked">When.</param>
    /// <param name="urgency">Why it is urgent; null where it is not.</param>
    /// <param name="due">When its first answer has to be there.</param>
    /// <param name="form">Version of the form, and its answers.</param>
    /// <param name="by">Who recorded it.</param>
    /// <param name="at">When it was recorded.</param>
    internal TestRequest(string code, int subjectId, string requestedBy, Moment asked, string? urgency, DateTimeOffset due,
        (string Version, string Answers) form, string by, DateTimeOffset at)
    {
        (Code, SubjectId, RequestedBy, Asked) = (code, subjectId, requestedBy, asked);
        (Urgent, UrgencyReason) = (urgency is not null, urgency);
        (Due, FormVersion, Answers, RecordedBy, Recorded) = (Moment.Of(due), form.Version, form.Answers, by, Moment.Of(at));
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
    public string RequestedBy { get; private set; } = "";
    /// <summary>When it was asked.</summary>
    public Moment Asked { get; private set; }
    /// <summary>It is urgent.</summary>
    public bool Urgent { get; private set; }
    /// <summary>Why; null where it is not.</summary>
    public string? UrgencyReason { get; private set; }
    /// <summary>When the first of its tests has to be answered.</summary>
    public Moment Due { get; private set; }
    /// <summary>Version of the form.</summary>
    public string FormVersion { get; private set; } = "";
    /// <summary>Answers of the form that are no facts, JSON; what identifies the person is encrypted.</summary>
    public string Answers { get; private set; } = "";
    /// <summary>Who recorded it.</summary>
    public string RecordedBy { get; private set; } = "";
    /// <summary>When it was recorded.</summary>
    public Moment Recorded { get; private set; }

    /// <summary>It is neither answered nor cancelled.</summary>
    public bool IsOpen { get; private set; } = true;
    /// <summary>When a conclusion that answers all of it was signed for the second time; null before.</summary>
    public Moment? Answered { get; private set; }
    /// <summary>That conclusion.</summary>
    public int? ConclusionId { get; private set; }
    /// <summary>When it was cancelled; null where it was not.</summary>
    public Moment? Cancelled { get; private set; }
    /// <summary>Who cancelled it.</summary>
    public string? CancelledBy { get; private set; }
    /// <summary>Why.</summary>
    public string? CancelReason { get; private set; }

    /// <summary>A signed conclusion answers all of it.</summary>
    internal void Answer(int conclusion, DateTimeOffset at)
    {
        DemandOpen();
        (IsOpen, ConclusionId, Answered) = (false, conclusion, Moment.Of(at));
    }

    /// <summary>Nobody needs it any more.</summary>
    internal void Cancel(string reason, string by, DateTimeOffset at)
    {
        DemandOpen();
        (IsOpen, CancelReason, CancelledBy, Cancelled) = (false, reason, by, Moment.Of(at));
    }

    void DemandOpen()
    {
        if (!IsOpen) throw new InvalidOperationException($"Request {Code} is closed already.");
    }
}

/// <summary>One test of a request, as the list of tests had it. Never changed.</summary>
public sealed class RequestedTest
{
    RequestedTest() { }

    /// <summary>Asks for a test.</summary>
    internal RequestedTest(int requestId, OrderableTest test, string version, DateTimeOffset due) =>
        (RequestId, Test, DoneBy, Samples, ListVersion, Due) =
        (requestId, test.Id, string.Join(';', test.DoneBy), string.Join(';', test.Samples), version, Moment.Of(due));

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>The request.</summary>
    public int RequestId { get; private set; }
    /// <summary>Code of the test.</summary>
    public string Test { get; private set; } = "";
    /// <summary>What answers it: parts of <see cref="OrderableTest.DoneBy"/> joined by <c>;</c>.</summary>
    public string DoneBy { get; private set; } = "";
    /// <summary>Codes of the materials that it can be done from, joined by <c>;</c>.</summary>
    public string Samples { get; private set; } = "";
    /// <summary>Version of the list of tests.</summary>
    public string ListVersion { get; private set; } = "";
    /// <summary>When it has to be answered.</summary>
    public Moment Due { get; private set; }
}

/// <summary>A sample that was taken for a request.</summary>
public sealed class RequestedSample
{
    RequestedSample() { }

    /// <summary>Gives a sample to a request.</summary>
    internal RequestedSample(int requestId, Sample sample) => (RequestId, SampleId) = (requestId, sample.Id);

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>The request.</summary>
    public int RequestId { get; private set; }
    /// <summary>The sample.</summary>
    public int SampleId { get; private set; }
}
