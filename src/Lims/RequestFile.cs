using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Requests.Forms;
using Thrombophilia.Lims.Clinic.Requests.Orders;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims;

/// <summary>What became of a test request.</summary>
public enum RequestState
{
    /// <summary>No sample was received for it.</summary>
    Asked,
    /// <summary>A sample is there.</summary>
    Received,
    /// <summary>Every test is measured or read.</summary>
    Measured,
    /// <summary>A conclusion rests on all of it, and is not signed by two.</summary>
    Concluded,
    /// <summary>Such a conclusion is signed by two.</summary>
    Answered,
    /// <summary>Nobody needs it any more.</summary>
    Cancelled,
}

/// <summary>A point of time on the way of a request.</summary>
public enum RequestNodeKind
{
    /// <summary>It was asked.</summary>
    Asked,
    /// <summary>The first sample was taken.</summary>
    Drawn,
    /// <summary>The first sample arrived.</summary>
    Received,
    /// <summary>The last assay was measured.</summary>
    Measured,
    /// <summary>The last file was read.</summary>
    Read,
    /// <summary>A conclusion that rests on all of it was issued.</summary>
    Concluded,
    /// <summary>It was signed.</summary>
    FirstSignature,
    /// <summary>It was signed again.</summary>
    SecondSignature,
}

/// <summary>A point of time on the way of a request.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Happened">It was reached.</param>
/// <param name="At">When; null where it was not reached, or nobody recorded when.</param>
/// <param name="Since">Time since the point before that has an hour; null where one of them has none.</param>
/// <param name="By">Who did it; empty where nobody recorded that.</param>
public sealed record RequestNode(RequestNodeKind Kind, bool Happened, Moment? At, TimeSpan? Since, string By = "");

/// <summary>A request in a list.</summary>
/// <param name="Request">The request.</param>
/// <param name="Subject">The person.</param>
/// <param name="Progress">What there is of it.</param>
/// <param name="State">What became of it.</param>
/// <param name="Due">When the next of its open tests has to be answered; null where none is open.</param>
/// <param name="IsOverdue">That time is over.</param>
public sealed record RequestRow(TestRequest Request, Subject Subject, OrderProgress Progress, RequestState State, Moment? Due,
    bool IsOverdue);

/// <summary>A request with its form and its way.</summary>
/// <param name="Row">The request, the person, and what became of it.</param>
/// <param name="Form">The form as it was.</param>
/// <param name="Answers">The answers that are no facts.</param>
/// <param name="Nodes">Its way, in the order of the work.</param>
/// <param name="Conclusion">Public id of the newest conclusion that rests on all of it; null where there is none.</param>
/// <param name="Others">Samples of the person that are not the request's and stand.</param>
/// <param name="Consent">The consent that counts; null where none is recorded.</param>
public sealed record RequestFile(RequestRow Row, RequestForm Form, IReadOnlyList<FormAnswer> Answers, IReadOnlyList<RequestNode> Nodes,
    Guid? Conclusion, IReadOnlyList<Sample> Others, Consent? Consent);
