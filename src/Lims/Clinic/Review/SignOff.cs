using Thrombophilia.Lims.Decisions;
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
    /// <param name="conclusionId">What was reviewed.</param>
    /// <param name="round">How often the version had been reopened before.</param>
    /// <param name="turn">1 for the first review, 2 for the second.</param>
    /// <param name="meaning">What the signature means.</param>
    /// <param name="by">Account of the signer.</param>
    /// <param name="name">Printed name of the signer.</param>
    /// <param name="reason">Why, where the signer gave a reason.</param>
    /// <param name="at">When.</param>
    internal SignOff(int conclusionId, int round, int turn, Words meaning, string by, string name, string? reason, DateTimeOffset at)
    {
        (ConclusionId, Round, Turn, By, Name, Reason, At) = (conclusionId, round, turn, by, name, reason, Moment.Of(at));
        (MeaningEnglish, MeaningChinese) = (meaning.English, meaning.Chinese);
    }

    /// <summary>
    /// The two signatures that make a conclusion signed, the first first; none where no second one was given. A first signature
    /// counts no more once its version was sent back, so that two rows are not yet two signatures.
    /// </summary>
    public static IReadOnlyList<SignOff> Both(IEnumerable<SignOff> ofConclusion)
    {
        var all = ofConclusion.ToList();
        return all.Find(s => s.Turn == Needed) is { } second ? [.. all.Where(s => s.Round == second.Round).OrderBy(s => s.Turn)] : [];
    }

    /// <summary>Internal key.</summary>
    public int Id { get; private set; }
    /// <summary>The conclusion.</summary>
    public int ConclusionId { get; private set; }
    /// <summary>How often the version had been reopened before. Only signatures after the last time count.</summary>
    public int Round { get; private set; }
    /// <summary>1 for the first review, 2 for the second.</summary>
    public int Turn { get; private set; }
    /// <summary>Account of the signer.</summary>
    public string By { get; private set; } = "";
    /// <summary>Printed name of the signer; empty in signatures of older versions of the software.</summary>
    public string Name { get; private set; } = "";
    /// <summary>What the signature means, in English; empty in signatures of older versions of the software.</summary>
    public string MeaningEnglish { get; private set; } = "";
    /// <summary>The same in Chinese.</summary>
    public string MeaningChinese { get; private set; } = "";
    /// <summary>Why, where the signer gave a reason.</summary>
    public string? Reason { get; private set; }
    /// <summary>When.</summary>
    public Moment At { get; private set; }

    /// <summary>What the signature means.</summary>
    public Words Meaning => new(MeaningEnglish, MeaningChinese);
    /// <summary>The printed name, or the account of an older signature.</summary>
    public string Signer => Name.Length == 0 ? By : Name;
}
