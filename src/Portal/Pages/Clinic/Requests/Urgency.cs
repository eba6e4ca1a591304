using Thrombophilia.Portal.Localization;

namespace Thrombophilia.Portal.Pages.Clinic.Requests;

/// <summary>How urgent something is, in words.</summary>
internal static class Urgency
{
    /// <summary>The word.</summary>
    public static string Words(bool urgent) => Texts.Get(urgent ? "urgency.urgent" : "urgency.routine");

    /// <summary>What a form offers.</summary>
    public static IReadOnlyList<(string, string)> Choices => [(bool.FalseString, Words(false)), (bool.TrueString, Words(true))];
}
