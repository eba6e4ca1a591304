using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Thrombophilia.Lims.Clinic.Reports;

/// <summary>
/// The one form of a content as bytes: JSON without spaces, members in the order of their records, what is null left out.
/// Hash and signature are over these bytes.
/// </summary>
static class CanonicalContent
{
    static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The JSON and its SHA-256.</summary>
    public static (string Json, string Sha256) Of(ReportContent content)
    {
        var json = JsonSerializer.Serialize(content, Options);
        return (json, HashOf(json));
    }

    /// <summary>SHA-256 of the JSON as UTF-8, lower-case hex.</summary>
    public static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    /// <summary>Reads what <see cref="Of"/> wrote.</summary>
    public static ReportContent Read(string json) => JsonSerializer.Deserialize<ReportContent>(json, Options)!;
}
