using System.Text.Json;

namespace Thrombophilia.Lims.Kernel;

/// <summary>Codes of values in knowledge files.</summary>
static class KnowledgeCodes
{
    /// <summary>The value's name in kebab case: <c>RegistryExport</c> is <c>registry-export</c>.</summary>
    public static string Of<T>(T value) where T : struct, Enum =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
