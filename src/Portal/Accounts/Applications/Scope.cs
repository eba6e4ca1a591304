namespace Thrombophilia.Portal.Accounts.Applications;

/// <summary>What an application may read, as tokens hold it; pages show the texts <c>scope.*</c>.</summary>
public static class Scope
{
    /// <summary>The FHIR resources.</summary>
    public const string FhirRead = "fhir.read";
    /// <summary>The small JSON interface.</summary>
    public const string JsonRead = "json.read";

    /// <summary>All scopes.</summary>
    public static readonly IReadOnlyList<string> All = [FhirRead, JsonRead];
}
