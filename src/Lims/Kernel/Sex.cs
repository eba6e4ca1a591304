namespace Thrombophilia.Lims.Kernel;

/// <summary>Sex as far as intervals need it.</summary>
public enum Sex
{
    /// <summary>Not recorded.</summary>
    Unknown,
    /// <summary>Female.</summary>
    F,
    /// <summary>Male.</summary>
    M,
}
