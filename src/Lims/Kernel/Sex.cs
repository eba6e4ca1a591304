namespace Thrombophilia.Lims.Kernel;

/// <summary>Sex, as far as the limits of assays depend on it.</summary>
public enum Sex
{
    /// <summary>Not recorded.</summary>
    Unknown,
    /// <summary>Female.</summary>
    F,
    /// <summary>Male.</summary>
    M,
}
