using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Thrombophilia.Lims.Kernel;

/// <summary>A cited source of a rule.</summary>
/// <param name="Id">Key used beside the rules.</param>
/// <param name="Citation">Where it stands.</param>
/// <param name="Read">How deep it was read; null when the file does not say.</param>
public sealed record Source(string Id, string Citation, string? Read = null);

/// <summary>How knowledge files are read: strictly, and with the fingerprint of their bytes.</summary>
static class KnowledgeFile
{
    /// <summary>Unknown members are errors: a misspelt rule must not vanish in silence.</summary>
    static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>The folder of knowledge beside the program.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "panels");

    /// <exception cref="InvalidDataException">The file is not what this version understands.</exception>
    public static (T Content, string Sha256) Read<T>(string path)
    {
        var bytes = File.ReadAllBytes(path);
        try
        {
            var content = JsonSerializer.Deserialize<T>(bytes, Strict) ?? throw new InvalidDataException($"{path}: empty.");
            return (content, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Throws unless <paramref name="good"/>.</summary>
    public static void Demand(string path, bool good, string otherwise)
    {
        if (!good) throw new InvalidDataException($"{path}: {otherwise}");
    }
}
