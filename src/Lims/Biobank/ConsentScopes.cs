
namespace Thrombophilia.Lims.Biobank;

/// <summary>What a person agrees to; values can be combined.</summary>
[Flags]
public enum ConsentScopes
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>Tests for the person's own care.</summary>
    Diagnosis = 1,
    /// <summary>Keeping what is left of the sample.</summary>
    Storage = 2,
    /// <summary>Research with sample and data.</summary>
    Research = 4,
    /// <summary>Data in the registry.</summary>
    Registry = 8,
    /// <summary>Being asked again.</summary>
    Recontact = 16,
    /// <summary>Results may concern relatives, who may be told.</summary>
    Relatives = 32,
}
