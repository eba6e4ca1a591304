using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Notices;

/// <summary>How somebody was told, or why nobody has to be.</summary>
public enum NoticeWay
{
    /// <summary>By telephone, and the message was read back.</summary>
    Telephone,
    /// <summary>The clinician read it here.</summary>
    Portal,
    /// <summary>Nobody was told: results that it rested on were withdrawn, and it holds no more.</summary>
    Withdrawn,
}

/// <summary>The end of a notice. Never changed, and a notice has one at most.</summary>
public sealed class NoticeEnd
{
    NoticeEnd() { }

    /// <summary>Ends a notice.</summary>
    internal NoticeEnd(int noticeId, NoticeWay way, string told, Moment at, string text, string by, DateTimeOffset recorded) =>
        (NoticeId, Way, Told, At, Text, By, Recorded) = (noticeId, way, told, at, text, by, Moment.Of(recorded));

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>The notice.</summary>
    public int NoticeId { get; private set; }
    /// <summary>How somebody was told.</summary>
    public NoticeWay Way { get; private set; }
    /// <summary>Who was told; empty where nobody was.</summary>
    public string Told { get; private set; } = "";
    /// <summary>When.</summary>
    public Moment At { get; private set; }
    /// <summary>What was done; of a withdrawal, the results that were withdrawn.</summary>
    public string Text { get; private set; } = "";
    /// <summary>Who told it and recorded that.</summary>
    public string By { get; private set; } = "";
    /// <summary>When it was recorded.</summary>
    public Moment Recorded { get; private set; }
}
