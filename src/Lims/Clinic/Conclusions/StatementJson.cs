using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>Statements and codes as issued rows hold them.</summary>
static class StatementJson
{
    /// <summary>How they are written: what is empty is left out.</summary>
    public static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        // Most statements have no topic, no parameters and no findings: a third of the bytes.
        TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(type =>
        {
            foreach (var property in type.Kind == JsonTypeInfoKind.Object ? type.Properties : [])
                property.ShouldSerialize = static (_, value) => value is not (null or "" or ICollection { Count: 0 });
        }),
    };

    /// <summary>The statements of an issued conclusion, as they were issued.</summary>
    public static IReadOnlyList<Statement> Of(Conclusion issued) => JsonSerializer.Deserialize<List<Statement>>(issued.Statements, Plain)!;
}
