using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Notices;

/// <summary>
/// A critical value that somebody has to hear of. It is opened in the step that concludes it, before anybody has signed, and
/// never changed: a <see cref="NoticeEnd"/> ends it.
/// </summary>
public sealed class CriticalNotice
{
    CriticalNotice() { }

    /// <summary>Opens a notice.</summary>
    internal CriticalNotice(int subjectId, int conclusionId, string row, int minutes, Words text, IEnumerable<string> evidence,
        DateTimeOffset at) =>
        (SubjectId, ConclusionId, Row, Minutes, English, Chinese, Evidence, Opened) =
            (subjectId, conclusionId, row, minutes, text.English, text.Chinese, string.Join(';', evidence), Moment.Of(at));

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>For addresses: stable and not guessable.</summary>
    public Guid PublicId { get; private set; } = Guid.NewGuid();
    /// <summary>The person.</summary>
    public int SubjectId { get; private set; }
    /// <summary>The version of the conclusion that says it first.</summary>
    public int ConclusionId { get; private set; }
    /// <summary>Id of its row in the table of critical values.</summary>
    public string Row { get; private set; } = "";
    /// <summary>Minutes in which somebody has to be told, as the table said then.</summary>
    public int Minutes { get; private set; }
    /// <summary>The sentence in English.</summary>
    public string English { get; private set; } = "";
    /// <summary>The sentence in Chinese.</summary>
    public string Chinese { get; private set; } = "";
    /// <summary>Ids of the results it rests on, joined by <c>;</c>; empty where it rests on what people answered.</summary>
    public string Evidence { get; private set; } = "";
    /// <summary>When it was opened: from then the minutes count.</summary>
    public Moment Opened { get; private set; }

    /// <summary>The sentence.</summary>
    public Words Text => new(English, Chinese);

    /// <summary>Ids of the results it rests on.</summary>
    internal IReadOnlyList<string> Results => Evidence.Split(';', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whole minutes from the opening to a time; 0 for a time before it.</summary>
    public int MinutesTo(Moment at) => Math.Max(0, (int)(at.At - Opened.At).TotalMinutes);

    /// <summary>Nobody was told in the minutes that are allowed, if nobody was told until this time.</summary>
    public bool IsOverdueAt(Moment at) => at.At > Opened.At.AddMinutes(Minutes);
}
