using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Review;

/// <summary>What can happen in the review of a conclusion beside a signature.</summary>
public enum ReviewEventKind
{
    /// <summary>Somebody opened the version.</summary>
    Opened,
    /// <summary>A comment.</summary>
    Commented,
    /// <summary>A reader sent the version back, with a reason: signatures before it count no more.</summary>
    SentBack,
    /// <summary>It was reopened, with a comment: two new signatures are needed.</summary>
    Reopened,
    /// <summary>Somebody took the case, or it was given to somebody; empty: it was given back.</summary>
    Assigned,
    /// <summary>A hold was released for this version, with a reason.</summary>
    HoldReleased,
}

/// <summary>Something that happened in the review of a conclusion. Never changed.</summary>
public sealed class ReviewEvent
{
    ReviewEvent() { }

    internal ReviewEvent(int subjectId, int conclusionId, ReviewEventKind kind, string about, string text, string by, DateTimeOffset at) =>
        (SubjectId, ConclusionId, Kind, About, Text, By, At) = (subjectId, conclusionId, kind, about, text, by, Moment.Of(at));

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>The person.</summary>
    public int SubjectId { get; private set; }
    /// <summary>The version.</summary>
    public int ConclusionId { get; private set; }
    /// <summary>What happened.</summary>
    public ReviewEventKind Kind { get; private set; }
    /// <summary>Name of the account that has the case now, or code of the hold; else empty.</summary>
    public string About { get; private set; } = "";
    /// <summary>Comment or reason; else empty.</summary>
    public string Text { get; private set; } = "";
    /// <summary>Who did it.</summary>
    public string By { get; private set; } = "";
    /// <summary>When.</summary>
    public Moment At { get; private set; }
}
