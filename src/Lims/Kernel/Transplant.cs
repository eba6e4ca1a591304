namespace Thrombophilia.Lims.Kernel;

/// <summary>
/// What is known of transplants: after one of stem cells the DNA of blood is the donor's, after one of the liver its
/// plasma proteins are.
/// </summary>
public enum Transplant
{
    /// <summary>Nobody asked.</summary>
    NotRecorded,
    /// <summary>Asked, and none.</summary>
    None,
    /// <summary>Of stem cells.</summary>
    StemCells,
    /// <summary>Of the liver.</summary>
    Liver,
    /// <summary>Of another organ.</summary>
    Other,
}
