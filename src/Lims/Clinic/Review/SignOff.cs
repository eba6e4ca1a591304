using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Review;

/// <summary>
/// The first or second review of an issued conclusion, signed by a person who agrees with it. Never changed.
/// </summary>
public sealed class SignOff
{
    /// <summary>Number of sign-offs that a conclusion needs, each by another person.</summary>
    public const int Needed = 2;

    SignOff() { }

    /// <summary>Records a sign-off.</summary>
    /// <param name="conclusionId">What was read.</param>
    /// <param name="turn">1 for the first reading, 2 for the second.</param>
    /// <param name="by">Who read it.</param>
    /// <param name="at">When.</param>
    public SignOff(int conclusionId, int turn, string by, DateTimeOffset at) =>
        (ConclusionId, Turn, By, At) = (conclusionId, turn, by, Moment.Of(at));

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>The conclusion.</summary>
    public int ConclusionId { get; private set; }
    /// <summary>1 for the first review, 2 for the second.</summary>
    public int Turn { get; private set; }
    /// <summary>Who signed it.</summary>
    public string By { get; private set; } = "";
    /// <summary>When.</summary>
    public Moment At { get; private set; }
}
