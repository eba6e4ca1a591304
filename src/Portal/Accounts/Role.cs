namespace Thrombophilia.Portal.Accounts;

/// <summary>
/// Roles of accounts, as they are stored and typed; pages show the texts <c>role.*</c>.
/// </summary>
public static class Role
{
    /// <summary>Registers people and tubes, and watches incoming files.</summary>
    public const string Technician = "technician";
    /// <summary>Judges variants and signs.</summary>
    public const string Geneticist = "geneticist";
    /// <summary>Reads conclusions of patients.</summary>
    public const string Clinician = "clinician";
    /// <summary>Keeps the registry.</summary>
    public const string Registry = "registry";
    /// <summary>Checks what was entered, changes nothing.</summary>
    public const string DataAuditor = "data-auditor";
    /// <summary>Keeps accounts, sites and the machine.</summary>
    public const string Administrator = "administrator";

    /// <summary>All roles, in the order of the work.</summary>
    public static readonly IReadOnlyList<string> All = [Technician, Geneticist, Clinician, Registry, DataAuditor,
        Administrator];
}
