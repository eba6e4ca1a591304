using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Review;

/// <summary>One of the two readings of an issued conclusion: a person looked at it and agrees. Never changed.</summary>
public sealed class SignOff
{
    /// <summary>Readings that a conclusion needs, by two persons.</summary>
    public const int Needed = 2;

    SignOff() { }

    /// <summary>Records a reading.</summary>
    /// <param name="conclusionId">What was read.</param>
    /// <param name="turn">1 for the first reading, 2 for the second.</param>
    /// <param name="by">Who read it.</param>
    /// <param name="at">When.</param>
    public SignOff(int conclusionId, int turn, string by, DateTimeOffset at) =>
        (ConclusionId, Turn, By, At) = (conclusionId, turn, by, Moment.Of(at));

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>What was read.</summary>
    public int ConclusionId { get; private set; }
    /// <summary>1 for the first reading, 2 for the second.</summary>
    public int Turn { get; private set; }
    /// <summary>Who read it.</summary>
    public string By { get; private set; } = "";
    /// <summary>When.</summary>
    public Moment At { get; private set; }
}
