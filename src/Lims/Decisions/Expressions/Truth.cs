namespace Thrombophilia.Lims.Decisions.Expressions;

/// <summary>
/// The value of an expression. Ordered, so that <c>and</c> is the smaller and <c>or</c> the larger of two (strong logic of
/// Kleene).
/// </summary>
public enum Truth
{
    /// <summary>It does not hold.</summary>
    False,
    /// <summary>It depends on facts that are unknown.</summary>
    Unknown,
    /// <summary>It holds.</summary>
    True,
}
