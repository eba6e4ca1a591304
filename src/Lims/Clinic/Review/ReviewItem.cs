using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Review;

/// <summary>Where a person's newest conclusion stands.</summary>
public enum ReviewState
{
    /// <summary>Waits for the first review.</summary>
    First,
    /// <summary>Waits for the second review, by another person.</summary>
    Second,
    /// <summary>Something keeps it from being signed.</summary>
    Held,
    /// <summary>A reader sent it back.</summary>
    SentBack,
    /// <summary>Both have signed.</summary>
    SignedOff,
    /// <summary>It is not for a report.</summary>
    NotForReport,
}

/// <summary>
/// A person's line in the queue of conclusions. It follows from the newest conclusion, its signatures, the events of its
/// review, requests and consent, and is written by <see cref="ReviewDesk"/> alone.
/// </summary>
public sealed class ReviewItem
{
    /// <summary>The greatest urgency number: what can wait longest.</summary>
    public const int LeastUrgent = 9;

    static readonly DateTimeOffset Beginning = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    // Minutes of 127 years need 27 bits, keys of persons 31: urgency stands above both.
    const int MinuteBits = 27, PersonBits = 31;

    ReviewItem() { }

    internal ReviewItem(Subject subject) => (SubjectId, Site) = (subject.Id, subject.Site);

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>The person; one line each.</summary>
    public int SubjectId { get; private set; }
    /// <summary>Code of the site of the person.</summary>
    public string Site { get; private set; } = "";
    /// <summary>The newest conclusion.</summary>
    public int ConclusionId { get; private set; }
    /// <summary>Where it stands.</summary>
    public ReviewState State { get; private set; }
    /// <summary>Code of its <see cref="ReviewKind"/>.</summary>
    public string Kind { get; private set; } = "";
    /// <summary>0 for what comes first.</summary>
    public int Urgency { get; private set; }
    /// <summary>From when the person waits, in minutes since 2000 (UTC).</summary>
    public long Since { get; private set; }
    /// <summary>When both signatures are due, in minutes since 2000 (UTC).</summary>
    public long Due { get; private set; }
    /// <summary>The place in the queue: the greatest comes first. 0 for what waits for nobody.</summary>
    public long Rank { get; private set; }
    /// <summary>Who has taken the case; empty for nobody.</summary>
    public string Assignee { get; private set; } = "";
    /// <summary>Who signed the first review that counts; empty for nobody.</summary>
    public string FirstSigner { get; private set; } = "";
    /// <summary>Codes of the holds that nobody released, joined by <c>;</c>.</summary>
    public string Holds { get; private set; } = "";
    /// <summary>The rules by which kind and deadline were found.</summary>
    public string Rules { get; private set; } = "";

    /// <summary>It waits for somebody.</summary>
    public bool IsOpen => IsWaiting(State);
    /// <summary>From when the person waits.</summary>
    public Moment WaitsSince => Moment.Of(Beginning.AddMinutes(Since));
    /// <summary>When both signatures are due.</summary>
    public Moment DueAt => Moment.Of(Beginning.AddMinutes(Due));

    internal static bool IsWaiting(ReviewState state) => state < ReviewState.SignedOff;

    internal static long MinuteOf(DateTimeOffset at) => (long)(at - Beginning).TotalMinutes;

    /// <summary>The line follows what it stands for. A person who waits goes on waiting from the same time.</summary>
    internal void Follow(int conclusionId, Moment issued, ReviewState state, ReviewKind kind, string rules, string firstSigner,
        string assignee, string holds)
    {
        var (wasOpen, sameRules, at) = (ConclusionId != 0 && IsOpen, Rules == rules, MinuteOf(issued.At));
        var isNews = ConclusionId != conclusionId;
        if (!wasOpen && isNews) Since = at;
        if (!wasOpen && isNews || !sameRules) Due = Since + kind.Hours * 60L;
        // A newer version may shorten the time, and never lengthens it.
        else if (isNews) Due = Math.Min(Due, at + kind.Hours * 60L);
        (ConclusionId, State, Kind, Urgency, Rules) = (conclusionId, state, kind.Id, kind.Urgency, rules);
        (FirstSigner, Assignee, Holds) = (firstSigner, assignee, holds);
        Rank = IsOpen ? ((LeastUrgent + 1L - Urgency) << (MinuteBits + PersonBits))
            + (Math.Clamp((1L << MinuteBits) - 1 - Due, 0, (1L << MinuteBits) - 1) << PersonBits) + (int.MaxValue - SubjectId) : 0;
    }
}
