namespace Thrombophilia.Lims.Kernel;

/// <summary>
/// What is known of transplants: after a stem cell transplant the DNA in blood is the donor's, and after a liver
/// transplant the plasma proteins are.
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
