namespace Thrombophilia.Lims.Kernel;

/// <summary>Why a person is registered.</summary>
public enum SubjectGroup
{
    /// <summary>A patient with thrombosis.</summary>
    Case,
    /// <summary>A person of the comparison group.</summary>
    Control,
    /// <summary>A relative of a case; not in the registry's case-control table.</summary>
    Relative,
}
