namespace Thrombophilia.Variants.Validation.Findings;

/// <summary>What a finding costs the file.</summary>
public enum Severity
{
    /// <summary>
    /// Bad practice, or forbidden by the letter where good files do it all the same: the file is accepted.
    /// </summary>
    Warning,
    /// <summary>The specification of the file's own version forbids it: the file is refused.</summary>
    Error,
}
